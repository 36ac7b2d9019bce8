// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/column_grid.hpp"

#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostBlankLines = 3;  // inside a table that a PDF was made of
constexpr std::size_t kMostLines = 5000;    // of one table
constexpr std::size_t kWidest = 400;        // characters of a line

/// "3.   Statistics", "2.1 Advertising": the next chapter, whose number stands apart from it.
bool is_numbered_title(const std::vector<Segment>& segments) {
  if (segments.empty() || segments.size() > 2) return false;
  const std::string_view text = segments[0].text;
  const std::size_t end = std::min(text.find_first_not_of("0123456789.)"), text.size());
  const bool letter = text.size() >= 2 && is_upper(text[0]) && text[1] == '.' &&
                      (text.size() == 2 || is_space(text[2]));
  if (letter && segments.size() == 2) return text.size() == 2;
  const bool number = end > 0 && end <= 6 && is_digit(text[0]) &&
                      text.substr(0, end).find_first_of(".)") != std::string_view::npos;
  const std::string_view title = segments.size() == 2 ? segments[1].text : trim(text.substr(end));
  const bool alone = segments.size() == 1 || end == text.size();
  return number && alone && !title.empty() && is_upper(title[0]);
}

bool begins_with_name(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  const NameCell cell = read_name_cell(word, false);
  return cell.names.size() == 1 && cell.names[0].shape == Shape::sure;
}

/// A run of text from the margin that no gap parts, and that no name begins.
bool is_prose(const std::vector<Segment>& segments, const std::vector<Segment>& head) {
  constexpr std::size_t kMargin = 6;  // characters; headings may be centred
  if (segments.size() != 1) return false;
  const Segment& only = segments[0];
  return only.begin < std::min(head[0].begin, kMargin) + 2 && only.end() > head[1].begin + 8 &&
         !begins_with_name(only.text);
}

/// The same headings again; cells of a row may say "unique name" and "for the session", too.
bool repeats(const std::vector<Segment>& segments, const std::vector<Segment>& head) {
  return segments[0].text == head[0].text ||
         std::ranges::all_of(
             segments, [](const Segment& segment) { return role_of(segment.text) != Role::none; });
}

bool is_bullet(const std::vector<Segment>& segments) {
  return segments.size() == 1 && segments[0].text.starts_with("\u2022 ");
}

/// "Functional cookies", wherever it stands: titles may be centred.
bool names_group(std::string_view text) {
  constexpr std::size_t kMostWords = 6;
  return mentions_cookies(text) && is_title_of_rows(text) && words(fold(text)).size() <= kMostWords;
}

/// The lines above it end a row, so that a line of words alone begins something else.
bool may_be_title(std::string_view text) {
  const NameCell cell = read_name_cell(text, true);
  const bool names = !cell.names.empty() && cell.refused.empty();
  return !names && text.size() <= 110 && (is_title_of_rows(text) || mentions_cookies(text));
}

bool overlap(const Segment& a, const Segment& b) { return a.begin < b.end() && b.begin < a.end(); }

/// "Storage", the first line of a heading of two, right above the others.
bool is_part_of_head(const std::vector<Segment>& above, const std::vector<Segment>& head) {
  return above.size() == 1 && std::ranges::none_of(head, [&](const Segment& segment) {
           return overlap(segment, above[0]);
         });
}

std::size_t middle(const Segment& segment) { return (segment.begin + segment.end()) / 2; }

void count_letters(std::string_view line, std::vector<std::size_t>& used,
                   std::vector<std::size_t>& begun) {
  std::size_t column = 0;
  bool blank = true;
  for (const char c : line) {
    if (!begins_character(c)) continue;
    if (column >= kWidest) return;
    used[column] += is_space(c) ? 0U : 1U;
    begun[column] += blank && !is_space(c) ? 1U : 0U;
    blank = is_space(c);
    ++column;
  }
}

/// Where the line's character of this number begins.
std::size_t byte_of(std::string_view line, std::size_t character) {
  std::size_t at = 0;
  while (at < line.size() && (character > 0 || !begins_character(line[at]))) {
    character -= begins_character(line[at]) ? 1U : 0U;
    ++at;
  }
  return at;
}

}  // namespace

ColumnGrid::ColumnGrid(const std::vector<std::string_view>& lines, std::size_t at)
    : lines_(lines), head_(head_segments(lines[at])) {
  widen_head(at);
  find_end(at);
  find_columns(at);
}

std::vector<std::string_view> ColumnGrid::cells_of(std::string_view line) const {
  std::vector<std::string_view> cells;
  for (std::size_t c = 0; c < head_.size(); ++c) {
    const std::size_t begin = cut_at(line, c);
    const std::size_t end = std::max(begin, cut_at(line, c + 1));
    cells.push_back(trim(line.substr(begin, end - begin)));
  }
  return cells;
}

bool ColumnGrid::is_alone(const std::vector<Segment>& segments) const {
  return segments.size() == 1 && begins_.size() > 1 &&
         (segments[0].begin < begins_[1] || names_group(segments[0].text));
}

/// A heading of two lines, "Storage" above the others and "period" below them, is a column too.
void ColumnGrid::widen_head(std::size_t at) {
  first_ = at + 1;
  const auto above = at > 0 ? segments_of(lines_[at - 1]) : std::vector<Segment>();
  const auto below = first_ < lines_.size() ? segments_of(lines_[first_]) : std::vector<Segment>();
  for (const Segment& one : above) {
    for (const Segment& two : below) {
      if (!overlap(one, two) || beside_head(one) || beside_head(two)) continue;
      joined_ = std::string(one.text) + " " + std::string(two.text);
      if (role_of(joined_) == Role::none) continue;
      const Segment wider{std::min(one.begin, two.begin), joined_};
      const auto next = std::ranges::find_if(
          head_, [&](const Segment& segment) { return segment.begin > wider.begin; });
      head_.insert(next, wider);
      first_ = at + 2;
      return;
    }
  }
}

/// The segment stands over or under a heading of the line.
bool ColumnGrid::beside_head(const Segment& segment) const {
  return std::ranges::any_of(head_, [&](const Segment& head) { return overlap(head, segment); });
}

/// The table ends before prose, a chapter's title, many blank lines or other headings.
void ColumnGrid::find_end(std::size_t at) {
  std::size_t blank = 0;
  for (end_ = first_; end_ < lines_.size() && end_ < at + kMostLines; ++end_) {
    const auto segments = segments_of(lines_[end_]);
    if (segments.empty()) {
      blank += trim(lines_[end_]).empty() ? 1U : 0U;
      if (blank >= kMostBlankLines) break;
      continue;
    }
    if (blank > 0 && (is_numbered_title(segments) || is_bullet(segments))) break;
    if (is_column_head(segments) && (blank > 0 || repeats(segments, head_))) {
      if (end_ > first_ && is_part_of_head(segments_of(lines_[end_ - 1]), segments)) --end_;
      break;
    }
    if (is_prose(segments, head_)) break;
    blank = 0;
  }
  // Titles at the end head what follows.
  std::size_t end = end_;
  while (end > at + 1) {
    const auto segments = segments_of(lines_[end - 1]);
    const bool title = is_title_below(end - 1, segments);
    if (!segments.empty() && !title) break;
    --end;
    if (title) end_ = end;
  }
}

bool ColumnGrid::goes_on_beside(std::size_t at) const {
  const std::size_t begin = segments_of(lines_[at])[0].begin;
  if (begin == 0) return false;
  const auto holds = [&](std::size_t i) {
    const auto segments = i < lines_.size() ? segments_of(lines_[i]) : std::vector<Segment>{};
    return std::ranges::any_of(segments, [&](const Segment& s) { return s.begin == begin; });
  };
  return holds(at - 1) || holds(at + 1);
}

/// A title that nothing of the table follows: a group's, or a line with blank lines around it.
bool ColumnGrid::is_title_below(std::size_t at, const std::vector<Segment>& segments) const {
  if (segments.size() != 1) return false;
  const std::string_view text = segments[0].text;
  if (goes_on_beside(at)) return false;
  if (segments[0].begin >= head_[1].begin) return names_group(text) && may_be_title(text);
  const auto is_blank = [&](std::size_t i) {
    return i >= lines_.size() || trim(lines_[i]).empty();
  };
  const bool apart = is_blank(at - 1) && is_blank(at + 1) && is_upper(text[0]);
  return may_be_title(text) || (apart && !begins_with_name(text));
}

/// Between two headings a column begins where the fewest lines hold text before it, and of such
/// places where the most words begin, for most cells begin at their left.
void ColumnGrid::find_columns(std::size_t at) {
  std::vector<std::size_t> used(kWidest + 1);   // lines with a letter there
  std::vector<std::size_t> begun(kWidest + 1);  // lines in which a word begins there
  for (std::size_t i = at; i < end_; ++i) {
    const auto segments = segments_of(lines_[i]);
    if (segments.size() == 1 && segments[0].begin < 2 && i > at) continue;  // a title
    count_letters(lines_[i], used, begun);
  }
  begins_.assign(1, 0);
  for (std::size_t h = 1; h < head_.size(); ++h) {
    const std::size_t from = std::max(middle(head_[h - 1]), begins_.back()) + 1;
    const std::size_t to = std::min(middle(head_[h]), kWidest);
    std::size_t best = std::min(head_[h].begin, kWidest);
    for (std::size_t c = from; c <= to && c < kWidest; ++c) {
      if (std::pair(used[c - 1], begun[best]) <= std::pair(used[best - 1], begun[c])) best = c;
    }
    begins_.push_back(best);
  }
}

/// Where column `c` begins in this line: never inside a word.
std::size_t ColumnGrid::cut_at(std::string_view line, std::size_t c) const {
  if (c >= begins_.size()) return line.size();
  std::size_t at = byte_of(line, begins_[c]);
  const std::size_t least = c > 0 ? byte_of(line, begins_[c - 1]) : 0;
  while (at > least && at < line.size() && !is_space(line[at]) && !is_space(line[at - 1])) --at;
  return at;
}

bool is_title_of_rows(std::string_view text) {
  return text.size() <= 110 && read_name_cell(text, false).names.empty() &&
         judge_title(text).stated && !text.ends_with('.');
}

}  // namespace cookie_warden::reader
