// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_tables.hpp"

#include <algorithm>
#include <string>

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kMostBlankLines = 3;  // inside a table that a PDF was made of

/// A run of text between tabs or several blanks.
struct Segment {
  std::size_t begin = 0;
  std::string_view text{};
};

/// A line drawn with dashes below the headings or between rows.
bool is_drawn(std::string_view line) {
  line = trim(line);
  return line.size() >= 4 && line.find_first_not_of("-=_+| ") == std::string_view::npos;
}

std::vector<Segment> segments_of(std::string_view line) {
  std::vector<Segment> out;
  if (is_drawn(line)) return out;
  std::size_t i = 0;
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
    out.push_back({i, line.substr(i, last + 1 - i)});
    i = last + 1;
  }
  return out;
}

/// The line heads a table: at least two columns, one of them for names.
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

std::size_t name_column(const std::vector<Segment>& head) {
  std::size_t names = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (role_of(head[i].text) == Role::name) names = i;
  }
  return names;
}

void append(std::string& cell, std::string_view text, char between) {
  if (!cell.empty()) cell += between;
  cell += text;
}

/// "LFR_SESSION_STATE_" and "20105" below it, "cookielawinfo-checkbox-" and "functional".
bool is_broken_name(std::string_view above, std::string_view below) {
  const bool open = above.ends_with('_') || above.ends_with('-') || above.ends_with('.');
  return open && !below.empty() && is_alnum(below[0]);
}

bool is_name(std::string_view text) {
  const NameCell cell = read_name_cell(text, false);
  return !cell.names.empty() && cell.refused.empty();
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

std::vector<std::string_view> split_tabs(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(trim(line.substr(begin, tab == line.npos ? tab : tab - begin)));
    if (tab == line.npos) return cells;
    begin = tab + 1;
  }
}

/// Cells parted by tabs; a cell of several lines continues without one.
class TabTable {
 public:
  TabTable(const std::vector<std::string_view>& lines, std::size_t at, PlainTable& out)
      : width_(split_tabs(lines[at]).size()), out_(out) {
    std::size_t next = at;
    while (next < lines.size()) {
      if (trim(lines[next]).empty()) {
        const std::size_t row = row_after(lines, next);
        if (row == 0) break;
        // What stands between belongs to the last cell.
        for (; next < row; ++next) {
          if (!trim(lines[next]).empty()) add_to_cell(trim(lines[next]), next);
        }
      } else if (next > at && ends_table(lines, next)) {
        break;
      }
      add_line(split_tabs(lines[next]), next);
      ++next;
    }
    out_.lines = next - at;
  }

 private:
  static constexpr std::size_t kLongestCell = 300;  // bytes; longer lines without a tab are prose

  /// Cells may hold blank lines, and rows may be empty: the next line with tabs, near below, goes
  /// on with the table. 0 if none does.
  std::size_t row_after(const std::vector<std::string_view>& lines, std::size_t at) const {
    constexpr std::size_t kMostBetween = 8;  // lines
    const bool complete = column_ + 1 >= width_;
    for (std::size_t i = at; i < lines.size() && i < at + kMostBetween; ++i) {
      const std::string_view text = trim(lines[i]);
      if (text.empty()) continue;
      const auto cells = split_tabs(lines[i]);
      if (cells.size() > 1) {
        const bool fits = complete ? cells.size() == width_ && !cells[0].empty() : true;
        return fits && !is_column_head(segments_of(lines[i])) ? i : 0;
      }
      if (text.size() > kLongestCell || (complete && mentions_cookies(text) && judge(text).stated))
        return 0;
    }
    return 0;
  }

  void add_to_cell(std::string_view text, std::size_t line) {
    Cell& cell = out_.block.rows.back()[column_];
    append(cell.text.plain, text, '\n');
    if (cell.line == 0) cell.line = static_cast<std::uint32_t>(line + 1);
  }

  /// Headings again, the title before them, or prose.
  bool ends_table(const std::vector<std::string_view>& lines, std::size_t at) const {
    constexpr std::size_t kNear = 3;  // lines of a title and its text
    if (is_column_head(segments_of(lines[at]))) return true;
    const std::string_view text = trim(lines[at]);
    if (text.find('\t') != text.npos || column_ + 1 < width_) return false;
    if (text.size() > kLongestCell) return true;
    for (std::size_t i = at + 1; i < lines.size() && i <= at + kNear; ++i) {
      const auto cells = split_tabs(lines[i]);
      if (is_column_head(segments_of(lines[i]))) return true;
      if (cells.size() > 1) return cells.size() * 2 < width_;
    }
    return judge(text).stated && read_name_cell(text, false).names.empty();
  }

  void add_line(const std::vector<std::string_view>& cells, std::size_t line) {
    const bool complete = column_ + 1 >= width_;
    const bool next_row = complete && (cells.size() > 1 || is_name(cells[0]));
    if (out_.block.rows.empty() || next_row) {
      out_.block.rows.emplace_back(width_);
      column_ = 0;
    }
    TableRow& row = out_.block.rows.back();
    append(row[column_].text.plain, cells[0], '\n');
    if (row[column_].line == 0) row[column_].line = static_cast<std::uint32_t>(line + 1);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      column_ = std::min(column_ + 1, width_ - 1);
      append(row[column_].text.plain, cells[i], ' ');
      row[column_].line = static_cast<std::uint32_t>(line + 1);
    }
  }

  std::size_t width_;
  std::size_t column_ = 0;  ///< That the last line ended in.
  PlainTable& out_;
};

/// Rows without headings: tabs part as many cells in each, and the first cells hold names.
std::size_t unheaded_rows(const std::vector<std::string_view>& lines, std::size_t at) {
  constexpr std::size_t kEnough = 2;
  const std::size_t width = split_tabs(lines[at]).size();
  if (width < 2 || !is_name(split_tabs(lines[at])[0])) return 0;
  std::size_t rows = 0;
  bool sure = false;
  for (std::size_t i = at; i < lines.size() && rows < kEnough; ++i) {
    const auto cells = split_tabs(lines[i]);
    if (cells.size() != width || cells[1].empty()) break;
    sure = sure || is_name(cells[0]);
    ++rows;
  }
  return sure ? rows : 0;
}

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
  if (!boxed && !is_column_head(segments_of(lines[at])) && unheaded_rows(lines, at) < 2)
    return std::nullopt;
  PlainTable table;
  table.block.kind = Block::Kind::table;
  table.block.line = static_cast<std::uint32_t>(at + 1);
  if (boxed) {
    BoxTable(lines, at, table);
  } else if (trim(lines[at]).find('\t') != std::string_view::npos) {
    TabTable(lines, at, table);
  } else {
    ColumnTable(lines, at, table);
  }
  return table;
}

}  // namespace cookie_warden::reader
