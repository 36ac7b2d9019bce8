// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden::reader {

[[nodiscard]] std::string escape_html(std::string_view text);

/// The line begins with a tag of a block.
[[nodiscard]] bool is_html_line(std::string_view line);

/// Emphasis, code, links, escapes and tags of one line of Markdown, as HTML. `escapes`: the page
/// escapes the underscores of its text, so that a bare one is emphasis.
[[nodiscard]] std::string inline_html(std::string_view markdown, bool escapes);

}  // namespace cookie_warden::reader
