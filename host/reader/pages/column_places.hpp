// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reader/pages/column_head.hpp"

namespace cookie_warden::reader {

/// Where the columns of a table begin. PDF converters set each page for itself: behind a form feed
/// the same columns stand elsewhere.
class ColumnPlaces {
 public:
  ColumnPlaces() = default;
  /// A table of the lines from `at` to before `end`; the first row begins in line `body`.
  ColumnPlaces(const std::vector<std::string_view>& lines, const std::vector<Heading>& head,
               std::size_t at, std::size_t body, std::size_t end);

  /// The text of each column in line `i`; no word is cut.
  [[nodiscard]] std::vector<std::string_view> cells_of(std::size_t i) const;
  /// Where the columns begin in line `i`, in characters.
  [[nodiscard]] const std::vector<std::size_t>& begins_at(std::size_t i) const;

 private:
  struct Page {
    std::size_t first = 0;  ///< Its first line.
    std::vector<std::size_t> begins{};
  };

  [[nodiscard]] std::size_t cut_at(std::size_t i, std::size_t column) const;

  const std::vector<std::string_view>* lines_ = nullptr;
  std::size_t columns_ = 0;
  std::vector<Page> pages_{};
};

}  // namespace cookie_warden::reader
