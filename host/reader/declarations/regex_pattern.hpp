// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// What a regular expression for names means as names and patterns: "^_ga" is "_ga*",
/// "^(_ga|_gid)$" two names. Whatever is more than a literal becomes '*', so a pattern matches at
/// least what the expression does. Empty if that would be nearly everything.
[[nodiscard]] std::vector<std::string> patterns_of_regex(std::string_view regex);

}  // namespace cookie_warden::reader
