// SPDX-License-Identifier: MPL-2.0
#include "reader/names/names.hpp"

#include <algorithm>

#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

/// "_ga-Cookie", "cookie_consent-cookies": a compound of German and Dutch.
std::string_view without_cookie_word(std::string_view token) {
  constexpr std::string_view kEndings[] = {"-cookie", "-cookies"};
  for (const std::string_view ending : kEndings) {
    if (token.size() <= ending.size() + 2) continue;
    const std::string_view stem = token.substr(0, token.size() - ending.size());
    const bool compound = lower(token.substr(stem.size())) == ending;
    if (compound && stem.find('_') != std::string_view::npos) return stem;
  }
  return token;
}

/// "_ga." at the end of a sentence, quotes around a name, a footnote's stray apostrophe.
std::string_view strip_marks(std::string_view token) {
  constexpr std::string_view kQuotes = "\"'`";
  constexpr std::string_view kWideQuotes[] = {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019",
                                              "\u00AB", "\u00BB", "\u2022", "\u00B7", "\u2026"};
  for (bool again = true; again;) {
    again = false;
    token = trim(token);
    const auto drop_front = [&](std::size_t n) { token.remove_prefix(n), again = true; };
    const auto drop_back = [&](std::size_t n) { token.remove_suffix(n), again = true; };
    for (const std::string_view quote : kWideQuotes) {
      if (token.starts_with(quote)) drop_front(quote.size());
      if (token.ends_with(quote) && quote != "\u2026") drop_back(quote.size());
    }
    if (token.empty()) break;
    if (kQuotes.find(token.front()) != std::string_view::npos) drop_front(1);
    if (token.size() > 3 && token.back() == '!') drop_back(1);
    // Markdown's "**_gat **" is no emphasis, and no name begins with two wildcards.
    if (token.starts_with("**") && !token.ends_with('*')) drop_front(2);
    if (token.empty()) break;
    if (kQuotes.find(token.back()) != std::string_view::npos) drop_back(1);
    if (token.empty()) break;
    const bool dots = token.ends_with("...");
    if ((token.back() == '.' && !dots) || token.back() == ',' || token.back() == ';' ||
        token.back() == ':') {
      drop_back(1);
    }
    if (token.empty()) break;
    if (token.front() == '(' && token.find(')') == std::string_view::npos) drop_front(1);
    if (token.empty()) break;
    if (token.back() == ')' && token.find('(') == std::string_view::npos) drop_back(1);
  }
  return without_cookie_word(token);
}

/// Two words that only a line's end has parted: "..._distributor_" and "id_$product".
bool continues(std::string_view left, std::string_view right) {
  return left.ends_with('_') && left.size() > 8 && !right.empty() &&
         (is_lower(right[0]) || is_digit(right[0])) && right.find('_') != std::string_view::npos;
}

/// A word in small letters that no language has for cookies, lists or lifetimes.
bool may_stand_among_names(const std::string& token) {
  const Vocabulary& known = vocabulary();
  const std::vector<std::string> word{token};
  return token.size() > 1 && std::ranges::all_of(token, is_lower) && !known.cookie.any(word) &&
         !known.not_names.any(word) && !known.conjunctions.any(word) && !known.units.any(word) &&
         !known.examples.any(word);
}

/// Takes the words of a text that look like names.
void take_names_among_words(std::string_view text, NameCell& cell) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && is_space(text[i])) ++i;
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    const std::string_view token = strip_marks(text.substr(i, end - i));
    if (!tokens.empty() && continues(tokens.back(), token)) {
      tokens.back() += token;
    } else if (!token.empty()) {
      tokens.emplace_back(token);
    }
    i = end;
  }
  // "consent-analytics consent-ads seen_banner": nothing but names, one of them surely.
  const bool all =
      tokens.size() > 1 &&
      std::ranges::all_of(tokens,
                          [](const std::string& token) {
                            const bool joined = token.find_first_of("-_", 1) < token.size() - 1;
                            return joined && shape_of(token) >= Shape::likely;
                          }) &&
      std::ranges::any_of(tokens,
                          [](const std::string& token) { return shape_of(token) == Shape::sure; });
  // "__tbc __pat __pvi xbc": most are, and no other word is one of a sentence.
  const auto sure = std::ranges::count_if(
      tokens, [](const std::string& token) { return shape_of(token) == Shape::sure; });
  const bool most = sure >= 2 && sure * 2 > std::ssize(tokens) &&
                    std::ranges::all_of(tokens, [](const std::string& token) {
                      return shape_of(token) == Shape::sure || may_stand_among_names(token);
                    });
  const bool plain_first = tokens.size() == 2 && shape_of(tokens[0]) >= Shape::likely;
  for (const std::string& token : tokens) {
    const bool taken = all || most || shape_of(token) == Shape::sure ||
                       (plain_first && &token == &tokens[0] && is_digit(tokens[1][0]));
    if (!taken) continue;
    if (auto name = make_name(token)) cell.names.push_back(std::move(*name));
  }
}

/// "_ga_[random string]": a placeholder that hangs on a name is one word with it.
std::string with_closed_placeholders(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // bytes
  constexpr std::string_view kOpen = "[{<";
  constexpr std::string_view kClose = "]}>";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t kind = kOpen.find(text[i]);
    out += text[i];
    if (kind == std::string_view::npos || i == 0 || is_space(text[i - 1])) continue;
    const std::string_view rest = text.substr(i + 1, kLongest);
    const std::size_t close = rest.find(kClose[kind]);
    if (close == std::string_view::npos || rest.substr(0, close).find('\n') != rest.npos) continue;
    for (const char c : rest.substr(0, close)) {
      if (!is_space(c)) out += c;
    }
    i += close;
  }
  return out;
}

bool has_space(std::string_view text) { return std::ranges::any_of(text, is_space); }

/// Where a list of names is cut: line feeds, bullets, commas, semicolons, " / ", " | ", "and".
std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    parts.push_back(text.substr(begin, end - begin));
    begin = next;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c == '\n') depth = 0;
    if (depth > 0) continue;
    const bool spaced =
        i > 0 && i + 1 < text.size() && is_space(text[i - 1]) && is_space(text[i + 1]);
    if (c == '\n' || c == ',' || c == ';') {
      cut(i, i + 1);
    } else if (spaced && (c == '/' || c == '|' || c == '&' || c == '+')) {
      cut(i, i + 1);
    } else if (text.substr(i).starts_with("\u2022")) {
      cut(i, i + 3);
    }
  }
  cut(text.size(), text.size());
  return parts;
}

/// "a and b": cut at a conjunction of any language if both sides are one word each.
std::vector<std::string_view> split_conjunction(std::string_view part) {
  const std::size_t first = part.find(' ');
  if (first == std::string_view::npos) return {part};
  const std::size_t second = part.find(' ', first + 1);
  if (second == std::string_view::npos || part.find(' ', second + 1) != std::string_view::npos) {
    return {part};
  }
  const auto middle = words(fold(part.substr(first + 1, second - first - 1)));
  if (!vocabulary().conjunctions.whole(middle)) return {part};
  return {part.substr(0, first), part.substr(second + 1)};
}

void take_part(std::string_view part, bool lone_words, NameCell& cell);

/// "_ga (_ga_A, _ga_B)" holds three names, "uid (comScore)" one and its provider.
bool take_parentheses(std::string_view part, bool lone_words, NameCell& cell) {
  const std::size_t open = part.find(" (");
  const std::size_t close = part.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return false;
  const std::string_view inside = part.substr(open + 2, close - open - 2);
  take_part(trim(part.substr(0, open)), lone_words, cell);
  const NameCell inner = read_name_cell(inside, false);
  const auto is_name = [](const Name& n) {
    return n.shape == Shape::sure && n.printed.find_first_of("_*") != std::string::npos;
  };
  const bool names =
      !inner.names.empty() && inner.refused.empty() && std::ranges::all_of(inner.names, is_name);
  if (names) {
    cell.names.insert(cell.names.end(), inner.names.begin(), inner.names.end());
  } else if (cell.beside.empty()) {
    cell.beside = squeeze(inside);
  }
  const std::string_view rest = trim(part.substr(close + 1));
  if (!rest.empty()) take_part(rest, lone_words, cell);
  return true;
}

/// "* CLID - 1 year - Microsoft": the name in a line of a list inside a cell.
std::string_view head_of_line(std::string_view part) {
  const bool bullet = part.starts_with("* ") || part.starts_with("- ");
  if (bullet) part = trim(part.substr(2));
  std::size_t end = part.size();
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "})
    end = std::min(end, part.find(dash));
  if (end == part.size()) return {};
  const std::string_view head = strip_marks(part.substr(0, end));
  return shape_of(head) >= (bullet ? Shape::likely : Shape::sure) ? head : std::string_view();
}

/// "_pk_id., _pk_ref., qos_token": Matomo's names with their dot, as Borlabs prints them.
bool is_dotted_matomo(std::string_view part) {
  return part == "_pk_id." || part == "_pk_ref." || part == "_pk_ses.";
}

void take_part(std::string_view part, bool lone_words, NameCell& cell) {
  part = strip_marks(part);
  if (part.empty()) return;
  if (const std::string_view head = head_of_line(part); !head.empty()) part = head;
  if (part.front() == '(' && part.find(')') + 1 == part.size())
    part = strip_marks(part.substr(1, part.size() - 2));
  if (part.empty()) return;
  if (take_parentheses(part, lone_words, cell)) return;
  const std::size_t before = cell.names.size();
  if (has_space(part)) {
    take_names_among_words(part, cell);
  } else {
    const Shape shape = shape_of(part);
    const Shape least = lone_words ? Shape::word : Shape::sure;
    if (auto name = shape >= least ? make_name(part) : std::nullopt) cell.names.push_back(*name);
  }
  if (cell.names.size() == before) {
    if (!cell.refused.empty()) cell.refused += ", ";
    cell.refused += squeeze(part);
  }
}

}  // namespace

bool is_likely(const Name& name) {
  const bool brand = is_upper(name.printed[0]) && std::ranges::any_of(name.printed, is_lower) &&
                     std::ranges::none_of(name.printed, is_digit);
  return name.shape == Shape::sure || (name.shape == Shape::likely && !brand);
}

NameCell read_name_cell(std::string_view cell_text, bool lone_words) {
  NameCell cell;
  const std::string text = with_closed_placeholders(cell_text);
  const std::vector<std::string_view> parts = split_list(text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = parts[i];
    if (i + 1 < parts.size() && is_dotted_matomo(trim(part))) {
      const std::string printed(trim(part));
      cell.names.push_back({printed, printed + "*", Shape::sure, false});
      continue;
    }
    for (const std::string_view piece : split_conjunction(trim(part))) {
      take_part(piece, lone_words, cell);
    }
  }
  return cell;
}

}  // namespace cookie_warden::reader
