// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/markdown_rows.hpp"

#include <algorithm>

#include "reader/pages/markdown_lines.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {

std::vector<std::string_view> cells_of(std::string_view text) {
  if (text.starts_with('|')) text.remove_prefix(1);
  const bool blank_first = !text.empty() && text.find('|') != std::string_view::npos &&
                           trim(text.substr(0, text.find('|'))).empty();
  std::vector<std::string_view> cells = split_cells(text);
  if (blank_first) cells.insert(cells.begin(), std::string_view{});
  return cells;
}

bool holds_headings(std::string_view text) {
  std::size_t known = 0;
  bool named = false;
  for (std::string_view cell : split_cells(text)) {
    while (!cell.empty() && (is_space(cell[0]) || cell[0] == '*')) cell.remove_prefix(1);
    while (!cell.empty() && (is_space(cell.back()) || cell.back() == '*')) cell.remove_suffix(1);
    const Role role = label_role(cell);
    known += role != Role::none ? 1U : 0U;
    named = named || role == Role::name;
  }
  return named && known > 2;
}

bool stands_in_table(const std::vector<std::string_view>& lines, std::size_t at) {
  const std::string_view text = trim(lines[at]);
  constexpr std::size_t kLongest = 60;  // bytes
  if (text.size() > kLongest || at == 0 || at + 1 >= lines.size()) return false;
  return trim(lines[at - 1]).find('|') != std::string_view::npos &&
         std::ranges::count(lines[at + 1], '|') > 1 && !text.starts_with('#');
}

std::string broken_row(const std::vector<std::string_view>& lines, std::size_t at,
                       std::size_t& count) {
  constexpr std::size_t kMostLines = 12;
  const std::string_view text = trim(lines[at]);
  if (!text.starts_with('|') || text.ends_with('|')) return {};
  std::string whole(text);
  for (std::size_t i = at + 1; i < lines.size() && i < at + kMostLines; ++i) {
    const std::string_view next = trim(lines[i]);
    if (next.starts_with('|') || next.starts_with('#')) return {};
    whole.append(" ").append(next);
    if (!next.ends_with('|')) continue;
    count = i + 1 - at;
    return whole;
  }
  return {};
}

OpenRow open_row(const std::vector<std::string_view>& lines, std::size_t at) {
  constexpr std::size_t kMostLines = 200;  // of a cell
  const std::string_view first = trim(lines[at]);
  const bool begins = first.size() > 2 && first.starts_with('|') && !is_separator(first);
  if (!begins || at + 1 >= lines.size() || trim(lines[at + 1]).starts_with('|')) return {};
  std::string whole(first);
  if (!first.ends_with('|')) whole += "<br>";
  for (std::size_t i = at + 1; i < std::min(lines.size(), at + kMostLines); ++i) {
    const std::string_view line = trim(lines[i]);
    if (line == "|") return {i + 1, whole + " |"};
    if (line.starts_with('|') || line.starts_with('#')) return {};
    if (!line.empty()) whole.append(line.substr(bullet_length(line))).append("<br>");
  }
  return {};
}

bool ends_in_tag(std::string_view line) {
  const std::size_t open = line.rfind('<');
  return open != line.npos && open + 1 < line.size() && is_alpha(line[open + 1]) &&
         line.find('>', open) == line.npos;
}

}  // namespace cookie_warden::reader
