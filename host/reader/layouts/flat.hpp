// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "reader/layouts/cell_boundaries.hpp"
#include "reader/layouts/row.hpp"
#include "reader/layouts/section.hpp"

namespace cookie_warden::reader {

struct FlatLine {
  std::string_view text{};
  std::size_t block = 0;
  std::uint32_t line = 0;
  bool joined = false;  ///< No blank line stands before it.
};

/// Lines of the paragraphs from `at` on, up to a heading or a table; at most `limit`. `whole`: each
/// paragraph is a line.
[[nodiscard]] std::vector<FlatLine> flat_lines(const Document& document, std::size_t at,
                                               std::size_t limit, bool whole = false);

struct FlatAttempt {
  std::size_t read = 0;    ///< Blocks from `at` that were read; 0: no pasted table begins there.
  std::size_t looked = 1;  ///< Blocks that need not be tried again.
  std::size_t lines = 0;   ///< That were looked through in vain.
};
/// What the tables of a page have in common.
struct FlatPage {
  std::optional<CellBoundaries> boundaries{};  ///< Of all its lines; made when first asked for.
  /// Bytes that may still be cut into cells: it takes much longer than other reading.
  std::size_t cut_left = 400'000;
  /// Cells that may still be tried there; about 3 seconds.
  std::size_t cells_left = 5'000'000;
  /// Long lines that may still be searched for headings before their rows.
  int heads_left = 40;
  /// What the columns of the last table would be headed by that has no headings.
  std::vector<std::string_view> heads_left_out{};
};

/// A table that was pasted as text, whose headings stand at block `at`.
[[nodiscard]] FlatAttempt read_flat_table(const Document& document, std::size_t at,
                                          const Section& section, FlatPage& page, Rows& out);

struct FlatLines {
  std::size_t read = 0;    ///< Lines that were read; 0 if they are no such table.
  std::size_t looked = 1;  ///< Lines that were looked at.
};

/// Headings line by line, then cells line by line. Returns how many lines it read.
[[nodiscard]] std::size_t read_cell_lines(const std::vector<FlatLine>& lines,
                                          const Section& section, Rows& out);

/// A row of a table without headings may begin with that line.
[[nodiscard]] bool begins_unheaded_row(std::string_view line);

/// The same without headings. Returns how many lines it read.
[[nodiscard]] std::size_t read_unheaded_lines(const std::vector<FlatLine>& lines,
                                              const Section& section, FlatPage& page, Rows& out);

/// A heading, its cells line by line, then the next heading. Returns how many lines it read.
[[nodiscard]] std::size_t read_column_lines(const std::vector<FlatLine>& lines,
                                            const Section& section, Rows& out);

/// One line of headings, then lines that can be cut into a row's cells, which are parted by single
/// blanks or by nothing.
[[nodiscard]] FlatLines read_cut_rows(const std::vector<FlatLine>& lines, const Document& document,
                                      const Section& section, FlatPage& page, Rows& out);

}  // namespace cookie_warden::reader
