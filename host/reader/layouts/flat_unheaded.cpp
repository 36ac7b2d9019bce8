// SPDX-License-Identifier: MPL-2.0
// Tables without headings, pasted with one cell on each line: rows of as many lines each, that
// begin with a name and have a lifetime in the same place.
#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/layouts/flat_heads.hpp"
#include "reader/layouts/row.hpp"
#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kNarrowest = 2;  // columns
constexpr std::size_t kWidest = 6;
constexpr std::size_t kMostRows = 3;  // looked at

}  // namespace

bool begins_unheaded_row(std::string_view text) {
  // One word that a page may call a cookie.
  if (std::ranges::any_of(text, is_space)) return false;
  const NameCell cell = read_name_cell(text, true);
  // "bib_sesion" speaks of a session, and is a name.
  const bool duration = shape_of(text) != Shape::sure && is_duration_cell(text);
  return cell.names.size() == 1 && cell.refused.empty() && !duration && !is_domain(text);
}

namespace {

/// A name, written as names are.
bool is_likely_name(std::string_view text) {
  return begins_unheaded_row(text) && shape_of(text) >= Shape::likely;
}

/// The rows that the first lines may be cut into.
class FirstRows {
 public:
  FirstRows(const std::vector<FlatLine>& lines, std::size_t width)
      : lines_(lines), width_(width), rows_(std::min(kMostRows, lines.size() / width)) {}

  template <typename Fits>
  bool all(std::size_t column, Fits fits) const {
    for (std::size_t row = 0; row < rows_; ++row) {
      if (!fits(lines_[row * width_ + column].text)) return false;
    }
    return true;
  }

  template <typename Fits>
  bool most(std::size_t column, Fits fits) const {
    std::size_t count = 0;
    for (std::size_t row = 0; row < rows_; ++row)
      count += fits(lines_[row * width_ + column].text) ? 1U : 0U;
    return count * 2 > rows_;
  }

  /// Nothing but a blank line follows two rows; more need not be counted.
  bool are_enough() const {
    const std::size_t end = rows_ * width_;
    return rows_ == kMostRows || (rows_ == 2 && end == lines_.size());
  }

  std::size_t length(std::size_t column) const {
    std::size_t sum = 0;
    for (std::size_t row = 0; row < rows_; ++row) sum += lines_[row * width_ + column].text.size();
    return sum;
  }

 private:
  const std::vector<FlatLine>& lines_;
  std::size_t width_;
  std::size_t rows_;
};

/// What heads each column; empty if the lines are no rows of that width.
std::vector<std::string_view> heads_of_width(const std::vector<FlatLine>& lines,
                                             std::size_t width) {
  const FirstRows rows(lines, width);
  if (!rows.are_enough() || !rows.all(0, begins_unheaded_row) || !rows.most(0, is_likely_name))
    return {};
  std::vector<std::string_view> heads{"Cookie"};
  bool dated = false;
  std::size_t longest = 0;  // the column of purposes
  for (std::size_t c = 1; c < width; ++c) {
    const bool duration = rows.all(c, is_duration_cell);
    const bool category =
        rows.all(c, [](std::string_view text) { return text.size() < 60 && category_cell(text); });
    heads.push_back(duration ? "Duration" : category ? "Category" : "Provider");
    dated = dated || duration;
    const bool text = !duration && !category;
    if (text && (longest == 0 || rows.length(c) > rows.length(longest))) longest = c;
  }
  if (longest > 0) heads[longest] = "Purpose";
  return dated ? heads : std::vector<std::string_view>();
}

/// What heads the columns; those of an earlier table of the page if the lines cannot tell.
std::vector<std::string_view> heads_above(const std::vector<FlatLine>& lines, FlatPage& page) {
  for (std::size_t width = kNarrowest; width <= kWidest; ++width) {
    const auto heads = heads_of_width(lines, width);
    if (!heads.empty()) return page.heads_left_out = heads;
  }
  return is_likely_name(lines[0].text) ? page.heads_left_out : std::vector<std::string_view>();
}

}  // namespace

std::size_t read_unheaded_lines(const std::vector<FlatLine>& lines, const Section& section,
                                FlatPage& page, Rows& out) {
  if (lines.size() < 2 * kNarrowest) return 0;
  // Up to a blank line.
  const auto end = std::find_if(lines.begin() + 1, lines.end(),
                                [](const FlatLine& line) { return !line.joined; });
  const std::vector<FlatLine> joined(lines.begin(), end);
  const std::vector<std::string_view> heads = heads_above(joined, page);
  if (heads.empty()) return 0;
  std::vector<FlatLine> table;
  for (const std::string_view head : heads)
    table.push_back({head, lines[0].block, lines[0].line, true});
  table.insert(table.end(), joined.begin(), joined.end());
  const std::size_t read = read_cell_lines(table, section, out);
  return read > heads.size() ? read - heads.size() : 0;
}

}  // namespace cookie_warden::reader
