// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// A word of a sentence, and how it stands there.
struct Token {
  std::string_view text{};
  std::size_t begin = 0;  // in the block
  bool marked = false;
  bool quoted = false;  ///< Marked by nothing but quotes.
  bool code = false;
  bool dated = false;      ///< A lifetime in parentheses stands right after it.
  bool explained = false;  ///< A parenthesis stands right after it.
  bool listed = false;     ///< After "These cookies may be set:".
  bool inside = false;     ///< In parentheses.
  bool opens = false;      ///< A parenthesis stands right before it.
  bool set = false;        ///< After "sets" or "uses", and hardly anything but a name.
  bool called = false;     ///< Quotes or code right before a word for cookies: "the 'ENID' cookie".
  bool enclosed = false;   ///< In parentheses that hold names set apart and nothing else.
};

/// The words of a sentence of `text` that may be names, without those that the sentence calls
/// something else ("the `X-XSRF-TOKEN` request header", "you will not find `_pk_id`"). `offset`:
/// where the sentence begins in the text.
[[nodiscard]] std::vector<Token> tokens_of(const Text& text, std::string_view sentence,
                                           std::size_t offset);

[[nodiscard]] bool is_likely_name(const Token& token);

/// Whether the word, without its punctuation, is a name that everybody knows.
[[nodiscard]] bool names_known(std::string_view token);

/// A known name that no sentence holds as a word: "CookieControl", "ASP.NET_SessionId".
[[nodiscard]] bool is_famous(std::string_view token);

}  // namespace cookie_warden::reader
