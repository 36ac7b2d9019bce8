// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/column_head.hpp"

#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostLines = 8;  // of headings
constexpr std::size_t kMostColumns = 12;

/// "Cookie name Lifetime" with one blank between them are two headings: where the second begins, 0
/// if the text is one.
std::size_t second_heading(std::string_view text) {
  if (label_role(text) != Role::none) return 0;
  for (std::size_t blank = text.find(' '); blank != text.npos; blank = text.find(' ', blank + 1)) {
    const std::string_view first = text.substr(0, blank);
    const std::string_view rest = text.substr(blank + 1);
    // "Cookie duration" is one.
    const bool whole = !mentions_cookies(first) || first.find(' ') != first.npos;
    if (whole && begins_large(rest) && label_role(first) != Role::none &&
        role_of(rest) != Role::none && label_role(first) != role_of(rest))
      return blank + 1;
  }
  return 0;
}

/// Headings with one blank between them, among others that stand apart.
std::vector<Segment> split_headings(const std::vector<Segment>& line) {
  constexpr std::size_t kFewest = 2;  // fewer are no columns that blanks part
  if (line.size() < kFewest) return line;
  std::vector<Segment> out;
  for (Segment segment : line) {
    for (std::size_t at = second_heading(segment.text); at > 0; at = second_heading(segment.text)) {
      const std::string_view first = segment.text.substr(0, at - 1);
      out.push_back({segment.begin, first});
      segment = {segment.begin + characters(first) + 1, segment.text.substr(at)};
    }
    out.push_back(segment);
  }
  return out;
}

bool is_head(const std::vector<Heading>& columns) {
  std::vector<Segment> segments;
  for (const Heading& heading : columns) segments.push_back({heading.begin, heading.text});
  return is_column_head(segments);
}

/// Might be a part of a heading, and surely is no cell of a row.
bool may_be_heading(const Segment& segment) {
  constexpr std::size_t kLongest = 45;  // bytes
  return segment.text.size() <= kLongest && shape_of(segment.text) != Shape::sure &&
         segment.text.find('\t') == std::string_view::npos;
}

/// The heading that stands above the segment; null if none or several do.
Heading* above(std::vector<Heading>& columns, const Segment& segment, bool& several) {
  Heading* found = nullptr;
  for (Heading& heading : columns) {
    if (segment.begin >= heading.end || heading.begin >= segment.end()) continue;
    several = several || found != nullptr;
    found = &heading;
  }
  return found;
}

/// "Lebens-" and "dauer" are one word.
std::string join(const std::string& above, std::string_view below) {
  const bool broken = above.size() > 1 && above.ends_with('-') && is_lower(below[0]);
  return broken ? above.substr(0, above.size() - 1).append(below)
                : std::string(above).append(" ").append(below);
}

/// Adds the parts of headings in one more line; false if they do not fit.
bool add_line(std::vector<Heading>& columns, const std::vector<Segment>& line) {
  if (line.empty() || line.size() > kMostColumns) return false;
  for (const Segment& segment : line) {
    bool several = false;
    Heading* heading = above(columns, segment, several);
    if (several || !may_be_heading(segment)) return false;
    if (!heading) {
      const auto next = std::ranges::find_if(
          columns, [&](const Heading& one) { return one.begin > segment.begin; });
      columns.insert(next, {segment.begin, segment.end(), std::string(segment.text)});
      continue;
    }
    heading->begin = std::min(heading->begin, segment.begin);
    heading->end = std::max(heading->end, segment.end());
    const std::string joined = join(heading->text, segment.text);
    if (role_of(joined) != Role::none || role_of(heading->text) == Role::none)
      heading->text = joined;
  }
  return columns.size() <= kMostColumns;
}

/// "period)", "and purpose" go on with the headings above them; a heading may stand lower than
/// others.
bool goes_on(const std::vector<Heading>& columns, const std::vector<Segment>& line) {
  std::vector<Heading> copy = columns;
  return std::ranges::all_of(line, [&](const Segment& segment) {
    bool several = false;
    const bool below = above(copy, segment, several) != nullptr;
    const bool small = is_lower(segment.text[0]) || segment.text[0] == '(';
    const bool lower = !below && role_of(segment.text) != Role::none;
    return !several && shape_of(segment.text) <= Shape::word && !is_known_name(segment.text) &&
           (below ? small : lower);
  });
}

std::vector<Segment> line_at(const std::vector<std::string_view>& lines, std::size_t at) {
  return at < lines.size() ? segments_of(lines[at]) : std::vector<Segment>{};
}

/// The first part of headings stands apart ("Storage" above a line of others) or far from the
/// margin, where no title of a chapter does.
bool may_begin(const std::vector<std::string_view>& lines, std::size_t at) {
  constexpr std::size_t kFar = 12;  // characters
  const auto first = line_at(lines, at);
  if (first.size() != 1) return !first.empty();
  const auto next = line_at(lines, at + 1);
  // "Advertising", right above the headings of its table.
  if (role_of(first[0].text) == Role::none && is_column_head(split_headings(next))) return false;
  return next.size() > 1 &&
         (first[0].begin >= kFar || std::ranges::none_of(next, [&](const Segment& segment) {
            return segment.begin < first[0].end() && first[0].begin < segment.end();
          }));
}

}  // namespace

std::optional<ColumnHead> column_head(const std::vector<std::string_view>& lines, std::size_t at) {
  constexpr std::size_t kFewestOfSeveralLines = 3;
  if (!may_begin(lines, at)) return std::nullopt;
  ColumnHead head;
  for (const Segment& segment : split_headings(line_at(lines, at))) {
    head.columns.push_back({segment.begin, segment.end(), std::string(segment.text)});
    if (head.columns.size() > kMostColumns) return std::nullopt;
  }
  head.lines = 1;
  while (!is_head(head.columns)) {
    const bool fits = head.lines < kMostLines &&
                      add_line(head.columns, split_headings(line_at(lines, at + head.lines)));
    if (!fits) return std::nullopt;
    ++head.lines;
  }
  if (head.lines > 1 && head.columns.size() < kFewestOfSeveralLines) return std::nullopt;
  while (head.lines < kMostLines) {
    const auto line = line_at(lines, at + head.lines);
    if (line.empty() || !goes_on(head.columns, line)) break;
    add_line(head.columns, line);
    ++head.lines;
  }
  return head;
}

}  // namespace cookie_warden::reader
