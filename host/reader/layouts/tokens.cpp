// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/tokens.hpp"

#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

bool is_marked(const Text::Mark& mark, std::size_t begin, std::size_t end) {
  const bool overlap = begin < mark.end && mark.begin < end;
  return overlap && mark.begin <= begin + 1 && end <= mark.end + 2 &&
         mark.end - mark.begin <= end - begin + 4;
}

/// "_tablet_": Markdown's emphasis that was left as it is, because "_ga_" is a name.
bool is_emphasised_word(std::string_view token) {
  while (!token.empty() && !is_alnum(token.back()) && token.back() != '_') token.remove_suffix(1);
  return token.size() > 6 && token.front() == '_' && token.back() == '_' &&
         std::ranges::all_of(token.substr(1, token.size() - 2), is_lower);
}

/// What pages about cookies name besides: files, addresses, parameters of links.
bool is_no_cookie(std::string_view token, bool code) {
  constexpr std::string_view kEndings[] = {".js",   ".css", ".pdf",  ".txt", ".php", ".conf",
                                           ".html", ".log", ".json", ".xml", ".png", ".yml"};
  constexpr std::string_view kBeginnings[] = {
      "disableCookie", "anonymize", "requireCookie", "document.", "utm_",
      "gclid",         "fbclid",    "wbraid",        "gbraid",    "msclkid",
      "about:",        "chrome:",   "edge:",         "data-",     "network.cookie."};
  if (!code && token.back() != '*' && is_emphasised_word(token)) return true;
  while (!token.empty() && !is_alnum(token.back())) token.remove_suffix(1);
  while (!token.empty() && !is_alnum(token[0]) && token[0] != '_') token.remove_prefix(1);
  return token.find("://") != std::string_view::npos ||
         std::ranges::any_of(kEndings, [&](auto end) { return token.ends_with(end); }) ||
         std::ranges::any_of(kBeginnings, [&](auto begin) { return token.starts_with(begin); });
}

/// Between single quotes only as a whole: elsewhere they are apostrophes.
bool is_quoted(std::string_view token) {
  if (token.starts_with('"') || token.starts_with("\u201c") || token.starts_with("\u00ab") ||
      token.starts_with("\u201e"))
    return true;
  while (token.ends_with('.') || token.ends_with(';') || token.ends_with(')'))
    token.remove_suffix(1);
  const bool opens = token.starts_with('\'') || token.starts_with("\u2018");
  return opens && token.size() > 2 && (token.ends_with('\'') || token.ends_with("\u2019"));
}

/// "_ga (2 years)".
bool is_dated(std::string_view rest) {
  constexpr std::size_t kLongest = 40;  // bytes
  rest = trim(rest.substr(0, kLongest));
  if (!rest.starts_with('(')) return false;
  const std::size_t close = rest.find(')');
  if (close == std::string_view::npos) return false;
  const std::string_view inside = rest.substr(1, close - 1);
  return !mentions_cookies(inside) && read_duration(inside).has_value();
}

/// "You will not find `_pk_id`", but not "not necessary, such as _ga".
bool is_denied(std::string_view before) {
  constexpr std::size_t kNear = 60;  // bytes
  const auto all = clause_words(before.substr(before.size() - std::min(before.size(), kNear)));
  for (std::size_t back = 1; back <= 3 && back <= all.size(); ++back) {
    const std::size_t i = all.size() - back;
    if (all[i] == "|" || all[i] == "un" || vocabulary().categories.at(all, i)) return false;
    const auto negation = vocabulary().negations.at(all, i);
    if (negation && negation->end <= all.size()) return back > 1;
  }
  return false;
}

/// "the `X-XSRF-TOKEN` request header": what the next words say of it.
bool is_called_otherwise(std::string_view rest) {
  const auto next = words(fold(rest.substr(0, 30)));
  if (next.empty()) return false;
  const auto match = vocabulary().storage.at(next, 0);
  return match && match->id == 1 && !rest.starts_with(',');
}

/// Where a mark that holds blanks in a placeholder ends ("`ph_<project key>_posthog`"); else 0.
std::size_t marked_end(const Text& text, std::size_t mark, std::size_t begin) {
  for (std::size_t m = mark; m < text.marks.size() && m < mark + 4; ++m) {
    const Text::Mark& one = text.marks[m];
    if (one.begin != begin || one.end - one.begin > 100) continue;
    const std::string_view inside =
        std::string_view(text.plain).substr(one.begin, one.end - one.begin);
    const bool placeholder = inside.find_first_of("<[{") != std::string_view::npos;
    if (placeholder && read_name_cell(inside, true).names.size() == 1) return one.end;
  }
  return 0;
}

/// Finds the parentheses that hold nothing but names set apart: "(**mid**, **ig_did**)".
void note_enclosed(std::vector<Token>& tokens, bool about_cookies) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].opens) continue;
    std::size_t end = i;
    bool named = false;
    bool closed = false;
    while (!closed && end < tokens.size() && tokens[end].marked && !tokens[end].quoted &&
           (end == i || !tokens[end].opens)) {
      named = named || (about_cookies && tokens[end].code) || is_likely_name(tokens[end]);
      closed = tokens[end++].text.find(')') != std::string_view::npos;
    }
    for (std::size_t k = i; closed && named && k < end; ++k) tokens[k].enclosed = true;
  }
}

/// "`a` and `b` (1 day)": alike, and side by side.
void note_dated(std::vector<Token>& tokens) {
  constexpr std::size_t kNear = 10;  // bytes
  const Token* next = nullptr;       // the code after this one
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (!token->code) continue;
    const bool near = next && next->begin < token->begin + token->text.size() + kNear;
    if (near && next->dated) token->dated = true;
    next = &*token;
  }
}

/// "The 'ENID' cookie lasts for 13 months", but not "these are 'first-party' cookies".
void note_called(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    Token& token = tokens[i];
    token.called = (token.quoted || token.code) && token.text.find('-') == token.text.npos &&
                   token.text.back() != '.' && mentions_cookies(tokens[i + 1].text);
  }
}

/// "The planning register sets JSESSIONID and ROUTEID": what stands right after such a verb.
void note_set(std::vector<Token>& tokens) {
  bool after = false;
  bool known = false;
  std::vector<std::string> last;  // words of the token before: "we set"
  for (Token& token : tokens) {
    const auto said = words(fold(token.text));
    last.insert(last.end(), said.begin(), said.end());
    const bool joins = vocabulary().conjunctions.whole(said).has_value();
    const NameCell cell = read_name_cell(token.text, true);
    const bool one = cell.names.size() == 1;
    const bool sure = one && (cell.names[0].printed.find('_') != std::string::npos ||
                              is_known_name(cell.names[0].printed));
    token.set = after && (sure || (known && one && cell.names[0].shape >= Shape::likely));
    known = token.set || (known && joins);
    after = token.set || (after && joins) || vocabulary().use.any(last);
    last = said;
  }
}

/// "In doing so these cookies may be set: _rspkr (session), CONSENT and NID (Google)."
void note_listed(std::vector<Token>& tokens, std::string_view sentence, std::size_t offset) {
  const std::size_t colon = sentence.find(": ");
  if (colon == std::string_view::npos) return;
  const std::string_view before = sentence.substr(0, colon);
  // "The following are strictly necessary: ..."
  const bool following = points_below(before) && judge(before).stated;
  if (!mentions_cookies(before) && !following) return;
  for (Token& token : tokens) token.listed = token.begin > offset + colon;
}

}  // namespace

bool is_likely_name(const Token& token) {
  const NameCell cell = read_name_cell(token.text, true);
  return cell.names.size() == 1 && cell.names[0].shape >= Shape::likely;
}

bool names_known(std::string_view token) {
  const NameCell cell = read_name_cell(token, true);
  return cell.names.size() == 1 && is_known_name(cell.names[0].printed);
}

bool is_famous(std::string_view token) {
  if (!names_known(token)) return false;
  const bool sign = token.substr(0, token.size() - 1).find_first_of("_.") != std::string_view::npos;
  bool hump = false;
  for (std::size_t i = 1; i < token.size(); ++i)
    hump = hump || (is_upper(token[i]) && is_lower(token[i - 1]));
  return sign || hump;
}

std::vector<Token> tokens_of(const Text& text, std::string_view sentence, std::size_t offset) {
  std::vector<Token> out;
  std::size_t mark = 0;
  int depth = 0;  // of parentheses
  for (std::size_t i = 0; i < sentence.size();) {
    bool opens = false;
    const std::size_t from = i;
    while (i < sentence.size() &&
           (is_space(sentence[i]) || sentence[i] == ',' || sentence[i] == '(')) {
      opens = sentence[i++] == '(';
    }
    std::size_t end = i;
    while (end < sentence.size() && !is_space(sentence[end]) && sentence[end] != ',') ++end;
    if (end > i) {
      // Marks are in order of their ends; those behind cannot matter any more.
      while (mark < text.marks.size() && text.marks[mark].end + 2 < offset + i) ++mark;
      if (const std::size_t whole = marked_end(text, mark, offset + i);
          whole > offset + end && whole <= offset + sentence.size()) {
        end = whole - offset;
      }
      Token token;
      token.text = sentence.substr(i, end - i);
      token.begin = offset + i;
      token.opens = opens;
      for (std::size_t k = from; k < i; ++k) depth += sentence[k] == '(' ? 1 : 0;
      token.inside = depth > 0;
      depth -= static_cast<int>(std::ranges::count(token.text, ')'));
      for (std::size_t m = mark; m < text.marks.size() && m < mark + 4; ++m) {
        if (!is_marked(text.marks[m], offset + i, offset + end)) continue;
        token.marked = true;
        token.code = token.code || text.marks[m].code;
      }
      token.quoted = !token.marked && is_quoted(token.text);
      token.marked = token.marked || token.quoted;
      token.dated = is_dated(sentence.substr(end));
      token.explained = trim(sentence.substr(end, 3)).starts_with('(');
      if (!is_no_cookie(token.text, token.code) && !is_called_otherwise(sentence.substr(end)) &&
          !(token.code && is_denied(sentence.substr(0, i))))
        out.push_back(token);
    }
    i = std::max(end, i + 1);
  }
  note_enclosed(out, mentions_cookies(sentence));
  note_dated(out);
  note_called(out);
  note_set(out);
  note_listed(out, sentence, offset);
  return out;
}

}  // namespace cookie_warden::reader
