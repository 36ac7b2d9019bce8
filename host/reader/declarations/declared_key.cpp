// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/declared_key.hpp"

#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestKey = 100;    // bytes
constexpr std::size_t kLongestText = 4000;  // bytes
constexpr std::size_t kMostTexts = 64;

bool has_word(std::string_view key, std::initializer_list<std::string_view> wanted) {
  const auto all = words(fold(key_words(key)));
  return std::ranges::any_of(all, [&](const std::string& word) {
    return std::ranges::any_of(wanted, [&](std::string_view one) {
      return word == one ||
             (word.size() == one.size() + 1 && word.ends_with('s') && word.starts_with(one));
    });
  });
}

/// "en", "pt-BR", "pt_BR".
bool is_language(std::string_view key) {
  const bool sized = key.size() == 2 || (key.size() == 5 && (key[2] == '-' || key[2] == '_'));
  return sized && is_lower(key[0]) && is_lower(key[1]);
}

std::string text_of(const Value& value, int depth);

std::string object_text(const Value& value, int depth) {
  const Value* first = nullptr;
  for (const auto& [key, member] : value.members) {
    if (key == "en" || key.starts_with("en-") || key.starts_with("en_"))
      return text_of(member, depth + 1);
    if (!first && is_language(key)) first = &member;
  }
  if (first) return text_of(*first, depth + 1);
  // {"value": 2, "unit": "years"}
  const Value& amount = value.any_of({"value", "text", "amount", "rendered", "default"});
  const std::string unit = text_of(value.any_of({"unit", "units"}), depth + 1);
  return text_of(amount, depth + 1) + (unit.empty() ? "" : " " + unit);
}

std::string text_of(const Value& value, int depth) {
  using Type = Value::Type;
  if (depth > 3) return {};
  if (value.is(Type::text)) return without_tags(shorten(value.text, kLongestText));
  if (value.is(Type::number)) return value.text;
  if (value.is(Type::object)) return object_text(value, depth);
  std::string all;
  for (std::size_t i = 0; i < value.items.size() && i < kMostTexts; ++i) {
    const std::string one = text_of(value.items[i], depth + 1);
    if (!one.empty()) all += (all.empty() ? "" : ", ") + one;
  }
  return shorten(all, kLongestText);
}

}  // namespace

std::string key_words(std::string_view key) {
  std::string out;
  key = key.substr(0, kLongestKey);
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool hump = i > 0 && is_upper(c) && is_lower(key[i - 1]);
    if (hump) out += ' ';
    out += c == '_' || c == '-' ? ' ' : c;
  }
  return out;
}

Role key_role(std::string_view key) {
  // Short forms that no page heads a column with.
  constexpr std::pair<std::string_view, Role> kShort[] = {
      {"desc", Role::purpose},  {"info", Role::purpose},
      {"goal", Role::purpose},  {"text", Role::purpose},
      {"days", Role::duration}, {"ttl", Role::duration},
      {"age", Role::duration},  {"exp", Role::duration},
      {"host", Role::domain},   {"url", Role::other},
      {"id", Role::none},       {"title", Role::none},
      {"label", Role::none},    {"slug", Role::none},
      {"code", Role::none},     {"classification", Role::category}};
  const std::string text = key_words(key);
  const std::string lowered = lower(text);
  for (const auto& [word, role] : kShort) {
    if (lowered == word) return role;
  }
  return role_of(text);
}

bool is_cookie_list(std::string_view key) {
  if (has_word(key, {"group", "category", "categories", "type", "provider", "service", "vendor",
                     "policy", "banner", "consent", "text", "setting", "preference", "modal",
                     "page", "link", "button", "label", "header"})) {
    return false;
  }
  const auto all = words(fold(key_words(key)));
  return vocabulary().cookie.any(all) || has_word(key, {"storage", "disclosure"});
}

bool is_group_list(std::string_view key) {
  return has_word(key, {"category", "categories", "group", "purpose", "section"});
}

bool is_party_list(std::string_view key) {
  return has_word(key, {"vendor", "processor", "subprocessor", "partner", "contact", "team",
                        "author", "menu", "company", "companies", "people", "person", "product"});
}

std::string text_of(const Value& value) { return text_of(value, 0); }

std::string referred_text(const Value& value) {
  return value.is(Value::Type::none) ? key_words(value.text) : text_of(value);
}

Flag flag_of(std::string_view key, const Value& value) {
  if (!value.is(Value::Type::truth)) return Flag::none;
  std::string word = lower(key);
  std::erase_if(word, [](char c) { return c == '_' || c == '-' || c == ' '; });
  if (word.starts_with("is")) word.erase(0, 2);
  constexpr std::string_view kAlways[] = {
      "required", "readonly",    "necessary",    "strictlynecessary", "essential",
      "locked",   "always",      "mandatory",    "alwaysactive",      "alwayson",
      "forced",   "notoptional", "alwaysenabled"};
  constexpr std::string_view kOptional[] = {"optional", "canbedisabled", "canoptout",
                                            "deactivatable", "optin"};
  constexpr std::string_view kConsent[] = {"needconsent",    "needsconsent",    "requiresconsent",
                                           "requireconsent", "consentrequired", "consentneeded"};
  const auto is_one_of = [&](const auto& all) {
    return std::ranges::find(all, word) != std::end(all);
  };
  if (is_one_of(kAlways)) return value.truth ? Flag::always : Flag::optional;
  if (is_one_of(kOptional)) return value.truth ? Flag::optional : Flag::always;
  if (is_one_of(kConsent)) return value.truth ? Flag::optional : Flag::no_consent;
  return Flag::none;
}

}  // namespace cookie_warden::reader
