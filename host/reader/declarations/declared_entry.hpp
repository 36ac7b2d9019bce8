// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reader/declarations/literal.hpp"
#include "reader/layouts/row.hpp"
#include "reader/words/judge.hpp"

namespace cookie_warden::reader {

/// Where in a declaration a value stands.
struct Placed {
  Judgement said{};              ///< Of the groups around it.
  std::string section{};         ///< The nearest group's label.
  const Value* owner = nullptr;  ///< The object whose list it stands in.
  bool in_cookies = false;       ///< In a list named as one of cookies.
  bool in_parties = false;       ///< In a list of companies or people.
};

/// What an object says of one cookie: a name beside a lifetime, a domain, a purpose. Null if it is
/// anything else, or too little to tell. `key`: the name, if the object stands under it. The
/// category is the object's own if `known` or its words tell one.
class Categories;
[[nodiscard]] std::optional<Row> read_entry(const Value& object, std::string_view key,
                                            const Placed& placed, const Categories& known);

/// A list in which several objects are named as only cookies are, whatever it is called; one does
/// if it is called by a category.
[[nodiscard]] bool lists_cookies(const Value& list, bool categorised);

/// The names a text or a regular expression stands for.
[[nodiscard]] std::vector<Name> names_of_value(const Value& name, bool is_regex);

}  // namespace cookie_warden::reader
