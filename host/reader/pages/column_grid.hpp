// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reader/pages/plain_cells.hpp"

namespace cookie_warden::reader {

/// The columns of a table that is set with blanks, and the lines it takes.
class ColumnGrid {
 public:
  /// Headings stand in line `at`, and perhaps in those beside it.
  ColumnGrid(const std::vector<std::string_view>& lines, std::size_t at);
  ColumnGrid(const ColumnGrid&) = delete;  // a heading refers to `joined_`
  ColumnGrid& operator=(const ColumnGrid&) = delete;

  [[nodiscard]] const std::vector<Segment>& head() const { return head_; }
  /// The first line below the headings.
  [[nodiscard]] std::size_t first() const { return first_; }
  /// After the last line.
  [[nodiscard]] std::size_t end() const { return end_; }
  /// The text of each column in a line; no word is cut.
  [[nodiscard]] std::vector<std::string_view> cells_of(std::string_view line) const;
  /// The line is one run of text that begins in the first column, or a centred title.
  [[nodiscard]] bool is_alone(const std::vector<Segment>& segments) const;
  /// The line before or after line `at` has text that begins right above or below its first: parts
  /// of one cell.
  [[nodiscard]] bool goes_on_beside(std::size_t at) const;

 private:
  void widen_head(std::size_t at);
  [[nodiscard]] bool beside_head(const Segment& segment) const;
  void find_end(std::size_t at);
  [[nodiscard]] bool is_title_below(std::size_t at, const std::vector<Segment>& segments) const;
  void find_columns(std::size_t at);
  [[nodiscard]] std::size_t cut_at(std::string_view line, std::size_t column) const;

  const std::vector<std::string_view>& lines_;
  std::vector<Segment> head_;
  std::string joined_{};  ///< A heading of two lines.
  std::size_t first_ = 0;
  std::size_t end_ = 0;
  std::vector<std::size_t> begins_{};  ///< Of the columns, in characters.
};

/// The title of a group of cookies, and nothing else.
[[nodiscard]] bool is_title_of_rows(std::string_view text);

}  // namespace cookie_warden::reader
