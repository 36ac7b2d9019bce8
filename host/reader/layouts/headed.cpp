// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/headed.hpp"

#include <algorithm>

#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestHead = 300;  // bytes of the names an item begins with

/// Signs and pictures before the first letter.
std::string_view without_bullet(std::string_view text) {
  while (!text.empty() && !is_alnum(text[0]) &&
         std::string_view("_.*[{<\"'`$#(").find(text[0]) == std::string_view::npos) {
    text.remove_prefix(1);
  }
  return text;
}

/// Where the names end: a dash between blanks, a colon, a parenthesis, a line feed.
std::size_t head_end(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    const bool space_before = is_space(text[i - 1]);
    const bool space_after = i + 1 >= text.size() || is_space(text[i + 1]);
    if (c == '\n' || (c == ':' && space_after) || (c == '(' && space_before)) return i;
    if ((c == '-' || c == '=') && (space_before && space_after)) return i;
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u2013") || rest.starts_with("\u2014") || rest.starts_with("\u2192"))
      return i;
  }
  return text.size();
}

/// "_hjid, 365 days": where the names end in a list of words; 0 if the first is none.
std::size_t last_name_end(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const NameCell cell = read_name_cell(text.substr(begin, comma - begin), true);
    if (cell.names.size() != 1 || !cell.refused.empty()) break;
    end = comma;
    begin = comma + 1;
  }
  return end;
}

/// Of a sentence that begins with names ("_sid is paired with the header X-SID"): where they end.
/// 0 if it begins with another word.
std::size_t leading_names_end(std::string_view text) {
  std::size_t last = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool name = read_name_cell(word, false).names.size() == 1;
    const bool joins = vocabulary().conjunctions.whole(words(fold(word))).has_value();
    if (!name && (!joins || begin == 0)) break;
    if (name) last = end;
    begin = end + 1;
  }
  return last;
}

std::string_view without_separators(std::string_view rest) {
  rest = trim(rest);
  while (!rest.empty() && std::string_view(":-=,.").find(rest[0]) != std::string_view::npos)
    rest = trim(rest.substr(1));
  while (rest.starts_with("\u2013") || rest.starts_with("\u2014") || rest.starts_with("\u2192")) {
    rest = trim(rest.substr(3));
  }
  return rest;
}

/// "guest_id, ct0 and personalization_id", and nothing else.
std::optional<Headed> headed_by_list(std::string_view text) {
  constexpr std::size_t kLongest = 200;  // bytes
  if (text.size() > kLongest || text.find_first_of("(:") != text.npos) return std::nullopt;
  NameCell cell = read_name_cell(text, true);
  const bool names =
      cell.names.size() > 1 && cell.refused.empty() && std::ranges::all_of(cell.names, is_likely);
  if (!names) return std::nullopt;
  Headed out;
  for (const Name& name : cell.names) out.shape = std::max(out.shape, name.shape);
  out.names = std::move(cell.names);
  return out;
}

std::optional<Headed> headed_by_names(std::string_view text) {
  text = without_bullet(trim(text));
  if (auto list = headed_by_list(text)) return list;
  std::size_t end = head_end(text.substr(0, kLongestHead + 1));
  if (end > kLongestHead) return std::nullopt;
  // "um_contrast. High contrast. 6 months."
  const std::size_t stop = text.find(". ");
  const NameCell before = read_name_cell(text.substr(0, stop == text.npos ? 0 : stop), true);
  const bool stopped = stop < end && before.refused.empty() &&
                       std::ranges::any_of(before.names, [](const Name& name) {
                         return name.shape >= Shape::likely;
                       });
  if (stopped) end = stop;
  if (const std::size_t first = end == text.size() ? leading_names_end(text) : 0; first > 0)
    end = first;
  NameCell cell = read_name_cell(text.substr(0, end), true);
  if (!cell.refused.empty()) {
    const std::size_t listed = last_name_end(text.substr(0, end));
    end = listed > 0 ? listed : leading_names_end(text);
    cell = read_name_cell(text.substr(0, end), true);
  }
  if (cell.names.empty() || !cell.refused.empty()) return std::nullopt;
  Headed out;
  for (const Name& name : cell.names) out.shape = std::max(out.shape, name.shape);
  out.names = std::move(cell.names);
  out.rest = without_separators(text.substr(end));
  return out;
}

/// "(15 minutes)" after a name.
std::string_view without_parentheses(std::string_view gap) {
  constexpr std::size_t kLongest = 60;  // bytes
  const std::string_view text = trim(gap);
  const std::size_t close = text.find(')');
  if (!text.starts_with('(') || close == std::string_view::npos || close > kLongest) return gap;
  return text.substr(close + 1);
}

/// Between two names of an enumeration: a comma, a slash, "and", "and the cookies".
bool joins_names(std::string_view gap) {
  constexpr std::size_t kLongest = 30;  // bytes
  gap = without_parentheses(gap);
  if (gap.size() > kLongest || gap.find_first_of(".:;()") != std::string_view::npos) return false;
  const auto all = words(fold(gap));
  const bool joined = std::ranges::any_of(all, [](const std::string& word) {
    return vocabulary().conjunctions.whole({word}).has_value();
  });
  if (all.empty()) return gap.find_first_of(",/") != std::string_view::npos;
  return joined && all.size() <= 4;
}

/// "RTB House: " or "RTB House - " right before `end`; empty if anything else stands there.
std::string_view label_before(std::string_view text, std::size_t begin, std::size_t end) {
  if (end <= begin || end > text.size()) return {};
  const std::string_view before = trim(text.substr(begin, end - begin));
  for (const std::string_view sign : {":", " -", " \u2013", " \u2014"}) {
    if (before.ends_with(sign)) return trim(before.substr(0, before.size() - sign.size()));
  }
  return {};
}

/// "**_ga**, **_gid** and the cookies **_gat_***, from Google": each is set apart.
std::optional<Headed> headed_by_marks(const Text& text) {
  const std::string_view plain = text.plain;
  auto begin = static_cast<std::size_t>(without_bullet(trim(plain)).data() - plain.data());
  Headed out;
  // "RTB House: `u`, `g`".
  constexpr std::size_t kLongestLabel = 45;  // bytes
  const std::size_t marked = text.marks.empty() ? begin : text.marks[0].begin;
  const std::string_view label = label_before(plain, begin, marked);
  const bool labelled = !label.empty() && label.size() <= kLongestLabel;
  if (labelled) {
    out.label = label;
    begin = marked;
  }
  std::size_t end = 0;
  for (const Text::Mark& mark : text.marks) {
    const bool next = end == 0
                          ? mark.begin == begin
                          : mark.begin >= end && joins_names(plain.substr(end, mark.begin - end));
    if (!next) break;
    NameCell cell = read_name_cell(plain.substr(mark.begin, mark.end - mark.begin), true);
    if (cell.names.empty() || !cell.refused.empty()) break;
    for (Name& name : cell.names) {
      out.shape = std::max({out.shape, name.shape, mark.code ? Shape::likely : Shape::none});
      out.names.push_back(std::move(name));
    }
    end = mark.end;
  }
  if (out.names.size() < (labelled ? 1U : 2U)) return std::nullopt;
  out.rest = without_separators(plain.substr(end));
  return out;
}

}  // namespace

bool is_cased_like_a_name(const std::string& name) {
  const bool all_upper = std::ranges::none_of(name, is_lower);
  return is_lower(name[0]) || all_upper || is_digit(name[0]);
}

std::optional<Headed> headed_of(const Block& block) {
  auto head = headed_by_names(block.text.plain);
  if (auto marked = headed_by_marks(block.text);
      marked && (!head || marked->names.size() > head->names.size())) {
    return marked;
  }
  if (!head || head->shape != Shape::word || block.text.marks.empty()) return head;
  const Text::Mark& mark = block.text.marks.front();
  const std::string& name = head->names[0].printed;
  const std::size_t at = block.text.plain.find(name);
  const bool set_apart = mark.code || is_cased_like_a_name(name);
  if (mark.begin <= at && at + name.size() <= mark.end && set_apart) head->shape = Shape::likely;
  return head;
}

std::string said_of_name(std::string_view text) {
  std::string out(text.substr(0, text.find_first_of(",;(")));
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = std::min(text.find(')', open), text.size());
    out += ' ';
    out += text.substr(open + 1, close - open - 1);
  }
  return out;
}

Judgement category_clause(std::string_view text) {
  constexpr std::size_t kMostWords = 3;
  std::vector<std::string> clause;
  Judgement found;
  auto all = clause_words(text.substr(0, 600));
  all.emplace_back("|");
  for (const std::string& word : all) {
    if (word != "|") {
      if (!vocabulary().cookie.any({word})) clause.push_back(word);
      continue;
    }
    if (!clause.empty() && clause.size() <= kMostWords) {
      // "Technically necessary": all of its words say the same.
      auto match = vocabulary().categories.at(clause, 0);
      while (match && match->end < clause.size()) {
        const auto next = vocabulary().categories.at(clause, match->end);
        match = next && next->id == match->id ? next : std::nullopt;
      }
      if (match) found = {static_cast<Category>(match->id), true, Evidence::Confidence::medium, ""};
    }
    clause.clear();
  }
  return found;
}

std::vector<std::string> duration_in_parentheses(std::string_view text) {
  for (std::size_t open = text.find('('); open != std::string_view::npos && open < 600;
       open = text.find('(', open + 1)) {
    const std::size_t close = std::min(text.find(')', open), text.size());
    if (auto read = read_duration(text.substr(open + 1, close - open - 1))) return {*read};
  }
  return {};
}

}  // namespace cookie_warden::reader
