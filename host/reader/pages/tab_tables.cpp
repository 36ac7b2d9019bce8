// SPDX-License-Identifier: MPL-2.0
// Tables as browsers copy them: tabs between the cells of a row. A cell that spans several rows
// stands in the first of them only, and a cell of several lines goes on in the next line.
#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestCell = 300;   // bytes; longer lines without a tab are prose
constexpr std::size_t kLongestTitle = 110;  // bytes

std::vector<std::string_view> split_tabs(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(trim(line.substr(begin, tab == line.npos ? tab : tab - begin)));
    if (tab == line.npos) return cells;
    begin = tab + 1;
  }
}

bool holds_name(std::string_view text) {
  const NameCell cell = read_name_cell(text, true);
  return !cell.names.empty() && cell.refused.empty();
}

/// "fr" or "CASTGC", with a lifetime in one of the cells beside it.
bool is_dated_row(const std::vector<std::string_view>& cells) {
  return std::ranges::none_of(cells[0], is_space) && holds_name(cells[0]) &&
         std::any_of(cells.begin() + 1, cells.end(), is_duration_cell);
}

/// "Cookies for statistics", in a line of its own between two rows.
bool names_group(std::string_view line) {
  if (line.size() > kLongestTitle || line.ends_with('.') ||
      !read_name_cell(line, false).names.empty())
    return false;
  return judge(line).stated || (is_other_group(line) && mentions_cookies(line));
}

class TabTable {
 public:
  TabTable(const std::vector<std::string_view>& lines, std::size_t at)
      : lines_(lines), width_(split_tabs(lines[at]).size()) {
    out_.block.kind = Block::Kind::table;
    out_.block.line = static_cast<std::uint32_t>(at + 1);
    read(at);
  }

  PlainTable take() { return std::move(out_); }

 private:
  void read(std::size_t at) {
    std::size_t next = at;
    while (next < lines_.size()) {
      if (trim(lines_[next]).empty()) {
        const std::size_t row = row_after(next);
        if (row == 0) break;
        // What stands between belongs to the last cell.
        for (; next < row; ++next) {
          if (!trim(lines_[next]).empty()) add_single(trim(lines_[next]), next);
        }
      } else if (next > at && ends_table(next)) {
        break;
      }
      add_line(next);
      ++next;
    }
    finish_row();
    out_.lines = next - at;
  }

  bool complete() const { return cells_.empty() || cells_.size() >= width_ || aligned(); }

  /// Cells that span rows are missing, and the others stand where they should.
  bool aligned() const {
    return std::ranges::any_of(cells_, is_name) &&
           (cells_.size() + 1 >= width_ ||
            std::ranges::any_of(cells_, [](const std::string& c) { return is_duration_cell(c); }));
  }

  /// Cells may hold blank lines, and rows may be empty: the next line with tabs, near below, goes
  /// on with the table. 0 if none does.
  std::size_t row_after(std::size_t at) const {
    constexpr std::size_t kMostBetween = 8;  // lines
    for (std::size_t i = at; i < lines_.size() && i < at + kMostBetween; ++i) {
      const std::string_view text = trim(lines_[i]);
      if (text.empty()) continue;
      const auto cells = split_tabs(lines_[i]);
      if (cells.size() > 1) {
        const bool fits =
            !complete() || is_name(cells[0]) || (cells.size() == width_ && !cells[0].empty());
        return fits && !is_column_head(segments_of(lines_[i])) ? i : 0;
      }
      const bool titled = mentions_cookies(text) && judge(text).stated;
      if (text.size() > kLongestCell || (complete() && titled)) return 0;
    }
    return 0;
  }

  /// Headings again, the title before them, or prose.
  bool ends_table(std::size_t at) const {
    constexpr std::size_t kNear = 3;  // lines of a title and its text
    if (is_column_head(segments_of(lines_[at]))) return true;
    const std::string_view text = trim(lines_[at]);
    if (lines_[at].find('\t') != std::string_view::npos || !complete()) return false;
    if (text.size() > kLongestCell) return true;
    for (std::size_t i = at + 1; i < lines_.size() && i <= at + kNear; ++i) {
      if (trim(lines_[i]).empty()) continue;
      if (is_column_head(segments_of(lines_[i]))) return true;
      // Cells of a table beside this one, or a row.
      if (const auto cells = split_tabs(lines_[i]); cells.size() > 1)
        return std::ranges::none_of(cells, holds_name) && cells.size() * 2 < width_;
    }
    return judge(text).stated && read_name_cell(text, false).names.empty();
  }

  void add_line(std::size_t at) {
    const auto cells = split_tabs(lines_[at]);
    if (cells.size() == 1) {
      add_single(cells[0], at);
      return;
    }
    const bool named = holds_name(cells[0]) || is_name(cells[1]);
    const std::size_t together = cells_.size() + cells.size() - 1;
    const bool continues = !cells_.empty() && together <= width_ && !complete() &&
                           (!named || cells_.size() == 1 || together + 1 >= width_);
    if (!continues) finish_row();
    std::size_t i = 0;
    if (continues) append(cells_.back(), cells[i++], '\n');
    for (; i < cells.size(); ++i) {
      cells_.emplace_back(cells[i]);
      numbers_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }

  /// A line without tabs: a group's title, a row of which all else spans, or more of the last cell.
  void add_single(std::string_view text, std::size_t at) {
    const bool bullet =
        text.starts_with("* ") || text.starts_with("\u2022") || text.starts_with("- ");
    const bool row =
        !bullet && complete() && !out_.block.rows.empty() && (is_name(text) || names_group(text));
    if (row || cells_.empty()) {
      finish_row();
      cells_.emplace_back(text);
      numbers_.push_back(static_cast<std::uint32_t>(at + 1));
      if (row && !is_name(text)) finish_row();
      return;
    }
    append(cells_.back(), text, '\n');
  }

  void finish_row() {
    if (cells_.empty()) return;
    TableRow row(width_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      Cell& cell = row[std::min(i, width_ - 1)];
      append(cell.text.plain, cells_[i], ' ');
      if (cell.line == 0) cell.line = numbers_[i];
    }
    out_.block.rows.push_back(std::move(row));
    cells_.clear();
    numbers_.clear();
  }

  const std::vector<std::string_view>& lines_;
  std::size_t width_;
  std::vector<std::string> cells_{};  ///< Of the row that is being gathered.
  std::vector<std::uint32_t> numbers_{};
  PlainTable out_{};
};

}  // namespace

PlainTable tab_table(const std::vector<std::string_view>& lines, std::size_t at) {
  return TabTable(lines, at).take();
}

std::optional<PlainTable> unheaded_tab_table(const std::vector<std::string_view>& lines,
                                             std::size_t at) {
  constexpr std::size_t kMost = 4;  // rows that are looked at
  const std::size_t width = split_tabs(lines[at]).size();
  if (width < 2) return std::nullopt;
  std::size_t rows = 0;
  std::size_t named = 0;
  for (; rows < kMost && at + rows < lines.size(); ++rows) {
    const auto cells = split_tabs(lines[at + rows]);
    if (cells.size() != width) break;
    if (cells[1].empty() && rows > 0) return std::nullopt;
    if (is_name(cells[0])) {
      ++named;
    } else if (!is_dated_row(cells)) {
      break;
    }
  }
  // A word is a name beside a lifetime, among names.
  if (rows < 2 || named == 0 || named * 2 < rows) return std::nullopt;
  return TabTable(lines, at).take();
}

}  // namespace cookie_warden::reader
