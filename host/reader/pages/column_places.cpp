// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/column_places.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "reader/pages/plain_cells.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kWidest = 400;  // characters of a line

/// What stands at each character of some lines.
struct Density {
  std::vector<std::int64_t> used = std::vector<std::int64_t>(kWidest + 1);   // letters
  std::vector<std::int64_t> begun = std::vector<std::int64_t>(kWidest + 1);  // beginnings of words

  /// A word behind several blanks counts twice: more likely a cell's first. Headings may be
  /// centred.
  void add(std::string_view line, bool heading) {
    std::size_t column = 0;
    std::int64_t blanks = 2;
    for (const char c : line) {
      if (!begins_character(c)) continue;
      if (column >= kWidest) return;
      if (!is_space(c)) {
        ++used[column];
        begun[column] += heading ? 0 : std::min<std::int64_t>(blanks, 2);
      }
      blanks = is_space(c) ? blanks + 1 : 0;
      ++column;
    }
  }

  /// A column begins more likely at `a` than at `b`: fewer lines hold text right before it, or
  /// more words begin there, for most cells begin at their left.
  [[nodiscard]] bool is_better(std::size_t a, std::size_t b) const {
    return used[a - 1] != used[b - 1] ? used[a - 1] < used[b - 1] : begun[a] > begun[b];
  }
};

std::size_t middle(const Heading& heading) { return (heading.begin + heading.end) / 2; }

/// Between the middles of two headings.
std::vector<std::size_t> begins_below(const std::vector<Heading>& head, const Density& density) {
  std::vector<std::size_t> begins{0};
  for (std::size_t h = 1; h < head.size(); ++h) {
    const std::size_t from = std::max(middle(head[h - 1]), begins.back()) + 1;
    const std::size_t to = std::min(middle(head[h]), kWidest - 1);
    std::size_t best = std::min(head[h].begin, kWidest);
    for (std::size_t c = from; c <= to; ++c) {
      if (!density.is_better(best, c)) best = c;
    }
    begins.push_back(best);
  }
  return begins;
}

/// The same columns elsewhere: moved together where that is possible. A line with text right before
/// a place costs most, a word that begins there pays, and each character that a column moves
/// otherwise than the one left of it costs a little.
std::vector<std::size_t> begins_on_next_page(const std::vector<std::size_t>& before,
                                             const Density& density) {
  constexpr std::int64_t kLine = 3;
  constexpr std::int64_t kFar = 20;       // characters that a column may move
  constexpr std::int64_t kNarrowest = 2;  // characters of a column
  constexpr std::int64_t kNever = std::int64_t{1} << 40;
  constexpr std::size_t kShifts = 2 * kFar + 1;
  const auto place = [&](std::size_t h, std::size_t shift) {
    return static_cast<std::int64_t>(before[h]) + static_cast<std::int64_t>(shift) - kFar;
  };
  std::vector<std::array<std::int64_t, kShifts>> cost(before.size());
  std::vector<std::array<std::size_t, kShifts>> left(
      before.size());  // the shift of the column left
  cost[0].fill(kNever);
  cost[0][kFar] = 0;
  for (std::size_t h = 1; h < before.size(); ++h) {
    for (std::size_t shift = 0; shift < kShifts; ++shift) {
      cost[h][shift] = kNever;
      const std::int64_t at = place(h, shift);
      if (at < kNarrowest || at > static_cast<std::int64_t>(kWidest)) continue;
      for (std::size_t other = 0; other < kShifts; ++other) {
        if (place(h - 1, other) + kNarrowest > at) continue;
        const auto apart =
            static_cast<std::int64_t>(std::max(shift, other) - std::min(shift, other));
        if (cost[h - 1][other] + apart >= cost[h][shift]) continue;
        cost[h][shift] = cost[h - 1][other] + apart;
        left[h][shift] = other;
      }
      const auto c = static_cast<std::size_t>(at);
      cost[h][shift] += kLine * (2 * density.used[c - 1] - density.begun[c]);
    }
  }
  std::vector<std::size_t> begins(before.size(), 0);
  const auto& last = cost.back();
  auto shift = static_cast<std::size_t>(std::ranges::min_element(last) - last.begin());
  for (std::size_t h = before.size() - 1; h > 0; shift = left[h--][shift])
    begins[h] = static_cast<std::size_t>(std::max<std::int64_t>(place(h, shift), 1));
  return begins;
}

bool is_title(const std::vector<Segment>& segments) {
  return segments.size() == 1 && segments[0].begin < 2;
}

/// The nearer end of the word that `at` cuts.
std::size_t beside_word(std::string_view line, std::size_t at) {
  if (at == 0 || at >= line.size() || is_space(line[at]) || is_space(line[at - 1])) return at;
  std::size_t begin = at;
  while (begin > 0 && !is_space(line[begin - 1])) --begin;
  std::size_t end = at;
  while (end < line.size() && !is_space(line[end])) ++end;
  return at - begin <= end - at ? begin : end;
}

/// Before the "6" of "6 months", where `at` parts them.
std::size_t before_number(std::string_view line, std::size_t at) {
  if (at > 0 && at + 1 < line.size() && is_space(line[at]) && is_digit(line[at - 1])) ++at;
  if (at < 2 || at >= line.size() || !is_space(line[at - 1]) || !is_digit(line[at - 2])) return at;
  std::size_t begin = at - 1;
  while (begin > 0 && is_digit(line[begin - 1])) --begin;
  if (begin == 0 || !is_space(line[begin - 1])) return at;
  const std::size_t end = std::min(line.find(' ', at), line.size());
  return is_duration_cell(line.substr(begin, end - begin)) ? begin : at;
}

/// Each where its column begins, or a little beside it.
bool are_near(const std::vector<Segment>& segments, const std::vector<std::size_t>& begins) {
  constexpr std::size_t kNear = 12;  // characters
  for (std::size_t c = 0; c < segments.size(); ++c) {
    const std::size_t begin = segments[c].begin;
    if (std::max(begin, begins[c]) - std::min(begin, begins[c]) > kNear) return false;
  }
  return true;
}

}  // namespace

ColumnPlaces::ColumnPlaces(const std::vector<std::string_view>& lines,
                           const std::vector<Heading>& head, std::size_t at, std::size_t body,
                           std::size_t end)
    : lines_(&lines), columns_(head.size()) {
  for (std::size_t i = at; i < end;) {
    Density density;
    const std::size_t first = i;
    for (; i < end && (i == first || !lines[i].starts_with('\f')); ++i) {
      if (i < body || !is_title(segments_of(lines[i]))) density.add(lines[i], i < body);
    }
    pages_.push_back({first, pages_.empty() ? begins_below(head, density)
                                            : begins_on_next_page(pages_.back().begins, density)});
  }
}

const std::vector<std::size_t>& ColumnPlaces::begins_at(std::size_t i) const {
  const auto next = std::ranges::upper_bound(pages_, i, {}, &Page::first);
  return next == pages_.begin() ? next->begins : (next - 1)->begins;
}

std::vector<std::string_view> ColumnPlaces::cells_of(std::size_t i) const {
  const std::string_view line = (*lines_)[i];
  std::vector<std::string_view> cells;
  // Converters do not set all rows alike; where each cell is there, their order tells.
  const auto segments = segments_of(line);
  if (segments.size() == columns_ && are_near(segments, begins_at(i))) {
    for (const Segment& segment : segments) cells.push_back(segment.text);
    return cells;
  }
  for (std::size_t c = 0; c < columns_; ++c) {
    const std::size_t begin = cut_at(i, c);
    const std::size_t end = std::max(begin, cut_at(i, c + 1));
    cells.push_back(trim(line.substr(begin, end - begin)));
  }
  return cells;
}

/// Where column `c` begins in line `i`, in bytes.
std::size_t ColumnPlaces::cut_at(std::size_t i, std::size_t c) const {
  const std::string_view line = (*lines_)[i];
  const std::vector<std::size_t>& begins = begins_at(i);
  if (c >= begins.size()) return line.size();
  std::size_t at = byte_of(line, begins[c]);
  const std::size_t least = c > 0 ? byte_of(line, begins[c - 1]) : 0;
  at = std::max(least, beside_word(line, at));
  return std::max(least, before_number(line, at));
}

}  // namespace cookie_warden::reader
