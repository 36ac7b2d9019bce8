// SPDX-License-Identifier: MPL-2.0
// What text browsers (lynx, w3m, links) and html2text draw where the page had a form, a caption or
// a link: "[ ] Functional", "(BUTTON) Save", "CAPTION: Cookies we use", "[12]Privacy policy".
#include "reader/pages/text_dump.hpp"

#include <algorithm>
#include <array>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr auto kControls =
    std::to_array<std::string_view>({"[ ]", "[x]", "[X]", "[*]", "[_]", "( )", "(*)", "(_)", "[]",
                                     "\u2610", "\u2611", "\u2612", "\u25EF"});

/// Where the controls end that the line begins with; 0 if it begins with none.
std::size_t controls_before(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const auto control = std::ranges::find_if(
      kControls, [&](std::string_view one) { return line.substr(indent).starts_with(one); });
  return control == kControls.end() ? 0 : indent + control->size();
}

/// The digits of "[12]" at `at`, with the brackets; 0 if none stand there before a word.
std::size_t link_number(std::string_view line, std::size_t at) {
  if (line[at] != '[' || (at > 0 && !is_space(line[at - 1]) && line[at - 1] != '(')) return 0;
  std::size_t end = at + 1;
  while (end < line.size() && is_digit(line[end])) ++end;
  const bool number = end > at + 1 && end < at + 5 && end + 1 < line.size() && line[end] == ']';
  return number && !is_space(line[end + 1]) ? end + 1 - at : 0;
}

std::string without_link_numbers(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    if (const std::size_t number = link_number(line, i)) {
      i += number;
    } else {
      out += line[i++];
    }
  }
  return out;
}

}  // namespace

StarredTitle starred_title(std::string_view line) {
  constexpr std::size_t kMostStars = 6;
  line = trim(line);
  const std::size_t stars = std::min(line.find_first_not_of('*'), line.size());
  if (stars < 2 || stars > kMostStars || line.size() < 2 * stars + 3) return {};
  const std::string_view inside = line.substr(stars, line.size() - 2 * stars);
  const bool closed = line.substr(line.size() - stars).find_first_not_of('*') == line.npos;
  if (!closed || inside.front() != ' ' || inside.back() != ' ') return {};
  return {trim(inside), static_cast<int>(kMostStars + 1 - stars)};
}

std::string without_controls(std::string_view text) {
  constexpr std::string_view kCaption = "CAPTION:";
  std::string out;
  for (const std::string_view raw : split_lines(text)) {
    std::string_view line = raw;
    const std::string_view plain = trim(line);
    if (plain.starts_with("(BUTTON)")) {
      line = {};
    } else if (const std::size_t controls = controls_before(line); controls > 0) {
      out.append(controls, ' ');  // columns stay where they are
      line.remove_prefix(controls);
    } else if (plain.starts_with(kCaption)) {
      line = plain.substr(kCaption.size());
    }
    out +=
        line.find('[') == std::string_view::npos ? std::string(line) : without_link_numbers(line);
    out += '\n';
  }
  return out;
}

}  // namespace cookie_warden::reader
