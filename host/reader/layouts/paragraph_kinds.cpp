// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/paragraph_kinds.hpp"

#include <algorithm>

#include "reader/layouts/text_lines.hpp"
#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// The label that the line begins with.
Role leading_label(std::string_view line) {
  const auto labels = split_labels(trim(line).substr(0, 200));
  return labels.empty() ? Role::none : labels[0].role;
}

/// A name in its line, and "Purpose: ..." in the next. `label`: what the cards before this one
/// begin with; a word that is written as no name is may stand there too.
bool begins_card(const std::vector<std::string_view>& lines, std::size_t i, Role label) {
  if (i + 1 >= lines.size()) return false;
  const Role role = leading_label(lines[i + 1]);
  if (role == Role::none || role == Role::name) return false;
  const std::string_view line = trim(lines[i]);
  if (is_line_of_names(behind_service(line))) return true;
  const NameCell cell = read_name_cell(line, true);
  return role == label && line.find(' ') == line.npos && label_role(line) == Role::none &&
         cell.names.size() == 1 && cell.refused.empty();
}

/// The longest label right before a colon: where it begins; npos if none stands there.
std::size_t begin_of_label(std::string_view line, std::size_t colon) {
  constexpr std::size_t kMostWords = 3;
  std::size_t found = std::string_view::npos;
  std::size_t begin = colon;
  for (std::size_t word = 0; word < kMostWords && begin > 0; ++word) {
    const std::size_t blank = line.rfind(' ', begin - 1);
    begin = blank == std::string_view::npos ? 0 : blank;
    const std::size_t first = blank == std::string_view::npos ? 0 : blank + 1;
    if (label_role(line.substr(first, colon - first)) != Role::none) found = first;
  }
  return found;
}

}  // namespace

bool begins_with_code(const Block& block) {
  if (block.kind != Block::Kind::paragraph || block.level == 0 || block.text.marks.empty())
    return false;
  const Text::Mark& mark = block.text.marks[0];
  if (mark.begin != 0 || !mark.code) return false;
  const NameCell cell = read_name_cell(block.text.plain.substr(0, mark.end), true);
  const std::string_view rest = trim(std::string_view(block.text.plain).substr(mark.end));
  const bool goes_on = !rest.empty() && (rest[0] == ',' || rest[0] == ':' || rest[0] == '(' ||
                                         rest.starts_with("\u2013"));
  return cell.names.size() == 1 && cell.refused.empty() && goes_on;
}

bool lists_names(const std::vector<std::string_view>& lines) {
  const auto named = std::ranges::count_if(
      lines, [](std::string_view line) { return begins_with_names(trim(line)); });
  // "usprivacy: 1 year" and "plz \u2013 your postcode", among others, are names too.
  const auto all = [&](auto fits) {
    return named > 0 &&
           std::ranges::all_of(lines, [&](std::string_view line) { return fits(trim(line)); });
  };
  return lines.size() >= 2 &&
         (all(is_dated_name) || all(begins_item) || named * 4 >= std::ssize(lines) * 3);
}

std::size_t first_described_item(const std::vector<std::string_view>& lines) {
  constexpr std::ptrdiff_t kFewest = 3;
  constexpr std::size_t kMostAbove = 4;  // lines of a title and its text
  std::size_t first = 0;
  while (first < lines.size() && first <= kMostAbove && !begins_item(trim(lines[first]))) ++first;
  if (first + 3 > lines.size() || !begins_item(trim(lines[first]))) return lines.size();
  // A service may stand above its cookies.
  if (first == 1 && is_title(trim(lines[0]))) first = 0;
  const auto sure = std::ranges::count_if(lines, [](std::string_view line) {
    return begins_item(trim(line)) && begins_with_names(trim(line));
  });
  return sure >= kFewest && sure * 6 >= std::ssize(lines) ? first : lines.size();
}

bool dates_names(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view label = trim(lines[i]);
    if (label.ends_with(':') && is_dated_name(trim(lines[i + 1])) &&
        label_role(label.substr(0, label.size() - 1)) == Role::duration)
      return true;
  }
  return false;
}

bool describes_names(const std::vector<std::string_view>& lines) {
  std::size_t pairs = 0;
  std::size_t followed = 0;  // by the next pair, a title or nothing: no cells of a table
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_described(lines, i)) continue;
    ++pairs;
    const std::size_t end = description_end(lines, i);
    const std::string_view next = end < lines.size() ? trim(lines[end]) : std::string_view();
    followed += next.empty() || is_line_of_names(next) || heads_text(next) ? 1U : 0U;
  }
  return pairs > 0 && lines.size() > 2 && followed * 2 >= pairs;
}

bool defines_names(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with(": ")) return i > 0;
    const std::string_view line = trim(lines[i]);
    const NameCell cell = read_name_cell(line, true);
    if (cell.names.empty() || !cell.refused.empty()) return false;
  }
  return false;
}

bool describes_name(const Block& block) {
  constexpr std::size_t kLongestLabel = 60;  // bytes
  const std::string_view text = block.text.plain;
  const std::size_t end = text.find('\n');
  if (block.kind != Block::Kind::paragraph || end != text.rfind('\n') || end > text.size()) {
    return false;
  }
  const std::string_view name = trim(text.substr(0, end));
  const std::string_view rest = trim(text.substr(end));
  if (std::ranges::any_of(name, is_space) || !rest.ends_with('.')) return false;
  const NameCell cell = read_name_cell(name, true);
  const auto labels = split_labels(rest.substr(0, kLongestLabel));
  const bool labelled =
      std::ranges::any_of(labels, [](const Labelled& part) { return part.role != Role::none; });
  return cell.names.size() == 1 && cell.refused.empty() && cell.names[0].shape >= Shape::likely &&
         !labelled;
}

bool dates_one_name(const Block& block) {
  const std::string_view text = block.text.plain;
  if (block.kind != Block::Kind::paragraph || !is_dated_name(text)) return false;
  const NameCell cell = read_name_cell(text.substr(0, text.find(':')), true);
  return !cell.names.empty() && is_likely(cell.names[0]);
}

bool parts_cards(const std::vector<std::string_view>& lines, std::size_t at) {
  return label_role(lines[at + 1]) == Role::name && label_role(lines[at - 1]) == Role::none &&
         heads_group(trim(lines[at]));
}

bool holds_cards(std::string_view line) {
  constexpr std::size_t kShortest = 200;  // bytes
  std::size_t names = 0;
  if (line.size() < kShortest) return false;
  for (std::size_t colon = line.find(": "); colon != line.npos && names < 2;
       colon = line.find(": ", colon + 1)) {
    const std::size_t begin = begin_of_label(line, colon);
    names += begin < colon && label_role(line.substr(begin, colon - begin)) == Role::name ? 1U : 0U;
  }
  return names > 1;
}

std::vector<std::string_view> split_at_labels(std::string_view line) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t colon = line.find(": "); colon != line.npos;
       colon = line.find(": ", colon + 1)) {
    const std::size_t begin = begin_of_label(line, colon);
    if (begin >= colon || begin <= from) continue;
    parts.push_back(trim(line.substr(from, begin - from)));
    from = begin;
  }
  parts.push_back(trim(line.substr(from)));
  return parts;
}

bool heads_cards(const std::vector<std::string_view>& lines, std::size_t at) {
  const std::string_view line = trim(lines[at]);
  const std::string_view above = trim(lines[at - 1]);
  // The value of the card's last label may stand in a line of its own; a title is none.
  const bool ended =
      leading_label(above) != Role::none || (at > 1 && label_role(lines[at - 2]) != Role::none);
  // ... or a sentence below the labels.
  const bool described = at > 1 && above.ends_with('.') && heads_text(line) &&
                         leading_label(lines[at - 2]) != Role::none;
  return (ended || described) && label_role(above) == Role::none &&
         leading_label(line) == Role::none && (is_title_of_group(line) || is_other_group(line));
}

bool stand_alone(const std::vector<std::string_view>& lines) {
  const auto labels = std::ranges::count_if(lines, [](std::string_view line) {
    const auto parts = split_labels(trim(line).substr(0, 60));
    return label_role(line) != Role::none || (!parts.empty() && parts[0].role != Role::none);
  });
  return lines.size() > 1 && labels < 2;
}

std::pair<std::size_t, std::size_t> run_of_names(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kShortest = 45;  // bytes of a line of sentences
  std::size_t begin = 0;
  while (begin < lines.size() && !is_line_of_names(trim(lines[begin]))) ++begin;
  std::size_t end = begin;
  while (end < lines.size() && is_line_of_names(trim(lines[end]))) ++end;
  const bool below =
      begin > 0 && trim(lines[begin - 1]).find_last_of(".:!)") + 1 == trim(lines[begin - 1]).size();
  const bool prose = std::ranges::any_of(
      lines, [](std::string_view line) { return trim(line).size() >= kShortest; });
  const bool apart = begin == 0 || below;
  return end - begin >= 2 && apart && prose ? std::pair{begin, end} : std::pair{end, end};
}

std::vector<std::size_t> cards_in(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> begins;
  Role label = Role::none;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // The last one's labels may stand on the next page of a print.
    const bool last = i + 1 == lines.size() && !begins.empty() &&
                      is_line_of_names(behind_service(trim(lines[i])));
    if (!last && !begins_card(lines, i, label)) continue;
    if (begins.empty()) label = leading_label(lines[i + 1]);
    begins.push_back(i);
  }
  // One, below what the card before it ends with.
  const bool after = begins.size() == 1 && begins[0] > 0 && leading_label(lines[0]) != Role::none &&
                     is_line_of_names(behind_service(trim(lines[begins[0]])));
  return begins.size() > 1 || after ? begins : std::vector<std::size_t>();
}

}  // namespace cookie_warden::reader
