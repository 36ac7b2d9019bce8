// SPDX-License-Identifier: MPL-2.0
// What a text says of consent: by set phrases, and by a small grammar, because there are more ways
// to say it than anyone can list ("not need your permission", "senza chiedervi il permesso").
#include "reader/words/consent.hpp"

#include <algorithm>
#include <optional>

#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

using Words = std::vector<std::string>;

/// "Never set without your consent", "no se instalan sin su consentimiento".
bool is_only_with(const Words& text, std::size_t at) {
  constexpr std::size_t kReach = 4;  // words
  return vocabulary().without.at(text, at) && is_negated(text, at, kReach);
}

/// Words for consent, and what stands around them in their clause.
class Grammar {
 public:
  Grammar(const Words& text, ConsentSaid& said) : text_(text), said_(said) {}

  void run() {
    const Vocabulary& words = vocabulary();
    for (const auto& noun : words.consent_nouns.all(text_)) about(noun);
    for (const auto& off : words.switching_off.all(text_)) refusing(off);
  }

 private:
  /// First word of the clause that word `at` stands in.
  [[nodiscard]] std::size_t clause_begin(std::size_t at) const {
    while (at > 0 && text_[at - 1] != "|") --at;
    return at;
  }

  [[nodiscard]] std::size_t clause_end(std::size_t at) const {
    while (at < text_.size() && text_[at] != "|") ++at;
    return at;
  }

  /// A negation in words `begin` to `end`; "non-essential" among them is none.
  [[nodiscard]] bool negates(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < std::min(end, text_.size()); ++i) {
      const bool prefix = i + 1 < text_.size() && (text_[i] == "non" || text_[i] == "un") &&
                          i + 1 < end && vocabulary().categories.at(text_, i + 1);
      if (!prefix && vocabulary().negations.at(text_, i)) return true;
    }
    return false;
  }

  /// "Erfordern nicht"; "require non-essential ..." is none.
  [[nodiscard]] bool negates_after(std::size_t at) const {
    return negates(at, at + 2) && negates(at, at + 1);
  }

  void about(const Phrases::Match& noun) {
    const std::size_t begin = clause_begin(noun.begin);
    const std::size_t end = clause_end(noun.end);
    if (const auto without = before(vocabulary().without, noun.begin, begin, 3)) {
      lacking(*without, noun, end);
      return;
    }
    if (before(vocabulary().consent_with, noun.begin, begin, 2)) {
      said_.needed = true;
      return;
    }
    const std::size_t near = noun.begin - std::min<std::size_t>(noun.begin - begin, 2);
    if (const auto need = needed_around(noun, begin, end)) {
      const std::size_t from = need->begin - std::min<std::size_t>(need->begin - begin, 3);
      const bool negated =
          negates(from, need->begin) || negates_after(need->end) || negates(near, noun.begin);
      (negated ? said_.not_needed : said_.needed) = true;
    }
  }

  /// The last of `phrases` that ends at most `gap` words before `at`.
  [[nodiscard]] std::optional<Phrases::Match> before(const Phrases& phrases, std::size_t at,
                                                     std::size_t begin, std::size_t gap) const {
    constexpr std::size_t kLongest = 3;  // words of a phrase
    for (std::size_t back = 1; back <= gap + kLongest && back <= at - begin; ++back) {
      const auto match = phrases.at(text_, at - back);
      if (match && match->end <= at && at - match->end <= gap) return match;
    }
    return std::nullopt;
  }

  /// "Require your consent", "consent is required".
  [[nodiscard]] std::optional<Phrases::Match> needed_around(const Phrases::Match& noun,
                                                            std::size_t begin,
                                                            std::size_t end) const {
    constexpr std::size_t kFar = 4;  // words
    if (const auto left = before(vocabulary().consent_needs, noun.begin, begin, kFar)) return left;
    for (std::size_t i = noun.end; i < std::min(end, noun.end + kFar); ++i) {
      if (const auto right = vocabulary().consent_needs.at(text_, i)) return right;
    }
    return std::nullopt;
  }

  /// "Without asking you for permission"; "without your consent, we do not set them" and "never
  /// without your consent" say the contrary.
  void lacking(const Phrases::Match& without, const Phrases::Match& noun, std::size_t end) {
    constexpr std::size_t kNear = 6;  // words of what follows
    const bool first = without.begin == 0 || text_[without.begin - 1] == "|";
    const bool contrary = first && negates(noun.end, std::max(end, noun.end + kNear));
    // "We pass nothing on without your consent".
    const bool denied = !first && negates(clause_begin(without.begin), without.begin);
    if (contrary || denied || is_only_with(text_, without.begin)) {
      said_.needed = true;
      return;
    }
    // "Without your consent, the video stays hidden" says nothing of cookies.
    const Words rest(text_.begin() + static_cast<std::ptrdiff_t>(noun.end), text_.end());
    const bool condition = first && std::ranges::count(rest, "|") < std::ssize(rest);
    const bool of_cookies = vocabulary().cookie.any(rest) || vocabulary().these.any(rest);
    if (!condition || of_cookies) said_.not_needed = true;
  }

  /// "You can decline these", "these cannot be switched off", not of what a browser can do.
  void refusing(const Phrases::Match& off) {
    constexpr std::size_t kFar = 3;  // words
    const Vocabulary& words = vocabulary();
    const std::size_t begin = clause_begin(off.begin);
    const std::size_t end = clause_end(off.end);
    for (std::size_t i = begin; i < end; ++i) {
      if (words.browsers.at(text_, i)) return;
    }
    const auto can = before(words.can, off.begin, begin, kFar);
    if (!can) return;
    const std::size_t from = can->begin - std::min<std::size_t>(can->begin - begin, 2);
    (negates(from, off.begin) ? said_.always : said_.needed) = true;
  }

  const Words& text_;
  ConsentSaid& said_;
};

}  // namespace

bool is_negated(const Words& text, std::size_t at, std::size_t reach) {
  const Vocabulary& words = vocabulary();
  for (std::size_t back = 1; back <= reach && back <= at; ++back) {
    const std::size_t i = at - back;
    if (text[i] == "|") return false;
    const auto negation = words.negations.at(text, i);
    if (negation && negation->end <= at) return true;
    if (words.categories.at(text, i)) return false;
  }
  return false;
}

ConsentSaid consent_of_words(const Words& text) {
  ConsentSaid said;
  for (const auto& match : vocabulary().consent.all(text)) {
    const auto kind = static_cast<Consent>(match.id);
    if (kind == Consent::choice) continue;
    if (kind == Consent::not_needed && is_only_with(text, match.begin)) {
      said.needed = true;
      continue;
    }
    const bool negated = kind != Consent::not_needed && is_negated(text, match.begin);
    said.always = said.always || (kind == Consent::always && !negated);
    said.not_needed =
        said.not_needed || kind == Consent::not_needed || (kind == Consent::needed && negated);
    said.needed = said.needed || ((kind == Consent::needed || kind == Consent::always) &&
                                  (kind == Consent::needed) != negated);
  }
  Grammar(text, said).run();
  return said;
}

bool frees_cookies(std::string_view text) {
  constexpr std::size_t kFew = 4;  // words
  if (!consent_in(text).is_free()) return false;
  if (speaks_of_these(text) || mentions_cookies(text)) return true;
  // "Core (always on)".
  const std::string_view remark = text.substr(std::min(text.find('('), text.size()));
  const std::string_view bare = consent_in(remark).is_free() ? remark : text;
  return words(fold(bare)).size() <= kFew;
}

ConsentSaid consent_in(std::string_view text) { return consent_of_words(clause_words(text)); }

}  // namespace cookie_warden::reader
