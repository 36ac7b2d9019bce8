// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cookie_warden {

/// A cookie name in a policy is exact, or a pattern in which '*' stands for any run of characters.
[[nodiscard]] bool is_pattern(std::string_view name);

/// Case-sensitive, as cookie names are (RFC 6265 5.3). Time is linear in the product of the two
/// lengths at worst.
[[nodiscard]] bool pattern_matches(std::string_view pattern, std::string_view name);

/// Characters other than '*': the longer of two patterns is the one with more of them.
[[nodiscard]] std::size_t literal_length(std::string_view pattern);

}  // namespace cookie_warden
