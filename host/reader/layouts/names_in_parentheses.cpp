// SPDX-License-Identifier: MPL-2.0
// "Sign-in (login_token and login_state, 30 days each)": names and lifetimes in parentheses.
#include <algorithm>

#include "reader/layouts/headed.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestGroup = 300;  // bytes between parentheses

/// A run of names with the lifetime that stands after them.
struct Dated {
  std::vector<Name> names{};
  std::string duration{};
};

/// "180 T", "each 30 T": a page's own sign for a unit.
bool is_own_unit(std::string_view piece) {
  const std::size_t digits = piece.find_first_of("0123456789");
  if (digits == std::string_view::npos || piece.size() > 30) return false;
  const std::size_t end = std::min(piece.find_first_not_of("0123456789", digits), piece.size());
  const std::string_view unit = trim(piece.substr(end));
  const bool alone = digits == 0 || is_space(piece[digits - 1]);
  return alone && !unit.empty() && is_alpha(unit[0]) && (unit.size() == 1 || is_space(unit[1]));
}

bool is_lifetime(std::string_view piece) {
  if (shape_of(piece) == Shape::sure) return false;  // "LFR_SESSION_STATE_*"
  return is_own_unit(piece) || (piece.size() < 40 && read_duration(piece).has_value());
}

/// "the files _ga": one word before a name that is none.
std::string_view without_noun(std::string_view piece) {
  const std::size_t blank = piece.find(' ');
  if (blank == std::string_view::npos) return piece;
  const std::string_view name = trim(piece.substr(blank));
  return shape_of(piece.substr(0, blank)) == Shape::word && shape_of(name) == Shape::sure ? name
                                                                                          : piece;
}

/// Cut at commas, semicolons, colons, dashes and conjunctions.
std::vector<std::string_view> pieces_of(std::string_view group) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    if (const auto piece = trim(group.substr(begin, end - begin)); !piece.empty()) {
      pieces.push_back(without_noun(piece));
    }
    begin = next;
  };
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (group[i] == ',' || group[i] == ';' ||
        (group[i] == ':' && i + 1 < group.size() && is_space(group[i + 1]))) {
      cut(i, i + 1);
    } else if (group.substr(i).starts_with("- ") || group.substr(i).starts_with("\u2013 ")) {
      if (i > 0 && is_space(group[i - 1])) cut(i, i + (group[i] == '-' ? 1 : 3));
    } else if (is_space(group[i])) {
      const std::size_t end = std::min(group.find(' ', i + 1), group.size());
      const auto word = words(fold(group.substr(i + 1, end - i - 1)));
      if (!word.empty() && vocabulary().conjunctions.whole(word)) cut(i, end);
    }
  }
  cut(group.size(), group.size());
  return pieces;
}

/// Empty unless the group is names with lifetimes, and little else.
std::vector<Dated> read_group(std::string_view group) {
  std::vector<Dated> out;
  Dated open;
  std::size_t names = 0;
  std::size_t likely = 0;
  std::size_t others = 0;
  for (const std::string_view piece : pieces_of(group)) {
    if (is_lifetime(piece)) {
      // "1 J" is a year in German and a day in French.
      open.duration = is_own_unit(piece) ? "" : read_duration(piece).value_or("");
      if (!open.names.empty()) out.push_back(std::move(open));
      open = {};
      continue;
    }
    NameCell cell = read_name_cell(piece, true);
    if (cell.names.size() != 1 || !cell.refused.empty() || std::ranges::any_of(piece, is_space)) {
      ++others;
      continue;
    }
    ++names;
    likely += is_likely(cell.names[0]) ? 1U : 0U;
    open.names.push_back(std::move(cell.names[0]));
  }
  // Plain words alone may be anything: "(about, 30 days)".
  const bool names_it = likely > 0 || (names >= 2 && others == 0);
  return names_it && others <= out.size() && open.names.empty() ? std::move(out)
                                                                : std::vector<Dated>{};
}

/// "... may set their own cookies (guest_id, muc_ads, fr)": names and nothing else, after a word
/// for cookies.
std::vector<Dated> read_bare_group(std::string_view before, std::string_view group) {
  constexpr std::size_t kNear = 60;  // bytes
  const bool after =
      mentions_cookies(before.substr(before.size() - std::min(before.size(), kNear)));
  Dated all;
  bool sure = false;
  bool unmistakable = true;  // "Google Analytics (_ga, _gid) counts visits"
  for (const std::string_view piece : pieces_of(group)) {
    NameCell cell = read_name_cell(piece, true);
    if (cell.names.size() != 1 || !cell.refused.empty() || std::ranges::any_of(piece, is_space))
      return {};
    const Name& name = cell.names[0];
    if (name.shape == Shape::word && is_upper(name.printed[0])) return {};
    sure = sure || name.shape == Shape::sure;
    unmistakable = unmistakable && name.printed[0] == '_' && name.shape == Shape::sure;
    all.names.push_back(std::move(cell.names[0]));
  }
  const bool told = (after && sure && all.names.size() >= 2) || unmistakable;
  return told && !all.names.empty() ? std::vector<Dated>{std::move(all)} : std::vector<Dated>{};
}

/// "marketing cookies (_a, _b)": of the last two words; never "necessary", which may be said of
/// others.
Judgement kind_before(std::string_view text) {
  constexpr std::size_t kMostWords = 2;
  std::size_t begin = trim(text).size();
  for (std::size_t i = 0; i < kMostWords && begin != std::string_view::npos && begin > 0; ++i)
    begin = text.rfind(' ', begin - 1);
  const std::string_view last = begin == std::string_view::npos ? text : text.substr(begin);
  const Judgement said = mentions_cookies(last) ? judge(last) : Judgement{};
  return said.category == Category::necessary || !said.note.empty() ? Judgement{} : said;
}

/// "Hotjar: heat maps, for analysis (_hjSession_*, 30 minutes)": who sets them, and what for.
struct Introduced {
  std::string provider{};
  Judgement kind{};
};

Introduced introduced_by(std::string_view before) {
  constexpr std::size_t kLongestLabel = 60;  // bytes
  constexpr std::size_t kLongest = 160;      // of what stands behind it
  const std::size_t colon = before.find(": ");
  if (colon > kLongestLabel || before.size() > colon + kLongest) return {};
  const std::string_view label = before.substr(0, colon);
  const bool labelled = judge(label).stated && !judge(label).by_brand;
  const Judgement said = judge(labelled ? before : before.substr(colon + 1));
  const bool less = said.category == Category::statistics || said.category == Category::marketing;
  if (labelled) return {"", less ? said : Judgement{}};
  return {squeeze(label), less ? said : Judgement{}};
}

/// A summary repeats names that the page has told already.
std::vector<Dated> without_known(std::vector<Dated> found, const Rows& rows) {
  const auto known = [&](const Name& name) {
    return std::ranges::any_of(rows.rows, [&](const Row& row) {
      return std::ranges::find(row.names, name.printed, &Name::printed) != row.names.end();
    });
  };
  for (Dated& dated : found) std::erase_if(dated.names, known);
  return found;
}

}  // namespace

bool read_names_in_parentheses(const Block& block, const Section& section, Rows& out) {
  const std::string_view text = block.text.plain;
  bool any = false;
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) break;
    if (close - open > kLongestGroup) continue;
    const std::string_view group = text.substr(open + 1, close - open - 1);
    std::vector<Dated> found = read_group(group);
    if (found.empty()) found = without_known(read_bare_group(text.substr(0, open), group), out);
    for (Dated& dated : found) {
      Row row;
      row.names = std::move(dated.names);
      if (!dated.duration.empty()) row.durations = {dated.duration};
      row.line = block.line;
      row.section = section.title();
      Judgement own = category_clause(text);
      Introduced by = introduced_by(text.substr(0, open));
      if (!own.stated || own.by_brand) own = by.kind.stated ? by.kind : own;
      row.provider = std::move(by.provider);
      if (const Judgement kind = kind_before(text.substr(0, open)); kind.stated) own = kind;
      row.judgement = own.stated ? own : section.judgement();
      row.names_sure = Confidence::medium;
      row.note = "Named in parentheses.";
      out.add(std::move(row));
      any = true;
    }
  }
  return any;
}

}  // namespace cookie_warden::reader
