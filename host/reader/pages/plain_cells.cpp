// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_cells.hpp"

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostColumns = 12;

/// A line drawn with dashes below the headings or between rows.
bool is_drawn(std::string_view line) {
  line = trim(line);
  return line.size() >= 4 && line.find_first_not_of("-=_+| ") == std::string_view::npos;
}

}  // namespace

std::vector<Segment> segments_of(std::string_view line) {
  std::vector<Segment> out;
  if (is_drawn(line)) return out;
  std::size_t i = 0;
  std::size_t counted = 0;  // bytes whose characters are counted
  std::size_t column = 0;   // in characters
  while (i < line.size()) {
    while (i < line.size() && is_space(line[i])) ++i;
    if (i == line.size()) break;
    std::size_t end = i;
    std::size_t last = i;
    while (end < line.size() && line[end] != '\t') {
      if (!is_space(line[end])) last = end;
      if (end > last + 1) break;
      ++end;
    }
    column += characters(line.substr(counted, i - counted));
    counted = i;
    out.push_back({column, line.substr(i, last + 1 - i)});
    i = last + 1;
  }
  return out;
}

bool is_column_head(const std::vector<Segment>& segments) {
  if (segments.size() < 2 || segments.size() > kMostColumns) return false;
  bool name = false;
  std::size_t known = 0;
  std::size_t longer = 0;
  for (const Segment& segment : segments) {
    constexpr std::size_t kLongestHead = 45;  // bytes
    constexpr std::size_t kLongestOne = 90;   // one may say more
    longer += segment.text.size() > kLongestHead ? 1U : 0U;
    if (longer > 1 || segment.text.size() > kLongestOne) return false;
    if (is_duration_cell(segment.text)) return false;  // a row
    const Role role = role_of(segment.text);
    const bool column = role != Role::none && role != Role::consent;
    if (!column && shape_of(segment.text) == Shape::sure) return false;  // a row
    if (is_known_name(segment.text)) return false;                       // "borlabs-cookie"
    name = name || role == Role::name;
    known += role == Role::none ? 0U : 1U;
  }
  return name && known >= 2;
}

void append(std::string& cell, std::string_view text, char between) {
  if (!cell.empty()) cell += between;
  cell += text;
}

bool is_name(std::string_view text) {
  const NameCell cell = read_name_cell(text, false);
  return !cell.names.empty() && cell.refused.empty();
}

bool is_broken_name(std::string_view above, std::string_view below) {
  const bool open = !above.empty() && std::string_view("_-.@").find(above.back()) != above.npos;
  return open && !below.empty() && is_alnum(below[0]);
}

}  // namespace cookie_warden::reader
