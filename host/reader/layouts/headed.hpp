// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"

namespace cookie_warden::reader {

/// An item that begins with names: what they are, and the text after them.
struct Headed {
  std::vector<Name> names{};
  std::string rest{};
  std::string label{};        ///< Before the names: often the provider.
  Shape shape = Shape::none;  ///< Of the surest.
};

/// The names a block begins with; a word that is set in bold or as code is likely to be one. Null
/// if it begins with anything else.
[[nodiscard]] std::optional<Headed> headed_of(const Block& block);

/// "cartId", "NID", not "Google".
[[nodiscard]] bool is_cased_like_a_name(const std::string& name);

/// The first clause and what stands in parentheses: "keeps the session, with a request header"
/// speaks of something else too.
[[nodiscard]] std::string said_of_name(std::string_view rest);

/// "keeps your session, 1 day, strictly necessary": a clause that is nothing but a category.
[[nodiscard]] Judgement category_clause(std::string_view rest);

/// "... (2 years)".
[[nodiscard]] std::vector<std::string> duration_in_parentheses(std::string_view text);

}  // namespace cookie_warden::reader
