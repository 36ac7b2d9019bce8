// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/declared_group.hpp"

#include <algorithm>

#include "reader/declarations/declared_key.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;
using Type = Value::Type;

constexpr std::size_t kLongestLabel = 80;  // bytes; longer texts are sentences
constexpr std::size_t kMostNames = 10'000;
constexpr int kDeepest = 24;

/// Short names that tools give their categories, and tarteaucitron its types of service.
Judgement judge_short(std::string_view text) {
  Judgement said = judge(text);
  if (said.stated) return said;
  const std::string word = lower(trim(text));
  if (word == "ads" || word == "ad" || word == "social" || word == "advertisement")
    return {Category::marketing, true, Confidence::high, ""};
  if (word == "support" || word == "api" || word == "comment") {
    return {Category::functional, true, Confidence::medium, "A service of type " + word + "."};
  }
  return said;
}

bool is_label_key(std::string_view key) {
  const std::string name = lower(key_words(key));
  constexpr std::string_view kLabels[] = {"label",
                                          "title",
                                          "name",
                                          "slug",
                                          "id",
                                          "key",
                                          "heading",
                                          "group name",
                                          "display name",
                                          "category name",
                                          "cookie group name",
                                          "text",
                                          "titre",
                                          "titel",
                                          "titulo",
                                          "titolo",
                                          "tytul",
                                          "nazwa",
                                          "nom",
                                          "naam",
                                          "nombre",
                                          "nome",
                                          "bezeichnung",
                                          "libelle"};
  return std::ranges::find(kLabels, name) != std::end(kLabels);
}

bool is_reference_key(std::string_view key, const Value& value) {
  const bool plain =
      value.is(Type::text) || value.is(Type::number) || value.is(Type::none) ||
      (value.is(Type::list) && !value.items.empty() && value.items[0].is(Type::text)) ||
      (value.is(Type::object) && value.members.size() <= 12);
  const std::string name = lower(key_words(key));
  return plain && name != "name" && key_role(key) == Role::category;
}

/// Of several texts that say different things none makes a cookie necessary.
void join(Judgement& said, const Judgement& next) {
  if (!next.stated || next.by_brand) return;
  if (!said.stated) {
    said = next;
  } else if (said.category == Category::necessary && next.category != Category::necessary) {
    said = next;
    said.confidence = std::max(said.confidence, Confidence::medium);
  }
}

struct Said {
  Judgement category{};  ///< Of a member that names it.
  Judgement label{};
  Judgement brand{};  ///< Of a product's name.
  ConsentSaid consent{};
  ConsentSaid told{};  ///< In a sentence: it tells whether functional cookies are necessary.
  bool always = false, optional = false, no_consent = false;
};

void take_label(Said& out, const std::string& text) {
  if (text.size() > kLongestLabel) return;
  const Judgement said = judge_short(text);
  if (said.stated && said.by_brand && !out.brand.stated) out.brand = said;
  join(out.label, said);
}

void take_member(Said& out, const Categories& known, const std::string& key, const Value& value) {
  const Flag flag = flag_of(key, value);
  out.always = out.always || flag == Flag::always;
  out.optional = out.optional || flag == Flag::optional;
  out.no_consent = out.no_consent || flag == Flag::no_consent;
  // "They are always set, no consent is needed."
  if (value.is(Type::text) && value.text.size() > kLongestLabel) out.told = consent_in(value.text);
  if (is_reference_key(key, value)) {
    const std::string text = referred_text(value);
    if (text.size() <= kLongestLabel) join(out.category, known.of(text));
  } else if (is_label_key(key)) {
    take_label(out, text_of(value));
  } else if (key_role(key) == Role::purpose && value.is(Type::list)) {  // Klaro: ["analytics"]
    const std::string text = text_of(value);
    if (text.size() <= 2 * kLongestLabel) join(out.category, known.of(text));
  } else if (lower(key) == "status" && value.is(Type::text)) {
    out.consent = consent_in(value.text);
  }
}

/// It only holds groups: what it is called speaks of the whole.
bool holds_groups(const Value& value) {
  return std::ranges::any_of(value.members, [](const auto& member) {
    const Value& held = member.second;
    const bool objects = held.is(Type::object) || (held.is(Type::list) && !held.items.empty() &&
                                                   held.items[0].is(Type::object));
    return objects && is_group_list(member.first);
  });
}

Judgement with_flags(Judgement said, const Said& all) {
  ConsentSaid consent = all.consent;
  consent.always = consent.always || all.always;
  consent.not_needed = consent.not_needed || all.no_consent;
  consent.needed = consent.needed || all.optional;
  const bool free = (consent.always || consent.not_needed) && !consent.needed;
  if (!said.stated && free) {
    return {Category::necessary, true, Confidence::medium,
            all.always ? "It cannot be switched off." : "The site asks no consent for it."};
  }
  if (said.category == Category::necessary && all.optional)
    said.confidence = std::max(said.confidence, Confidence::medium);
  const bool functional = said.category == Category::functional && !all.optional;
  return with_consent(std::move(said), functional ? all.told : consent);
}

}  // namespace

Judgement judge_key(std::string_view key) {
  const auto all = words(fold(key_words(key)));
  if (all.empty() || all.size() > 4) return {};
  const std::string text = key_words(key);
  const Judgement said = judge_short(text);
  // "cookiePreferences", "cookieSettings" hold whatever there is.
  const bool mentions = vocabulary().cookie.any(all);
  if (said.category == Category::functional && mentions && all.size() <= 2) return {};
  return said.by_brand ? Judgement{} : said;
}

std::string label_of(const Value& group) {
  for (const char* key : {"label", "title", "heading", "groupName", "name", "titre", "titel",
                          "titulo", "titolo", "nazwa", "naam", "libelle", "bezeichnung"}) {
    const Value& value = group.any_of({key});
    std::string text = value ? text_of(value) : std::string();
    if (!text.empty() && text.size() <= 200) return text;
  }
  return {};
}

void Categories::add(std::string_view name, const Judgement& said) {
  if (!said.stated || name.empty() || by_name_.size() >= kMostNames) return;
  by_name_.emplace(name, said);
}

Judgement Categories::of(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found != by_name_.end() ? found->second : judge_short(name);
}

void Categories::collect(const Value& value, int depth) {
  if (depth > kDeepest) return;
  for (const auto& [key, member] : value.members) {
    if (is_group_list(key)) {
      for (const auto& [name, group] : member.members) {
        if (group.is(Type::object)) add(name, of_group(name, group, {}));
      }
      for (const Value& group : member.items) {
        if (!group.is(Type::object)) continue;
        const Judgement said = of_group("", group, {});
        for (const auto& [name, text] : group.members) {
          const bool plain = text.is(Type::text) || text.is(Type::number);
          if (plain && text.text.size() <= kLongestLabel &&
              (is_label_key(name) || key_role(name) == Role::category)) {
            add(text.text, said);
          }
        }
      }
    }
    collect(member, depth + 1);
  }
  for (const Value& item : value.items) collect(item, depth + 1);
}

Judgement Categories::of_group(std::string_view key, const Value& group,
                               const Judgement& around) const {
  Said all;
  const bool outer = holds_groups(group);
  for (const auto& [name, value] : group.members) {
    if (!outer || !is_label_key(name)) take_member(all, *this, name, value);
  }
  if (const auto known = by_name_.find(key); known != by_name_.end()) {
    join(all.label, known->second);
  } else if (!outer) {
    join(all.label, judge_key(key));
  }
  Judgement own = all.category.stated ? all.category : all.label;
  if (!own.stated && !around.stated) own = all.brand;
  return with_flags(own.stated ? own : around, all);
}

}  // namespace cookie_warden::reader
