// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// The text that the code of a template tag prints; null if it does not stand in the code (a
/// variable, a key to look up). Time is linear.
[[nodiscard]] std::optional<std::string> printed_text(std::string_view code);

/// The words of a key that the code looks up ("cookies.necessary.title"); empty if there is none.
[[nodiscard]] std::string key_text(std::string_view code);

}  // namespace cookie_warden::reader
