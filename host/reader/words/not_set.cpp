// SPDX-License-Identifier: MPL-2.0
#include "reader/words/not_set.hpp"

#include <algorithm>
#include <optional>

#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::string_view kName = "zzname";  // stands for a name among the words

/// A year, or a version ("v3"): when something was removed.
bool is_date_or_version(const std::string& word) {
  const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
  return (year && std::ranges::all_of(word, is_digit)) ||
         (word.size() > 1 && word[0] == 'v' && is_digit(word[1]));
}

/// One sentence, its names as words of their own.
class Denial {
 public:
  Denial(const NotSetWords& list, std::string_view sentence, const std::vector<NamedAt>& names)
      : list_(list), denied_(names.size()) {
    std::size_t from = 0;
    for (const NamedAt& name : names) {
      append(sentence.substr(from, name.begin - from));
      at_.push_back(words_.size());
      words_.emplace_back(kName);
      from = name.end;
    }
    append(sentence.substr(from));
  }

  std::vector<bool> run() {
    if (list_.conditions.any(words_)) return denied_;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (const auto gone = list_.gone.at(words_, i)) around(*gone);
      if (const auto removed = list_.removed.at(words_, i); removed && is_dated(removed->end))
        back(removed->begin, 2);
      if (const auto removed = list_.removed.at(words_, i);
          removed && is_dated_before(removed->begin))
        forward(removed->end, false);
      const auto no = list_.no.at(words_, i);
      if (!no) continue;
      if (const auto gone = anymore_after(*no)) around(*gone);
      if (list_.until.any(words_) || list_.not_ours.any(words_)) continue;
      if (denies_cookies(*no)) deny_all();
      negation(*no);
    }
    return denied_;
  }

  /// Of a sentence without names: it says that something is not set.
  bool speaks() {
    if (list_.conditions.any(words_)) return false;
    if (list_.gone.any(words_) || says_anymore()) return true;
    if (list_.until.any(words_) || list_.not_ours.any(words_)) return false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto no = list_.no.at(words_, i);
      if (!no) continue;
      // "These are not used for advertising".
      const std::size_t end = verb_of(*no).end;
      const bool purpose = end > 0 && end < words_.size() && list_.purposes.at(words_, end);
      if (end > 0 && !purpose) return true;
    }
    return false;
  }

 private:
  void append(std::string_view text) {
    for (std::string& word : clause_words(text)) words_.push_back(std::move(word));
  }

  /// "Nie korzysta już": from the negation to the word that makes it "no longer".
  std::optional<Phrases::Match> anymore_after(const Phrases::Match& no) const {
    constexpr std::size_t kNear = 3;  // words between
    for (std::size_t i = no.end; i < words_.size() && i <= no.end + kNear; ++i) {
      if (words_[i] == "|") break;
      const auto more = list_.anymore.at(words_, i);
      if (!more) continue;
      const bool goes_on = more->end < words_.size();
      if (goes_on && (is_digit(words_[more->end][0]) || list_.than.at(words_, more->end)))
        return std::nullopt;
      return Phrases::Match{no.begin, more->end, 0};
    }
    return std::nullopt;
  }

  bool says_anymore() const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto no = list_.no.at(words_, i);
      if (no && anymore_after(*no)) return true;
    }
    return false;
  }

  /// "... are names of services and no cookies": no word but an article stands between.
  bool denies_cookies(const Phrases::Match& no) const {
    std::size_t i = no.end;
    if (i < words_.size() && words_[i].size() <= 3 && words_[i] != kName) ++i;
    if (i >= words_.size()) return false;
    const auto cookie = vocabulary().cookie.at(words_, i);
    return cookie && (cookie->end == words_.size() || words_[cookie->end] == "|");
  }

  void deny_all() { std::fill(denied_.begin(), denied_.end(), true); }

  bool is_dated(std::size_t at) const {
    constexpr std::size_t kNear = 5;  // words
    const std::size_t end = std::min(words_.size(), at + kNear);
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(std::min(at, end)),
                       words_.begin() + static_cast<std::ptrdiff_t>(end), is_date_or_version);
  }

  /// "In 2024 we removed ...", at the beginning of a clause.
  bool is_dated_before(std::size_t at) const {
    constexpr std::size_t kNear = 5;  // words
    for (std::size_t i = at; i > 0 && at - i < kNear && words_[i - 1] != "|"; --i) {
      if (is_date_or_version(words_[i - 1])) return true;
    }
    return false;
  }

  /// Between a negation and its verb these do not count.
  bool is_light(std::size_t i) const {
    return words_[i] == kName || vocabulary().conjunctions.at(words_, i).has_value();
  }

  /// The verb that the negation denies, with what stands between: at most four words, and no
  /// punctuation but around names. `end` 0: there is none.
  Phrases::Match verb_of(const Phrases::Match& no) const {
    constexpr int kMost = 4;  // words
    int gap = 0;
    for (std::size_t i = no.end; i < words_.size() && gap <= kMost; ++i) {
      if (words_[i] == "|" && words_[i - 1] != kName) break;
      if (const auto verb = list_.verbs.at(words_, i)) return {no.begin, verb->end, 0};
      gap += is_light(i) || words_[i] == "|" ? 0 : 1;
    }
    gap = 0;
    for (std::size_t i = no.begin; i-- > 0 && gap <= kMost;) {
      if (words_[i] == "|" && (i == 0 || words_[i - 1] != kName)) break;
      if (list_.verbs.at(words_, i)) return {i, no.end, 0};
      gap += is_light(i) || words_[i] == "|" ? 0 : 1;
    }
    return {};
  }

  void negation(const Phrases::Match& no) {
    const Phrases::Match pair = verb_of(no);
    if (pair.end == 0) return;
    between(pair);
    forward(pair.end, true);
    if (ends_clause(pair.end)) back(pair.begin, 1);
  }

  /// "No longer" with its verb inside or near.
  void around(const Phrases::Match& gone) {
    constexpr std::size_t kNear = 4;  // words
    const std::size_t end = std::min(words_.size(), gone.end + kNear);
    for (std::size_t i = gone.begin - std::min(gone.begin, kNear); i < end; ++i) {
      if (!list_.verbs.at(words_, i)) continue;
      forward(gone.end, false);
      back(gone.begin, 2);
      return;
    }
  }

  /// Nothing but a few words for the place follows ("are not used on this site").
  bool ends_clause(std::size_t at) const {
    constexpr std::size_t kMost = 4;  // words
    std::size_t i = at;
    while (i < words_.size() && words_[i] != "|") {
      if (list_.purposes.at(words_, i) || i >= at + kMost) return false;
      ++i;
    }
    return true;
  }

  void between(const Phrases::Match& pair) {
    for (std::size_t i = pair.begin; i < pair.end; ++i) deny(i);
  }

  /// A word between the negation and the names that tells nothing.
  bool is_small(std::size_t i) const {
    const Vocabulary& all = vocabulary();
    return words_[i] == "|" || words_[i].size() <= 3 || all.conjunctions.at(words_, i) ||
           all.examples.at(words_, i) || all.cookie.at(words_, i) ||
           words_[i].find("cookie") != std::string::npos;
  }

  void forward(std::size_t from, bool purpose_counts) {
    constexpr int kMost = 3;  // words that tell something else, in a row
    int other = 0;
    std::vector<std::size_t> found;
    std::size_t i = from;
    for (; i < words_.size() && other <= kMost; ++i) {
      if (words_[i] == kName) {
        found.push_back(i);
        other = 0;
      } else if (list_.contrast.at(words_, i) || (list_.verbs.at(words_, i) && !found.empty())) {
        break;
      } else if (!is_small(i) && !vocabulary().categories.at(words_, i)) {
        ++other;
      }
    }
    if (found.empty() || (purpose_counts && is_for_purpose(found.back() + 1))) return;
    for (const std::size_t name : found) deny(name);
  }

  /// "... _ga to identify you": set, but not for that.
  bool is_for_purpose(std::size_t at) const {
    constexpr std::size_t kNear = 6;  // words
    for (std::size_t i = at; i < words_.size() && i < at + kNear && words_[i] != "|"; ++i) {
      if (list_.purposes.at(words_, i)) return true;
    }
    return false;
  }

  /// `most`: words that tell something else.
  void back(std::size_t from, int most) {
    int other = 0;
    for (std::size_t i = from; i-- > 0;) {
      if (words_[i] == kName) {
        deny(i);
        continue;
      }
      const bool stop = list_.contrast.at(words_, i) || list_.verbs.at(words_, i) ||
                        vocabulary().categories.at(words_, i);
      if (stop || (!is_small(i) && ++other > most)) return;
    }
  }

  void deny(std::size_t word) {
    const auto found = std::ranges::lower_bound(at_, word);
    if (found != at_.end() && *found == word)
      denied_[static_cast<std::size_t>(found - at_.begin())] = true;
  }

  const NotSetWords& list_;
  std::vector<std::string> words_{};
  std::vector<std::size_t> at_{};  ///< Words that stand for names.
  std::vector<bool> denied_;
};

}  // namespace

NotSet::NotSet(std::string_view language) {
  const auto found = vocabulary().not_set.find(language);
  if (found != vocabulary().not_set.end()) words_ = &found->second;
}

std::vector<bool> NotSet::in(std::string_view sentence, const std::vector<NamedAt>& names) const {
  if (!words_) return std::vector<bool>(names.size());
  return Denial(*words_, sentence, names).run();
}

bool NotSet::said_by(std::string_view title) const {
  constexpr std::size_t kLongest = 300;  // bytes
  return words_ && title.size() <= kLongest && Denial(*words_, title, {}).speaks();
}

bool NotSet::is_history(std::string_view title) const {
  if (!words_) return false;
  constexpr std::size_t kMostWords = 7;
  // "5. Change log:"
  std::vector<std::string> all = words(fold(title.substr(0, 80)));
  while (!all.empty() && std::ranges::all_of(all[0], is_digit)) all.erase(all.begin());
  if (all.empty() || all.size() > kMostWords || title.ends_with('?')) return false;
  // "Withdrawn files", "Fichiers retirés".
  const bool cookies = vocabulary().cookie.any(all);
  if (all.size() == 2 && !cookies && words_->removed.any(all)) return true;
  // "Cookies that we had and have removed"; not "Cookies dropped by Google", "... that can be
  // switched off".
  if (all.size() > 3 && cookies && removes_at_end(all) && !words_->conditions.any(all) &&
      !vocabulary().can.any(all))
    return true;
  const auto match = words_->history.at(all, 0);
  if (!match) return false;
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(match->end));
  const Vocabulary& known = vocabulary();
  return !known.cookie.any(all) && !known.consent_words.any(all);
}

bool NotSet::removes_at_end(const std::vector<std::string>& words) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto match = words_->removed.at(words, i);
    if (match && match->end + 1 >= words.size()) return true;
  }
  return false;
}

bool NotSet::tells_removal(std::string_view head) const {
  constexpr std::size_t kLongest = 40;  // bytes
  return words_ && head.size() <= kLongest && words_->removed.any(words(fold(head)));
}

bool NotSet::is_removed(std::string_view cell) const {
  constexpr std::size_t kLongest = 120;  // bytes
  if (!words_ || cell.size() > kLongest) return false;
  const std::vector<std::string> all = words(fold(cell));
  const auto match = all.empty() ? std::nullopt : words_->removed.at(all, 0);
  if (!match) return false;
  if (match->end == all.size()) return true;
  // "Removed when you sign out" tells of its life.
  const std::size_t sign = cell.find_first_of(" ,.;:(", all[0].size());
  const std::string_view rest = trim(cell.substr(std::min(sign, cell.size())));
  const bool apart = std::ranges::any_of(
      std::initializer_list<std::string_view>{"- ", "\u2013", "\u2014", ":", ";", "(", ",", "."},
      [&](std::string_view mark) { return rest.starts_with(mark); });
  const std::size_t near = std::min(all.size(), match->end + 3);
  return (apart && match->end == 1) ||
         std::any_of(all.begin() + static_cast<std::ptrdiff_t>(match->end),
                     all.begin() + static_cast<std::ptrdiff_t>(near), is_date_or_version);
}

}  // namespace cookie_warden::reader
