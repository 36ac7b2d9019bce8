// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cookie_warden::reader {

/// How much sense a line makes in each column; see cell_sense().
using LineSenses = std::vector<int>;

/// The column of each of these lines, from `first` on and never back: cells may be empty, and then
/// have no line, or take several. Of all ways that one is taken that makes most sense.
[[nodiscard]] std::vector<std::size_t> columns_of_lines(std::span<const LineSenses> lines,
                                                        std::size_t first, std::size_t width);

}  // namespace cookie_warden::reader
