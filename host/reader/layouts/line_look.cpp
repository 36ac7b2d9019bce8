// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/line_look.hpp"

#include <algorithm>

#include "reader/layouts/cell_sense.hpp"
#include "reader/layouts/row.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/consent.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {

Look look_at(std::string_view text, std::optional<Unit> unit) {
  constexpr std::size_t kLongest = 300;       // bytes
  constexpr std::size_t kLongestList = 4000;  // bytes
  Look look;
  const bool list = text.find(',') != text.npos && text.size() <= kLongestList;
  if (text.empty() || (text.size() > kLongest && !list)) return look;
  const NameCell cell = read_name_cell(text, true);
  const bool one_word = std::ranges::none_of(text, is_space);
  if (!cell.names.empty() && cell.refused.empty() && (one_word || cell.names.size() > 1)) {
    for (const Name& name : cell.names) {
      look.name = std::max(look.name, name.shape);
      look.brand = look.brand || (is_upper(name.printed[0]) && !is_digit(name.printed.back()) &&
                                  std::ranges::any_of(name.printed, is_lower));
      look.joined = look.joined || name.printed.find('_') != std::string::npos;
    }
  }
  look.duration = cell_sense(Role::duration, text, 0, {.unit = unit}) > 2;
  look.hosts = cell_sense(Role::domain, text, 0, {}) > 5;
  look.category = text.size() < 60 && category_cell(text).has_value();
  // "Functional" in a line of its own heads a group; a cookie is hardly called so.
  const Judgement said = text.size() <= 90 ? judge_title(text) : Judgement{};
  const bool word = look.name == Shape::word && begins_large(text) && !said.by_brand;
  look.title = said.stated && (look.name == Shape::none || word);
  // "Comfort. We ask for your consent."
  if (!look.title && look.name == Shape::none && text.size() <= 90 && !is_lower(text[0])) {
    const ConsentSaid consent = consent_in(text);
    look.title = consent.needed || consent.not_needed;
  }
  look.group = look.title && is_title_line(text) && words(fold(text)).size() <= 6;
  return look;
}

}  // namespace cookie_warden::reader
