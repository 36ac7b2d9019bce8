// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "reader/layouts/legend.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

constexpr int kNoSense = std::numeric_limits<int>::min() / 4;

struct CellContext {
  std::optional<Unit> unit{};      ///< What a bare number counts in a column of lifetimes.
  bool glued = false;              ///< A capital inside a word may begin the next cell.
  const Legend* legend = nullptr;  ///< The signs that a cell may be.
};

/// Of the Latin letters of the languages that are read.
[[nodiscard]] bool begins_with_capital(std::string_view text);

/// A capital inside a word begins at byte `at`: "years|Counts", "(Google)|Counts".
[[nodiscard]] bool is_hump(std::string_view text, std::size_t at);

/// How much sense a text makes in a column: above 0 it fits, below it does not; kNoSense if longer
/// texts would make none either. `humps`: how many capitals stand inside its words.
[[nodiscard]] int cell_sense(Role role, std::string_view cell, int humps,
                             const CellContext& context);

/// The longest text, in bytes, that a cell of the column can be.
[[nodiscard]] std::size_t longest_cell(Role role);

}  // namespace cookie_warden::reader
