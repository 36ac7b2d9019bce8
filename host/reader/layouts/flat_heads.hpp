// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reader/layouts/flat.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// The headings of a table of which each cell is a line.
struct FlatHeads {
  std::vector<Role> roles{};               ///< One for each line.
  std::vector<std::string_view> labels{};  ///< Their texts.
  std::size_t name = 0;
  std::optional<Unit> unit{};
};

/// Those that the first lines are; null if they are none. Headings that say more than a label must
/// be followed by rows as long as they are.
[[nodiscard]] std::optional<FlatHeads> heads_in_lines(const std::vector<FlatLine>& lines);

/// Without the bars that some tables are drawn with.
[[nodiscard]] std::string_view without_bar(std::string_view text);

}  // namespace cookie_warden::reader
