// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "reader/layouts/tokens.hpp"
#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"

namespace cookie_warden::reader {

/// A name as a sentence gives it.
struct Mention {
  Name name{};
  std::size_t begin = 0;  // in the block
  bool marked = false;
  bool code = false;
  bool dated = false;
  bool enclosed = false;
  bool listed = false;
  bool after_cookie = false;  ///< "the cookie _ga": a word for cookies stands right before it.
  bool set = false;           ///< "sets JSESSIONID".
  bool beside =
      false;  ///< A word that stands like the name before it: "c_user and xs", both in italics.
  Judgement kind{};  ///< Of a word beside it: "la cookie técnica x", "marketing cookies".
};

/// The words that are names, by their shape or by how the sentence sets them.
[[nodiscard]] std::vector<Mention> mentions_in(const std::vector<Token>& tokens);

}  // namespace cookie_warden::reader
