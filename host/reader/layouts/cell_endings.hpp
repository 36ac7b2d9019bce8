// SPDX-License-Identifier: MPL-2.0
// Words that cells end with, where the next cell follows without anything between and begins in a
// small letter.
#pragma once

#include <cstddef>
#include <string_view>

namespace cookie_warden::reader {

/// "PayPal|ts_c", "Meta Platforms Ireland|fr": a word that companies' names end with, most often in
/// policies, ends at byte `at`.
[[nodiscard]] bool ends_company(std::string_view line, std::size_t at);

/// "365 jours|panierResa", "Session|lang": a unit of time or "session" ends at byte `at`.
[[nodiscard]] bool ends_lifetime(std::string_view line, std::size_t at);

/// Of the ends of lifetimes that stand close ("jour|s|") the likely one: the longest, but for "1
/// year|sid".
[[nodiscard]] bool ends_likely_lifetime(std::string_view line, std::size_t at);

}  // namespace cookie_warden::reader
