// SPDX-License-Identifier: MPL-2.0
// Tables as PDF converters set them: cells below headings, parted by blanks. Headings and cells may
// be centred, cells may take several lines and stand at the top or in the middle of their row.
#include <algorithm>

#include "reader/pages/column_grid.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

class ColumnTable {
 public:
  ColumnTable(const std::vector<std::string_view>& lines, std::size_t at, ColumnHead head)
      : lines_(lines), grid_(lines, at, std::move(head)), head_(grid_.head()) {
    for (std::size_t i = 0; i < head_.size(); ++i) {
      if (role_of(head_[i].text) == Role::name) names_ = i;
    }
    out_.block.kind = Block::Kind::table;
    out_.block.line = static_cast<std::uint32_t>(at + 1);
    out_.block.rows.emplace_back(head_.size());
    for (std::size_t c = 0; c < head_.size(); ++c) {
      out_.block.rows[0][c].text.plain = head_[c].text;
      out_.block.rows[0][c].line = out_.block.line;
    }
    for (std::size_t i = grid_.first(); i < grid_.end(); ++i) take_line(i);
    make_rows();
    for (std::size_t c = 0; c < names_; ++c) spread(c);
    out_.lines = grid_.end() - at;
  }

  PlainTable take() { return std::move(out_); }

 private:
  using Cells = std::vector<std::string_view>;
  struct Line {
    Cells cells{};
    std::uint32_t number = 0;
    bool named = false;      // text in the column of names that begins a row
    bool continued = false;  // ... or goes on with the names above
    bool title = false;      // a group's
  };

  void take_line(std::size_t i) {
    const std::string_view text = lines_[i];
    const auto segments = segments_of(text);
    if (segments.empty()) return;
    Line line;
    line.number = static_cast<std::uint32_t>(i + 1);
    if (grid_.is_alone(i) && is_title_of_rows(segments[0].text) && !grid_.goes_on_beside(i)) {
      line.title = true;
      line.cells.assign(head_.size(), {});
      line.cells[0] = segments[0].text;
      rows_.push_back(std::move(line));
      return;
    }
    line.cells = grid_.cells_of(i);
    if (!line.cells[names_].empty()) {
      line.continued =
          last_name_ && !begins_row(line.cells) && goes_on(*last_name_, line.cells[names_]);
      line.named = !line.continued;
      last_name_ = line.cells[names_];
      if (line.named) last_row_ = line.cells;
    }
    rows_.push_back(std::move(line));
  }

  /// All cells begin in this line, or most of those beside the name above.
  bool begins_row(const Cells& cells) const {
    std::size_t beside = 0;
    std::size_t filled = 0;
    bool all = cells.size() > 2;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      all = all && !cells[c].empty();
      if (c == names_ || c >= last_row_.size() || last_row_[c].empty()) continue;
      ++beside;
      filled += cells[c].empty() ? 0U : 1U;
    }
    return all || (filled >= 2 && filled * 3 > beside * 2);
  }

  static bool goes_on(std::string_view above, std::string_view below) {
    return above.ends_with(',') || is_broken_name(above, below) || below.starts_with('>') ||
           below.starts_with(']') || below == "id>" ||
           std::ranges::count(above, '<') > std::ranges::count(above, '>') ||
           std::ranges::count(above, '[') > std::ranges::count(above, ']');
  }

  /// Lines without a name belong to the row above, or, where cells stand in the middle, as many to
  /// the row below as it has lines below its name.
  void make_rows() {
    for (std::size_t begin = 0; begin < rows_.size();) {
      if (rows_[begin].title) {
        add_row(begin, begin + 1);
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < rows_.size() && !rows_[end].title) ++end;
      make_rows_of_group(begin, end);
      begin = end;
    }
  }

  void make_rows_of_group(std::size_t begin, std::size_t end) {
    std::size_t from = begin;  // of the row that is being gathered
    std::size_t above = 0;     // lines before its name
    bool named = false;
    std::size_t after = 0;  // lines since its name
    for (std::size_t i = begin; i < end; ++i) {
      if (rows_[i].continued && named) {
        after = 0;
      } else if (rows_[i].named) {
        if (named) {
          const std::size_t next =
              i - after + (centred(begin) ? own_lines(i - after, i, above) : after);
          add_row(from, next);
          from = next;
        }
        above = i - from;
        named = true;
        after = 0;
      } else {
        ++after;
      }
    }
    if (from < end) add_row(from, end);
  }

  /// Of the lines from `first` to `next`, which holds a name, those of the row above: in the middle
  /// of a row as many lines stand below its name as above it, or one more.
  std::size_t own_lines(std::size_t first, std::size_t next, std::size_t above) const {
    const std::size_t own = std::min(next - first, above);
    return first + own < next && goes_on_in_lower_case(rows_[first + own]) ? own + 1 : own;
  }

  bool goes_on_in_lower_case(const Line& line) const {
    bool any = false;
    for (const std::string_view cell : line.cells) {
      if (cell.empty()) continue;
      if (!is_lower(cell[0])) return false;
      any = true;
    }
    return any;
  }

  /// The first line below the headings or a title holds no name.
  bool centred(std::size_t begin) const {
    if (!centred_) {
      centred_ = std::ranges::any_of(rows_, [&](const Line& line) {
        const auto i = static_cast<std::size_t>(&line - rows_.data());
        const bool first = i == 0 || rows_[i - 1].title;
        return first && !line.title && !line.named;
      });
    }
    return *centred_ || !rows_[begin].named;
  }

  void add_row(std::size_t begin, std::size_t end) {
    TableRow row(head_.size());
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string_view text = rows_[i].cells[c];
        if (text.empty()) continue;
        std::string& cell = row[c].text.plain;
        if (row[c].line == 0) row[c].line = rows_[i].number;
        const bool broken = c == names_ && !cell.ends_with(',') && goes_on(cell, text);
        broken ? void(cell += text) : append(cell, text, ' ');
      }
    }
    // Parts of a cell that spans rows are no title.
    if (row[names_].text.plain.empty() && !rows_[begin].title) return;
    out_.block.rows.push_back(std::move(row));
    std::size_t anchor = begin;
    while (anchor + 1 < end && !rows_[anchor].named) ++anchor;
    anchors_.push_back(anchor);
  }

  /// A cell in the middle of the rows that it spans: as many lines above it as below.
  struct Span {
    std::size_t begin = 0, end = 0;  // lines of `rows_`
    std::string text{};
  };

  std::vector<Span> spans_of(std::size_t column) const {
    std::vector<Span> spans;
    std::size_t from = 0;
    for (std::size_t i = 0; i < rows_.size();) {
      if (rows_[i].title || rows_[i].cells[column].empty()) {
        ++i;
        continue;
      }
      Span span{from, i, {}};
      std::size_t last = i;
      for (; i < rows_.size() && i <= last + 1 && !rows_[i].title; ++i) {
        if (rows_[i].cells[column].empty()) continue;
        append(span.text, rows_[i].cells[column], ' ');
        last = i;
      }
      const std::size_t first = span.end;
      if (first + last < from + last) return {};
      span.end = first + last - from + 1;
      if (span.end > rows_.size()) return {};
      from = span.end;
      i = std::max(i, span.end);
      spans.push_back(std::move(span));
    }
    return spans;
  }

  /// Fills the cells left of the names that spanning cells leave empty; what cannot be told becomes
  /// "?", lest it be taken from the row above.
  void spread(std::size_t column) {
    std::vector<TableRow>& rows = out_.block.rows;
    const auto gap = [&](std::size_t r) {
      return rows[r][column].text.plain.empty() && !rows[r][names_].text.plain.empty();
    };
    bool any = false;
    for (std::size_t r = 1; r < rows.size(); ++r) any = any || gap(r);
    if (!any || rows_.empty() || !centred(0)) return;
    const std::vector<Span> spans = spans_of(column);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      if (rows_[anchors_[r - 1]].title) continue;
      const auto span = std::ranges::find_if(spans, [&](const Span& one) {
        return one.begin <= anchors_[r - 1] && anchors_[r - 1] < one.end;
      });
      Text& text = rows[r][column].text;
      if (span != spans.end()) text.plain = span->text;
      if (text.plain.empty()) text.plain = "?";
    }
  }

  const std::vector<std::string_view>& lines_;
  const ColumnGrid grid_;
  const std::vector<Heading>& head_;
  std::size_t names_ = 0;               ///< The column of names.
  std::vector<std::size_t> anchors_{};  ///< For each row the line of its name.
  std::vector<Line> rows_{};            ///< Lines of the table, without blank ones.
  std::optional<std::string_view> last_name_{};
  Cells last_row_{};  ///< Of the line that holds the name above.
  mutable std::optional<bool> centred_{};
  PlainTable out_{};
};

}  // namespace

PlainTable column_table(const std::vector<std::string_view>& lines, std::size_t at,
                        ColumnHead head) {
  return ColumnTable(lines, at, std::move(head)).take();
}

}  // namespace cookie_warden::reader
