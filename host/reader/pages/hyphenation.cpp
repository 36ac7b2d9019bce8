// SPDX-License-Identifier: MPL-2.0
// Words that a print has broken at the end of a line ("zapisy-", "wania") are put together, each in
// the line where it begins.
#include <algorithm>
#include <vector>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The last word of a line that ends in a hyphen, without it; empty if there is none.
std::string_view broken_word(std::string_view line) {
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  if (line.size() < 3 || line.back() != '-' || !is_letter(line[line.size() - 2])) return {};
  line.remove_suffix(1);
  const std::size_t blank = line.find_last_of(" \t");
  const std::string_view word = line.substr(blank == std::string_view::npos ? 0 : blank + 1);
  return word.size() > 1 ? word : std::string_view();
}

bool goes_on(std::string_view line, std::string_view next) {
  next = trim(next);
  return !broken_word(line).empty() && !next.empty() && is_letter(next[0]) && !is_upper(next[0]);
}

}  // namespace

std::string without_hyphenation(std::string_view text) {
  constexpr std::size_t kSeveral = 3;  // lines; one may end in a name's own hyphen
  constexpr std::size_t kRare = 15;    // lines to one
  std::vector<std::string_view> lines = split_lines(text);
  std::size_t broken = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    broken += goes_on(lines[i], lines[i + 1]) ? 1U : 0U;
  if (broken < kSeveral || broken * kRare < lines.size()) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i + 1 < lines.size() && goes_on(lines[i], lines[i + 1])) {
      const std::string_view word = broken_word(lines[i]);
      // "wp-settings-": a hyphen of its own.
      const bool own = !std::ranges::all_of(word, [](char c) { return is_letter(c) || c == '('; });
      const auto end = static_cast<std::size_t>(word.data() + word.size() - lines[i].data());
      const std::string_view next = trim(lines[i + 1]);
      const std::size_t blank = std::min(next.find_first_of(" \t"), next.size());
      out.append(lines[i].substr(0, end + (own ? 1 : 0))).append(next.substr(0, blank));
      lines[i + 1] = next.substr(std::min(next.size(), blank + 1));
    } else {
      out += lines[i];
    }
    if (i + 1 < lines.size()) out += '\n';
  }
  return out;
}

}  // namespace cookie_warden::reader
