// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_tables.hpp"

#include <algorithm>
#include <string>

#include "reader/pages/plain_cells.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostBlankLines = 3;  // inside a table that a PDF was made of

std::size_t name_column(const std::vector<Segment>& head) {
  std::size_t names = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (role_of(head[i].text) == Role::name) names = i;
  }
  return names;
}

/// "LFR_SESSION_STATE_" and "20105" below it, "cookielawinfo-checkbox-" and "functional".
bool is_broken_name(std::string_view above, std::string_view below) {
  const bool open = above.ends_with('_') || above.ends_with('-') || above.ends_with('.');
  return open && !below.empty() && is_alnum(below[0]);
}

/// Cells below one another: each belongs to the last column that begins at or before it.
class ColumnTable {
 public:
  ColumnTable(const std::vector<std::string_view>& lines, std::size_t at, PlainTable& out)
      : lines_(lines), head_(segments_of(lines[at])), names_(name_column(head_)), out_(out) {
    add_row(head_, at);
    std::size_t blank = 0;
    std::size_t next = at + 1;
    for (; next < lines_.size() && blank < kMostBlankLines; ++next) {
      const auto segments = segments_of(lines_[next]);
      if (is_prose(segments) || (blank > 0 && is_numbered_title(segments))) break;
      if (segments.empty() && !trim(lines_[next]).empty()) continue;
      blank = segments.empty() ? blank + 1 : 0;
      if (!segments.empty()) add_line(segments, next);
    }
    out_.lines = next - at;
  }

 private:
  /// One run of text right across the columns, or left of them all.
  bool is_prose(const std::vector<Segment>& segments) const {
    if (!segments.empty() && segments[0].begin + 2 <= head_[0].begin) return true;
    return segments.size() == 1 && segments[0].begin < head_[1].begin &&
           segments[0].begin + segments[0].text.size() > head_[1].begin + 8;
  }

  /// "3.   Statistics", "2.1 Advertising": the next chapter, whose number stands apart from it.
  static bool is_numbered_title(const std::vector<Segment>& segments) {
    if (segments.empty() || segments.size() > 2) return false;
    const std::string_view text = segments[0].text;
    const std::size_t end = std::min(text.find_first_not_of("0123456789.)"), text.size());
    const bool letter = text.size() >= 2 && is_upper(text[0]) && text[1] == '.' &&
                        (text.size() == 2 || is_space(text[2]));
    if (letter && segments.size() == 2) return text.size() == 2;
    const bool number = end > 0 && end <= 6 && is_digit(text[0]) &&
                        text.substr(0, end).find_first_of(".)") != std::string_view::npos;
    const std::string_view title = segments.size() == 2 ? segments[1].text : trim(text.substr(end));
    const bool alone = segments.size() == 1 || end == text.size();
    return number && alone && !title.empty() && is_upper(title[0]);
  }

  std::size_t column_of(std::size_t begin) const {
    std::size_t column = 0;
    for (std::size_t i = 0; i < head_.size(); ++i) {
      if (head_[i].begin <= begin + 2) column = i;
    }
    return column;
  }

  void add_line(const std::vector<Segment>& segments, std::size_t line) {
    std::vector<TableRow>& rows = out_.block.rows;
    if (rows.size() == 1 || begins_row(segments)) {
      add_row(segments, line);
      return;
    }
    TableRow& row = rows.back();
    for (const Segment& segment : segments) {
      const std::size_t column = column_of(segment.begin);
      std::string& cell = row[column].text.plain;
      if (column == names_ && is_broken_name(cell, segment.text)) {
        cell += segment.text;
      } else {
        append(cell, segment.text, ' ');
      }
    }
  }

  bool begins_row(const std::vector<Segment>& segments) const {
    const std::string& above = out_.block.rows.back()[names_].text.plain;
    return std::ranges::any_of(segments, [&](const Segment& segment) {
      return column_of(segment.begin) == names_ && !is_broken_name(above, segment.text);
    });
  }

  void add_row(const std::vector<Segment>& segments, std::size_t line) {
    TableRow row(head_.size());
    for (const Segment& segment : segments) {
      Cell& cell = row[column_of(segment.begin)];
      cell.line = static_cast<std::uint32_t>(line + 1);
      append(cell.text.plain, segment.text, ' ');
    }
    out_.block.rows.push_back(std::move(row));
  }

  const std::vector<std::string_view>& lines_;
  std::vector<Segment> head_;
  std::size_t names_ = 0;
  PlainTable& out_;
};

constexpr std::string_view kBar = "\u2502";

std::vector<std::string_view> split_bars(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = line.find(kBar); begin != line.npos;) {
    begin += kBar.size();
    const std::size_t bar = line.find(kBar, begin);
    if (bar != line.npos) cells.push_back(trim(line.substr(begin, bar - begin)));
    begin = bar;
  }
  return cells;
}

/// A line that is drawn between rows.
bool is_border(std::string_view line) {
  return trim(line).find("\u2500\u2500") != line.npos && line.find(kBar) == line.npos;
}

/// Cells in drawn boxes, as text browsers set tables; a cell may take several lines.
class BoxTable {
 public:
  BoxTable(const std::vector<std::string_view>& lines, std::size_t at, PlainTable& out)
      : width_(split_bars(lines[at]).size()), out_(out) {
    std::size_t next = at;
    bool begins = true;
    for (; next < lines.size(); ++next) {
      const auto cells = split_bars(lines[next]);
      if (cells.size() == width_) {
        add_line(cells, next, begins);
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

std::optional<PlainTable> plain_table(const std::vector<std::string_view>& lines, std::size_t at) {
  const bool boxed = is_column_head(bar_segments(lines[at]));
  if (!boxed && !is_column_head(segments_of(lines[at]))) return unheaded_tab_table(lines, at);
  PlainTable table;
  table.block.kind = Block::Kind::table;
  table.block.line = static_cast<std::uint32_t>(at + 1);
  if (boxed) {
    BoxTable(lines, at, table);
  } else if (trim(lines[at]).find('\t') != std::string_view::npos) {
    return tab_table(lines, at);
  } else {
    ColumnTable(lines, at, table);
  }
  return table;
}

}  // namespace cookie_warden::reader
