// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/words/phrases.hpp"

namespace cookie_warden::reader {

/// What a column, or a label before a value, speaks of.
enum class Role {
  none,
  name,
  provider,
  domain,
  purpose,
  duration,
  party,
  category,
  storage,
  consent,
  other
};

/// What a sentence says of consent.
enum class Consent { always, not_needed, needed, choice };

enum class Unit { second, minute, hour, day, week, month, year, session, persistent };

/// How pages say that they do not set a cookie, or no longer: see not_set.hpp.
struct NotSetWords {
  Phrases no{};
  Phrases verbs{};       ///< "Use", "set", in the forms that stand beside a negation.
  Phrases gone{};        ///< "No longer".
  Phrases anymore{};     ///< After a negation and its verb: "wir setzen sie nicht mehr".
  Phrases than{};        ///< After that word it compares: "nicht mehr als".
  Phrases removed{};     ///< "Withdrawn": only beside a year or a version.
  Phrases conditions{};  ///< "Unless": then it may be set.
  Phrases until{};       ///< "Before": the same, but not beside "no longer".
  Phrases not_ours{};    ///< "By us": others may set it.
  Phrases contrast{};    ///< "But": what comes after is set.
  Phrases purposes{};    ///< "In order to": it is set, but not for that.
  Phrases history{};     ///< Titles of lists of past changes.
};

/// The words of all languages, from vocabulary/*.json; together where nothing else is said.
struct Vocabulary {
  Phrases cookie{};
  Phrases categories{};  ///< Category; unclassified groups: Category::unknown.
  Phrases negations{};
  Phrases without{};  ///< Of the negations, what stands before "your consent".
  Phrases besides{};  ///< "In addition to": what follows is not what is meant.
  Phrases some{};
  Phrases headers{};  ///< Role.
  Phrases parties{};  ///< Party.
  Phrases storage{};  ///< 0: cookie, 1: something else.
  Phrases consent{};  ///< Consent.
  Phrases consent_words{};
  Phrases consent_nouns{};  ///< "Consent", "permission".
  Phrases consent_needs{};  ///< "Require", "ask for".
  Phrases consent_with{};   ///< "After", before a word for consent.
  Phrases can{};
  Phrases switching_off{};  ///< "Decline", "turn off".
  Phrases browsers{};
  Phrases answers{};  ///< 1: yes, 0: no.
  Phrases units{};    ///< Unit.
  Phrases numbers{};  ///< 1 for "one"; "a few" is 0.
  Phrases only{};
  Phrases use{};
  Phrases choosing{};
  Phrases site_parts{};  ///< Words for what is not the whole site.
  Phrases complete{};
  Phrases elsewhere{};       ///< Words that send the reader to another page.
  Phrases comfort_titles{};  ///< That mean functional cookies as whole titles only ("Experience").
  Phrases other_group{};
  Phrases conjunctions{};
  Phrases this_cookie{};
  Phrases all{};     ///< "All cookies".
  Phrases these{};   ///< Words that point to the cookies just named.
  Phrases pages{};   ///< Words before the number of a page.
  Phrases tables{};  ///< Words for a table or a list.
  Phrases below{};   ///< Words that point to what follows.
  Phrases examples{};
  Phrases not_names{};
  /// By language: small words of one mean something else in another ("se", "pas").
  std::map<std::string, NotSetWords, std::less<>> not_set{};
  /// Language tag and the words that tell it from the others.
  std::vector<std::pair<std::string, Phrases>> languages{};
};

[[nodiscard]] const Vocabulary& vocabulary();

/// The files' names and bytes, as built in.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> vocabulary_files();

/// The language most of whose common words stand in the text; `declared` if the text is too short
/// to tell.
[[nodiscard]] std::string language_of(std::string_view text, std::string_view declared = {});

}  // namespace cookie_warden::reader
