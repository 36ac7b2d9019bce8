// SPDX-License-Identifier: MPL-2.0
#include "core/log_entry.hpp"

#include <array>

namespace cookie_warden {

std::string_view to_string(FindingKind kind) {
  constexpr std::array<std::string_view, 4> names{"undeclared", "contradicted", "overlong",
                                                  "before-choice"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace cookie_warden
