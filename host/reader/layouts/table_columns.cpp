// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/table_columns.hpp"

#include <algorithm>
#include <set>

#include "reader/layouts/row.hpp"
#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kHeadRows = 4;     // headings stand in one of the first rows
constexpr std::size_t kSampleRows = 60;  // enough to tell what a column holds

/// How many of a column's cells, of those that are not empty, satisfy `test`.
template <class Test>
double share(const std::vector<TableRow>& rows, std::size_t column, std::size_t first, Test test) {
  std::size_t filled = 0;
  std::size_t fitting = 0;
  for (std::size_t i = first; i < rows.size() && i < first + kSampleRows; ++i) {
    const std::string& text = rows[i][column].text.plain;
    if (text.empty() || only_cell(rows[i])) continue;
    ++filled;
    fitting += test(text) ? 1U : 0U;
  }
  return filled == 0 ? 0 : static_cast<double>(fitting) / static_cast<double>(filled);
}

bool holds_sure_name(const std::string& text) {
  if (text.size() > 400) return false;
  const NameCell cell = read_name_cell(text, true);
  return cell.refused.empty() && std::ranges::any_of(cell.names, [](const Name& name) {
           return name.shape == Shape::sure || name.shape == Shape::likely;
         });
}

/// "_ga", "cart_id": no company is written so.
bool holds_joined_name(const std::string& text) {
  return text.size() <= 400 &&
         std::ranges::any_of(read_name_cell(text, true).names, [](const Name& n) {
           return n.printed.find('_') != std::string::npos || is_known_name(n.printed);
         });
}

bool is_category(const std::string& text) { return category_cell(text).has_value(); }

/// "Analytics", "Técnica", not a sentence.
bool is_category_label(const std::string& text, bool spans) {
  const auto all = words(fold(text));
  if (spans) return text.size() < 80 && is_category(text);
  if (text.size() >= 40 || all.empty() || all.size() > 3 || !is_category(text)) return false;
  // "Measures our appeals" is a sentence.
  const auto match = vocabulary().categories.at(all, 0);
  return match &&
         (match->end == all.size() || all.size() <= 2 || text.find_first_of("(/") != text.npos);
}

/// Cells of the column stand for several rows each, as those of groups do: they span rows, or those
/// below them are empty.
bool spans_rows(const std::vector<TableRow>& rows, std::size_t column, std::size_t first) {
  std::size_t repeated = 0;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const Cell& cell = rows[i][column];
    repeated += cell.repeated || cell.text.plain.empty() ? 1U : 0U;
  }
  return repeated * 2 >= rows.size() - first;
}

/// A heading such as "Type" announces several things; its cells tell which.
Role refine(Role role, const std::vector<TableRow>& rows, std::size_t column, std::size_t first) {
  if (role != Role::category && role != Role::party && role != Role::none &&
      role != Role::consent && role != Role::storage && role != Role::provider &&
      role != Role::purpose) {
    return role;
  }
  if (role != Role::purpose && share(rows, column, first, is_duration_cell) > 0.6)
    return Role::duration;
  if (role == Role::provider || role == Role::consent) return role;
  const double categories = share(rows, column, first, is_category);
  const double parties = share(rows, column, first, [](const std::string& t) {
    return t.size() < 40 && read_party(t).has_value();
  });
  if (role == Role::purpose) {
    const bool spans = spans_rows(rows, column, first);
    const double labels = share(rows, column, first,
                                [&](const std::string& t) { return is_category_label(t, spans); });
    return labels > 0.6 ? Role::category : role;
  }
  // Under "Category" a few are enough: cells that the text's width broke tell nothing.
  if (categories > (role == Role::category ? 0.2 : 0.5)) return Role::category;
  if (parties > 0.5) return Role::party;
  // "Meta pixel" in a column that announces nothing is a product.
  const auto stored = [&](const std::string& text) {
    return is_other_storage(text) &&
           (role != Role::none || vocabulary().storage.whole(words(fold(text))));
  };
  if (share(rows, column, first, stored) > 0.1) return Role::storage;
  return role == Role::category ? Role::other : role;
}

struct Head {
  std::vector<Role> roles{};
  int names = 0;
  int known = 0;
};

Head roles_of(const TableRow& row) {
  Head head;
  for (const Cell& cell : row) {
    const Role role = role_of(cell.text.plain);
    head.roles.push_back(role);
    head.names += role == Role::name ? 1 : 0;
    head.known += role != Role::none ? 1 : 0;
  }
  return head;
}

/// "Cookies utilizadas" heads first or third party in one tool's lists, and names elsewhere.
void take_names_for_party(const std::vector<TableRow>& rows, std::size_t at, Head& head) {
  for (std::size_t c = 0; c < head.roles.size(); ++c) {
    if (head.roles[c] != Role::party || share(rows, c, at + 1, holds_sure_name) < 0.5) continue;
    head.roles[c] = Role::name;
    ++head.names;
  }
}

/// "What | Where | How long | Why": the only heading that announces nothing stands over the names.
void take_names_for_unknown(const std::vector<TableRow>& rows, std::size_t at, Head& head) {
  if (head.known < 2 || head.known + 1 != static_cast<int>(head.roles.size())) return;
  const auto unknown = std::ranges::find(head.roles, Role::none);
  const auto column = static_cast<std::size_t>(unknown - head.roles.begin());
  if (rows[at][column].text.plain.empty() || share(rows, column, at + 1, holds_sure_name) < 0.5)
    return;
  *unknown = Role::name;
  ++head.names;
  ++head.known;
}

/// A text of the column stands in it twice.
bool repeats(const std::vector<TableRow>& rows, std::size_t column, std::size_t first) {
  std::set<std::string> seen;
  for (std::size_t i = first; i < rows.size() && i < first + kSampleRows; ++i) {
    if (!seen.insert(rows[i][column].text.plain).second) return true;
  }
  return false;
}

/// Of several columns of names ("Name | Cookie name") the one that says cookie, then the one that
/// holds names.
std::size_t best_name_column(const std::vector<TableRow>& rows, std::size_t head,
                             const Head& found) {
  std::size_t best = rows[head].size();
  double best_score = -1;
  for (std::size_t i = 0; i < found.roles.size(); ++i) {
    if (found.roles[i] != Role::name) continue;
    const double score = share(rows, i, head + 1, holds_sure_name) +
                         (names_cookies(rows[head][i].text.plain) ? 0.3 : 0);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

std::optional<Columns> by_headings(const std::vector<TableRow>& rows) {
  for (std::size_t i = 0; i < rows.size() && i < kHeadRows; ++i) {
    Head head = roles_of(rows[i]);
    if (head.names == 0) take_names_for_party(rows, i, head);
    if (head.names == 0) take_names_for_unknown(rows, i, head);
    const bool single = rows[i].size() == 1 && head.names == 1 && rows.size() > 1;
    if (head.names == 0 || (head.known < 2 && !single)) continue;
    if (head.known * 2 < static_cast<int>(rows[i].size())) continue;
    Columns columns;
    columns.headed = true;
    columns.roles = head.roles;
    columns.first_row = i + 1;
    for (const Cell& cell : rows[i]) columns.heads.push_back(cell.text.plain);
    columns.name = best_name_column(rows, i, head);
    columns.says_cookie = names_cookies(rows[i][columns.name].text.plain);
    for (std::size_t c = 0; c < columns.roles.size(); ++c) {
      Role& role = columns.roles[c];
      if (c == columns.name) continue;
      if (role == Role::name) role = Role::none;
      const bool announced = role != Role::none || rows[i][c].text.plain.empty();
      role = refine(role, rows, c, columns.first_row);
      // A column of services ("Google Analytics") reads like categories, but does not repeat.
      if (role == Role::category && !announced && !repeats(rows, c, columns.first_row)) {
        role = Role::provider;
      }
      if (role == Role::duration && !columns.duration_unit) {
        columns.duration_unit = unit_in(rows[i][c].text.plain);
      }
    }
    return columns;
  }
  return std::nullopt;
}

std::optional<Columns> by_content(const std::vector<TableRow>& rows) {
  const std::size_t width = rows[0].size();
  Columns columns;
  columns.roles.assign(width, Role::none);
  columns.name = width;
  double best = 0;
  for (std::size_t c = 0; c < width; ++c) {
    if (share(rows, c, 0, holds_sure_name) < 0.5) continue;
    // A column of companies ("OneTrust") reads like names too, but less surely.
    const double sure = share(rows, c, 0, holds_joined_name) + 0.01;
    if (sure > best) {
      best = sure;
      columns.name = c;
    }
  }
  if (columns.name == width || width < 2) return std::nullopt;
  columns.roles[columns.name] = Role::name;
  for (std::size_t c = 0; c < width; ++c) {
    if (c == columns.name) continue;
    columns.roles[c] = refine(Role::none, rows, c, 0);
    const double length = share(rows, c, 0, [](const std::string& t) { return t.size() > 25; });
    if (columns.roles[c] == Role::none && length > 0.4) columns.roles[c] = Role::purpose;
  }
  return columns;
}

}  // namespace

std::optional<std::size_t> only_cell(const TableRow& row) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string& text = row[i].text.plain;
    if (text.empty()) continue;
    if (!only) {
      only = i;
    } else if (!row[i].repeated || text != row[*only].text.plain) {
      return std::nullopt;
    }
  }
  return row.size() > 1 ? only : std::nullopt;
}

std::optional<Columns> find_columns(const std::vector<TableRow>& rows,
                                    const std::optional<Columns>& inherited) {
  if (auto columns = by_headings(rows)) return columns;
  auto columns = by_content(rows);
  if (inherited && inherited->roles.size() == rows[0].size() &&
      (!columns || columns->name == inherited->name) &&
      share(rows, inherited->name, 0, holds_sure_name) > 0.2) {
    Columns same = *inherited;
    same.first_row = 0;
    return same;
  }
  return columns;
}

bool is_card_table(const std::vector<TableRow>& rows) {
  if (rows.empty() || rows[0].size() != 2) return false;
  std::size_t labels = 0;
  bool name = false;
  for (const TableRow& row : rows) {
    const Role role = label_role(row[0].text.plain);
    labels += role != Role::none ? 1U : 0U;
    name = name || role == Role::name;
  }
  const Role second = label_role(rows[0][1].text.plain);
  return name && labels >= 2 && labels * 2 >= rows.size() && second == Role::none;
}

std::optional<std::vector<TableRow>> transposed(const std::vector<TableRow>& rows) {
  const std::size_t width = rows[0].size();
  if (rows.size() < 2 || rows.size() > 12 || width < 3) return std::nullopt;
  std::size_t labels = 0;
  std::size_t names = 0;
  for (const TableRow& row : rows) {
    const Role role = label_role(row[0].text.plain);
    labels += role != Role::none ? 1U : 0U;
    if (role != Role::name) continue;
    ++names;
    // A second heading beside it: the headings stand on top.
    if (label_role(row[1].text.plain) != Role::none) return std::nullopt;
  }
  if (names != 1 || labels < 2 || labels + 1 < rows.size()) return std::nullopt;
  std::vector<TableRow> turned(width, TableRow(rows.size()));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < width; ++c) turned[c][r] = rows[r][c];
  }
  return turned;
}

}  // namespace cookie_warden::reader
