// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reader/row.hpp"
#include "reader/section.hpp"

namespace cookie_warden::reader {

struct FlatLine {
  std::string_view text{};
  std::size_t block = 0;
  std::uint32_t line = 0;
};

/// Headings line by line, then cells line by line. Returns how many lines it read, 0 if the lines
/// are no such table.
[[nodiscard]] std::size_t read_cell_lines(const std::vector<FlatLine>& lines,
                                          const Section& section, Rows& out);

/// One line of headings, then rows whose cells are parted by single blanks or by nothing.
[[nodiscard]] std::size_t read_joined_rows(const std::vector<FlatLine>& lines,
                                           const Section& section, Rows& out);

}  // namespace cookie_warden::reader
