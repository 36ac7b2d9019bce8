// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reader/layouts/cell_boundaries.hpp"
#include "reader/layouts/cell_sense.hpp"
#include "reader/layouts/joined_heads.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// A row of a table that was pasted as a line.
struct CutRow {
  std::vector<std::string_view> cells{};  ///< One for each heading; some may be empty.
  int sense = 0;                          ///< How well the cells fit their headings.
};

/// Takes lines apart into the cells that headings announce: of all ways the one that makes most
/// sense.
class RowCutter {
 public:
  /// `cells_left`: how many cells may still be tried; it is counted down.
  RowCutter(const JoinedHeads& heads, const CellBoundaries& boundaries, const Legend& legend,
            std::size_t& cells_left);
  /// The line's rows, mostly one; none if it holds no name where one is announced.
  [[nodiscard]] std::vector<CutRow> cut(std::string_view line) const;

  /// The end of a line of many rows in which no more could be told apart; else empty.
  [[nodiscard]] std::string_view rest_of(std::string_view line,
                                         const std::vector<CutRow>& rows) const;

  /// The line holds many rows.
  [[nodiscard]] bool runs_on(std::string_view line) const;

  /// What a row holds is likely to stand in other rows again.
  void learn(const CutRow& row);

 private:
  [[nodiscard]] bool has_providers() const;
  [[nodiscard]] std::vector<CutRow> cut_run(std::string_view line) const;
  [[nodiscard]] std::vector<std::size_t> places(std::string_view line, bool runs_on) const;
  [[nodiscard]] bool is_place(std::string_view line, std::size_t at, bool runs_on) const;
  [[nodiscard]] int sense_of_cut(std::string_view line, std::size_t at) const;
  [[nodiscard]] int known(std::size_t column, std::string_view cell) const;

  const JoinedHeads& heads_;
  const CellBoundaries& boundaries_;
  std::size_t& cells_left_;
  CellContext context_{};
  std::vector<std::unordered_map<std::string, int>> values_{};  ///< By column; how many rows.
  friend class LineCutter;
};

}  // namespace cookie_warden::reader
