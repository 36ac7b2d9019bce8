// SPDX-License-Identifier: MPL-2.0
#include "reader/words/phrases.hpp"

#include "reader/words/text.hpp"

namespace cookie_warden::reader {

void Phrases::add(std::string_view phrase, int id) {
  Phrase entry;
  entry.id = id;
  std::size_t begin = 0;
  while (begin < phrase.size()) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    std::string_view word = phrase.substr(begin, end - begin);
    const bool prefix = word.ends_with('*');
    if (prefix) word.remove_suffix(1);
    for (std::string& part : words(fold(word))) entry.words.push_back({std::move(part), false});
    if (prefix && !entry.words.empty()) entry.words.back().prefix = true;
    begin = end + 1;
  }
  if (!entry.words.empty()) by_start_[entry.words[0].text.substr(0, 2)].push_back(entry);
}

bool Phrases::fits(const Word& word, std::string_view text) {
  return word.prefix ? text.starts_with(word.text) : text == word.text;
}

bool Phrases::fits(const Phrase& phrase, const std::vector<std::string>& text, std::size_t at) {
  if (text.size() - at < phrase.words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (!fits(phrase.words[i], text[at + i])) return false;
  }
  return true;
}

std::optional<Phrases::Match> Phrases::at(const std::vector<std::string>& text,
                                          std::size_t at) const {
  std::optional<Match> best;
  for (std::size_t length = 1; length <= 2 && length <= text[at].size(); ++length) {
    const auto found = by_start_.find(text[at].substr(0, length));
    if (found == by_start_.end()) continue;
    for (const Phrase& phrase : found->second) {
      const std::size_t end = at + phrase.words.size();
      if ((!best || end > best->end) && fits(phrase, text, at)) best = Match{at, end, phrase.id};
    }
  }
  return best;
}

std::vector<Phrases::Match> Phrases::all(const std::vector<std::string>& text) const {
  std::vector<Match> out;
  for (std::size_t i = 0; i < text.size();) {
    const auto match = at(text, i);
    if (match) out.push_back(*match);
    i = match ? match->end : i + 1;
  }
  return out;
}

bool Phrases::any(const std::vector<std::string>& text) const {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (at(text, i)) return true;
  }
  return false;
}

std::optional<int> Phrases::whole(const std::vector<std::string>& text) const {
  if (text.empty()) return std::nullopt;
  const auto match = at(text, 0);
  if (!match || match->end != text.size()) return std::nullopt;
  return match->id;
}

}  // namespace cookie_warden::reader
