// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/marked_columns.hpp"

#include <algorithm>
#include <vector>

#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostColumns = 12;

bool is_tick(std::string_view text) {
  constexpr std::string_view kTicks[] = {"\u2713", "\u2714", "\u2611", "\u2705"};
  return std::ranges::find(kTicks, text) != std::end(kTicks);
}

bool is_cross(std::string_view text) {
  constexpr std::string_view kCrosses[] = {"\u2715", "\u2716", "\u2717", "\u2718", "\u00d7"};
  return std::ranges::find(kCrosses, text) != std::end(kCrosses);
}

bool is_mark(std::string_view text) {
  constexpr std::string_view kMarks[] = {"x", "X", "\u25cf", "\u2022", "*"};
  const bool mark = std::ranges::find(kMarks, text) != std::end(kMarks);
  return mark || is_tick(text) || is_cross(text) ||
         (text.size() < 6 && vocabulary().answers.whole(words(fold(text))) == 1);
}

/// Says that the column is not meant: nothing, a dash, "no".
bool is_blank(std::string_view text) {
  const bool dash = text == "-" || text == "\u2013" || text == "\u2014";
  return text.empty() || dash ||
         (text.size() < 6 && vocabulary().answers.whole(words(fold(text))) == 0);
}

/// The category that the column's head names; null if it names none.
std::optional<Category> category_of(std::string_view head, const Legend& legend) {
  constexpr std::size_t kLongest = 40;  // bytes
  head = trim(head);
  const auto sign = legend.find(std::string(head));
  if (sign != legend.end()) return sign->second;
  const Judgement said = head.size() < kLongest ? judge(head) : Judgement{};
  const bool one = said.stated && said.category != Category::unknown && said.note.empty();
  return one ? std::optional(said.category) : std::nullopt;
}

/// Every cell below the head is a mark or blank, and some are marks.
bool holds_marks(const Block& table, std::size_t column) {
  bool marked = false;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (table.rows[i].size() <= column) return false;
    const std::string& cell = table.rows[i][column].text.plain;
    if (!is_mark(cell) && !is_blank(cell)) return false;
    marked = marked || is_mark(cell);
  }
  return marked;
}

bool has_ticks(const Block& table, std::size_t column) {
  return std::ranges::any_of(table.rows,
                             [&](const TableRow& row) { return is_tick(row[column].text.plain); });
}

bool has_crosses(const TableRow& row) {
  return std::ranges::any_of(row, [](const Cell& cell) { return is_cross(cell.text.plain); });
}

/// Beside ticks a cross says no.
void drop_crosses(Block& table) {
  for (TableRow& row : table.rows) {
    for (Cell& cell : row) {
      if (is_cross(cell.text.plain)) cell.text = {};
    }
  }
}

void join_columns(Block& table, const Legend& legend) {
  if (table.rows.size() < 2) return;
  struct Column {
    std::size_t at;
    Category category;
  };
  std::vector<Column> columns;
  const TableRow& head = table.rows[0];
  for (std::size_t c = 1; c < std::min(head.size(), kMostColumns); ++c) {
    const auto category = category_of(head[c].text.plain, legend);
    if (category && holds_marks(table, c)) columns.push_back({c, *category});
  }
  if (columns.size() < 2) return;
  if (std::ranges::any_of(columns,
                          [&](const Column& column) { return has_ticks(table, column.at); }))
    drop_crosses(table);
  const auto marks = [&](const TableRow& row) {
    return std::ranges::count_if(
        columns, [&](const Column& column) { return is_mark(row[column.at].text.plain); });
  };
  // Crosses in most cells say where the cookie does not belong.
  if (std::any_of(table.rows.begin() + 1, table.rows.end(),
                  [&](const TableRow& row) { return marks(row) > 1 && has_crosses(row); }))
    return;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::string told;
    for (const Column& column : columns) {
      std::string& cell = table.rows[i][column.at].text.plain;
      if (i > 0 && is_mark(cell)) told.append(" ").append(to_string(column.category));
      table.rows[i][column.at].text.marks.clear();
      cell.clear();
    }
    table.rows[i][columns[0].at].text = {i == 0 ? "Category" : squeeze(told), {}};
  }
}

}  // namespace

void join_marked_columns(Document& document, const Legend& legend) {
  for (Block& block : document.blocks) {
    if (block.kind == Block::Kind::table) join_columns(block, legend);
  }
}

}  // namespace cookie_warden::reader
