// SPDX-License-Identifier: MPL-2.0
// Tables that are made of styled elements: a row each, with the same cells in each.
#include "reader/pages/html_rows.hpp"

#include <algorithm>
#include <string>

#include "reader/names/names.hpp"
#include "reader/pages/html_table.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostCells = 8;

const GumboNode& child_at(const GumboNode& parent, std::size_t i) {
  return *static_cast<const GumboNode*>(parent.v.element.children.data[i]);
}

/// The first of its classes: "row" of "row odd".
std::string first_class(const GumboNode& element) {
  const GumboAttribute* found = gumbo_get_attribute(&element.v.element.attributes, "class");
  if (!found) return {};
  const std::string_view all = trim(found->value);
  return std::string(all.substr(0, all.find(' ')));
}

bool is_blank(const GumboNode& node) {
  return node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_COMMENT;
}

/// The cells of a row; empty if the element holds anything else.
std::vector<const GumboNode*> cells_of(const GumboNode& row) {
  std::vector<const GumboNode*> cells;
  if (row.type != GUMBO_NODE_ELEMENT || row.v.element.tag != GUMBO_TAG_DIV) return {};
  for (std::size_t i = 0; i < row.v.element.children.length; ++i) {
    const GumboNode& cell = child_at(row, i);
    if (is_blank(cell)) continue;
    if (cell.type != GUMBO_NODE_ELEMENT || is_skipped(cell) || cells.size() == kMostCells)
      return {};
    const GumboTag tag = cell.v.element.tag;
    if (tag != GUMBO_TAG_DIV && tag != GUMBO_TAG_SPAN && tag != GUMBO_TAG_P) return {};
    cells.push_back(&cell);
  }
  return cells;
}

bool are_alike(const std::vector<const GumboNode*>& a, const std::vector<const GumboNode*>& b) {
  return std::ranges::equal(a, b, [](const GumboNode* x, const GumboNode* y) {
    return x->v.element.tag == y->v.element.tag && first_class(*x) == first_class(*y);
  });
}

TableRow row_of(const std::vector<const GumboNode*>& cells) {
  TableRow row;
  for (const GumboNode* cell : cells) row.push_back(table_cell(*cell));
  return row;
}

/// A name in each cell of the column, some of them for certain.
bool holds_names(const std::vector<TableRow>& rows, std::size_t first, std::size_t column) {
  bool sure = false;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const std::string& text = rows[i][column].text.plain;
    // "Name: _ga" is a line of a card.
    const auto labels = split_labels(text);
    if (!labels.empty() && labels[0].role != Role::none) return false;
    const NameCell cell = read_name_cell(text, true);
    if (cell.names.empty() || !cell.refused.empty()) return false;
    sure = sure || cell.names[0].shape == Shape::sure;
  }
  return sure;
}

/// In the first column or, below a row of labels, in the one labelled so; beside lifetimes in any.
bool name_cookies(const std::vector<TableRow>& rows) {
  const auto role = [](const Cell& cell) { return label_role(cell.text.plain); };
  const bool headed =
      std::ranges::all_of(rows[0], [&](const Cell& cell) { return role(cell) != Role::none; });
  const auto labelled = [&](const Cell& cell) { return role(cell) == Role::name; };
  std::size_t some = 0;
  for (const Cell& cell : rows[0]) some += role(cell) != Role::none ? 1U : 0U;
  const auto head = std::ranges::find_if(rows[0], labelled);
  if (head != rows[0].end() && some * 2 > rows[0].size() && rows.size() > 1)
    return holds_names(rows, 1, static_cast<std::size_t>(head - rows[0].begin()));
  const std::size_t first = headed ? 1 : 0;
  if (holds_names(rows, first, 0)) return true;
  // Not a card, whose parts have labels of their own ("Lifetime\n1 day").
  const auto labels = [](const Cell& cell) {
    const std::string_view text = cell.text.plain;
    const std::size_t feed = text.find('\n');
    return feed != text.npos && label_role(text.substr(0, feed)) != Role::none;
  };
  const auto dated = [&](const TableRow& row) {
    return std::ranges::any_of(row, [](const Cell& c) { return is_duration_cell(c.text.plain); }) &&
           std::ranges::none_of(row, labels);
  };
  if (!std::all_of(rows.begin() + (headed ? 1 : 0), rows.end(), dated)) return false;
  for (std::size_t column = 1; column < rows[0].size(); ++column) {
    if (holds_names(rows, first, column)) return true;
  }
  return false;
}

/// "agl_session", "Type: Cookie", "Lifetime: 1 day" in each row: the labels head the columns.
void head_columns_by_labels(std::vector<TableRow>& rows) {
  TableRow head(rows[0].size());
  head[0].text.plain = "Cookie";
  for (std::size_t c = 1; c < rows[0].size(); ++c) {
    for (const TableRow& row : rows) {
      const auto parts = split_labels(row[c].text.plain);
      if (parts.size() != 1 || parts[0].role == Role::none) return;
      if (head[c].text.plain.empty()) head[c].text.plain = parts[0].label;
      if (head[c].text.plain != parts[0].label) return;
    }
  }
  for (TableRow& row : rows) {
    for (std::size_t c = 1; c < row.size(); ++c)
      row[c].text = {split_labels(row[c].text.plain)[0].value, {}};
  }
  for (Cell& cell : head) cell.header = true;
  rows.insert(rows.begin(), std::move(head));
}

}  // namespace

StyledRows styled_rows(const GumboNode& parent, std::size_t at) {
  StyledRows out;
  out.end = at;
  std::vector<std::vector<const GumboNode*>> found;
  std::string style;
  std::size_t second = at;  // after the first row
  bool uniform = true;      // the first row looks like the others
  for (std::size_t i = at; i < parent.v.element.children.length; ++i) {
    const GumboNode& node = child_at(parent, i);
    if (is_blank(node)) continue;
    auto cells = cells_of(node);
    if (cells.size() < 2) break;
    // The row of labels may have a style of its own.
    const bool first = found.size() <= 1;
    if (!found.empty() && cells.size() != found[0].size()) break;
    const bool alike =
        found.empty() || (style == first_class(node) && are_alike(found.back(), cells));
    if (!first && !alike) break;
    uniform = uniform && alike;
    style = first_class(node);
    found.push_back(std::move(cells));
    out.end = i + 1;
    if (found.size() == 1) second = out.end;
  }
  if (found.empty()) return out;
  for (const auto& cells : found) out.rows.push_back(row_of(cells));
  if (found.size() >= 2 && name_cookies(out.rows)) {
    head_columns_by_labels(out.rows);
    return out;
  }
  // What stands before the rows may look a little like one.
  if (!uniform) out.end = second;
  out.rows.clear();
  return out;
}

}  // namespace cookie_warden::reader
