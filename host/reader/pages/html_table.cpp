// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/html_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr int kMostRowSpan = 1000;

std::string attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? found->value : "";
}

bool has_role(const GumboNode& node, std::initializer_list<std::string_view> roles) {
  const std::string role = attribute(node, "role");
  return std::ranges::find(roles, role) != roles.end();
}

int span(const GumboNode& node, const char* name, int most) {
  return std::clamp(std::atoi(attribute(node, name).c_str()), 1, most);
}

void add_cell_text(const GumboNode& node, Text& text) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
    for (const char c : plain_spaces(node.v.text.text)) text.plain += c == '\n' ? ' ' : c;
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT || is_skipped(node)) return;
  const GumboTag tag = node.v.element.tag;
  // "<span>store</span><span>locale</span>": two names, which styles part.
  const bool parted = tag == GUMBO_TAG_SPAN && follows_element(node);
  const bool breaks = tag == GUMBO_TAG_BR || parted || !(is_inline(tag) || is_emphasis(tag));
  if (breaks) text.plain += '\n';
  const std::size_t begin = text.plain.size();
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i) {
    add_cell_text(*static_cast<GumboNode*>(list.data[i]), text);
  }
  if (is_emphasis(tag) && begin < text.plain.size())
    text.marks.push_back({begin, text.plain.size(), is_code(tag)});
  if (breaks && tag != GUMBO_TAG_BR) text.plain += '\n';
}

bool is_cell(const GumboNode& node) {
  const GumboTag tag = node.v.element.tag;
  return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ||
         has_role(node, {"cell", "gridcell", "columnheader", "rowheader"});
}

/// What a spanning cell repeats: a long text once is enough.
Text shorter(Text text) {
  constexpr std::size_t kLongest = 300;  // bytes
  if (text.plain.size() <= kLongest) return text;
  return {shorten(text.plain, kLongest), {}};
}

/// Lays cells into rows of equal length, as the browser would.
class Grid {
 public:
  void begin_row() {
    rows_.emplace_back();
    column_ = 0;
    TableRow& row = rows_.back();
    for (Hanging& hanging : hanging_) {
      if (hanging.rows <= 0) continue;
      --hanging.rows;
      if (row.size() <= hanging.column) row.resize(hanging.column + 1);
      row[hanging.column] = hanging.cell;
      row[hanging.column].repeated = true;
      taken_.resize(std::max(taken_.size(), row.size()));
      taken_[hanging.column] = rows_.size();
    }
    std::erase_if(hanging_, [](const Hanging& h) { return h.rows <= 0; });
  }

  void add(Cell cell, int columns, int more_rows) {
    for (int i = 0; i < columns; ++i) {
      while (column_ < taken_.size() && taken_[column_] == rows_.size()) ++column_;
      if (column_ >= kMostColumns) return;
      TableRow& row = rows_.back();
      if (row.size() <= column_) row.resize(column_ + 1);
      row[column_] = cell;
      if (i == 0) cell.text = shorter(std::move(cell.text));
      if (more_rows > 0) hanging_.push_back({column_, more_rows, cell});
      cell.repeated = true;
      ++column_;
    }
  }

  std::vector<TableRow> take() {
    std::size_t columns = 0;
    for (const TableRow& row : rows_) columns = std::max(columns, row.size());
    for (TableRow& row : rows_) row.resize(columns);
    std::erase_if(rows_, [](const TableRow& row) {
      return std::ranges::all_of(row, [](const Cell& cell) { return cell.text.plain.empty(); });
    });
    return std::move(rows_);
  }

 private:
  struct Hanging {
    std::size_t column = 0;
    int rows = 0;
    Cell cell{};
  };
  std::vector<TableRow> rows_{};
  std::vector<Hanging> hanging_{};
  std::vector<std::size_t> taken_{};  ///< By column: the row (counted from 1) that fills it.
  std::size_t column_ = 0;
};

void add_rows(const GumboNode& node, Grid& grid) {
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i) {
    const GumboNode& child = *static_cast<GumboNode*>(list.data[i]);
    if (child.type != GUMBO_NODE_ELEMENT || is_skipped(child)) continue;
    if (is_cell(child)) {
      Cell cell = table_cell(child);
      cell.header =
          child.v.element.tag == GUMBO_TAG_TH || has_role(child, {"columnheader", "rowheader"});
      grid.add(std::move(cell), span(child, "colspan", static_cast<int>(kMostColumns)),
               span(child, "rowspan", kMostRowSpan) - 1);
    } else if (child.v.element.tag == GUMBO_TAG_CAPTION) {
      grid.begin_row();
      grid.add(table_cell(child), 1, 0);
    } else {
      if (child.v.element.tag == GUMBO_TAG_TR || has_role(child, {"row"})) grid.begin_row();
      add_rows(child, grid);
    }
  }
}

bool holds_table_below(const GumboNode& node) {
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i) {
    const GumboNode& child = *static_cast<GumboNode*>(list.data[i]);
    if (child.type != GUMBO_NODE_ELEMENT) continue;
    if (is_table(child) || holds_table_below(child)) return true;
  }
  return false;
}

std::size_t count_headings(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return 0;
  std::size_t count = is_heading(node) ? 1 : 0;
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i)
    count += count_headings(*static_cast<const GumboNode*>(list.data[i]));
  return count;
}

bool has_chaptered_cell(const GumboNode& node) {
  constexpr std::size_t kSeveral = 3;  // one may name a cookie, two its card's parts
  if (node.type != GUMBO_NODE_ELEMENT) return false;
  if (is_cell(node)) return count_headings(node) >= kSeveral;
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i) {
    if (has_chaptered_cell(*static_cast<const GumboNode*>(list.data[i]))) return true;
  }
  return false;
}

}  // namespace

Cell table_cell(const GumboNode& element) {
  Cell cell;
  add_cell_text(element, cell.text);
  cell.text = tidy(std::move(cell.text));
  cell.line = element.v.element.start_pos.line;
  return cell;
}

bool is_table(const GumboNode& element) {
  return element.v.element.tag == GUMBO_TAG_TABLE ||
         has_role(element, {"table", "grid", "treegrid"});
}

bool holds_chapters(const GumboNode& table) { return has_chaptered_cell(table); }

bool holds_table(const GumboNode& element) { return holds_table_below(element); }

std::vector<TableRow> table_rows(const GumboNode& table) {
  Grid grid;
  grid.begin_row();
  add_rows(table, grid);
  return grid.take();
}

}  // namespace cookie_warden::reader
