// SPDX-License-Identifier: MPL-2.0
#include "reader/words/phrases.hpp"

#include <algorithm>

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
  if (entry.words.empty()) return;
  const Word& first = entry.words[0];
  if (first.prefix && !std::ranges::count(prefix_lengths_, first.text.size())) {
    prefix_lengths_.push_back(first.text.size());
  }
  entry.order = size_++;
  by_start_[first.text].push_back(entry);
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
  const std::string_view first = text[at];
  const Phrase* best = nullptr;
  const auto look_up = [&](std::string_view start) {
    const auto found = by_start_.find(start);
    if (found == by_start_.end()) return;
    for (const Phrase& phrase : found->second) {
      const bool better = !best || phrase.words.size() > best->words.size() ||
                          (phrase.words.size() == best->words.size() && phrase.order < best->order);
      if (better && fits(phrase, text, at)) best = &phrase;
    }
  };
  look_up(first);
  for (const std::size_t length : prefix_lengths_) {
    if (length < first.size()) look_up(first.substr(0, length));
  }
  if (!best) return std::nullopt;
  return Match{at, at + best->words.size(), best->id};
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
