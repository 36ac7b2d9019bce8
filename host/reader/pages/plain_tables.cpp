// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_tables.hpp"

#include <algorithm>
#include <string>

#include "reader/pages/markdown_lines.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::string_view kBar = "\u2502";

/// Cells between bars, drawn or of ASCII.
std::vector<std::string_view> split_bars(std::string_view line) {
  const std::string_view sign = trim(line).starts_with('|') ? std::string_view("|") : kBar;
  std::vector<std::string_view> cells;
  for (std::size_t begin = line.find(sign); begin != line.npos;) {
    begin += sign.size();
    const std::size_t bar = line.find(sign, begin);
    if (bar != line.npos) cells.push_back(trim(line.substr(begin, bar - begin)));
    begin = bar;
  }
  return cells;
}

/// Cells in drawn boxes, as text browsers set tables; a cell may take several lines.
class BoxTable {
 public:
  BoxTable(const std::vector<std::string_view>& lines, std::size_t at, PlainTable& out)
      : width_(split_bars(lines[at]).size()), out_(out) {
    std::size_t next = at;
    bool begins = true;
    const bool plain = !parts_rows(lines, at);
    for (; next < lines.size(); ++next) {
      const auto cells = split_bars(lines[next]);
      if (cells.size() == width_) {
        add_line(cells, next, begins || (plain && !cells[0].empty()));
        begins = false;
      } else if (is_border(lines[next])) {
        begins = true;
      } else {
        break;
      }
    }
    out_.lines = next - at;
  }

 private:
  /// Borders stand between the rows, not only below the headings and the last one.
  static bool parts_rows(const std::vector<std::string_view>& lines, std::size_t at) {
    constexpr std::size_t kSample = 40;  // lines
    std::size_t borders = 0;
    std::size_t rows = 0;
    for (std::size_t i = at; i < lines.size() && i < at + kSample; ++i) {
      if (is_border(lines[i])) {
        ++borders;
      } else if (split_bars(lines[i]).empty()) {
        break;
      } else {
        ++rows;
      }
    }
    return borders > 2 || rows < 3;
  }

  void add_line(const std::vector<std::string_view>& cells, std::size_t line, bool begins) {
    if (begins) out_.block.rows.emplace_back(width_);
    TableRow& row = out_.block.rows.back();
    for (std::size_t i = 0; i < width_; ++i) {
      std::string& cell = row[i].text.plain;
      if (row[i].line == 0) row[i].line = static_cast<std::uint32_t>(line + 1);
      if (cells[i].empty()) continue;
      if (is_broken_name(cell, cells[i])) {
        cell += cells[i];
      } else {
        append(cell, cells[i], ' ');
      }
    }
  }

  std::size_t width_;
  PlainTable& out_;
};

std::vector<Segment> bar_segments(std::string_view line) {
  std::vector<Segment> out;
  for (const std::string_view cell : split_bars(line)) out.push_back({0, cell});
  return out;
}

}  // namespace

namespace {

/// "Name<tab>Borlabs Cookie" above "Provider<tab>...": labels and values.
bool is_card(const std::vector<std::string_view>& lines, std::size_t at) {
  if (at + 1 >= lines.size() || lines[at].find('\t') == std::string_view::npos) return false;
  const auto first = segments_of(lines[at]);
  const auto second = segments_of(lines[at + 1]);
  return first.size() == 2 && second.size() == 2 && label_role(first[0].text) != Role::none &&
         label_role(second[0].text) != Role::none && label_role(second[1].text) == Role::none;
}

}  // namespace

bool is_border(std::string_view line) {
  if (is_grid_border(trim(line))) return true;
  return trim(line).find("\u2500\u2500") != line.npos && line.find(kBar) == line.npos;
}

std::optional<PlainTable> plain_table(const std::vector<std::string_view>& lines, std::size_t at) {
  const auto boxes = bar_segments(lines[at]);
  const bool framed = boxes.size() > 1 && at > 0 && is_border(lines[at - 1]);
  if (framed || is_column_head(boxes)) {
    PlainTable table;
    table.block.kind = Block::Kind::table;
    table.block.line = static_cast<std::uint32_t>(at + 1);
    BoxTable(lines, at, table);
    return table;
  }
  if (trim(lines[at]).find('\t') != std::string_view::npos) {
    if (is_column_head(segments_of(lines[at])) && !is_card(lines, at)) return tab_table(lines, at);
  } else if (auto head = column_head(lines, at)) {
    return column_table(lines, at, std::move(*head));
  }
  return unheaded_tab_table(lines, at);
}

}  // namespace cookie_warden::reader
