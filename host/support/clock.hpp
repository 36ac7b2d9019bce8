// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace cookie_warden {

/// The time now as ISO 8601 in UTC: "2026-11-23T12:00:00.123Z".
[[nodiscard]] std::string now_utc();

}  // namespace cookie_warden
