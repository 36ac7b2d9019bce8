// SPDX-License-Identifier: MPL-2.0
// Pandoc's simple and multiline tables, whose columns are told by lines of dashes, and its grid
// tables (https://pandoc.org/MANUAL.html#tables), as tables with bars.
#include <algorithm>
#include <utility>

#include "reader/pages/markdown_lines.hpp"
#include "reader/pages/markdown_rows.hpp"
#include "reader/pages/pandoc.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

struct Column {
  std::size_t begin = 0, end = 0;  ///< In characters.
};

/// The runs of dashes in a line that holds nothing else; empty for any other line, and for "- - -",
/// which is a ruler.
std::vector<Column> columns_of(std::string_view line) {
  constexpr std::size_t kMostColumns = 40;  // each costs a cell in every row
  std::vector<Column> out;
  if (trim(line).size() < 3) return out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '-') {
      if (out.empty() || out.back().end != i) out.push_back({i, i});
      out.back().end = i + 1;
      if (out.size() > kMostColumns) return {};
    } else if (line[i] != ' ' && line[i] != '\r') {
      return {};
    }
  }
  const auto is_short = [](const Column& column) { return column.end - column.begin < 2; };
  return std::ranges::any_of(out, is_short) ? std::vector<Column>() : out;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

/// The cells of a line: each reaches to where the next column begins, for a cell may be longer than
/// its dashes.
std::vector<std::string> cells_of(std::string_view line, const std::vector<Column>& columns) {
  std::vector<std::string> out(columns.size());
  std::size_t character = 0;
  std::size_t column = 0;
  for (const char c : line) {
    if (!is_continuation(c)) {
      while (column + 1 < columns.size() && character >= columns[column + 1].begin) ++column;
      ++character;
    }
    out[column] +=
        c == '|' && !out[column].ends_with('\\') ? std::string("\\|") : std::string(1, c);
  }
  for (std::string& cell : out) cell = std::string(trim(cell));
  return out;
}

class Tables {
 public:
  explicit Tables(std::string_view text) : lines_(split_lines(text)), next_(lines_.size()) {
    // Where the next line of dashes stands, so that looking ahead costs nothing.
    std::size_t next = lines_.size();
    for (std::size_t i = lines_.size(); i-- > 0;) {
      next_[i] = next;
      if (!columns_of(lines_[i]).empty()) next = i;
    }
  }

  std::string run() {
    std::size_t at = 0;
    while (at < lines_.size()) {
      const std::size_t end = table(at);
      if (end == 0) add(lines_[at++]);
      at = std::max(at, end);
    }
    if (!out_.empty()) out_.pop_back();
    return std::move(out_);
  }

 private:
  bool is_blank(std::size_t i) const { return i >= lines_.size() || trim(lines_[i]).empty(); }

  void add(std::string_view line) { out_.append(line).append("\n"); }

  /// The table that begins at `at`: its end; 0 if none begins there.
  std::size_t table(std::size_t at) {
    constexpr std::size_t kMostHead = 8;  // lines
    if (is_grid_border(trim(lines_[at]))) return grid(at);
    const std::vector<Column> first = columns_of(lines_[at]);
    if (first.size() > 1) return closed(at, at + 1);
    if (first.size() == 1) {
      // A line above the head, which the columns follow: a multiline table.
      const std::size_t dashes = next_[at];
      const bool head = dashes < lines_.size() && dashes > at + 1 && dashes <= at + kMostHead &&
                        !is_blank(at + 1) && columns_of(lines_[dashes]).size() > 1;
      return head ? closed(dashes, at + 1) : 0;
    }
    if (is_blank(at) || at + 1 >= lines_.size()) return 0;
    return columns_of(lines_[at + 1]).size() > 1 ? simple(at) : 0;
  }

  /// A head of one line, dashes, and rows up to a blank line.
  std::size_t simple(std::size_t at) {
    columns_ = columns_of(lines_[at + 1]);
    std::size_t end = at + 2;
    while (!is_blank(end) && columns_of(lines_[end]).empty() &&
           !trim(lines_[end]).starts_with(":::"))
      ++end;
    if (end == at + 2) return 0;
    row(at, at + 1);
    separator();
    for (std::size_t i = at + 2; i < end; ++i) row(i, i + 1);
    if (end < lines_.size() && !columns_of(lines_[end]).empty()) add(""), ++end;
    return end;
  }

  /// Rows between lines of dashes, parted by blank lines if there are any; `dashes` tells the
  /// columns, and the head, if there is one, stands in lines [head, dashes).
  std::size_t closed(std::size_t dashes, std::size_t head) {
    const std::size_t close = next_[dashes];
    if (close >= lines_.size() || close < dashes + 2) return 0;
    columns_ = columns_of(lines_[dashes]);
    add("");
    if (head < dashes) {
      row(head, dashes);
      separator();
    }
    rows(dashes + 1, close, head >= dashes);
    add("");
    return close + 1;
  }

  void rows(std::size_t begin, std::size_t end, bool first_is_head) {
    bool blanks = false;
    for (std::size_t i = begin; i < end; ++i) blanks = blanks || is_blank(i);
    for (std::size_t i = begin; i < end;) {
      if (is_blank(i)) {
        ++i;
        continue;
      }
      std::size_t next = i + 1;
      while (blanks && next < end && !is_blank(next)) ++next;
      row(i, next);
      if (first_is_head) separator();
      first_is_head = false;
      i = next;
    }
  }

  /// Rows between borders ("+---+"), each of one or several lines; a line of other text ends them.
  std::size_t grid(std::size_t at) {
    add("");
    bool head = true;
    std::vector<std::string> cells;
    const auto close = [&] {
      if (cells.empty()) return;
      add_row(cells);
      if (head) separator(cells.size());
      head = false;
      cells.clear();
    };
    std::size_t i = at + 1;
    for (; i < lines_.size(); ++i) {
      const std::string_view line = trim(lines_[i]);
      if (is_grid_border(line)) {
        close();
        continue;
      }
      if (!line.starts_with('|')) break;
      const auto parts = cookie_warden::reader::cells_of(line);
      cells.resize(std::max(cells.size(), parts.size()));
      for (std::size_t c = 0; c < parts.size(); ++c) join(cells[c], trim(parts[c]));
    }
    close();
    add("");
    return i;
  }

  void separator() { separator(columns_.size()); }
  void separator(std::size_t columns) {
    out_ += '|';
    for (std::size_t i = 0; i < columns; ++i) out_ += "---|";
    out_ += '\n';
  }

  /// One row from lines [begin, end).
  void row(std::size_t begin, std::size_t end) {
    std::vector<std::string> cells(columns_.size());
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<std::string> parts = cells_of(lines_[i], columns_);
      for (std::size_t c = 0; c < cells.size(); ++c) join(cells[c], parts[c]);
    }
    add_row(cells);
  }

  /// The next line of a cell. A backslash at its end breaks the line inside it.
  static void join(std::string& cell, std::string_view part) {
    if (part.empty()) return;
    const bool breaks = cell.ends_with('\\') && !cell.ends_with("\\\\");
    if (breaks) cell.back() = ' ';
    cell.append(cell.empty() ? "" : breaks ? "<br>" : " ").append(part);
  }

  void add_row(const std::vector<std::string>& cells) {
    out_ += '|';
    for (const std::string& cell : cells) out_.append(" ").append(cell).append(" |");
    out_ += '\n';
  }

  std::vector<std::string_view> lines_;
  std::vector<std::size_t> next_;  ///< For each line the next one of dashes.
  std::vector<Column> columns_{};
  std::string out_{};
};

}  // namespace

std::string with_bar_tables(std::string_view markdown) { return Tables(markdown).run(); }

}  // namespace cookie_warden::reader
