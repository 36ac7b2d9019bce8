// SPDX-License-Identifier: MPL-2.0
#include "support/clock.hpp"

#include <chrono>

#include "core/iso8601.hpp"

namespace cookie_warden {

std::string now_utc() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return format_utc(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

}  // namespace cookie_warden
