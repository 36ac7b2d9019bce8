// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cookie_warden::reader {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  ///< Bytes; 0: no valid sequence starts here.
};

/// The character at `at`, which must lie in `text` (Unicode 15, table 3-7).
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t at);

void append_utf8(std::string& out, std::uint32_t code_point);

/// Bytes that continue a character take no room, nor do form feeds.
[[nodiscard]] constexpr bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && c != '\f';
}

/// How much room valid UTF-8 takes, in characters.
[[nodiscard]] constexpr std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += begins_character(c) ? 1U : 0U;
  return count;
}

/// The byte that character number `character` begins with; the line's size if it has fewer.
[[nodiscard]] constexpr std::size_t byte_of(std::string_view line, std::size_t character) {
  std::size_t at = 0;
  while (at < line.size() && (character > 0 || !begins_character(line[at]))) {
    character -= begins_character(line[at]) ? 1U : 0U;
    ++at;
  }
  return at;
}

[[nodiscard]] constexpr bool is_invisible(std::uint32_t c) {
  return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
         (c >= 0x0300 && c <= 0x036F) || (c >= 0xFE00 && c <= 0xFE0F);
}
[[nodiscard]] constexpr bool is_wide_space(std::uint32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

}  // namespace cookie_warden::reader
