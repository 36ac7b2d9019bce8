// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/cell_sense.hpp"

#include <algorithm>

#include "reader/layouts/row.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_small(char c) { return is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }

int humps_in(std::string_view text) {
  int count = 0;
  for (std::size_t i = 1; i < text.size(); ++i) count += is_hump(text, i) ? 1 : 0;
  return count;
}

enum class Host { no, likely, sure };

Host host_in(std::string_view token) {
  while (token.starts_with('.')) token.remove_prefix(1);
  while (token.ends_with(',')) token.remove_suffix(1);
  token = token.substr(0, token.find('/'));
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || token.size() - dot < 3) return Host::no;
  const bool fits = std::ranges::all_of(token.substr(dot + 1), is_lower) &&
                    std::ranges::all_of(token, [](char c) {
                      return is_lower(c) || is_digit(c) || c == '.' || c == '-' || c == '*';
                    });
  if (!fits) return Host::no;
  return is_domain(token.substr(dot)) || is_domain(token) ? Host::sure : Host::likely;
}

/// Hosts one after another, parted by blanks or commas.
Host hosts_in(std::string_view text) {
  Host least = Host::sure;
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view token = text.substr(i, end - i);
    i = end + 1;
    if (token.empty() || token == ",") continue;
    least = std::min(least, host_in(token));
    any = true;
  }
  return any ? least : Host::no;
}

int sense_of_name(const Name& name, const CellContext& context) {
  const std::string_view text = name.printed;
  if (is_known_name(text)) return 10;
  // Among words that blanks part any may be one.
  const int word = context.glued ? 0 : -2;
  int sense = name.shape == Shape::sure ? 7 : name.shape == Shape::likely ? 4 : word;
  // Two cells that run together look like a name often enough.
  if (context.glued) sense -= humps_in(text);
  if (text.starts_with('_')) ++sense;
  if (text.ends_with('_') || text.ends_with('-')) sense -= 2;
  if (text.starts_with("_pk_")) return sense;  // "_pk_id.14.b7d2"
  const auto dots = std::ranges::count(text.substr(std::min<std::size_t>(1, text.size())), '.');
  return sense - 2 * static_cast<int>(dots);
}

/// Parted by nothing but blanks.
bool are_sure_names(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    if (shape_of(text.substr(i, end - i)) != Shape::sure) return false;
    i = end + 1;
  }
  return true;
}

/// A part between commas has more words than a name and its conjunction.
bool holds_text(std::string_view list) {
  constexpr std::ptrdiff_t kMostBlanks = 4;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find_first_of(",;/", begin), list.size());
    const std::string_view part = trim(list.substr(begin, end - begin));
    const std::string_view head = part.substr(0, part.find('('));
    if (std::ranges::count(head, ' ') > kMostBlanks && !are_sure_names(trim(head))) return true;
    begin = end + 1;
  }
  return false;
}

int sense_of_names(std::string_view cell, const CellContext& context) {
  constexpr std::size_t kLongestOther = 60;  // bytes: "(a name made anew for each visit)"
  const bool list = cell.find_first_of(",;/") != cell.npos;
  if (!list && cell.size() > kLongestOther) return kNoSense;
  const std::string_view head = trim(cell.substr(0, cell.find('(')));
  if (!list && head.find(' ') != head.npos && !are_sure_names(head)) return -7;
  if (list && holds_text(cell)) return -7;
  const NameCell read = read_name_cell(cell, true);
  if (read.names.empty() && std::ranges::all_of(cell, is_lower)) return -1;  // "session"
  const bool few = read.names.size() < 4;  // a long list may hold a text that is no name
  if (read.names.empty() || (few && !read.refused.empty()))
    return cell.size() < kLongestOther ? -7 : kNoSense;
  int sum = 0;
  for (const Name& name : read.names) sum += sense_of_name(name, context);
  const int mean = sum / static_cast<int>(read.names.size());
  return mean - (read.beside.empty() ? 0 : 1) - (read.refused.empty() ? 0 : 3);
}

int sense_of_duration(std::string_view cell, const CellContext& context) {
  if (cell.find_first_of("_[]*#=") != cell.npos) return -6;
  // "years2 days"
  const std::size_t digit = cell.find_first_of("0123456789");
  const bool stuck = digit != cell.npos && digit > 0 && is_lower(cell[digit - 1]);
  // "Measures 2 years": the first word is the cell's before.
  const std::size_t blank = cell.find(' ');
  const bool more = digit != 0 && blank != cell.npos && is_duration_cell(cell.substr(blank + 1));
  if (is_duration_cell(cell)) return stuck ? 4 : more ? 6 : 8;
  if (context.unit && cell.size() < 12 && read_duration(cell, context.unit)) return 8;
  if (cell.size() > 60 && cell.find(',') == cell.npos) return kNoSense;
  if (cell.find(',') != cell.npos && is_duration_cell(cell.substr(0, cell.find(',')))) return 8;
  return read_duration(cell, context.unit) ? 2 : -6;
}

int sense_of_text(std::string_view cell, int humps, const CellContext& context) {
  int sense = begins_with_capital(cell) ? 2 : context.glued ? -3 : -2;
  if (cell.size() >= 20) sense += 2;
  if (cell.find(' ') != cell.npos) sense += 1;
  if (cell.ends_with('.')) sense += 1;
  if (context.glued) sense -= std::min(10, 3 * humps);
  if (cell.size() < 60 && is_duration_cell(cell)) sense -= 5;
  if (cell.size() < 100 && hosts_in(cell) != Host::no) sense -= 4;
  return sense;
}

/// "Meta Platforms Ireland Limited"
bool ends_with_company(std::string_view text) {
  const std::size_t blank = text.rfind(' ');
  return blank != text.npos && names_company(text.substr(blank));
}

int sense_of_provider(std::string_view cell, int humps, const CellContext& context) {
  if (const Host host = hosts_in(cell); host != Host::no) return host == Host::sure ? 6 : 3;
  if (read_party(cell) && cell.size() < 40) return 4;
  int sense = begins_with_capital(cell) ? 3 : -2;
  if (cell.size() < 60 && ends_with_company(cell)) sense += 4;
  if (context.glued) sense -= 3 * std::max(0, humps - 1);  // "GitHub"
  if (cell.size() > 50) sense -= 4;
  if (is_duration_cell(cell)) sense -= 6;
  const NameCell names = read_name_cell(cell, true);
  const bool named =
      std::ranges::any_of(names.names, [](const Name& name) { return name.shape == Shape::sure; });
  return named ? sense - 6 : sense;
}

int sense_of_domain(std::string_view cell) {
  if (const Host host = hosts_in(cell); host != Host::no) return host == Host::sure ? 7 : 4;
  if (read_party(cell) && cell.size() < 40) return 4;
  return cell.size() < 40 ? -2 : kNoSense;
}

/// A column of a few words: a category, a party, a kind of storage, an answer.
int sense_of_label(Role role, std::string_view cell) {
  const auto all = words(fold(cell));
  const bool category = category_cell(cell).has_value();
  const bool party = read_party(cell).has_value();
  const bool storage = vocabulary().storage.any(all);
  const bool duration = is_duration_cell(cell);
  int size = cell.size() > 60 ? -6 : cell.size() > 30 ? -2 : 0;
  size += begins_with_capital(cell) ? 1 : 0;
  if (cell.find(". ") != cell.npos) size -= 4;
  size += vocabulary().parties.whole(all) || vocabulary().categories.whole(all) ? 4 : 0;
  // "90 days Advertising" is two cells.
  if (role == Role::category && category) return is_digit(cell[0]) ? size : 6 + size;
  if (role == Role::party && party) return 6 + size;
  if (role == Role::storage && storage) return 6 + size;
  if (role == Role::consent) {
    if (vocabulary().answers.whole(all)) return 6;
    // "Choose 'only essential cookies' in the banner"
    if (invites_choice(cell)) return 7 + size;
    return category || consent_in(cell).needed || consent_in(cell).not_needed ? 4 : size - 1;
  }
  return category || party || storage || duration ? 3 + size : -3 + size;
}

constexpr int kSureSign = 8;

bool is_sign_of(const Legend* legend, std::string_view cell) {
  return legend != nullptr && cell.size() <= 4 && legend->contains(std::string(cell));
}

}  // namespace

std::size_t longest_cell(Role role) {
  switch (role) {
    case Role::name:
      return 2000;
    case Role::duration:
    case Role::domain:
      return 600;
    case Role::purpose:
    case Role::none:
      return std::string_view::npos;
    default:
      return 90;
  }
}

bool begins_with_capital(std::string_view text) {
  if (text.size() < 2 || static_cast<unsigned char>(text[0]) < 0x80)
    return !text.empty() && is_upper(text[0]);
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto next = static_cast<unsigned char>(text[1]);
  if (lead == 0xC3) return next <= 0x9E;  // U+00C0 to U+00DE
  if (lead != 0xC4 && lead != 0xC5) return false;
  // In Latin Extended-A capitals have even numbers, but odd ones from U+0139 and U+0179 on.
  const bool odd =
      (lead == 0xC4 && next >= 0xB9) || (lead == 0xC5 && (next <= 0x88 || next >= 0xB9));
  return (next % 2 == 1) == odd;
}

bool is_hump(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size() || !is_upper(text[at]) || !is_small(text[at + 1]))
    return false;
  const char before = text[at - 1];
  return is_small(before) || before == ')' || before == '.';
}

int cell_sense(Role role, std::string_view cell, int humps, const CellContext& context) {
  if (cell.empty()) return 0;
  // The rest of a list.
  if (cell[0] == ',' || cell[0] == ';') return -8;
  const bool text = role == Role::purpose || role == Role::none || role == Role::provider;
  const bool label = role != Role::name && role != Role::duration && role != Role::domain &&
                     role != Role::purpose && role != Role::provider;
  if (label && is_sign_of(context.legend, cell)) return kSureSign;
  if (!text && (cell.ends_with('.') || (role == Role::name && cell.ends_with(',')))) return -8;
  switch (role) {
    case Role::name:
      return sense_of_names(cell, context);
    case Role::duration:
      return sense_of_duration(cell, context);
    case Role::purpose:
      return sense_of_text(cell, humps, context);
    case Role::provider:
      return sense_of_provider(cell, humps, context);
    case Role::domain:
      return sense_of_domain(cell);
    case Role::none:
    case Role::other:
      return std::min(1, sense_of_text(cell, humps, context) - 3);
    default:
      return sense_of_label(role, cell);
  }
}

}  // namespace cookie_warden::reader
