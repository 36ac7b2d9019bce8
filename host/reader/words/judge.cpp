// SPDX-License-Identifier: MPL-2.0
#include "reader/words/judge.hpp"

#include <algorithm>

#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

struct Found {
  bool necessary = false, functional = false, statistics = false, marketing = false;
  bool unclassified = false, denied = false;
  bool functional_word = false;
  bool only_brands = true;
};

/// "Google Analytics", "Facebook Ads": a product's name, not a category.
bool is_brand(const std::vector<std::string>& text, std::size_t at) {
  constexpr std::string_view kBrands[] = {
      "google",      "adobe",      "matomo",   "piwik",   "yandex", "facebook", "meta",
      "microsoft",   "bing",       "linkedin", "twitter", "x",      "amazon",   "tiktok",
      "pinterest",   "cloudflare", "vercel",   "hubspot", "baidu",  "jetpack",  "shopify",
      "squarespace", "yahoo",      "snapchat", "reddit",  "wix",    "apple"};
  return at > 0 && std::ranges::find(kBrands, text[at - 1]) != std::end(kBrands);
}

/// "The marketing site": where a company sells, not what its cookies do.
bool is_marketing_site(const std::vector<std::string>& text, const Phrases::Match& match) {
  return text[match.begin] == "marketing" && match.end < text.size() &&
         (text[match.end].starts_with("site") || text[match.end].starts_with("website") ||
          text[match.end].starts_with("page"));
}

/// "Technical cookie definitions": details, not a category.
bool is_technical_detail(const std::vector<std::string>& text, const Phrases::Match& match) {
  if (!text[match.begin].starts_with("techni") && !text[match.begin].starts_with("tecni"))
    return false;
  for (std::size_t i = match.end; i < text.size() && i < match.end + 3; ++i) {
    for (const std::string_view word : {"defini", "detail", "informa", "daten", "data", "dati"}) {
      if (text[i].starts_with(word)) return true;
    }
  }
  return false;
}

/// "We do not use advertising cookies": a negation, and up to the category only words for using
/// cookies and small words.
bool is_not_used(const std::vector<std::string>& text, std::size_t at) {
  constexpr std::size_t kFarthest = 8;  // words
  const Vocabulary& words = vocabulary();
  bool used = false;
  bool negated = false;
  for (std::size_t back = 1; back <= kFarthest && back <= at && text[at - back] != "|"; ++back) {
    const std::size_t i = at - back;
    const auto negation = words.negations.at(text, i);
    negated = negated || (negation && negation->end <= at && text[i] != "un");
    const bool use = words.use.at(text, i).has_value();
    used = used || use;
    if (used && negated) return true;
    const bool small = use || negation || words.cookie.at(text, i) || text[i].size() <= 3;
    if (!small && !negated) return false;
  }
  return false;
}

/// "In addition to the strictly necessary cookies we use ...".
bool is_set_aside(const std::vector<std::string>& text, std::size_t at) {
  constexpr std::size_t kFarthest = 8;  // words
  for (std::size_t back = 1; back <= kFarthest && back <= at && text[at - back] != "|"; ++back) {
    const auto besides = vocabulary().besides.at(text, at - back);
    if (besides && besides->end <= at) return true;
  }
  return false;
}

/// "Functional", "fonctionnel", "funktional", "funzionale", in each of the languages.
bool is_word_functional(std::string_view word) {
  return word.starts_with("func") || word.starts_with("funk") || word.starts_with("fonc") ||
         word.starts_with("funz");
}

/// "No consent required", "die Einwilligung ist nicht notwendig": what is needed is consent. Not
/// "necessary without consent".
bool is_of_consent(const std::vector<std::string>& text, const Phrases::Match& need) {
  constexpr std::size_t kNear = 3;  // words between
  const Vocabulary& words = vocabulary();
  const auto apart = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (text[i] == "|" || words.without.at(text, i) || words.consent_with.at(text, i) ||
          words.cookie.at(text, i))
        return true;
    }
    return false;
  };
  const std::size_t first = need.begin - std::min(need.begin, kNear + 1);
  for (std::size_t i = first; i < std::min(text.size(), need.end + kNear + 1); ++i) {
    const auto noun = words.consent_nouns.at(text, i);
    if (!noun) continue;
    const bool before = noun->end <= need.begin && !apart(noun->end, need.begin);
    const bool after = noun->begin >= need.end && !apart(need.end, noun->begin);
    if (before || after) return true;
  }
  return false;
}

Found find_categories(const std::vector<std::string>& text) {
  Found found;
  const auto all = vocabulary().categories.all(text);
  const auto consent = vocabulary().consent.all(text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto category = static_cast<Category>(all[i].id);
    // "Consent required" makes no cookie required.
    const bool of_consent = std::ranges::any_of(consent, [&](const Phrases::Match& match) {
      return match.begin <= all[i].begin && all[i].end <= match.end &&
             match.end - match.begin > all[i].end - all[i].begin;
    });
    if (of_consent || (category == Category::necessary && is_of_consent(text, all[i]))) continue;
    // "strictly necessary" matched as one phrase looks back from its first word.
    const bool necessary = category == Category::necessary;
    if (!necessary && is_not_used(text, all[i].begin)) continue;
    if (is_marketing_site(text, all[i]) || is_technical_detail(text, all[i])) continue;
    if (is_negated(text, all[i].begin) || (necessary && is_set_aside(text, all[i].begin))) {
      found.denied = found.denied || necessary;
      continue;
    }
    found.only_brands = found.only_brands && is_brand(text, all[i].begin);
    found.necessary = found.necessary || necessary;
    found.functional = found.functional || category == Category::functional;
    found.functional_word = found.functional_word || is_word_functional(text[all[i].begin]);
    found.statistics = found.statistics || category == Category::statistics;
    found.marketing = found.marketing || category == Category::marketing;
    found.unclassified = found.unclassified || category == Category::unknown;
  }
  return found;
}

}  // namespace

Judgement judge(std::string_view text) {
  constexpr std::size_t kLongest = 2000;  // bytes; longer texts state too much to mean one thing
  if (text.size() > kLongest) return {};
  const Found found = find_categories(clause_words(text));
  const int kinds = found.necessary + found.functional + found.statistics + found.marketing;
  Judgement out;
  out.stated = kinds > 0 || found.unclassified || found.denied;
  if (!out.stated) return out;
  out.says_functional = found.functional_word;
  out.keeps_nothing = (found.statistics || found.marketing) && !found.necessary &&
                      !found.functional && !found.denied;
  out.confidence = kinds == 1 ? Confidence::high : Confidence::medium;
  if (found.marketing) {
    out.category = Category::marketing;
  } else if (found.statistics) {
    out.category = Category::statistics;
  } else if (found.necessary && !found.denied) {
    out.category = Category::necessary;
  } else if (found.functional) {
    out.category = Category::functional;
  } else {
    out.confidence = Confidence::low;
    out.note = found.denied ? "The page says only that it is not necessary."
                            : "The page has not classified it.";
  }
  if (kinds > 1) out.note = "The page names several categories at once.";
  if (found.only_brands && kinds > 0) {
    out.by_brand = true;
    out.confidence = Confidence::medium;
    out.note = "The category is taken from the name of the service.";
  }
  return out;
}

Judgement judge_title(std::string_view title) {
  constexpr std::size_t kLongest = 60;  // bytes
  Judgement said = judge(title);
  if (said.stated || title.size() > kLongest) return said;
  if (vocabulary().comfort_titles.whole(words(fold(title))))
    return {Category::functional, true, Confidence::medium, ""};
  // "Functional3 services": a count that stood in a badge beside the title.
  const std::size_t digit = title.find_first_of("0123456789");
  const bool badge = digit < title.size() && digit > 3 && is_lower(title[digit - 1]);
  return badge ? judge(title.substr(0, digit)) : said;
}

ConsentSaid consent_answer(std::string_view label, std::string_view value) {
  const auto answer = vocabulary().answers.whole(words(fold(value)));
  // "Consent" over "Required" and "Not required".
  const Found found = find_categories(clause_words(value.substr(0, 80)));
  if (!answer && vocabulary().consent_words.any(words(fold(label))) &&
      (found.necessary || found.denied)) {
    ConsentSaid said;
    said.needed = found.necessary && !found.denied;
    said.not_needed = found.denied;
    return said;
  }
  if (!answer) return consent_in(std::string(label) + " " + std::string(value));
  ConsentSaid asked = consent_in(label);
  // "Consent?" asks whether it is needed.
  const bool asks = trim(label).ends_with('?') && !asked.not_needed && !asked.always;
  if (asks && vocabulary().consent_words.any(words(fold(label)))) asked.needed = true;
  if (*answer == 1) return asked;
  ConsentSaid said;
  said.not_needed = asked.needed;
  said.needed = asked.not_needed || asked.always;
  return said;
}

Judgement with_consent(Judgement judgement, const ConsentSaid& said) {
  if (judgement.category == Category::functional && said.is_free()) {
    judgement.category = Category::necessary;
    judgement.confidence = Confidence::medium;
    judgement.note = "Called functional, but the page says that it needs no consent.";
  } else if (judgement.category == Category::functional && judgement.note.empty() &&
             !judgement.asks_consent) {
    judgement.confidence = Confidence::medium;
    judgement.note = "Called functional; the page does not say whether it needs consent.";
    judgement.asks_consent = said.needed;
    if (said.needed) {
      judgement.confidence = Confidence::high;
      judgement.note.clear();
    }
  }
  return judgement;
}

bool names_functional(std::string_view heading) {
  const Found found = find_categories(clause_words(heading.substr(0, 200)));
  return found.functional_word && !found.statistics && !found.marketing;
}

bool says_functional_is_exempt(std::string_view sentence) {
  constexpr std::size_t kLongest = 300;  // bytes
  // A heading speaks of what stands below it.
  if (sentence.size() > kLongest || !sentence.ends_with('.') || !mentions_cookies(sentence))
    return false;
  const auto text = clause_words(sentence);
  const ConsentSaid said = consent_of_words(text);
  return said.not_needed && !said.needed && find_categories(text).functional_word;
}

bool stores_consent_choice(std::string_view purpose) {
  constexpr std::size_t kLongest = 600;  // bytes
  const auto all = clause_words(purpose.substr(0, kLongest));
  const auto matches = vocabulary().consent.all(all);
  return std::ranges::any_of(
      matches, [](const auto& match) { return match.id == static_cast<int>(Consent::choice); });
}

bool says_only_necessary_here(std::string_view sentence) {
  if (sentence.size() > 300) return false;
  const Vocabulary& words = vocabulary();
  const auto all = clause_words(sentence);
  const Found found = find_categories(all);
  const bool only_one = found.necessary && !found.denied && !found.functional &&
                        !found.statistics && !found.marketing;
  return only_one && words.cookie.any(all) && words.only.any(all) && words.use.any(all) &&
         !words.choosing.any(all) && !consent_of_words(all).needed;
}

bool says_only_necessary(std::string_view sentence) {
  return says_only_necessary_here(sentence) && !vocabulary().site_parts.any(words(fold(sentence)));
}

bool says_complete(std::string_view sentence) {
  constexpr std::size_t kLongest = 1000;  // bytes
  if (sentence.size() > kLongest) return false;
  const Vocabulary& words = vocabulary();
  const std::vector<std::string> text = clause_words(sentence);
  // "For a full list see the website of ...": a list, but not this one.
  if (words.elsewhere.any(text) && !words.below.any(text)) return false;
  return std::ranges::any_of(words.complete.all(text), [&](const Phrases::Match& match) {
    for (std::size_t i = match.begin; i-- > 0 && text[i] != "|";) {
      if (words.negations.at(text, i)) return false;
    }
    return true;
  });
}

}  // namespace cookie_warden::reader
