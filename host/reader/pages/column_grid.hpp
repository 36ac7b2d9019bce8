// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reader/pages/column_places.hpp"
#include "reader/pages/plain_cells.hpp"

namespace cookie_warden::reader {

/// The columns of a table that is set with blanks, and the lines it takes.
class ColumnGrid {
 public:
  /// The headings begin in line `at`.
  ColumnGrid(const std::vector<std::string_view>& lines, std::size_t at, ColumnHead head);

  [[nodiscard]] const std::vector<Heading>& head() const { return head_; }
  /// The first line below the headings.
  [[nodiscard]] std::size_t first() const { return first_; }
  /// After the last line.
  [[nodiscard]] std::size_t end() const { return end_; }
  /// The text of each column in line `i`; no word is cut.
  [[nodiscard]] std::vector<std::string_view> cells_of(std::size_t i) const {
    return places_.cells_of(i);
  }
  /// Line `i` is one run of text that begins in the first column, or a centred title.
  [[nodiscard]] bool is_alone(std::size_t i) const;
  /// The line before or after line `at` has text that begins right above or below its first: parts
  /// of one cell.
  [[nodiscard]] bool goes_on_beside(std::size_t at) const;

 private:
  void find_end(std::size_t at);
  [[nodiscard]] bool stands_among_rows(std::size_t at) const;
  [[nodiscard]] bool is_title_below(std::size_t at, const std::vector<Segment>& segments) const;

  const std::vector<std::string_view>& lines_;
  std::vector<Heading> head_;
  std::size_t first_ = 0;
  std::size_t end_ = 0;
  ColumnPlaces places_{};
};

/// The title of a group of cookies, and nothing else.
[[nodiscard]] bool is_title_of_rows(std::string_view text);

}  // namespace cookie_warden::reader
