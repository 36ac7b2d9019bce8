// SPDX-License-Identifier: MPL-2.0
// Sentences and clauses, and the plain questions asked of them.
#include <algorithm>

#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

std::vector<std::string> clause_words(std::string_view text) {
  std::string marked;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool parts = c == '(' || c == ')' || c == ',' || c == ';' || c == ':' || c == '!' ||
                       c == '?' || (c == '.' && (i + 1 == text.size() || is_space(text[i + 1])));
    if (parts) {
      marked += " zzpart ";
    } else {
      marked += c;
    }
  }
  std::vector<std::string> out = words(fold(marked));
  for (std::string& word : out) {
    if (word == "zzpart") word = "|";
  }
  return out;
}

std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool last = i + 1 == text.size();
    const bool stop = (c == '.' || c == '!' || c == '?') && (last || is_space(text[i + 1]));
    // "e.g. _ga", "o.a. _ga": a full stop after one letter ends no sentence.
    const bool abbreviation = c == '.' && i >= 2 && is_alpha(text[i - 1]) && !is_alnum(text[i - 2]);
    if ((!stop || abbreviation) && !last) continue;
    out.push_back(trim(text.substr(begin, i + 1 - begin)));
    begin = i + 1;
  }
  return out;
}

bool is_other_group(std::string_view heading) {
  return vocabulary().other_group.any(words(fold(heading)));
}

bool speaks_of_above(std::string_view text) {
  constexpr std::size_t kLongest = 200;  // bytes: where such a sentence begins
  const auto all = words(fold(text.substr(0, kLongest)));
  return vocabulary().tables.any(all) && !vocabulary().below.any(all);
}

bool speaks_of_these(std::string_view text) { return vocabulary().these.any(words(fold(text))); }

bool begins_with_this_cookie(std::string_view text) {
  const auto all = words(fold(text.substr(0, 60)));
  return !all.empty() && vocabulary().this_cookie.at(all, 0).has_value();
}

bool announces(std::string_view text) {
  return trim(text).ends_with(':') || (mentions_cookies(text) && points_below(text));
}

bool points_below(std::string_view text) { return vocabulary().below.any(words(fold(text))); }

bool speaks_of_some(std::string_view sentence) {
  return vocabulary().some.any(words(fold(sentence)));
}

bool mentions_cookies(std::string_view text) {
  const std::string folded = fold(text);
  // Inside compounds too: "voorkeurscookies", "Statistikcookies".
  return folded.find("cookie") != std::string::npos || vocabulary().cookie.any(words(folded));
}

bool invites_choice(std::string_view text) {
  const auto all = words(fold(text));
  return std::ranges::any_of(vocabulary().choosing.all(all), [&](const Phrases::Match& match) {
    // "can't"
    return match.end == all.size() || all[match.end] != "t" || all[match.begin] != "can";
  });
}

}  // namespace cookie_warden::reader
