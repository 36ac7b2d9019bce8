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
bool is_prose(const std::vector<Segment>& segments, const std::vector<Heading>& head) {
  constexpr std::size_t kMargin = 6;  // characters; headings may be centred
  if (segments.size() != 1) return false;
  const Segment& only = segments[0];
  return only.begin < std::min(head[0].begin, kMargin) + 2 && only.end() > head[1].begin + 8 &&
         !begins_with_name(only.text);
}

/// The same headings again; cells of a row may say "unique name" and "for the session", too.
bool repeats(const std::vector<Heading>& columns, const std::vector<Heading>& head) {
  return columns[0].text == head[0].text ||
         (columns.size() >= head.size() && std::ranges::all_of(columns, [](const Heading& one) {
            return role_of(one.text) != Role::none;
          }));
}

bool is_bullet(const std::vector<Segment>& segments) {
  return segments.size() == 1 && segments[0].text.starts_with("\u2022 ");
}

/// "Functional cookies (only with your consent)", wherever it stands: titles may be centred.
bool names_group(std::string_view text) {
  constexpr std::size_t kMostWords = 6;
  return mentions_cookies(text) && is_title_of_rows(text) &&
         words(fold(text.substr(0, text.find('(')))).size() <= kMostWords;
}

/// The lines above it end a row, so that a line of words alone begins something else.
bool may_be_title(std::string_view text) {
  if (std::ranges::count(text, ')') > std::ranges::count(text, '(')) return false;
  const NameCell cell = read_name_cell(text, true);
  const bool names = !cell.names.empty() && cell.refused.empty();
  // "Statistics (Google Analytics)" and "Voorkeurscookies" are written as no name is.
  const bool likely =
      std::ranges::any_of(cell.names, [](const Name& name) { return name.shape >= Shape::likely; });
  const bool words = text.find(' ') != std::string_view::npos || mentions_cookies(text);
  if (names && !likely && words && is_title_of_rows(text)) return true;
  return !names && text.size() <= 110 && (is_title_of_rows(text) || mentions_cookies(text));
}

}  // namespace

ColumnGrid::ColumnGrid(const std::vector<std::string_view>& lines, std::size_t at, ColumnHead head)
    : lines_(lines), head_(std::move(head.columns)), first_(at + head.lines) {
  find_end(at);
  places_ = ColumnPlaces(lines, head_, at, first_, end_);
}

bool ColumnGrid::is_alone(std::size_t i) const {
  const auto segments = segments_of(lines_[i]);
  return segments.size() == 1 &&
         (segments[0].begin < places_.begins_at(i)[1] || names_group(segments[0].text));
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
    const auto next = column_head(lines_, end_);
    if (next && (blank > 0 || repeats(next->columns, head_))) break;
    if (is_prose(segments, head_) && !stands_among_rows(end_)) break;
    blank = 0;
  }
  // Titles at the end head what follows.
  std::size_t end = end_;
  while (end > first_) {
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

/// "Skyscanner / Kayak (flights)" right between two rows, longer than its column.
bool ColumnGrid::stands_among_rows(std::size_t at) const {
  const auto is_row = [&](std::size_t i) {
    if (i >= lines_.size()) return false;
    // A name may be as long as its column.
    const std::size_t cell = byte_of(lines_[i], head_[1].begin);
    return cell > 0 && cell < lines_[i].size() && is_space(lines_[i][cell - 1]) &&
           !is_space(lines_[i][cell]);
  };
  return !trim(lines_[at]).ends_with('.') && is_row(at - 1) && is_row(at + 1);
}

/// A title that nothing of the table follows: a group's, or a line below a blank one.
bool ColumnGrid::is_title_below(std::size_t at, const std::vector<Segment>& segments) const {
  if (segments.size() != 1) return false;
  const std::string_view text = segments[0].text;
  if (goes_on_beside(at)) return false;
  if (segments[0].begin >= head_[1].begin) return names_group(text) && may_be_title(text);
  const bool apart = trim(lines_[at - 1]).empty() && is_upper(text[0]);
  return may_be_title(text) || (apart && !begins_with_name(text));
}

bool is_title_of_rows(std::string_view text) {
  return text.size() <= 110 && read_name_cell(text, false).names.empty() &&
         judge_title(text).stated && !text.ends_with('.');
}

}  // namespace cookie_warden::reader
