// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/flat_heads.hpp"

#include <algorithm>

#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kFewest = 3;  // columns
constexpr std::size_t kMost = 8;

FlatHeads heads_of_roles(const std::vector<FlatLine>& lines, std::vector<Role> roles) {
  FlatHeads heads;
  heads.roles = std::move(roles);
  const auto name = std::ranges::find(heads.roles, Role::name);
  heads.name = static_cast<std::size_t>(name - heads.roles.begin());
  for (std::size_t i = 0; i < heads.roles.size(); ++i) {
    heads.labels.push_back(without_bar(lines[i].text));
    if (heads.roles[i] == Role::duration) heads.unit = unit_in(without_bar(lines[i].text));
  }
  return heads;
}

/// Labels, one after another.
std::vector<Role> labels_of(const std::vector<FlatLine>& lines) {
  std::vector<Role> roles;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = without_bar(lines[i].text);
    const Role role = label_role(text);
    if (role == Role::none) break;
    // The first label again: labels and values in turn, a card.
    if (i > 0 && text == without_bar(lines[0].text)) return {};
    roles.push_back(role);
  }
  return roles;
}

/// How sure a line is to hold nothing but names.
Shape shape_of_names(std::string_view text) {
  const NameCell cell = read_name_cell(text, true);
  Shape shape = Shape::none;
  if (!cell.refused.empty()) return shape;
  for (const Name& name : cell.names) shape = std::max(shape, name.shape);
  return shape;
}

/// What the first rows below headings show: two hold names where they are announced, and
/// lifetimes. A name may be a plain word, where each row has one and its lifetime.
bool are_rows(const std::vector<FlatLine>& lines, const std::vector<Role>& roles, std::size_t at) {
  constexpr std::size_t kEnough = 2, kMostRows = 3;
  const std::size_t width = roles.size();
  const std::size_t rows = std::min(kMostRows, lines.size() / width - 1);
  const bool dated = std::ranges::find(roles, Role::duration) != roles.end();
  std::size_t likely = 0, words = 0, lifetimes = 0;
  for (std::size_t row = 1; row <= rows; ++row) {
    const Shape shape = shape_of_names(without_bar(lines[row * width + at].text));
    likely += shape >= Shape::likely ? 1U : 0U;
    words += shape == Shape::word ? 1U : 0U;
    bool fits = true;
    for (std::size_t c = 0; c < width; ++c) {
      fits = fits && (roles[c] != Role::duration ||
                      is_duration_cell(without_bar(lines[row * width + c].text)));
    }
    lifetimes += fits ? 1U : 0U;
    // More than two are looked at where the first do not tell.
    if (row == kEnough && likely == row && lifetimes == row) return true;
  }
  const bool named = likely >= kEnough || (dated && likely > 0 && likely + words == rows);
  return rows == kMostRows && named && lifetimes >= kEnough;
}

/// What `width` lines announce, if the lines below them are rows of that width: two with names in
/// the right place, and lifetimes where they are announced.
std::vector<Role> roles_of_width(const std::vector<FlatLine>& lines, std::size_t width) {
  constexpr std::size_t kLongest = 90;  // bytes of a heading
  if (lines.size() < 3 * width) return {};
  std::vector<Role> roles;
  std::size_t known = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::string_view text = without_bar(lines[i].text);
    if (text.size() > kLongest || is_duration_cell(text) || shape_of(text) == Shape::sure)
      return {};
    roles.push_back(role_of(text));
    if (roles.back() == Role::name && words(fold(text)).size() > 4) return {};
    known += roles.back() != Role::none ? 1U : 0U;
  }
  const auto name = std::ranges::find(roles, Role::name);
  if (name == roles.end() || known < 2 || known + 1 < width) return {};
  const auto at = static_cast<std::size_t>(name - roles.begin());
  if (!are_rows(lines, roles, at)) return {};
  return roles;
}

/// The line of the first name below headings, which may be past the last.
std::size_t first_name(const std::vector<Role>& roles) {
  const auto name = std::ranges::find(roles, Role::name);
  return roles.size() + static_cast<std::size_t>(name - roles.begin());
}

}  // namespace

std::optional<FlatHeads> heads_in_lines(const std::vector<FlatLine>& lines) {
  if (lines.empty() || role_of(without_bar(lines[0].text)) == Role::none) return std::nullopt;
  std::vector<Role> roles = labels_of(lines);
  const bool named = std::ranges::find(roles, Role::name) != roles.end();
  const bool known = roles.size() >= kFewest && named && roles.size() < lines.size();
  const std::size_t narrowest = known ? roles.size() + 1 : kFewest - 1;
  // Below the last label stands a name, else one that is not known may be the last.
  if (!known || shape_of_names(without_bar(
                    lines[std::min(first_name(roles), lines.size() - 1)].text)) < Shape::likely) {
    for (std::size_t width = narrowest; width <= kMost; ++width) {
      if (auto wide = roles_of_width(lines, width); !wide.empty())
        return heads_of_roles(lines, std::move(wide));
    }
  }
  return known ? std::optional(heads_of_roles(lines, std::move(roles))) : std::nullopt;
}

std::string_view without_bar(std::string_view text) {
  text = trim(text);
  while (text.ends_with('|')) text = trim(text.substr(0, text.size() - 1));
  while (text.starts_with('|')) text = trim(text.substr(1));
  return text;
}

}  // namespace cookie_warden::reader
