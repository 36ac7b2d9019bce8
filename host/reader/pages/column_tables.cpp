// SPDX-License-Identifier: MPL-2.0
// Tables as PDF converters set them: cells below headings, parted by blanks. Headings and cells may
// be centred, cells may take several lines and stand at the top or in the middle of their row.
#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostBlankLines = 3;  // inside a table that a PDF was made of
constexpr std::size_t kMostLines = 5000;    // of one table
constexpr std::size_t kWidest = 400;        // bytes of a line

/// "3.   Statistics", "2.1 Advertising": the next chapter, whose number stands apart from it.
bool is_numbered_title(const std::vector<Segment>& segments) {
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

bool begins_with_name(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  const NameCell cell = read_name_cell(word, false);
  return cell.names.size() == 1 && cell.names[0].shape == Shape::sure;
}

/// A run of text from the margin that no gap parts, and that no name begins.
bool is_prose(const std::vector<Segment>& segments, const std::vector<Segment>& head) {
  constexpr std::size_t kMargin = 6;  // bytes; headings may be centred
  if (segments.size() != 1) return false;
  const Segment& only = segments[0];
  return only.begin < std::min(head[0].begin, kMargin) + 2 &&
         only.begin + only.text.size() > head[1].begin + 8 && !begins_with_name(only.text);
}

class ColumnTable {
 public:
  ColumnTable(const std::vector<std::string_view>& lines, std::size_t at)
      : lines_(lines), head_(segments_of(lines[at])) {
    widen_head(at);
    for (std::size_t i = 0; i < head_.size(); ++i) {
      if (role_of(head_[i].text) == Role::name) names_ = i;
    }
    find_end(at);
    find_columns(at);
    out_.block.kind = Block::Kind::table;
    out_.block.line = static_cast<std::uint32_t>(at + 1);
    out_.block.rows.emplace_back(head_.size());
    for (std::size_t c = 0; c < head_.size(); ++c) {
      out_.block.rows[0][c].text.plain = head_[c].text;
      out_.block.rows[0][c].line = out_.block.line;
    }
    for (std::size_t i = first_; i < end_; ++i) take_line(i);
    make_rows();
    for (std::size_t c = 0; c < names_; ++c) spread(c);
    out_.lines = end_ - at;
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

  /// A heading of two lines, "Storage" above the others and "period" below them, is a column too.
  void widen_head(std::size_t at) {
    first_ = at + 1;
    const auto above = at > 0 ? segments_of(lines_[at - 1]) : std::vector<Segment>();
    const auto below =
        first_ < lines_.size() ? segments_of(lines_[first_]) : std::vector<Segment>();
    for (const Segment& one : above) {
      for (const Segment& two : below) {
        const bool overlap =
            one.begin < two.begin + two.text.size() && two.begin < one.begin + one.text.size();
        if (!overlap || beside_head(one) || beside_head(two)) continue;
        joined_ = std::string(one.text) + " " + std::string(two.text);
        if (role_of(joined_) == Role::none) continue;
        const Segment wider{std::min(one.begin, two.begin), joined_};
        const auto next = std::ranges::find_if(
            head_, [&](const Segment& segment) { return segment.begin > wider.begin; });
        head_.insert(next, wider);
        first_ = at + 2;
        return;
      }
    }
  }

  /// The segment stands over or under a heading of the line.
  bool beside_head(const Segment& segment) const {
    return std::ranges::any_of(head_, [&](const Segment& head) {
      return head.begin < segment.begin + segment.text.size() &&
             segment.begin < head.begin + head.text.size();
    });
  }

  /// The table ends before prose, a chapter's title, many blank lines or other headings.
  void find_end(std::size_t at) {
    std::size_t blank = 0;
    for (end_ = first_; end_ < lines_.size() && end_ < at + kMostLines; ++end_) {
      const auto segments = segments_of(lines_[end_]);
      if (segments.empty()) {
        blank += trim(lines_[end_]).empty() ? 1U : 0U;
        if (blank >= kMostBlankLines) break;
        continue;
      }
      if ((blank > 0 && is_numbered_title(segments)) || is_column_head(segments)) break;
      if (is_prose(segments, head_)) break;
      blank = 0;
    }
    // Titles at the end head what follows.
    std::size_t end = end_;
    while (end > at + 1) {
      const auto segments = segments_of(lines_[end - 1]);
      const bool title = segments.size() == 1 && segments[0].begin < head_[1].begin &&
                         may_be_title(segments[0].text);
      if (!segments.empty() && !title) break;
      --end;
      if (title) end_ = end;
    }
  }

  /// The lines above it end a row, so that a line of words alone begins something else.
  static bool may_be_title(std::string_view text) {
    const NameCell cell = read_name_cell(text, true);
    const bool names = !cell.names.empty() && cell.refused.empty();
    return !names && text.size() <= 110 && (names_group(text) || mentions_cookies(text));
  }

  /// Between two headings a column begins where the fewest lines hold text.
  void find_columns(std::size_t at) {
    std::vector<std::size_t> used(kWidest + 1);
    for (std::size_t i = at; i < end_; ++i) {
      for (const Segment& segment : segments_of(lines_[i])) {
        if (segments_of(lines_[i]).size() == 1 && segment.begin < 2 && i > at) continue;  // a title
        for (std::size_t c = segment.begin; c < segment.begin + segment.text.size() && c < kWidest;
             ++c)
          ++used[c];
      }
    }
    begins_.assign(1, 0);
    for (std::size_t h = 1; h < head_.size(); ++h) {
      const std::size_t from = std::max(middle(head_[h - 1]), begins_.back()) + 1;
      const std::size_t to = std::min(middle(head_[h]), kWidest);
      std::size_t best = std::min(head_[h].begin, kWidest);
      for (std::size_t c = from; c <= to && c < kWidest; ++c) {
        // Of equal places the last: most cells begin at their left.
        if (used[c - 1] <= used[best - 1]) best = c;
      }
      begins_.push_back(best);
    }
  }

  static std::size_t middle(const Segment& segment) {
    return segment.begin + segment.text.size() / 2;
  }

  /// Where column `c` begins in this line: never inside a word.
  std::size_t cut_at(std::string_view line, std::size_t c) const {
    if (c >= begins_.size()) return line.size();
    std::size_t at = std::min(begins_[c], line.size());
    const std::size_t least = c > 0 ? std::min(begins_[c - 1], at) : 0;
    while (at > least && at < line.size() && !is_space(line[at]) && !is_space(line[at - 1])) --at;
    return at;
  }

  void take_line(std::size_t i) {
    const std::string_view text = lines_[i];
    const auto segments = segments_of(text);
    if (segments.empty()) return;
    Line line;
    line.number = static_cast<std::uint32_t>(i + 1);
    const bool alone = segments.size() == 1 && head_.size() > 1 && segments[0].begin < begins_[1];
    if (alone && names_group(segments[0].text)) {
      line.title = true;
      line.cells.assign(head_.size(), {});
      line.cells[0] = segments[0].text;
      rows_.push_back(std::move(line));
      return;
    }
    for (std::size_t c = 0; c < head_.size(); ++c) {
      const std::size_t begin = cut_at(text, c);
      const std::size_t end = std::max(begin, cut_at(text, c + 1));
      line.cells.push_back(trim(text.substr(begin, end - begin)));
    }
    if (!line.cells[names_].empty()) {
      line.continued = last_name_ && goes_on(*last_name_, line.cells[names_]);
      line.named = !line.continued;
      last_name_ = line.cells[names_];
    }
    rows_.push_back(std::move(line));
  }

  static bool names_group(std::string_view text) {
    return text.size() <= 110 && read_name_cell(text, false).names.empty() &&
           judge_title(text).stated && !text.ends_with('.');
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
          // In the middle: as many lines below the name as above it.
          const std::size_t own = centred(begin) ? std::min(after, above) : after;
          const std::size_t next = i - (after - own);
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
  std::vector<Segment> head_;
  std::string joined_{};                ///< The heading of two lines.
  std::size_t first_ = 0;               ///< The first line below the headings.
  std::size_t names_ = 0;               ///< The column of names.
  std::size_t end_ = 0;                 ///< After the table's last line.
  std::vector<std::size_t> begins_{};   ///< Of the columns, in bytes.
  std::vector<std::size_t> anchors_{};  ///< For each row the line of its name.
  std::vector<Line> rows_{};            ///< Lines of the table, without blank ones.
  std::optional<std::string_view> last_name_{};
  mutable std::optional<bool> centred_{};
  PlainTable out_{};
};

}  // namespace

PlainTable column_table(const std::vector<std::string_view>& lines, std::size_t at) {
  return ColumnTable(lines, at).take();
}

}  // namespace cookie_warden::reader
