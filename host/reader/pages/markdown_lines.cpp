// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/markdown_lines.hpp"

#include "reader/words/text.hpp"

namespace cookie_warden::reader {

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c == ' ') {
      ++columns;
    } else if (c == '\t') {
      columns += 4;
    } else {
      break;
    }
  }
  return columns;
}

std::size_t bullet_length(std::string_view text) {
  if (text.size() >= 2 && std::string_view("-*+").find(text[0]) != std::string_view::npos) {
    return is_space(text[1]) ? 2 : 0;
  }
  // "a) sessionid", as legal texts count.
  if (text.size() > 2 && is_lower(text[0]) && text[1] == ')' && is_space(text[2])) return 3;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 4 && is_digit(text[digits])) ++digits;
  const bool dot =
      digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return dot && digits + 1 < text.size() && is_space(text[digits + 1]) ? digits + 2 : 0;
}

bool is_ruler(std::string_view text, std::string_view sign) {
  return text.size() >= 2 && text.find_first_not_of(sign) == std::string_view::npos;
}

bool is_separator(std::string_view text) {
  std::size_t dashes = 0;
  bool bar = false;
  const std::size_t last = text.rfind('|');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (last != std::string_view::npos && i > last && !is_space(c) && c != '-' && c != ':') break;
    if (c == '|') {
      bar = true;
    } else if (c == '-') {
      ++dashes;
    } else if (!is_space(c) && c != ':') {
      return false;
    }
  }
  return bar && dashes >= 1;
}

bool is_grid_border(std::string_view text) {
  return text.size() > 4 && text.front() == '+' && text.back() == '+' &&
         text.find_first_not_of("+-=:") == std::string_view::npos;
}

std::vector<std::string_view> split_cells(std::string_view row) {
  std::vector<std::string_view> cells;
  bool code = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '\\') {
      ++i;
    } else if (row[i] == '`') {
      code = !code && row.find('`', i + 1) != std::string_view::npos;
    } else if (row[i] == '|' && !code) {
      cells.push_back(row.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  cells.push_back(row.substr(begin));
  if (!cells.empty() && trim(cells.front()).empty()) cells.erase(cells.begin());
  if (!cells.empty() && trim(cells.back()).empty()) cells.pop_back();
  return cells;
}

}  // namespace cookie_warden::reader
