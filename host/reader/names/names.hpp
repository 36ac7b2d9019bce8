// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// How much a word looks like a cookie's name: `word` could be any word, `likely` is written as
/// names often are ("cartId", "NID"), `sure` hardly anything else ("_ga", "csrf_token").
enum class Shape { none, word, likely, sure };

[[nodiscard]] Shape shape_of(std::string_view token);

/// A domain with an ending that policies name often, or with "www." before it.
[[nodiscard]] bool is_domain(std::string_view token);

/// Names so common that they are known without their shape ("sessionid", "PHPSESSID").
[[nodiscard]] bool is_known_name(std::string_view token);

/// A cookie's name as a page prints it.
struct Name {
  std::string printed{};
  std::string pattern{};  ///< What it stands for: `printed`, or with '*' for its placeholders.
  Shape shape = Shape::none;
  bool prefix_guessed = false;  ///< Ends in '_' or '-', taken as the beginning of names.
};

/// Surely a name, or likely one that is not written as companies and products are ("LivePerson").
[[nodiscard]] bool is_likely(const Name& name);

/// Placeholders as pages write them (xxxx, ####, ***, {id}, <id>, [id], $id, nnnn) become '*'.
/// Null if too little would be left to mean one cookie.
[[nodiscard]] std::optional<Name> make_name(std::string_view printed);

/// The names in a table cell or a list of names, and what stands beside them.
struct NameCell {
  std::vector<Name> names{};
  std::string beside{};   ///< Words in parentheses after the names: often the provider.
  std::string refused{};  ///< Text in which no name was recognised.
};

/// `lone_words`: a cell that is one plain word is a name.
[[nodiscard]] NameCell read_name_cell(std::string_view text, bool lone_words);

}  // namespace cookie_warden::reader
