// SPDX-License-Identifier: MPL-2.0
// The category of what stands below the headings, and after the sentence just read.
#include <algorithm>
#include <bit>

#include "reader/layouts/section.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// "... on this site Strictly necessary cookies: set so that ...": the page's own line breaks are
/// lost, and what says the category was a title.
bool holds_title(std::string_view lead, Category category) {
  const std::size_t colon = lead.find(": ");
  const std::size_t begin = begin_of_title(lead, colon);
  return begin < colon && judge(lead.substr(begin, colon - begin)).category == category;
}

/// "All cookies of the cloud are strictly necessary; its makers explain it."
bool speaks_of_all(std::string_view lead) {
  constexpr std::size_t kNear = 3;  // words between "all" and the word for cookies
  const auto text = words(fold(lead.substr(0, 120)));
  if (text.empty() || !vocabulary().all.at(text, 0)) return false;
  for (std::size_t i = 1; i < text.size() && i <= kNear; ++i) {
    if (vocabulary().cookie.at(text, i)) return true;
  }
  return false;
}

}  // namespace

Judgement Section::lead_judgement() const {
  if (lead_.empty() || lead_.size() > kLongestLead) return {};
  // "Mandatory", and nothing else: a title, although the page does not set it as one.
  constexpr std::size_t kMostWords = 2;
  const auto all = words(fold(lead_));
  // "Consent: required" is none.
  const bool label = lead_.find(':') != std::string::npos || vocabulary().consent_nouns.any(all);
  if (all.size() <= kMostWords && !label && judge_title(lead_).stated) {
    Judgement title = judge_title(lead_);
    title.confidence = std::max(title.confidence, Evidence::Confidence::medium);
    return title;
  }
  // "... reports. For these statistics it uses:"
  const std::string_view last = sentences(lead_).back();
  // "... on this site. Strictly necessary cookies: set so that the services work."
  if (const auto title = title_before_colon(last); !title.empty() && last.size() < lead_.size())
    return judgement_of_lead(title);
  const bool only_last = last.ends_with(':') && last.size() < lead_.size() && judge(last).stated;
  return judgement_of_lead(only_last ? last : lead_);
}

Judgement Section::judgement_of_lead(std::string_view lead) const {
  // "Technically necessary:" needs no word for cookies.
  const bool label = lead.ends_with(':') && lead.size() < 80;
  const bool titled = !headings_.empty() && mentions_cookies(headings_.back().text);
  const bool points_back = speaks_of_these(lead) && speaks_of_cookies();
  if (!label && !titled && !points_back && !mentions_cookies(lead)) return {};
  if (const ConsentSaid said = consent_in(lead);
      said.not_needed && !said.needed && !judge(lead).stated && speaks_of_these(lead)) {
    return {Category::necessary, true, Evidence::Confidence::medium,
            "The sentence before says that these need no consent."};
  }
  const std::size_t length = words(fold(lead)).size();
  const bool introduces = lead.ends_with(':') || length <= 40;
  Judgement said = introduces ? judge(lead) : Judgement{};
  // A long sentence says more than one thing, unless it points to what follows.
  const bool points = lead.ends_with(':') || points_below(lead);
  const bool title = holds_title(lead, said.category);
  const bool sure =
      points || title || (length <= 25 && (speaks_of_all(lead) || !speaks_of_some(lead)));
  const bool asks = consent_in(lead).needed;  // "technical cookies and, with your consent, others"
  if (said.category == Category::necessary && (!sure || asks)) return {};
  // "We use Google Analytics to see what is read": the name of the service tells.
  const bool part = !headings_.empty() && !headings_.back().page_title && titled;
  const bool rejects =
      part && said.keeps_nothing && !said.by_brand;  // "for both statistics and ads"
  const bool brand =
      part && said.by_brand &&
      (said.category == Category::statistics || said.category == Category::marketing);
  if (!said.stated || (!said.note.empty() && !brand && !rejects)) return {};
  if (said.category == Category::necessary && !title && invites_choice(lead)) return {};
  said.confidence = Evidence::Confidence::medium;
  said.note = "The category is taken from the sentence before.";
  return said;
}

/// "Only with your consent." and nothing else, right before the cookies.
bool Section::lead_asks_consent() const {
  constexpr std::size_t kLongest = 80;  // bytes
  if (lead_.empty() || lead_.size() > kLongest || judge(lead_).stated) return false;
  const ConsentSaid said = consent_in(lead_);
  return said.needed && !said.always && !said.not_needed;
}

Judgement Section::judgement() const { return judgement(lead_judgement()); }

/// `lead`: what the sentence just before states.
Judgement Section::judgement(const Judgement& lead) const {
  Judgement by_brand;
  for (auto heading = headings_.rbegin(); heading != headings_.rend(); ++heading) {
    const bool title = heading->level >= kTitleLevel;
    const bool explained = std::popcount(enumerated_) >= 3 && heading->level == enumerated_level_ &&
                           (title || heading->own.category == Category::necessary);
    if (heading->own.stated && heading->own.by_brand) {
      if (!by_brand.stated) by_brand = heading->own;
      continue;
    }
    if (heading->own.stated && !explained) {
      // "For statistics we use:" below "Necessary cookies".
      const bool less = lead.category == Category::statistics ||
                        lead.category == Category::marketing ||
                        (lead.category == Category::functional &&
                         (consent_in(lead_).needed || is_item_of_list(lead_)));
      const bool necessary = heading->own.category == Category::necessary;
      if (necessary && lead_asks_consent()) {
        return {Category::unknown, true, Evidence::Confidence::low,
                "The heading says necessary, the sentence before asks for consent."};
      }
      return with_consent(less && necessary ? lead : heading->own, heading->consent);
    }
    if (heading->other_group) break;
    // "Always set", and "You can't turn these off" below it.
    if (heading->cannot_be_refused &&
        (mentions_cookies(heading->text) || heading->consent.always)) {
      return {Category::necessary, true, Evidence::Confidence::medium,
              "The page says that these need no consent, or cannot be switched off."};
    }
    if (heading == headings_.rbegin() && lead.stated) return with_consent(lead, heading->consent);
  }
  return headings_.empty() ? lead : by_brand;
}

bool Section::functional_is_exempt() const {
  // A heading with cookies under it speaks of those alone.
  return functional_is_exempt_ ||
         (!headings_.empty() && headings_.back().exempts_functional && !headings_.back().has_rows);
}

Judgement Section::with_consent_said(Judgement said) const {
  for (auto heading = headings_.rbegin(); heading != headings_.rend(); ++heading) {
    if (!heading->own.stated || heading->own.by_brand) continue;
    if (heading->own.category != said.category) break;
    return with_consent(std::move(said), heading->consent);
  }
  return said;
}

}  // namespace cookie_warden::reader
