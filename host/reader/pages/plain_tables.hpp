// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// A table set as plain text, and how many lines it takes.
struct PlainTable {
  Block block{};
  std::size_t lines = 0;
};

/// A line that is drawn around a table or between its rows.
[[nodiscard]] bool is_border(std::string_view line);

/// The table whose headings stand in line `at`: cells parted by tabs, as browsers copy them, or
/// below one another, as PDF converters set them. Null if that line heads no table of cookies.
[[nodiscard]] std::optional<PlainTable> plain_table(const std::vector<std::string_view>& lines,
                                                    std::size_t at);

}  // namespace cookie_warden::reader
