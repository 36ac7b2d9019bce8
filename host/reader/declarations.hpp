// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "reader/literal.hpp"
#include "reader/row.hpp"

namespace cookie_warden::reader {

/// The name a declaration gives, taken as it is: no word is too plain to be a name there.
[[nodiscard]] std::vector<Name> declared_name(std::string_view name);

/// Names from a regular expression.
[[nodiscard]] std::vector<Name> names_of_regex(std::string_view regex);

/// Text without tags and entities ("Google<br/>YouTube" becomes "Google, YouTube").
[[nodiscard]] std::string without_tags(std::string_view html);

}  // namespace cookie_warden::reader
