// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <vector>

#include "reader/document.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// Which column of a table holds what.
struct Columns {
  std::vector<Role> roles{};            ///< One for each column.
  std::vector<std::string> heads{};     ///< Their headings; empty if there are none.
  std::size_t first_row = 0;            ///< After the headings.
  std::size_t name = 0;                 ///< The column of names.
  bool headed = false;                  ///< Headings told the columns; else only their content.
  bool says_cookie = false;             ///< The names' heading speaks of cookies.
  std::optional<Unit> duration_unit{};  ///< From a heading such as "Lifetime (days)".
};

/// Null if the table is not one of cookies. `inherited`: the columns of the table before, which
/// some pages head only once.
[[nodiscard]] std::optional<Columns> find_columns(const std::vector<TableRow>& rows,
                                                  const std::optional<Columns>& inherited);

/// A table whose headings stand in its first column, turned so that they stand on top. Tables of
/// two columns, heading and value, are cards and are left to read_cards(): null.
[[nodiscard]] std::optional<std::vector<TableRow>> transposed(const std::vector<TableRow>& rows);

/// Label and value side by side, row after row.
[[nodiscard]] bool is_card_table(const std::vector<TableRow>& rows);

/// The text of a row of which only one cell holds any, or the same text throughout.
[[nodiscard]] std::optional<std::size_t> only_cell(const TableRow& row);

}  // namespace cookie_warden::reader
