// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/line_columns.hpp"

#include <algorithm>
#include <limits>

namespace cookie_warden::reader {
namespace {

constexpr int kNever = std::numeric_limits<int>::min() / 2;
constexpr int kEmpty = -3;  // a column without a line
constexpr int kMore = -2;   // another line in a column
constexpr int kMost = 8;    // of one line, either way

}  // namespace

std::vector<std::size_t> columns_of_lines(std::span<const LineSenses> lines, std::size_t first,
                                          std::size_t width) {
  struct Step {
    int sense = kNever;
    std::size_t from = 0;  // the column of the line before
  };
  std::vector<std::vector<Step>> best(lines.size(), std::vector<Step>(width));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t c = first; c < width; ++c) {
      const int own = std::clamp(lines[i][c], -kMost, kMost);
      if (i == 0) {
        best[i][c] = {own + kEmpty * static_cast<int>(c - first), c};
        continue;
      }
      for (std::size_t before = first; before <= c; ++before) {
        const int step = before == c ? std::min(own, 0) + kMore
                                     : own + kEmpty * static_cast<int>(c - before - 1);
        const int sense = best[i - 1][before].sense + step;
        if (sense > best[i][c].sense) best[i][c] = {sense, before};
      }
    }
  }
  std::vector<std::size_t> columns(lines.size(), width);
  if (lines.empty() || first >= width) return columns;
  const auto at_end = [&](std::size_t c) {
    return best.back()[c].sense + kEmpty * static_cast<int>(width - 1 - c);
  };
  std::size_t last = first;
  for (std::size_t c = first; c < width; ++c) {
    if (at_end(c) > at_end(last)) last = c;
  }
  for (std::size_t i = lines.size(); i-- > 0; last = best[i][last].from) columns[i] = last;
  return columns;
}

}  // namespace cookie_warden::reader
