// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/mentions.hpp"

#include <algorithm>

#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

/// Digits, underscores and the like inside: no company is written so.
bool is_structured(const std::string& name) {
  return std::ranges::any_of(name, [](char c) { return is_digit(c) || c == '_' || c == '.'; });
}

/// The one service whose names have slashes.
bool is_known_path(std::string_view name) { return name.starts_with("crisp-client/"); }

/// Never "necessary": "without technically necessary cookies _ga ..." says it of others.
Judgement kind_of(const std::string& before, std::string_view cookie) {
  Judgement said = judge(before + " " + std::string(cookie));
  return said.category == Category::necessary || !said.note.empty() ? Judgement{} : said;
}

}  // namespace

std::vector<Mention> mentions_in(const std::vector<Token>& tokens) {
  std::vector<Mention> out;
  bool sure = false;
  for (const Token& token : tokens) {
    if (token.text.size() >= 200) continue;
    const NameCell cell = read_name_cell(token.text, true);
    sure = sure || (cell.names.size() == 1 && cell.names[0].shape == Shape::sure);
  }
  bool cookie_before = false;
  Judgement kind;
  std::size_t between = 2;  // words since the last one for cookies
  std::string before{};     // the word before this one
  bool beside = false;      // nothing but a conjunction since the last name set apart
  for (const Token& token : tokens) {
    if (token.text.size() >= 200) continue;
    NameCell cell = read_name_cell(token.text, true);
    bool mentioned = false;
    if (cell.names.size() == 1) {
      const Name& name = cell.names[0];
      const bool told = token.code || token.called || cookie_before || token.dated ||
                        token.enclosed || is_structured(name.printed);
      const bool noted = token.listed && (token.dated || token.explained);
      const bool listed = noted || (token.dated && cookie_before);
      const bool likely = name.shape == Shape::likely &&
                          ((token.marked && (told || beside)) || listed || token.set);
      // "_ga (Google) and uid (Criteo)", all in italics: those that stand like the others.
      const bool alike =
          sure && !out.empty() && out.back().marked && !out.back().code && token.explained;
      const bool joined = beside && token.marked && !token.quoted;
      const bool known = (sure && (token.code || cookie_before)) || token.enclosed || alike ||
                         joined || (cookie_before && (token.dated || token.code));
      const bool word =
          name.shape == Shape::word && token.marked && known && is_lower(name.printed[0]);
      const bool taken = name.shape == Shape::sure || likely || word;
      const bool file = name.printed.find('/') != std::string::npos && !is_known_path(name.printed);
      mentioned = taken && !file;
      if (mentioned) {
        out.push_back({std::move(cell.names[0]), token.begin, token.marked, token.code, token.dated,
                       token.enclosed || (word && alike), token.listed,
                       cookie_before || token.called || token.listed, token.set, word && joined,
                       cookie_before ? kind : Judgement{}});
      }
    }
    const bool joins = vocabulary().conjunctions.whole(words(fold(token.text))).has_value();
    // "the cookies _ga and _gid", "the cookie named x": one word may stand between.
    if (mentions_cookies(token.text)) {
      between = 0;
      // "marketingcookies", "a functional cookie": the kind stands in the word or before it.
      kind = kind_of(before, token.text);
    } else if (!mentioned && !joins && !token.inside) {
      ++between;
    }
    if (between == 1 && !mentioned && !joins && judge(token.text).stated) kind = judge(token.text);
    cookie_before = between <= 1;
    beside = mentioned ? token.marked : beside && joins;
    before = joins ? "" : token.text;
  }
  return out;
}

}  // namespace cookie_warden::reader
