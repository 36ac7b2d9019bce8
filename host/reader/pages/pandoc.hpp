// SPDX-License-Identifier: MPL-2.0
// What Pandoc's Markdown has beside that of others, brought to the common form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// Simple, multiline and grid tables as tables with bars. Lines may move by a few.
[[nodiscard]] std::string with_bar_tables(std::string_view markdown);

/// Without attributes ("[text]{.class}", "# Title {#id}"), fences of divs (":::") and raw HTML
/// blocks that hold a comment.
[[nodiscard]] std::string without_attributes(std::string_view markdown);

}  // namespace cookie_warden::reader
