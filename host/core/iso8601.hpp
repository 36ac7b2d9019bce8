// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cookie_warden {

/// "2026-11-23T12:00:00.123Z". Sorts as text in the order of time for years 0 to 9999; other times
/// are moved to the nearest of those.
[[nodiscard]] std::string format_utc(std::int64_t ms_since_epoch);

/// Milliseconds since the Unix epoch of a day "2026-11-23" or a time "2026-11-23T12:00[:00[.123]]Z"
/// in UTC; null if it is neither.
[[nodiscard]] std::optional<std::int64_t> parse_utc(std::string_view text);

/// An ISO 8601 duration such as "P14D", "P1Y6M" or "PT30M". A year counts 366 days and a month 31:
/// the longest the words allow. Null if it is none, or longer than 10,000 years.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// A day of the calendar as YYYY-MM-DD.
[[nodiscard]] bool is_date(std::string_view text);

}  // namespace cookie_warden
