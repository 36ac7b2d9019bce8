// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// Columns of white space at the start; a tab counts four.
[[nodiscard]] std::size_t indent_of(std::string_view line);

/// Length of "- ", "* ", "+ ", "1. " or "2) " at the start; 0 if the line starts no item.
[[nodiscard]] std::size_t bullet_length(std::string_view text);

/// At least two characters, all of `sign`.
[[nodiscard]] bool is_ruler(std::string_view text, std::string_view sign);

/// "| --- | :---: |", perhaps with text after the last bar.
[[nodiscard]] bool is_separator(std::string_view text);

/// "+-----+-----+": a border of a grid table.
[[nodiscard]] bool is_grid_border(std::string_view text);

/// Cells between bars; bars in code or after a backslash part nothing. Empty cells at both ends
/// are dropped.
[[nodiscard]] std::vector<std::string_view> split_cells(std::string_view row);

}  // namespace cookie_warden::reader
