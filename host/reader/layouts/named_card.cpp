// SPDX-License-Identifier: MPL-2.0
// "session-", and in the lines below it "Provider: ...", "Purpose: ...", "Expires: ...": a card
// whose first line is the name itself.
#include <algorithm>

#include "reader/layouts/readers.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestName = 300;  // bytes: some cards stand for several cookies
constexpr std::size_t kLongestCard = 3000;

std::vector<Name> names_of_line(std::string_view line) {
  if (line.size() > kLongestName || label_role(line) != Role::none) return {};
  NameCell cell = read_name_cell(line, true);
  const bool nouns = std::ranges::any_of(cell.names, [](const Name& name) {
    const bool noun = is_upper(name.printed[0]) && std::ranges::any_of(name.printed, is_lower);
    return name.shape == Shape::none || (name.shape == Shape::word && noun);
  });
  return cell.refused.empty() && !nouns ? std::move(cell.names) : std::vector<Name>{};
}

/// Labels that a cookie has, and a company has not.
bool describes_cookie(const std::vector<Labelled>& parts) {
  std::size_t known = 0;
  bool telling = false;
  for (const Labelled& part : parts) {
    known += part.role != Role::none && part.role != Role::other ? 1U : 0U;
    telling = telling || part.role == Role::duration || part.role == Role::purpose;
  }
  return known >= 2 && telling && parts[0].role != Role::none;
}

}  // namespace

bool read_named_card(const Block& block, const Section& section, Rows& out) {
  const std::string_view text = block.text.plain;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || text.size() > kLongestCard) return false;
  std::vector<Name> names = names_of_line(text.substr(0, end));
  if (names.empty()) return false;
  const std::vector<Labelled> parts = split_labels(text.substr(end + 1));
  if (parts.empty() || !describes_cookie(parts)) return false;
  Fields fields;
  Row& row = fields.row;
  row.names_sure = std::ranges::any_of(names, [](const Name& n) { return n.shape == Shape::sure; })
                       ? Confidence::high
                       : Confidence::medium;
  row.names = std::move(names);
  row.line = block.line;
  row.section = section.title();
  for (const Labelled& part : parts) fields.take(part.role, part.label, part.value);
  out.add(fields.finish(section.judgement()));
  return true;
}

}  // namespace cookie_warden::reader
