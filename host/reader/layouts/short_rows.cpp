// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/short_rows.hpp"

#include <algorithm>
#include <limits>

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kHeadRows = 3;      // the headings stand in one of them
constexpr std::size_t kMostColumns = 12;  // of a table that is looked at
constexpr int kBetter = 4;                // that another place must fit, to be taken

bool is_name(std::string_view text) {
  const NameCell cell = read_name_cell(text, false);
  return !cell.names.empty() && cell.refused.empty();
}

bool may_be_name(std::string_view text) {
  const NameCell cell = read_name_cell(text, true);
  return !cell.names.empty() && cell.refused.empty();
}

/// How well a cell stands in a column.
int fit(std::string_view cell, Role role) {
  const bool duration = is_duration_cell(cell);
  if (role == Role::name) return is_name(cell) ? 6 : may_be_name(cell) && !duration ? 2 : -6;
  if (role == Role::duration) return duration ? 4 : -2;
  if (role == Role::category && judge(cell).stated && cell.size() < 60) return 3;
  if (is_name(cell) && cell.find('_') != std::string_view::npos) return -5;
  const bool sentence = std::ranges::count(cell, ' ') >= 3;
  if (role == Role::purpose) return sentence ? 1 : 0;
  return duration ? -2 : sentence ? -1 : 0;
}

/// The cells before the empty ones at the row's end.
std::size_t filled(const TableRow& row) {
  std::size_t count = row.size();
  while (count > 0 && row[count - 1].text.plain.empty()) --count;
  return count;
}

/// The best column for each of the first `count` cells, in their order; empty if they may stay.
std::vector<std::size_t> places_of(const TableRow& row, std::size_t count,
                                   const std::vector<Role>& roles) {
  constexpr int kNone = std::numeric_limits<int>::min() / 2;
  const std::size_t width = roles.size();
  // fits[i][c]: how well cell i stands in column c; best[i][c]: of i cells in the first c columns.
  std::vector<std::vector<int>> fits(count, std::vector<int>(width));
  std::vector<std::vector<int>> best(count + 1, std::vector<int>(width + 1, kNone));
  int now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t c = 0; c < width; ++c) fits[i][c] = fit(row[i].text.plain, roles[c]);
    now += fits[i][i];
  }
  std::ranges::fill(best[0], 0);
  for (std::size_t i = 1; i <= count; ++i) {
    for (std::size_t c = i; c <= width; ++c)
      best[i][c] = std::max(best[i][c - 1], best[i - 1][c - 1] + fits[i - 1][c - 1]);
  }
  if (best[count][width] < now + kBetter) return {};
  std::vector<std::size_t> places(count);
  std::size_t c = width;
  for (std::size_t i = count; i > 0; --i, --c) {
    // Of equal places the last: what spans rows stands left more often.
    while (c > i && best[i][c] != best[i - 1][c - 1] + fits[i - 1][c - 1]) --c;
    places[i - 1] = c - 1;
  }
  return places;
}

/// `above`: the row whose cells reach down into this one; null for none.
void move_cells(TableRow& row, const std::vector<std::size_t>& places, const TableRow* above,
                const std::vector<Role>& roles) {
  TableRow moved(row.size());
  for (std::size_t i = 0; i < places.size(); ++i) moved[places[i]] = std::move(row[i]);
  for (std::size_t c = 0; c < moved.size(); ++c) {
    if (!above || !moved[c].text.plain.empty() || roles[c] == Role::name) continue;
    moved[c] = (*above)[c];
    moved[c].repeated = true;
  }
  row = std::move(moved);
}

/// The roles of the columns, and where the rows begin; none if nothing heads names.
std::vector<Role> headings_of(const std::vector<TableRow>& rows, std::size_t& first) {
  for (std::size_t i = 0; i < rows.size() && i < kHeadRows; ++i) {
    std::vector<Role> roles;
    for (const Cell& cell : rows[i]) roles.push_back(role_of(cell.text.plain));
    first = i + 1;
    const auto known = std::ranges::count_if(roles, [](Role role) { return role != Role::none; });
    if (known >= 2 && std::ranges::find(roles, Role::name) != roles.end()) return roles;
  }
  return {};
}

}  // namespace

void place_short_rows(std::vector<TableRow>& rows) {
  if (rows.empty() || rows[0].size() > kMostColumns) return;
  std::size_t first = 0;
  const std::vector<Role> roles = headings_of(rows, first);
  const TableRow* above = nullptr;  // the last row that several cells filled
  for (std::size_t i = first; !roles.empty() && i < rows.size(); ++i) {
    TableRow& row = rows[i];
    const std::size_t count = filled(row);
    // An empty cell at the beginning is the page's own.
    const bool title = row[0].text.plain.empty() || (count < 2 && !is_name(row[0].text.plain));
    if (count > (above ? 0U : 1U) && count < row.size() && !title) {
      if (const auto places = places_of(row, count, roles); !places.empty())
        move_cells(row, places, above, roles);
    }
    if (count >= 2 || (above && !title)) above = &row;
  }
}

}  // namespace cookie_warden::reader
