// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/flat_glued.hpp"

#include <algorithm>

#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestProvider = 80;  // bytes
constexpr std::size_t kLongestName = 100;     // bytes

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min({a.size(), b.size(), kLongestProvider});
  std::size_t length = 0;
  while (length < most && a[length] == b[length]) ++length;
  return length;
}

/// Where the cell before the name ends; 0 if that cannot be told.
std::size_t name_begin(std::string_view row, std::string_view above, std::string_view below) {
  const std::size_t close = row.substr(0, kLongestProvider).find(')');
  if (close != std::string_view::npos && close + 1 < row.size() && !is_space(row[close + 1])) {
    return close + 1;
  }
  std::size_t begin = std::max(common_prefix(row, above), common_prefix(row, below));
  // "Analytics_ga" and "Analytics_gid" have more in common than the provider.
  const std::size_t underscore = row.substr(0, begin).find('_');
  if (underscore != std::string_view::npos) begin = underscore;
  return begin >= 3 && begin < row.size() ? begin : 0;
}

/// A number and a unit, or a word for a lifetime ("Session"), at the text's beginning.
std::optional<std::string> leading_duration(std::string_view text) {
  constexpr std::size_t kShortestWord = 4;  // bytes
  constexpr std::size_t kLongest = 20;      // bytes
  if (is_digit(text[0])) {
    std::size_t end = 1;
    while (end < text.size() && end < kLongest && !is_upper(text[end])) ++end;
    return read_duration(text.substr(0, end));
  }
  std::size_t end = 1;
  while (end < text.size() && (is_lower(text[end]) || static_cast<unsigned char>(text[end]) > 127))
    ++end;
  return end >= kShortestWord ? read_duration(text.substr(0, end)) : std::nullopt;
}

bool begins_cell(std::string_view row, std::size_t at, bool duration_next) {
  if (duration_next) {
    const bool number = is_digit(row[at]) && !is_digit(row[at - 1]);
    return (number || is_upper(row[at])) && leading_duration(row.substr(at));
  }
  return at + 2 < row.size() && is_upper(row[at]) && is_lower(row[at + 1]) &&
         is_lower(row[at + 2]) && !is_upper(row[at - 1]);
}

}  // namespace

std::optional<GluedName> glued_name(std::string_view row, std::string_view above,
                                    std::string_view below, bool duration_next) {
  const std::size_t begin = name_begin(row, above, below);
  if (begin == 0) return std::nullopt;
  const std::size_t last = std::min(row.size(), begin + kLongestName);
  for (std::size_t end = begin + 1; end < last && !is_space(row[end]); ++end) {
    if (!begins_cell(row, end, duration_next)) continue;
    GluedName found{begin, end, {}};
    if (duration_next) found.duration = leading_duration(row.substr(end)).value_or("");
    return found;
  }
  return std::nullopt;
}

}  // namespace cookie_warden::reader
