// SPDX-License-Identifier: MPL-2.0
// Tables pasted as text with one cell on each line. Cells may be empty, and then have no line, or
// take several lines: of all ways to cut the lines into rows the one is taken that makes most
// sense.
#include <algorithm>
#include <limits>
#include <set>
#include <span>

#include "reader/layouts/cell_sense.hpp"
#include "reader/layouts/flat.hpp"
#include "reader/layouts/flat_heads.hpp"
#include "reader/layouts/line_columns.hpp"
#include "reader/layouts/line_look.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

class LinesReader {
 public:
  LinesReader(const std::vector<FlatLine>& lines, const FlatHeads& heads, const Section& section,
              Rows& out, bool grouped = false)
      : lines_(lines), heads_(heads), section_(section), out_(out), grouped_(grouped) {}

  /// Cuts the lines into rows. Returns how much sense they make.
  int cut_lines() {
    width_ = heads_.roles.size();
    end_ = heads_again();
    for (std::size_t i = 0; i < end_; ++i) looks_.push_back(look_at(line(i), heads_.unit));
    senses_.resize(end_);
    return cut();
  }

  /// Reads the rows that the lines were cut into. Returns how many lines they are.
  std::size_t read_rows() {
    start_table();
    std::size_t read = 0;
    for (const Piece& piece : pieces_) {
      piece.title ? title(piece.begin) : row(piece.begin, piece.end);
      read = piece.end;
    }
    Rows rows;
    std::optional<Columns> columns;
    spell_out_signs(table_, section_.legend());
    if (table_.rows.size() > 1) read_table(table_, section_, columns, rows);
    for (Row& one : rows.rows) {
      if (uneven_.contains(one.line)) doubt(one);
      if (strayed_.contains(one.line) && is_kept(one.judgement)) one.judgement = unsure();
      out_.add(std::move(one));
    }
    return read;
  }

 private:
  struct Piece {
    std::size_t begin = 0, end = 0;
    bool title = false;
  };

  std::string_view line(std::size_t i) const { return without_bar(lines_[i].text); }

  /// Where headings stand again, these or others: what comes before them is the page's.
  std::size_t heads_again() const {
    for (std::size_t i = width_; i + 1 < lines_.size(); ++i) {
      if (line(i) == line(0) && line(i + 1) == line(1)) return i;
      if (heads_other_table(i)) return i;
      if (label_role(line(i)) == Role::none || label_role(line(i + 1)) == Role::none) continue;
      const bool third = i + 2 < lines_.size() && label_role(line(i + 2)) != Role::none;
      if (third && looks_like_name_label(i)) return i;
    }
    return lines_.size();
  }

  /// Headings of as many columns, of which one may be new: "Name, Whose it is, How long".
  bool heads_other_table(std::size_t at) const {
    const std::size_t first = at + width_;  // line of the rows
    if (heads_.name != 0 || label_role(line(at)) != Role::name || first >= lines_.size())
      return false;
    for (std::size_t i = at + 1; i < first; ++i) {
      if (label_role(line(i)) == Role::none) continue;
      return look_at(line(first), {}).name >= Shape::likely;
    }
    return false;
  }

  bool looks_like_name_label(std::size_t at) const {
    constexpr std::size_t kMostHeads = 8;
    for (std::size_t i = at; i < lines_.size() && i < at + kMostHeads; ++i) {
      const Role role = label_role(line(i));
      if (role == Role::name) return true;
      if (role == Role::none) return false;
    }
    return false;
  }

  /// How much sense lines [begin, end) make as a row.
  int worth(std::size_t begin, std::size_t end) const {
    const std::size_t name_at = begin + heads_.name;
    if (name_at >= end) return kNever;
    const Look& name = looks_[name_at];
    const std::size_t names_end = end_of_names(name_at, end);
    const auto length = end - begin - (names_end - name_at - 1);
    const bool even = length == width_;
    const bool named = name.name != Shape::none && !(name.duration && name.name < Shape::sure);
    // "(a name made anew for each visit)".
    if (!named && (!even || name.title || line(name_at).size() > 60)) return kNever;
    int sense = name.name == Shape::sure     ? 10
                : name.name == Shape::likely ? (name.brand ? 2 : 6)
                : named                      ? 1
                                             : -9;
    const bool host = name.hosts && line(name_at).find('*') == std::string_view::npos;
    if (length == 1 || host) sense -= 8;
    sense +=
        even ? 6 : -3 - 2 * static_cast<int>(length > width_ ? length - width_ : width_ - length);
    const std::vector<std::size_t> columns = columns_of(begin, names_end, end);
    bool dated = false;
    for (std::size_t i = begin; i < end; ++i) {
      // Where no blank line parts the headings, one ends the row.
      if (i > begin && lines_[1].joined && !lines_[i].joined) sense -= 7;
      if (i >= name_at && i < names_end) continue;
      const Look& look = looks_[i];
      // Another name inside a row is most likely the next row's.
      if (look.name == Shape::sure && !look.duration) sense -= look.joined ? 12 : 6;
      const std::size_t column = columns[i - begin];
      const Role role = column < width_ ? heads_.roles[column] : Role::none;
      if (look.group && !has(Role::category)) sense -= 8;
      if (role == Role::duration) sense += look.duration ? 5 : -4;
      if (role == Role::category) sense += look.category ? 4 : -2;
      if (role == Role::provider && look.duration) sense -= 3;
      if (role == Role::purpose && look.duration) sense -= 4;
      if (role == Role::domain && look.hosts) sense += 5;
      dated = dated || (role == Role::duration && look.duration);
    }
    if (!even && has(Role::duration) && !dated) sense -= 3;
    return sense;
  }

  /// After the names that share a row, each in its line: the row holds more than them.
  std::size_t end_of_names(std::size_t name_at, std::size_t end) const {
    std::size_t next = name_at + 1;
    while (next < end && is_name_alone(next)) ++next;
    const bool full = heads_.name + 1 + end - next == width_;
    return full && is_name_alone(name_at) ? next : name_at + 1;
  }

  bool is_name_alone(std::size_t i) const {
    const Look& look = looks_[i];
    return look.name == Shape::sure && !look.duration && !look.hosts &&
           std::ranges::none_of(line(i), is_space);
  }

  /// The column of each line of a row: one after another where there are as many lines, else by
  /// what they say.
  std::vector<std::size_t> columns_of(std::size_t begin, std::size_t names_end,
                                      std::size_t end) const {
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c <= heads_.name; ++c) columns.push_back(c);
    columns.resize(names_end - begin, heads_.name);
    const std::size_t first = names_end;
    if (heads_.name + 1 + end - names_end == width_) {
      for (std::size_t c = heads_.name + 1; c < width_; ++c) columns.push_back(c);
      return columns;
    }
    for (std::size_t i = first; i < end; ++i) {
      if (!senses_[i].empty()) continue;
      for (const Role role : heads_.roles)
        senses_[i].push_back(cell_sense(role, line(i), 0, {.unit = heads_.unit}));
    }
    const auto below =
        columns_of_lines(std::span(senses_).subspan(first, end - first), heads_.name + 1, width_);
    columns.insert(columns.end(), below.begin(), below.end());
    return columns;
  }

  bool has(Role role) const { return std::ranges::find(heads_.roles, role) != heads_.roles.end(); }

  /// The best way from the headings on, up to where it makes most sense to stop.
  int cut() {
    struct Step {
      int sense = kNever;
      std::size_t from = 0;
      bool title = false;
    };
    std::vector<Step> best(end_ + 1);
    const std::size_t first = std::min(width_, end_);
    best[first].sense = 0;
    std::size_t last = first;
    std::size_t vain = 0;  // lines since anything could be read
    for (std::size_t i = first; i < end_ && vain <= 3 * width_; ++i) {
      if (best[i].sense == kNever) {
        ++vain;
        continue;
      }
      vain = 0;
      const auto reach = [&](std::size_t to, int sense, bool title) {
        if (best[to].sense < sense) best[to] = {sense, i, title};
        if (!title && best[to].sense > best[last].sense) last = to;
      };
      const std::size_t longest = std::min(end_, i + 2 * width_ + 2);
      for (std::size_t to = i + heads_.name + 1; to <= longest; ++to) {
        if (const int sense = worth(i, to); sense != kNever)
          reach(to, best[i].sense + sense, false);
      }
      if (looks_[i].title && i + 1 < end_) reach(i + 1, best[i].sense - 1, true);
    }
    for (std::size_t at = last; at > first; at = best[at].from)
      pieces_.push_back({best[at].from, at, best[at].title});
    std::ranges::reverse(pieces_);
    return best[last].sense;
  }

  void start_table() {
    table_.kind = Block::Kind::table;
    table_.line = lines_[0].line;
    TableRow head(width_);
    for (std::size_t i = 0; i < width_; ++i) put(head[i], i);
    table_.rows.push_back(std::move(head));
  }

  void put(Cell& cell, std::size_t i) const {
    std::string& text = cell.text.plain;
    text.append(text.empty() ? "" : " ").append(squeeze(line(i)));
    if (cell.line == 0) cell.line = lines_[i].line;
  }

  /// Not in the column of names, where a title may look like one.
  void title(std::size_t at) {
    strayed_now_ = false;
    TableRow row(width_);
    put(row[heads_.name == 0 ? 1 : 0], at);
    // A cell of the column of categories may stand anywhere.
    const bool kept = judge_title(line(at)).category == Category::necessary;
    if (has(Role::category) && kept) row[heads_.name == 0 ? 1 : 0].text.plain = "\u2026";
    table_.rows.push_back(std::move(row));
  }

  void row(std::size_t begin, std::size_t end) {
    const std::size_t name_at = begin + heads_.name;
    const bool even = end - begin == width_;
    if (looks_[name_at].name == Shape::none) {
      out_.doubts.emplace_back(line(name_at));
      return;
    }
    // The page breaks off inside this row, or it is what follows the table.
    if (!even && end == end_ && (end - begin == 1 || lacks_duration(begin, end))) {
      out_.doubts.emplace_back(line(name_at));
      return;
    }
    TableRow row(width_);
    const std::size_t names_end = end_of_names(name_at, end);
    const std::vector<std::size_t> columns = columns_of(begin, names_end, end);
    for (std::size_t i = begin; i < end; ++i) {
      if (columns[i - begin] >= width_) continue;
      if (i > name_at && i < names_end) row[heads_.name].text.plain += ',';
      put(row[columns[i - begin]], i);
    }
    if (!even) uneven_.insert(lines_[name_at].line);
    if (strayed_now_) strayed_.insert(lines_[name_at].line);
    const bool longer = end - begin > width_ + (names_end - name_at - 1);
    strayed_now_ = strayed_now_ || swallows_title(names_end, end, columns) || (grouped_ && longer);
    table_.rows.push_back(std::move(row));
  }

  /// "Measurement of our audience" among the cells: the next group's title, where a text came out
  /// of a PDF in disorder.
  bool swallows_title(std::size_t begin, std::size_t end,
                      const std::vector<std::size_t>& columns) const {
    if (has(Role::category)) return false;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const bool below =
          columns[columns.size() - (end - i)] == columns[columns.size() - (end - i) - 1];
      if (below && looks_[i].title && line(i).size() < 60 && !is_kept(judge_title(line(i))))
        return true;
    }
    return false;
  }

  static bool is_kept(const Judgement& judgement) {
    return !judgement.stated || judgement.category == Category::necessary ||
           judgement.category == Category::functional;
  }

  /// A row that has more or fewer lines than there are columns.
  void doubt(Row& row) const {
    row.names_sure = std::max(row.names_sure, Confidence::medium);
    const bool kept = !row.judgement.stated || row.judgement.category == Category::necessary;
    if (has(Role::category) && kept) row.judgement = unsure();
  }

  static Judgement unsure() {
    return {Category::unknown, true, Confidence::low, "Its category could not be told."};
  }

  bool lacks_duration(std::size_t begin, std::size_t end) const {
    if (!has(Role::duration) || looks_[begin + heads_.name].name == Shape::sure) return false;
    return std::none_of(looks_.begin() + static_cast<std::ptrdiff_t>(begin),
                        looks_.begin() + static_cast<std::ptrdiff_t>(end),
                        [](const Look& look) { return look.duration; });
  }

  static constexpr int kNever = std::numeric_limits<int>::min() / 2;

  const std::vector<FlatLine>& lines_;
  const FlatHeads& heads_;
  const Section& section_;
  Rows& out_;
  bool grouped_;  ///< The groups' titles may be any lines among the rows.
  std::size_t width_ = 0;
  std::size_t end_ = 0;  ///< Of the lines that may belong to the table.
  std::vector<Look> looks_{};
  mutable std::vector<LineSenses> senses_{};  ///< Empty where none was asked for.
  std::vector<Piece> pieces_{};
  Block table_{};
  bool strayed_now_ = false;           ///< A cell has swallowed the title of the next group.
  std::set<std::uint32_t> strayed_{};  ///< Lines of names since.
  std::set<std::uint32_t> uneven_{};   ///< Lines of names whose rows have not as many as columns.
};

}  // namespace

std::size_t read_cell_lines(const std::vector<FlatLine>& lines, const Section& section, Rows& out) {
  auto heads = heads_in_lines(lines);
  if (!heads) return 0;
  LinesReader reader(lines, *heads, section, out);
  const int sense = reader.cut_lines();
  // "Group, Name, Purpose": a group's cell may span all of its rows, and heads them here.
  const bool spans = heads->roles[0] == Role::category && heads->name == 1 && lines.size() > 2;
  const std::vector<FlatLine> below(lines.begin() + (spans ? 1 : 0), lines.end());
  const auto narrow = spans ? heads_in_lines(below) : std::nullopt;
  if (!narrow) return reader.read_rows();
  LinesReader other(below, *narrow, section, out, true);
  return other.cut_lines() > sense ? other.read_rows() + 1 : reader.read_rows();
}

}  // namespace cookie_warden::reader
