// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "reader/declarations/literal.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// A key in words: "cookieName", "cookie_name" and "cookie-name" are "cookie Name".
[[nodiscard]] std::string key_words(std::string_view key);

/// What the value of that key speaks of.
[[nodiscard]] Role key_role(std::string_view key);

/// The key names a list of cookies ("cookies", "storageDictionary"), not their groups or settings.
[[nodiscard]] bool is_cookie_list(std::string_view key);
/// The key names a list of categories ("cookieGroups", "categories").
[[nodiscard]] bool is_group_list(std::string_view key);
/// The key names companies or people.
[[nodiscard]] bool is_party_list(std::string_view key);

/// A text, a number, a list of them, or what stands for one in several languages
/// ({"en": ..., "fr": ...}: English, else the first), without tags.
[[nodiscard]] std::string text_of(const Value& value);

/// Of a value that names a category: also the words of an enumeration's member.
[[nodiscard]] std::string referred_text(const Value& value);

/// What a yes or no says of the cookies beside it ("required": true, "optional": false).
enum class Flag { none, always, optional, no_consent };
[[nodiscard]] Flag flag_of(std::string_view key, const Value& value);

}  // namespace cookie_warden::reader
