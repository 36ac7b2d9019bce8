// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_items.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Those that are words or signs of a sentence elsewhere need a blank after them.
constexpr std::array<std::string_view, 15> kBullets = {
    "\u2022", "\u2606", "\u25CE", "\u25CF", "\u25AA", "\u25CB",  "\u25E6", "\u25A1",
    "\u25A0", "\u2023", "- ",     "* ",     "+ ",     "\u2013 ", "\u00B7 "};

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t\f"), line.size());
}

/// "12." or "12)" and a blank: where the text begins; 0 if the line does not begin so.
std::size_t after_number(std::string_view line, std::size_t indent, int& number) {
  constexpr int kMost = 999;
  const char* begin = line.data() + indent;
  const auto [end, error] = std::from_chars(begin, line.data() + line.size(), number);
  const auto at = static_cast<std::size_t>(end - line.data());
  if (error != std::errc() || !is_digit(line[indent]) || number > kMost) return 0;
  if (at + 2 > line.size() || (line[at] != '.' && line[at] != ')') || line[at + 1] != ' ') return 0;
  const std::size_t text = line.find_first_not_of(' ', at + 1);
  return text == std::string_view::npos ? 0 : text;
}

/// The item of a numbered list that may go on.
struct Numbered {
  std::size_t line = 0;
  int number = 0;  ///< 0: none.
  ItemSign sign{};
};

/// Numbers are set to the right or to the left, so that their signs may begin a byte apart.
bool goes_on(const Numbered& last, const ItemSign& sign, int number) {
  constexpr std::size_t kShift = 2;  // bytes
  return last.number > 0 && number == last.number + 1 && last.sign.indent <= sign.indent + kShift &&
         sign.indent <= last.sign.indent + kShift;
}

void add_numbered(const std::vector<std::string_view>& lines, std::vector<ItemSign>& signs) {
  Numbered last;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Numbered item{i, 0, {indent_of(lines[i]), 0, 0}};
    item.sign.text = after_number(lines[i], item.sign.indent, item.number);
    item.sign.column = item.sign.text;
    if (item.sign.text > 0) {
      if (goes_on(last, item.sign, item.number)) {
        signs[last.line] = last.sign;
        signs[i] = item.sign;
      }
      last = item;
    } else if (item.sign.indent <= last.sign.indent || trim(lines[i]).empty()) {
      last = {};
    }
  }
}

}  // namespace

std::vector<ItemSign> item_signs(const std::vector<std::string_view>& lines) {
  std::vector<ItemSign> signs(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t indent = indent_of(lines[i]);
    const std::string_view text = lines[i].substr(indent);
    const auto bullet = std::ranges::find_if(
        kBullets, [&](std::string_view sign) { return text.starts_with(sign); });
    if (bullet == kBullets.end()) continue;
    const std::size_t begin =
        std::min(lines[i].find_first_not_of(' ', indent + bullet->size()), lines[i].size());
    const std::size_t sign = bullet->size() - (bullet->ends_with(' ') ? 1 : 0);
    signs[i] = {indent, begin, begin - sign + 1};
  }
  add_numbered(lines, signs);
  return signs;
}

int OpenLists::enter(const ItemSign& sign) {
  while (!open_.empty() && open_.back().column > sign.indent) open_.pop_back();
  open_.push_back(sign);
  return static_cast<int>(open_.size());
}

int OpenLists::leave(std::size_t indent) {
  while (!open_.empty() && open_.back().column > indent) open_.pop_back();
  return static_cast<int>(open_.size());
}

}  // namespace cookie_warden::reader
