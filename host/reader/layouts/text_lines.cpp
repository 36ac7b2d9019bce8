// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/text_lines.hpp"

#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/layouts/joined_heads.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "reader/words/utf8.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTitle = 120;  // bytes

}  // namespace

bool is_head(const std::vector<std::string_view>& lines, std::size_t at) {
  if (!joined_heads(lines[at]).empty()) return true;
  if (label_role(lines[at]) == Role::name && at + 1 < lines.size()) {
    const NameCell below = read_name_cell(trim(lines[at + 1]), false);
    if (below.names.size() == 1 && below.refused.empty()) return true;
  }
  return label_role(lines[at]) != Role::none && at + 1 < lines.size() &&
         label_role(lines[at + 1]) != Role::none;
}

bool is_title(std::string_view line) {
  return line.size() <= kLongestTitle && !holds_sentence(line) && !line.ends_with('.') &&
         !line.ends_with(',') && !line.ends_with(';');
}

bool heads_text(std::string_view line) {
  const NameCell cell = read_name_cell(line, true);
  const bool names = !cell.names.empty() && cell.refused.empty();  // "cookielawinfo-checkbox-x"
  return !names && is_title(line) && !line.ends_with(':') && mentions_cookies(line) &&
         judge(line).stated && read_name_cell(line, false).names.empty();
}

bool heads_group(std::string_view line) {
  if (line.size() > 60 || !is_title(line) || line.find(':') != std::string_view::npos) return false;
  const Judgement said = judge_title(line);
  const auto all = words(fold(line.substr(0, line.find('('))));
  // A text that was broken to a width has no line so short.
  const std::size_t most = line.size() <= 45 ? 5 : 3;
  return said.stated && !said.by_brand && !all.empty() && all.size() <= most &&
         read_name_cell(line, false).names.empty() && label_role(line) != Role::name;
}

bool is_full(std::string_view line, std::string_view next, std::size_t width) {
  const std::string_view word = next.substr(0, next.find(' '));
  const std::size_t length = characters(line);
  // A longer line was not broken to that width.
  return length <= width && length + 1 + characters(word) > width;
}

bool goes_on(std::string_view line, std::string_view next, std::size_t width) {
  constexpr std::size_t kNarrowest = 60;       // bytes
  constexpr std::ptrdiff_t kFewestBlanks = 6;  // of a sentence
  line = trim(line);
  next = trim(next);
  if (line.size() < kNarrowest || next.empty()) return false;
  const std::string_view word = next.substr(0, next.find(' '));
  const bool sentence = std::ranges::count(line, ' ') >= kFewestBlanks &&
                        std::string_view(".:!?").find(line.back()) == std::string_view::npos;
  if (sentence && is_full(line, next, width) && begins_large(next) && word.size() < next.size())
    return shape_of(word) < Shape::likely && !heads_text(next) && !heads_group(next);
  // "until you log out" is a cell of its own, and so is "session".
  return word.size() < next.size() && is_lower(next[0]) &&
         word.find_first_of("_-.:*") == std::string_view::npos && !is_duration_cell(next);
}

bool ends_sentence(std::string_view line) {
  return !line.empty() && std::string_view(".:!)").find(line.back()) != std::string_view::npos;
}

bool stands_off(const std::vector<std::string_view>& lines, std::size_t width) {
  constexpr std::size_t kLongest = 60;    // bytes; of the title
  constexpr std::size_t kNarrowest = 50;  // bytes; of a text that was broken to a width
  constexpr std::size_t kRoom = 10;       // bytes that a text would not have left empty
  if (lines.size() < 2 || width < kNarrowest) return false;
  const std::string_view first = trim(lines[0]);
  const std::string_view second = trim(lines[1]);
  const std::string_view word = second.substr(0, second.find(' '));
  const bool sentence =
      second.size() >= kNarrowest ||
      ((second.ends_with(':') || second.ends_with('.')) && std::ranges::count(second, ' ') >= 4);
  const NameCell cell = read_name_cell(first, true);
  const bool names =
      std::ranges::any_of(cell.names, [](const Name& name) { return name.shape >= Shape::likely; });
  return sentence && !names && first.size() <= kLongest && is_title(first) && begins_large(first) &&
         begins_large(second) && word.size() < second.size() &&
         first.size() + 1 + word.size() + kRoom <= width &&
         first.find(':') == std::string_view::npos && label_role(first) == Role::none;
}

bool begins_with_names(std::string_view line) {
  constexpr std::size_t kLongest = 300;  // bytes
  if (line.size() > kLongest) return false;
  std::size_t end = line.size();
  for (const std::string_view sign : {": ", " : ", " - ", " \u2013 ", " ("})
    end = std::min(end, line.find(sign));
  const auto likely = [](const NameCell& cell) {
    return !cell.names.empty() && cell.refused.empty() &&
           std::ranges::any_of(cell.names,
                               [](const Name& name) { return name.shape == Shape::sure; });
  };
  if (end == line.size()) return false;
  if (likely(read_name_cell(line.substr(0, end), true))) return true;
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || label_role(line.substr(0, colon)) != Role::none)
    return false;
  const std::string_view rest = line.substr(colon + 2);
  return likely(read_name_cell(rest.substr(0, rest.find(" (")), true));
}

bool begins_item(std::string_view line) {
  const std::size_t dash = std::min(line.find(" \u2013 "), line.find(" - "));
  if (dash == std::string_view::npos)
    return begins_with_names(line) && line.find(": ") < line.size();
  const std::string_view head = line.substr(0, dash);
  const NameCell cell = read_name_cell(head, true);
  const bool duration = shape_of(head) < Shape::likely && is_duration_cell(head);
  const bool one_word = head.find(' ') == std::string_view::npos && !duration;
  return !cell.names.empty() && cell.refused.empty() && (one_word || cell.names.size() > 1);
}

bool is_dated_name(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const NameCell cell = read_name_cell(line.substr(0, colon), true);
  return cell.names.size() == 1 && cell.refused.empty() && is_duration_cell(line.substr(colon + 2));
}

bool is_line_of_names(std::string_view line) {
  const bool broken = line.find('(') != std::string_view::npos && !line.ends_with(')');
  if (line.ends_with('.') || line.find(": ") != std::string_view::npos || broken) return false;
  const NameCell cell = read_name_cell(line, true);
  return !cell.names.empty() && cell.refused.empty() && std::ranges::all_of(cell.names, is_likely);
}

std::string_view behind_service(std::string_view line) {
  const std::size_t colon = line.find(": ");
  const bool service = colon != line.npos && label_role(line.substr(0, colon)) == Role::none;
  return service ? trim(line.substr(colon + 2)) : line;
}

bool is_described(const std::vector<std::string_view>& lines, std::size_t i) {
  if (i + 1 >= lines.size() || !is_line_of_names(trim(lines[i]))) return false;
  const std::string_view next = trim(lines[i + 1]);
  const auto labels = split_labels(next.substr(0, 60));
  const bool labelled =
      !labels.empty() && labels[0].role != Role::none && labels[0].role != Role::duration;
  return next.find(' ') != std::string_view::npos && !is_lower(next[0]) && !labelled &&
         !is_line_of_names(next);
}

std::size_t description_end(const std::vector<std::string_view>& lines, std::size_t i) {
  constexpr std::size_t kMostLines = 6;
  std::size_t end = i + 2;
  while (end < lines.size() && end < i + kMostLines && trim(lines[end - 1]).ends_with('.') &&
         trim(lines[end]).ends_with('.') && !is_line_of_names(trim(lines[end])))
    ++end;
  return end;
}

bool is_broken(std::string_view line) {
  return line.size() > 2 && (line.ends_with('-') || line.ends_with('_')) &&
         std::ranges::none_of(line, is_space) && line.find_first_of("-_") + 1 < line.size();
}

bool begins_with_sure_name(std::string_view line) {
  const std::string_view word = line.substr(0, line.find_first_of(" ,"));
  return word.size() < line.size() && word.find_first_of("_*") != std::string_view::npos &&
         read_name_cell(word, false).names.size() == 1;
}

bool is_title_of_group(std::string_view line) {
  return heads_text(line) || heads_group(line) || is_bare_other_group(line);
}

}  // namespace cookie_warden::reader
