// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/legend.hpp"

#include <algorithm>
#include <vector>

#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestLine = 400;  // bytes of an explanation
constexpr std::size_t kMostColumns = 12;

/// Up to three capitals, a number of at most two digits, a Roman number.
bool is_sign(std::string_view text) {
  if (text.empty() || text.size() > 4) return false;
  if (text.size() <= 3 && std::ranges::all_of(text, is_upper)) return true;
  if (text.size() <= 2 && std::ranges::all_of(text, is_digit)) return true;
  return text.find_first_not_of("IVX") == std::string_view::npos;
}

/// "A", "Category 1", "[T]".
std::string sign_of(std::string_view text) {
  text = trim(text);
  while (!text.empty() && !is_alnum(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_alnum(text.back())) text.remove_suffix(1);
  const std::size_t space = text.rfind(' ');
  const bool one_word = space != std::string_view::npos && text.find(' ') == space &&
                        std::ranges::all_of(text.substr(0, space), is_alpha) && space > 2;
  if (one_word) text.remove_prefix(space + 1);
  return is_sign(text) ? std::string(text) : std::string();
}

/// Where a sign ends: at ":", "=", or a dash or tab between blanks.
std::size_t end_of_sign(std::string_view line) {
  constexpr std::size_t kLongestSign = 24;  // bytes
  for (std::size_t i = 1; i < line.size() && i <= kLongestSign; ++i) {
    const bool space = is_space(line[i - 1]);
    if (line[i] == ':' || line[i] == '=' || line[i] == '\t') return i;
    if (space && (line[i] == '-' || line.substr(i).starts_with("\u2013") ||
                  line.substr(i).starts_with("\u2014"))) {
      return i;
    }
  }
  return 0;
}

std::string_view after_sign(std::string_view line, std::size_t end) {
  const bool dash = static_cast<unsigned char>(line[end]) >= 0x80;  // three bytes of UTF-8
  return trim(line.substr(end + (dash ? 3 : 1)));
}

void explain(Legend& legend, std::string_view sign_text, std::string_view text) {
  const std::string sign = sign_of(sign_text);
  if (sign.empty() || text.size() > kLongestLine) return;
  const Judgement said = judge(text);
  if (!said.stated || said.category == Category::unknown) return;
  const auto [entry, is_new] = legend.try_emplace(sign, said.category);
  if (!is_new && entry->second != said.category) entry->second.reset();
}

/// "By purpose: technical (T), of preferences (P) and of advertising (PA)".
void explain_in_parentheses(Legend& legend, std::string_view line) {
  constexpr std::size_t kLongestSentence = 800;  // bytes
  if (line.size() > kLongestSentence) return;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ',' || line[i] == ':' || line[i] == ';') begin = i + 1;
    if (line[i] != '(') continue;
    const std::size_t close = line.find(')', i);
    if (close == std::string_view::npos) return;
    const std::string_view sign = line.substr(i + 1, close - i - 1);
    const bool capitals = !sign.empty() && std::ranges::all_of(sign, is_upper);
    if (capitals) explain(legend, sign, trim(line.substr(begin, i - begin)));
    begin = i = close;
  }
}

/// "The cookies of group T are technical; those of group A (analytics) ...": a word that heads
/// columns of categories, the sign, and what is said up to the next one.
void explain_in_sentence(Legend& legend, std::string_view text) {
  constexpr std::size_t kLongestSentence = 800;  // bytes
  if (text.size() > kLongestSentence) return;
  std::string sign;
  std::size_t begin = 0;
  std::string_view before;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", i), text.size());
    const std::string_view word = text.substr(i, end - i);
    const bool stops = word.ends_with('.') || word.ends_with(';');
    const bool capitals = !word.empty() && word.size() <= 2 && std::ranges::all_of(word, is_upper);
    const bool next = capitals && label_role(before) == Role::category;
    if (!sign.empty() && (next || stops || end == text.size())) {
      explain(legend, sign, trim(text.substr(begin, (next ? i : end) - begin)));
      sign.clear();
    }
    if (next) sign = word, begin = end;
    before = word;
    i = end + 1;
  }
}

/// Without the mark of its place in a list: "(a)  Category 1 - ...", "b) ...".
std::string_view without_marker(std::string_view line) {
  line = trim(line);
  const std::size_t close = line.find(')');
  const bool marker = close <= 3 && close > 0 && close + 1 < line.size() &&
                      is_space(line[close + 1]) && !is_digit(line[close - 1]);
  return marker ? trim(line.substr(close + 1)) : line;
}

Legend legend_of(const Document& document) {
  Legend legend;
  for (const Block& block : document.blocks) {
    for (const TableRow& row : block.rows) {
      if (row.size() < 2 || row.size() > 3) continue;
      std::string text = row[1].text.plain;
      if (row.size() > 2) text += ", " + row[2].text.plain;
      explain(legend, row[0].text.plain, text);
    }
    if (block.number > 0) explain(legend, std::to_string(block.number), block.text.plain);
    for (const std::string_view line : split_lines(block.text.plain)) {
      const std::string_view text = without_marker(line);
      if (const std::size_t end = end_of_sign(text); end > 0)
        explain(legend, text.substr(0, end), after_sign(text, end));
    }
    explain_in_parentheses(legend, block.text.plain);
    explain_in_sentence(legend, block.text.plain);
  }
  return legend;
}

/// Not "Duration (years)", whose cells may be numbers too.
bool may_head_signs(std::string_view head) {
  const Role role = role_of(head);
  return (role == Role::none || role == Role::category || role == Role::other) && !unit_in(head);
}

/// Nearly all cells of the column below its head are signs of the legend, and some sign stands
/// twice: a mere numbering repeats none.
bool is_column_of_signs(const Block& table, std::size_t column, const Legend& legend) {
  if (!may_head_signs(table.rows[0][column].text.plain)) return false;
  constexpr std::size_t kRare = 10;  // rows to one whose cells were cut wrongly from a text
  constexpr std::size_t kEmpty = 4;  // rows to one that goes on with the one above
  std::map<std::string, std::size_t> counts;
  std::size_t strangers = 0;
  std::size_t empty = 0;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const TableRow& row = table.rows[i];
    if (row.size() <= column) return false;
    const std::string sign = sign_of(row[column].text.plain);
    const auto entry = legend.find(sign);
    if (row[column].text.plain.empty()) {
      ++empty;
    } else if (sign.empty() || entry == legend.end() || !entry->second) {
      ++strangers;
    } else {
      ++counts[sign];
    }
  }
  return strangers * kRare < table.rows.size() && empty * kEmpty < table.rows.size() &&
         std::ranges::any_of(counts, [](const auto& count) { return count.second > 1; });
}

void spell_out(Block& table, std::size_t column, const Legend& legend) {
  table.rows[0][column].text = {"Category", {}};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    Text& text = table.rows[i][column].text;
    if (text.plain.empty()) continue;
    const auto sign = legend.find(sign_of(text.plain));
    const bool known = sign != legend.end() && sign->second;
    text = {known ? std::string(to_string(*sign->second)) : "\u2026", {}};
  }
}

/// One of its columns was spelled out.
bool spelled_out(Block& table, const Legend& legend) {
  if (table.rows.size() < 3) return false;
  for (std::size_t column = 0; column < std::min(table.rows[0].size(), kMostColumns); ++column) {
    if (!is_column_of_signs(table, column, legend)) continue;
    spell_out(table, column, legend);
    return true;
  }
  return false;
}

/// "T = technical": T is no cookie.
void drop_sign(Block& block, const Legend& legend) {
  const std::string& text = block.text.plain;
  const std::size_t end = end_of_sign(text);
  if (end == 0 || !legend.contains(sign_of(std::string_view(text).substr(0, end)))) return;
  block.text = {std::string(after_sign(text, end)), {}};
}

}  // namespace

Legend spell_out_legend(Document& document) {
  Legend legend = legend_of(document);
  if (legend.size() < 2) return {};
  bool used = false;
  for (Block& block : document.blocks) used = spelled_out(block, legend) || used;
  for (Block& block : document.blocks) {
    if (used && block.kind != Block::Kind::table) drop_sign(block, legend);
  }
  return legend;
}

void spell_out_signs(Block& table, const Legend& legend) {
  if (!legend.empty()) static_cast<void>(spelled_out(table, legend));
}

}  // namespace cookie_warden::reader
