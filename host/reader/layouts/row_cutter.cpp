// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/row_cutter.hpp"

#include <algorithm>
#include <iterator>

#include "reader/layouts/cell_endings.hpp"
#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestLine = 2500;  // bytes
constexpr std::size_t kLongestValue = 50;   // bytes of a cell that rows have in common
constexpr std::size_t kMostPlaces = 500;    // where cells may begin
constexpr int kEmptyCell = -3;
constexpr int kNewRow = -6;   // inside a line
constexpr int kNextRow = -8;  // in a line that holds many
constexpr int kManyRows = 8;  // that several rows must make more sense than one
constexpr int kOpenParenthesis = -4;

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// After a sentence: where a row may stand behind another.
bool begins_row(std::string_view line, std::size_t at) {
  return at > 1 && at < line.size() && is_space(line[at - 1]) && line[at - 2] == '.' &&
         (is_upper(line[at]) || line[at] == '_');
}

/// "shop.com|cart".
bool ends_host(std::string_view line, std::size_t at) {
  constexpr std::size_t kLongestEnding = 8;  // bytes
  const std::size_t dot = line.substr(0, at).rfind('.');
  return dot != std::string_view::npos && at - dot <= kLongestEnding && dot > 1 &&
         is_domain(line.substr(dot, at - dot));
}

/// No cell begins with a sign that joins or ends.
bool begins_any_cell(char c) {
  return std::string_view("-,;:)]}/!?%&=+'\"").find(c) == std::string_view::npos;
}

bool begins_host(std::string_view line, std::size_t at) {
  return line.substr(at).starts_with("www.") || line.substr(at).starts_with("https://");
}

/// The last cell that is not empty; a row has one, its name.
std::string_view last_cell(const CutRow& row) {
  for (auto cell = row.cells.rbegin(); cell != row.cells.rend(); ++cell) {
    if (!cell->empty()) return *cell;
  }
  return {};
}

/// Of parentheses and brackets.
int depth_change(char c) { return c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0; }

int sense_of(const std::vector<CutRow>& rows) {
  int sum = 0;
  for (const CutRow& row : rows) sum += row.sense;
  return sum;
}

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

/// One line: the best way from each place and column on.
class LineCutter {
 public:
  /// `runs_on`: a row may begin wherever the one before may end.
  LineCutter(const RowCutter& cutter, std::string_view line, bool runs_on)
      : cutter_(cutter), line_(line), places_(cutter.places(line, runs_on)), runs_on_(runs_on) {}

  /// `whole`: the last row ends where the line does.
  std::vector<CutRow> run(bool whole = true) {
    const std::size_t width = cutter_.heads_.heads.size();
    if (places_.size() < 2 || places_.size() > kMostPlaces) return {};
    humps_.assign(line_.size() + 1, 0);
    depth_.assign(line_.size() + 1, 0);
    for (std::size_t i = 0; i < line_.size(); ++i) {
      humps_[i + 1] = humps_[i] + (is_hump(line_, i) ? 1 : 0);
      depth_[i + 1] = depth_[i] + depth_change(line_[i]);
    }
    // Column `width` is a row's end, from which the next may begin.
    best_.assign(places_.size(), std::vector<Step>(width + 1));
    best_[0][0].sense = 0;
    for (std::size_t at = 0; at < places_.size(); ++at) from(at);
    return rows(whole ? places_.size() - 1 : best_end());
  }

 private:
  struct Step {
    int sense = kNoSense;
    std::size_t from = 0;  ///< The place where the cell before begins.
  };

  void reach(std::size_t at, std::size_t column, int sense, std::size_t from) {
    if (best_[at][column].sense < sense) best_[at][column] = {sense, from};
  }

  void from(std::size_t at) {
    const std::size_t width = cutter_.heads_.heads.size();
    const bool begins = runs_on_ ? at > 0 : begins_row(line_, places_[at]);
    if (begins && best_[at][width].sense > kNoSense) {
      const int sense = best_[at][width].sense + (runs_on_ ? kNextRow : kNewRow);
      if (best_[at][0].sense < sense) best_[at][0] = {sense, at};
    }
    for (std::size_t column = 0; column < width; ++column) {
      const int sense = best_[at][column].sense;
      if (sense <= kNoSense / 2) continue;
      const Role role = cutter_.heads_.heads[column].role;
      if (role != Role::name) reach(at, column + 1, sense + kEmptyCell, at);
      cells(at, column, sense);
    }
  }

  /// All cells of the column that begin there.
  void cells(std::size_t at, std::size_t column, int before) {
    const Role role = cutter_.heads_.heads[column].role;
    constexpr std::size_t kLongestInRun = 400;  // bytes
    const std::size_t longest =
        runs_on_ ? std::min(longest_cell(role), kLongestInRun) : longest_cell(role);
    for (std::size_t to = at + 1; to < places_.size(); ++to) {
      const std::size_t begin = places_[at];
      const std::string_view cell = trim(line_.substr(begin, places_[to] - begin));
      if (cell.empty()) continue;
      if (cell.size() > longest || cutter_.cells_left_ == 0) return;
      --cutter_.cells_left_;
      const int humps = humps_[places_[to]] - humps_[begin + 1];
      const int sense = cell_sense(role, cell, humps, cutter_.context_);
      if (sense == kNoSense) return;
      int around = cutter_.sense_of_cut(line_, places_[to]) + cutter_.known(column, cell);
      if (depth_[places_[to]] != depth_[begin]) around += kOpenParenthesis;
      reach(to, column + 1, before + sense + around, at);
    }
  }

  /// Where the rows that make most sense end.
  std::size_t best_end() const {
    const std::size_t width = cutter_.heads_.heads.size();
    std::size_t best = 0;
    for (std::size_t at = 1; at < places_.size(); ++at) {
      if (best == 0 || best_[at][width].sense > best_[best][width].sense) best = at;
    }
    return best;
  }

  /// `at`: the place where the last one ends.
  std::vector<CutRow> rows(std::size_t at) const {
    std::vector<CutRow> out;
    const std::size_t width = cutter_.heads_.heads.size();
    if (best_[at][width].sense <= kNoSense / 2) return out;
    while (at > 0) {
      CutRow row;
      row.cells.resize(width);
      row.sense = best_[at][width].sense;
      for (std::size_t column = width; column > 0; --column) {
        const std::size_t begin = best_[at][column].from;
        row.cells[column - 1] = trim(line_.substr(places_[begin], places_[at] - places_[begin]));
        at = begin;
      }
      row.sense -= best_[at][0].sense;
      out.push_back(std::move(row));
    }
    std::ranges::reverse(out);
    return out;
  }

  const RowCutter& cutter_;
  std::string_view line_;
  std::vector<std::size_t> places_;
  bool runs_on_;
  std::vector<int> humps_{};  ///< Before each byte.
  std::vector<int> depth_{};  ///< Of parentheses.
  std::vector<std::vector<Step>> best_{};
};

namespace {

std::size_t humps_in(std::string_view line) {
  std::size_t humps = 0;
  for (std::size_t i = 1; i < line.size(); ++i) humps += is_hump(line, i) ? 1U : 0U;
  return humps;
}

}  // namespace

RowCutter::RowCutter(const JoinedHeads& heads, const CellBoundaries& boundaries,
                     const Legend& legend, std::size_t& cells_left)
    : heads_(heads), boundaries_(boundaries), cells_left_(cells_left) {
  context_.legend = &legend;
  context_.glued = heads.glued;
  for (const JoinedHead& head : heads.heads) {
    if (head.role == Role::duration) context_.unit = unit_in(head.text);
  }
}

std::vector<CutRow> RowCutter::cut(std::string_view line) const {
  if (runs_on(line)) return cut_run(line);
  if (line.size() > kLongestLine) return {};
  std::vector<CutRow> one = LineCutter(*this, line, false).run();
  constexpr std::size_t kShortest = 100;  // bytes of two rows
  if (!heads_.glued || line.size() < kShortest) return one;
  // A cell of a single row holds no other's beginning.
  const bool whole =
      one.size() == 1 &&
      std::ranges::none_of(one[0].cells, [](std::string_view cell) { return humps_in(cell) > 0; });
  if (whole) return one;
  std::vector<CutRow> several = cut_run(line);
  return sense_of(several) > sense_of(one) + kManyRows ? several : one;
}

/// Many cells begin in it, more than a row has.
bool RowCutter::runs_on(std::string_view line) const {
  constexpr std::size_t kShortest = 150;  // bytes
  return heads_.glued && line.size() >= kShortest && humps_in(line) >= 2 * heads_.heads.size();
}

/// Part after part, each as long as cells can be told apart in; the last row of a part may go on in
/// the next.
std::vector<CutRow> RowCutter::cut_run(std::string_view line) const {
  constexpr std::size_t kPart = 1200;      // bytes
  constexpr std::size_t kLittle = 150;     // bytes that a part gets on by
  constexpr std::size_t kMostLittle = 20;  // parts
  std::vector<CutRow> out;
  std::size_t little = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    std::size_t end = std::min(line.size(), begin + kPart);
    while (end < line.size() && is_inside_character(line[end])) ++end;
    const bool last = end == line.size();
    std::vector<CutRow> rows = LineCutter(*this, line.substr(begin, end - begin), true).run(last);
    if (!last && rows.size() > 1) rows.pop_back();
    if (rows.empty()) break;
    const std::string_view cell = last_cell(rows.back());
    const std::size_t before = begin;
    begin = static_cast<std::size_t>(cell.data() + cell.size() - line.data());
    out.insert(out.end(), std::make_move_iterator(rows.begin()),
               std::make_move_iterator(rows.end()));
    little += begin - before < kLittle ? 1U : 0U;
    if (last || little > kMostLittle) break;
  }
  return out;
}

std::string_view RowCutter::rest_of(std::string_view line, const std::vector<CutRow>& rows) const {
  constexpr std::size_t kShortest = 40;  // bytes of what may be the page's next text
  if (!runs_on(line)) return {};
  if (rows.empty()) return line;
  const std::string_view cell = last_cell(rows.back());
  const auto end = static_cast<std::size_t>(cell.data() + cell.size() - line.data());
  return line.size() - end >= kShortest ? line.substr(end) : std::string_view();
}

void RowCutter::learn(const CutRow& row) {
  if (values_.empty()) values_.resize(heads_.heads.size());
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    const Role role = heads_.heads[column].role;
    const std::string_view cell = row.cells[column];
    if (role != Role::name && role != Role::purpose && cell.size() <= kLongestValue)
      ++values_[column][std::string(cell)];
  }
}

/// Other rows hold the same in the column.
int RowCutter::known(std::size_t column, std::string_view cell) const {
  if (values_.empty() || cell.size() > kLongestValue) return 0;
  const auto found = values_[column].find(std::string(cell));
  return found == values_[column].end() ? 0 : std::clamp(found->second - 1, 0, 4);
}

/// Where a cell may begin, and the line's end.
std::vector<std::size_t> RowCutter::places(std::string_view line, bool runs_on) const {
  std::vector<std::size_t> all{0};
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (is_place(line, at, runs_on)) all.push_back(at);
  }
  all.push_back(line.size());
  return all;
}

bool RowCutter::is_place(std::string_view line, std::size_t at, bool runs_on) const {
  const char before = line[at - 1];
  const char next = line[at];
  if (is_space(next) || is_inside_character(next) || !begins_any_cell(next)) return false;
  if (!heads_.glued) return is_space(before);
  if (is_digit(before) && is_digit(next)) return true;
  const bool after_sentence = is_space(before) && at > 1 && line[at - 2] == '.';
  if (is_space(before)) return begins_row(line, at) || (runs_on && after_sentence);
  if (next == '*' || next == '#') return !is_alnum(before) && before != '_' && before != '-';
  if (is_digit(before) != is_digit(next) && (is_letter(before) || is_letter(next))) return true;
  // "INFO|This"
  const bool word = at + 1 < line.size() &&
                    (is_lower(line[at + 1]) || static_cast<unsigned char>(line[at + 1]) >= 0x80);
  if (is_upper(next) && (word || !is_upper(before)) && before != '_' && before != '-' &&
      before != '(')
    return true;
  if (std::string_view(").*]}>").find(before) != std::string_view::npos ||
      (next == '_' && before != '_'))
    return true;
  if (is_letter(before) && (is_lower(next) || next == '_') && ends_lifetime(line, at)) return true;
  if ((is_lower(next) || next == '_') && has_providers() && ends_company(line, at)) return true;
  return begins_host(line, at) || ends_host(line, at) || boundaries_.strength(line, at) > 1 ||
         (heads_.heads[0].role == Role::name && at < kLongestValue &&
          is_known_name(line.substr(0, at)));
}

bool RowCutter::has_providers() const {
  return std::ranges::find(heads_.heads, Role::provider, &JoinedHead::role) != heads_.heads.end();
}

int RowCutter::sense_of_cut(std::string_view line, std::size_t at) const {
  if (at >= line.size()) return 0;
  if (!heads_.glued) return begins_with_capital(line.substr(at)) || is_digit(line[at]) ? 1 : 0;
  const char before = line[at - 1];
  const char next = line[at];
  const int strength = boundaries_.strength(line, at);
  if ((is_lower(next) || next == '_') && has_providers() && ends_company(line, at))
    return std::max(strength, 1);
  if ((is_lower(next) || next == '_') && is_letter(before) && ends_lifetime(line, at))
    return ends_likely_lifetime(line, at) ? std::max(strength, 1) : strength - 2;
  if (begins_host(line, at)) return 2;
  if (is_hump(line, at) || before == ')') return strength > 0 ? strength : -1;
  if (ends_host(line, at)) return strength - 1;
  if (is_digit(before) && is_digit(next)) return -6;  // "_v2|1 year"
  const bool changes = is_digit(before) != is_digit(next) || before == '.' || before == '*';
  if (next == '_') return strength - 2;  // most stand inside a name
  if (changes || is_upper(next)) return strength - 1;
  // Hosts go on at a full stop, and words after their capital.
  if (next == '.') return 2 * strength - 9;
  return 2 * strength - (is_upper(before) && is_letter(next) ? 7 : 5);
}

}  // namespace cookie_warden::reader
