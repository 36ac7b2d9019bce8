// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/cookie.hpp"
#include "core/policy.hpp"
#include "reader/words/consent.hpp"

namespace cookie_warden::reader {

/// What a label, a heading or a sentence says of a cookie's category.
struct Judgement {
  Category category = Category::unknown;
  bool stated = false;  ///< The text names a category, or says that there is none.
  Evidence::Confidence confidence = Evidence::Confidence::low;
  std::string note{};
  bool by_brand = false;         ///< Only a product's name states it ("Google Analytics").
  bool asks_consent = false;     ///< The page says that these need consent.
  bool keeps_nothing = false;    ///< It speaks of statistics and marketing, and of nothing else.
  bool says_functional = false;  ///< In that word, not as "preferences" or the like.
};

/// Of several categories in one text the one that keeps the cookie least: a cookie that is
/// "necessary and for marketing" is marketing. "Functional" counts as necessary only beside a word
/// for necessary ("necessary / functional cookies").
[[nodiscard]] Judgement judge(std::string_view text);

/// Of a title: some words mean a category where nothing else stands beside them.
[[nodiscard]] Judgement judge_title(std::string_view title);

/// A label or a column's heading and what stands under it: "Consent required" and "no".
[[nodiscard]] ConsentSaid consent_answer(std::string_view label, std::string_view value);

/// "Functional" under a sentence that says these cookies need no consent is necessary.
[[nodiscard]] Judgement with_consent(Judgement judgement, const ConsentSaid& said);

/// The heading speaks of functional cookies, alone or beside technical ones.
[[nodiscard]] bool names_functional(std::string_view heading);

/// "For functional cookies we need no consent", of the page as a whole.
[[nodiscard]] bool says_functional_is_exempt(std::string_view sentence);

/// The purpose says that the cookie stores the visitor's choice about cookies.
[[nodiscard]] bool stores_consent_choice(std::string_view purpose);

/// Of what the text around it speaks of ("The app sets only necessary cookies").
[[nodiscard]] bool says_only_necessary_here(std::string_view sentence);

/// The site says of all its cookies that they are necessary ("We use only necessary cookies").
[[nodiscard]] bool says_only_necessary(std::string_view sentence);

/// The page says that it lists all cookies, not that another page does or that it does not.
[[nodiscard]] bool says_complete(std::string_view sentence);

/// "Other cookies", "Third-party cookies": a group that takes nothing from the heading above.
[[nodiscard]] bool is_other_group(std::string_view heading);

/// "The cookies of the table above are ...".
[[nodiscard]] bool speaks_of_above(std::string_view text);
/// "These cookies ...", "They ...", not "Necessary cookies need no consent" of all pages.
[[nodiscard]] bool speaks_of_these(std::string_view text);

/// "This cookie is for analytics": a sentence, although it may end without a full stop.
[[nodiscard]] bool begins_with_this_cookie(std::string_view text);
/// "The following cookies ...".
[[nodiscard]] bool points_below(std::string_view text);

/// Speaks of the cookies that follow: "The cookies below ...", "For advertising we use:".
[[nodiscard]] bool announces(std::string_view text);

/// "Some cookies are ...": not all of those that follow.
[[nodiscard]] bool speaks_of_some(std::string_view sentence);

[[nodiscard]] bool mentions_cookies(std::string_view text);

/// An invitation to choose ("Accept only necessary cookies"), not a statement.
[[nodiscard]] bool invites_choice(std::string_view text);

/// Words with "|" where punctuation parts them, so that no phrase runs across.
[[nodiscard]] std::vector<std::string> clause_words(std::string_view text);

[[nodiscard]] std::vector<std::string_view> sentences(std::string_view text);

}  // namespace cookie_warden::reader
