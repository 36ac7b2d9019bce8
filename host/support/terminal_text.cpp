// SPDX-License-Identifier: MPL-2.0
#include "support/terminal_text.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

namespace cookie_warden {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  ///< 0: not UTF-8
};

Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kSmallest[bytes] || code > 0x10FFFF || is_surrogate) return {};
  return {code, bytes};
}

bool is_harmful(std::uint32_t code) {
  const auto between = [code](std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
  };
  return code < 0x20 || between(0x7F, 0x9F) || between(0x200E, 0x200F) || between(0x2028, 0x202E) ||
         between(0x2066, 0x2069) || code == 0x61C || code == 0xFEFF;
}

}  // namespace

std::string terminal_text(std::string_view text) {
  std::string safe;
  std::array<char, 16> escape{};
  while (!text.empty()) {
    const Character c = first_character(text);
    if (c.bytes != 0 && !is_harmful(c.code)) {
      safe.append(text.substr(0, c.bytes));
    } else {
      const bool one_byte = c.bytes < 2;
      const std::uint32_t code = c.bytes == 0 ? static_cast<unsigned char>(text[0]) : c.code;
      std::snprintf(escape.data(), escape.size(), one_byte ? "\\x%02X" : "\\u{%04X}", code);
      safe += escape.data();
    }
    text.remove_prefix(c.bytes == 0 ? 1 : c.bytes);
  }
  return safe;
}

}  // namespace cookie_warden
