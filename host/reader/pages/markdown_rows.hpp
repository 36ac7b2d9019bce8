// SPDX-License-Identifier: MPL-2.0
// What converters of pages make of tables and tags in Markdown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// An empty first cell is one only where the row begins with a bar.
[[nodiscard]] std::vector<std::string_view> cells_of(std::string_view text);

/// "Cookie| Kind| Lifetime": headings of a table that no separator follows.
[[nodiscard]] bool holds_headings(std::string_view text);

/// The title of some rows, in a line without bars between two that have them.
[[nodiscard]] bool stands_in_table(const std::vector<std::string_view>& lines, std::size_t at);

/// A row whose cell was broken to several lines, as converters of pages leave it where rows end
/// with a bar: up to the line that does. `count`: how many they are; 1 if it is not broken.
[[nodiscard]] std::string broken_row(const std::vector<std::string_view>& lines, std::size_t at,
                                     std::size_t& count);

/// A row that goes on below the line: "| Statistics | They count. |", the items of its last cell,
/// and a bar alone, as turndown writes cells that hold lists.
struct OpenRow {
  std::size_t end = 0;  ///< After the bar; 0 if no such row begins there.
  std::string whole{};
};
[[nodiscard]] OpenRow open_row(const std::vector<std::string_view>& lines, std::size_t at);

/// A tag begins in the line and does not end there.
[[nodiscard]] bool ends_in_tag(std::string_view line);

}  // namespace cookie_warden::reader
