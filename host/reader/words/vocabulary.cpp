// SPDX-License-Identifier: MPL-2.0
#include "reader/words/vocabulary.hpp"

#include <nlohmann/json.hpp>

#include "core/cookie.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using nlohmann::json;

void add_all(Phrases& phrases, const json& list, int id) {
  for (const json& phrase : list) phrases.add(phrase.get_ref<const std::string&>(), id);
}

template <class Id>
void add_groups(Phrases& phrases, const json& groups,
                std::initializer_list<std::pair<const char*, Id>> ids) {
  for (const auto& [key, id] : ids) add_all(phrases, groups.at(key), static_cast<int>(id));
}

void add_headers(Phrases& phrases, const json& headers) {
  add_groups<Role>(phrases, headers,
                   {{"name", Role::name},
                    {"provider", Role::provider},
                    {"domain", Role::domain},
                    {"purpose", Role::purpose},
                    {"duration", Role::duration},
                    {"party", Role::party},
                    {"category", Role::category},
                    {"storage", Role::storage},
                    {"consent", Role::consent},
                    {"other", Role::other}});
}

/// "Name of the provider" heads providers, in whatever words.
void add_names_of_providers(Phrases& phrases, const json& file) {
  for (const json& name_of : file.at("nameOf")) {
    for (const json& provider : file.at("headers").at("provider")) {
      const auto phrase = name_of.get<std::string>() + " " + provider.get<std::string>();
      phrases.add(phrase, static_cast<int>(Role::provider));
      // The German genitive: "Name des Anbieters".
      phrases.add(phrase + "s", static_cast<int>(Role::provider));
    }
  }
}

void add_durations(Vocabulary& all, const json& duration) {
  add_groups<Unit>(all.units, duration,
                   {{"second", Unit::second},
                    {"minute", Unit::minute},
                    {"hour", Unit::hour},
                    {"day", Unit::day},
                    {"week", Unit::week},
                    {"month", Unit::month},
                    {"year", Unit::year},
                    {"session", Unit::session},
                    {"persistent", Unit::persistent}});
  // English begins with its articles: "a", "an", "one" are all one.
  const json& numbers = duration.at("numbers");
  const int articles = numbers.at(0) == "a" ? 2 : 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int value = static_cast<int>(i) + 1 - articles;
    all.numbers.add(numbers[i].get_ref<const std::string&>(), value > 0 ? value : 1);
  }
  add_all(all.numbers, duration.at("few"), 0);
}

void add_not_set(NotSetWords& into, const json& file) {
  add_all(into.no, file.at("no"), 0);
  add_all(into.verbs, file.at("verbs"), 0);
  add_all(into.gone, file.at("gone"), 0);
  add_all(into.anymore, file.at("anymore"), 0);
  add_all(into.than, file.at("than"), 0);
  add_all(into.removed, file.at("removed"), 0);
  add_all(into.conditions, file.at("conditions"), 0);
  add_all(into.until, file.at("until"), 0);
  add_all(into.not_ours, file.at("notOurs"), 0);
  add_all(into.contrast, file.at("contrast"), 0);
  add_all(into.purposes, file.at("purposes"), 0);
  add_all(into.history, file.at("history"), 0);
}

void add_grammar_of_consent(Vocabulary& all, const json& consent) {
  const std::pair<Phrases*, const char*> keys[] = {{&all.consent_words, "word"},
                                                   {&all.consent_nouns, "nouns"},
                                                   {&all.consent_needs, "needs"},
                                                   {&all.consent_with, "with"},
                                                   {&all.can, "can"},
                                                   {&all.switching_off, "off"},
                                                   {&all.browsers, "browser"}};
  for (const auto& [phrases, key] : keys) add_all(*phrases, consent.at(key), 0);
}

void add_language(Vocabulary& all, const json& file) {
  add_all(all.cookie, file.at("cookie"), 0);
  add_groups<Category>(all.categories, file.at("categories"),
                       {{"necessary", Category::necessary},
                        {"functional", Category::functional},
                        {"statistics", Category::statistics},
                        {"marketing", Category::marketing},
                        {"unclassified", Category::unknown}});
  add_all(all.negations, file.at("negations"), 0);
  add_all(all.without, file.at("without"), 0);
  add_all(all.besides, file.at("besides"), 0);
  add_all(all.some, file.at("some"), 0);
  add_all(all.elsewhere, file.at("elsewhere"), 0);
  add_headers(all.headers, file.at("headers"));
  add_names_of_providers(all.headers, file);
  add_groups<Party>(all.parties, file.at("party"),
                    {{"first", Party::first}, {"third", Party::third}});
  add_groups<int>(all.storage, file.at("storage"), {{"cookie", 0}, {"other", 1}});
  add_groups<Consent>(all.consent, file.at("consent"),
                      {{"always", Consent::always},
                       {"notNeeded", Consent::not_needed},
                       {"needed", Consent::needed},
                       {"choice", Consent::choice}});
  add_grammar_of_consent(all, file.at("consent"));
  add_groups<int>(all.answers, file.at("answers"), {{"yes", 1}, {"no", 0}});
  add_durations(all, file.at("duration"));
  const json& only = file.at("only");
  add_all(all.only, only.at("only"), 0);
  add_all(all.use, only.at("use"), 0);
  add_all(all.choosing, only.at("choosing"), 0);
  add_all(all.site_parts, only.at("part"), 0);
  add_all(all.complete, file.at("complete"), 0);
  add_all(all.comfort_titles, file.at("comfortTitles"), 0);
  add_all(all.other_group, file.at("otherGroup"), 0);
  add_all(all.conjunctions, file.at("and"), 0);
  add_all(all.these, file.at("these"), 0);
  add_all(all.all, file.at("all"), 0);
  add_all(all.this_cookie, file.at("thisCookie"), 0);
  add_all(all.pages, file.at("pages"), 0);
  add_all(all.tables, file.at("tables"), 0);
  add_all(all.below, file.at("below"), 0);
  add_all(all.examples, file.at("example"), 0);
  add_all(all.not_names, file.at("notNames"), 0);
  add_not_set(all.not_set[file.at("language").get<std::string>()], file.at("notSet"));
  Phrases common;
  add_all(common, file.at("commonWords"), 0);
  all.languages.emplace_back(file.at("language").get<std::string>(), std::move(common));
}

Vocabulary load() {
  Vocabulary all;
  for (const auto& [name, bytes] : vocabulary_files()) add_language(all, json::parse(bytes));
  return all;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = load();
  return loaded;
}

std::string language_of(std::string_view text, std::string_view declared) {
  constexpr std::size_t kEnough = 60'000;  // bytes: a few pages tell
  const std::vector<std::string> all = words(fold(text.substr(0, kEnough)));
  std::string best(declared);
  std::size_t most = declared.empty() ? 3 : 8;  // so few common words prove nothing
  for (const auto& [language, common] : vocabulary().languages) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < all.size(); ++i) count += common.at(all, i) ? 1U : 0U;
    if (count > most) {
      most = count;
      best = language;
    }
  }
  return best;
}

}  // namespace cookie_warden::reader
