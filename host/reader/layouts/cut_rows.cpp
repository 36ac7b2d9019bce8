// SPDX-License-Identifier: MPL-2.0
// Tables pasted as text with each row on a line, its cells parted by single blanks or by nothing
// ("_gidGoogle1 dayCounts visits."): cut into cells, then read as any table.
#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/row_cutter.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kMostStrangers = 4;  // lines without a name before the table is over

/// A line that names a group of cookies.
bool is_group(std::string_view text) {
  constexpr std::size_t kLongest = 110;  // bytes
  constexpr std::size_t kMostWords = 10;
  const std::size_t count = words(fold(text)).size();
  const bool short_text = (mentions_cookies(text) && count <= kMostWords) || count <= 5;
  // The rest of a cell that was broken to a width begins in a small letter.
  return text.size() < kLongest && !text.ends_with('.') && !is_lower(text[0]) && short_text &&
         judge(text).stated && !invites_choice(text) && read_name_cell(text, false).names.empty();
}

class CutTable {
 public:
  CutTable(const std::vector<FlatLine>& lines, JoinedHeads heads, const CellBoundaries& boundaries,
           const Legend& legend, FlatPage& page)
      : lines_(lines),
        heads_(std::move(heads)),
        cutter_(heads_, boundaries, legend, page.cells_left),
        cut_left_(page.cut_left) {}

  /// How much sense the first rows make together.
  int trial() {
    constexpr std::size_t kSample = 10;  // lines
    int sum = 0;
    for (std::size_t i = 1; i < lines_.size() && i <= kSample; ++i) {
      for (const CutRow& row : cut(sample_of(lines_[i].text))) sum += std::max(0, row.sense);
    }
    return sum;
  }

  std::size_t run() {
    learn();
    table_.kind = Block::Kind::table;
    table_.line = lines_[0].line;
    TableRow head;
    for (const JoinedHead& one : heads_.heads) head.push_back(cell(one.text, lines_[0].line, true));
    table_.rows.push_back(std::move(head));
    std::size_t read = 1;
    std::size_t strangers = 0;
    for (std::size_t i = 1; i < lines_.size() && strangers <= kMostStrangers; ++i) {
      const FlatLine& line = lines_[i];
      if (begins_heads(line.text)) break;
      looked_ = i + 1;
      if (takes_rows(line)) {
        strangers = 0;
        read = i + 1;
      } else if (line.block != lines_[i - 1].block && heads_follow(i)) {
        break;  // what comes before the next headings is the page's
      } else if (is_group(line.text)) {
        caption(line);
      } else if (rows_ > 0 && line.joined && strangers == 0) {
        goes_on(line.text);
        read = i + 1;
      } else {
        ++strangers;
      }
    }
    table_.rows.resize(filled_);  // titles below the last row are the page's
    return rows_ > 0 ? read : 0;
  }

  [[nodiscard]] const Block& table() const { return table_; }
  [[nodiscard]] std::size_t looked() const { return looked_; }
  /// The first line that came after all that may be cut of a page.
  [[nodiscard]] std::string_view left_out() const { return left_out_; }

 private:
  /// Enough of a line that holds all rows.
  static std::string_view sample_of(std::string_view line) {
    constexpr std::size_t kSample = 4000;  // bytes
    return line.substr(0, whole_characters(line, kSample));
  }

  static std::size_t whole_characters(std::string_view line, std::size_t most) {
    std::size_t end = std::min(line.size(), most);
    while (end > 0 && end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
      --end;
    return end;
  }

  std::vector<CutRow> cut(std::string_view line) {
    if (line.size() > cut_left_) {
      // Of a line that holds many rows what may still be cut.
      const std::size_t end = cutter_.runs_on(line) ? whole_characters(line, cut_left_) : 0;
      if (left_out_.empty()) left_out_ = line.substr(end);
      cut_left_ = 0;
      return end > 0 ? cutter_.cut(line.substr(0, end)) : std::vector<CutRow>();
    }
    cut_left_ -= line.size();
    return cutter_.cut(line);
  }

  void learn() {
    constexpr std::size_t kSample = 60;  // lines
    std::vector<CutRow> rows;
    for (std::size_t i = 1; i < lines_.size() && i <= kSample; ++i) {
      for (CutRow& row : cut(sample_of(lines_[i].text))) rows.push_back(std::move(row));
    }
    for (const CutRow& row : rows) cutter_.learn(row);
  }

  static Cell cell(std::string_view text, std::uint32_t line, bool header = false) {
    Cell out;
    out.text.plain = squeeze(text);
    out.line = line;
    out.header = header;
    return out;
  }

  bool takes_rows(const FlatLine& line) {
    std::vector<CutRow> rows = cut(line.text);
    if (left_out_.empty()) left_out_ = cutter_.rest_of(line.text, rows);
    drop_doubtful(rows);
    if (!hold(rows)) return false;
    for (const CutRow& row : rows) {
      TableRow cells;
      for (const std::string_view text : row.cells) cells.push_back(cell(text, line.line));
      table_.rows.push_back(std::move(cells));
      sense_ += row.sense;
      ++rows_;
    }
    filled_ = table_.rows.size();
    broken_ = line.text;
    return true;
  }

  /// Of many rows in one line a few may be cut wrongly.
  void drop_doubtful(std::vector<CutRow>& rows) {
    constexpr std::ptrdiff_t kMany = 3;
    const auto doubtful = [this](const CutRow& row) { return !holds(row); };
    const auto count = std::ranges::count_if(rows, doubtful);
    if (std::ssize(rows) >= kMany && count * 3 <= std::ssize(rows)) std::erase_if(rows, doubtful);
  }

  /// Of another table: headings alone, or these again with rows behind them.
  bool begins_heads(std::string_view line) const {
    return line.starts_with(lines_[0].text) || !joined_heads(line).empty();
  }

  /// Headings stand a few lines below, and no row before them.
  bool heads_follow(std::size_t at) {
    constexpr std::size_t kNear = 5;  // lines
    for (std::size_t i = at + 1; i < lines_.size() && i <= at + kNear; ++i) {
      if (begins_heads(lines_[i].text)) return true;
      if (hold(cut(lines_[i].text))) return false;
    }
    return false;
  }

  bool hold(const std::vector<CutRow>& rows) const {
    return !rows.empty() &&
           std::ranges::all_of(rows, [&](const CutRow& row) { return holds(row); });
  }

  /// The row makes sense, and not much less than those before it.
  bool holds(const CutRow& row) const {
    const int usual = rows_ > 0 ? sense_ / rows_ : 0;
    const int least = 2 * static_cast<int>(row.cells.size()) - 1;
    return row.sense >= least && row.sense * 3 >= usual;
  }

  void caption(const FlatLine& line) {
    // Not in the column of names, where a title may look like one.
    TableRow row(heads_.heads.size());
    const std::size_t column = heads_.heads[0].role == Role::name ? 1 : 0;
    row[column] = cell(line.text, line.line);
    table_.rows.push_back(std::move(row));
  }

  /// The rest of a row that was broken to lines: both are cut anew, or it belongs to the last cell.
  void goes_on(std::string_view text) {
    constexpr std::size_t kLongest = 2000;  // bytes
    if (broken_.size() > kLongest) return;
    broken_.append(" ").append(text);
    TableRow& last = table_.rows.back();
    const std::vector<CutRow> rows = cut(broken_);
    if (rows.size() == 1 && hold(rows)) {
      const std::uint32_t line = last[0].line;
      for (std::size_t c = 0; c < last.size(); ++c) last[c] = cell(rows[0].cells[c], line);
      return;
    }
    last.back().text.plain.append(" ").append(squeeze(text));
    // Its cells were cut before all of it was there.
    for (std::size_t c = 0; c < last.size(); ++c) {
      if (heads_.heads[c].role == Role::category) last[c].text.plain = "\u2026";
    }
  }

  const std::vector<FlatLine>& lines_;
  JoinedHeads heads_;
  RowCutter cutter_;
  std::size_t& cut_left_;
  std::string_view left_out_{};
  std::string broken_{};  ///< The line of the last row, and those that it goes on in.
  Block table_{};
  int rows_ = 0;
  std::size_t filled_ = 0;  ///< Rows of the table up to the last with a name.
  int sense_ = 0;
  std::size_t looked_ = 1;
};

const CellBoundaries& boundaries_of(const Document& document, FlatPage& page) {
  constexpr std::size_t kSample = 4000;   // lines
  constexpr std::size_t kLongest = 1500;  // bytes
  if (page.boundaries) return *page.boundaries;
  page.boundaries.emplace();
  std::size_t lines = 0;
  for (const Block& block : document.blocks) {
    for (const std::string_view line : split_lines(block.text.plain)) {
      if (lines++ < kSample) page.boundaries->add(trim(line).substr(0, kLongest));
    }
  }
  return *page.boundaries;
}

FlatLines read_below_heads(const std::vector<FlatLine>& lines, const Document& document,
                           const Section& section, FlatPage& page, Rows& out) {
  const std::size_t length = length_of_joined_heads(lines[0].text);
  if (length == 0) return {};
  std::vector<FlatLine> parted = lines;
  parted[0].text = lines[0].text.substr(0, length);
  FlatLine rows = lines[0];
  rows.text = trim(lines[0].text.substr(length));
  rows.joined = true;
  parted.insert(parted.begin() + 1, rows);
  const FlatLines found = read_cut_rows(parted, document, section, page, out);
  if (found.read == 0) return {};
  return {found.read - 1, std::max<std::size_t>(found.looked, 2) - 1};
}

}  // namespace

FlatLines read_cut_rows(const std::vector<FlatLine>& lines, const Document& document,
                        const Section& section, FlatPage& page, Rows& out) {
  std::vector<JoinedHeads> ways = joined_heads(lines[0].text);
  if (ways.empty()) return read_below_heads(lines, document, section, page, out);
  const CellBoundaries none;
  const CellBoundaries& boundaries = ways[0].glued ? boundaries_of(document, page) : none;
  int best_sense = 0;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const int sense = CutTable(lines, ways[i], boundaries, section.legend(), page).trial();
    if (sense > best_sense) best = i, best_sense = sense;
  }
  if (!best) return {};
  CutTable table(lines, std::move(ways[*best]), boundaries, section.legend(), page);
  const std::size_t read = table.run();
  if (read == 0) return {0, table.looked()};
  Rows rows;
  std::optional<Columns> columns;
  Block cut = table.table();
  spell_out_signs(cut, section.legend());
  read_table(cut, section, columns, rows);
  if (rows.rows.empty()) return {0, table.looked()};
  for (Row& row : rows.rows) {
    row.names_sure = std::max(row.names_sure, Confidence::medium);
    row.note = "The table's cells run together in the text.";
    out.add(std::move(row));
  }
  if (!table.left_out().empty()) out.doubts.push_back(shorten(table.left_out(), 120));
  out.doubts.insert(out.doubts.end(), rows.doubts.begin(), rows.doubts.end());
  return {read, table.looked()};
}

}  // namespace cookie_warden::reader
