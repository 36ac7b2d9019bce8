// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// UTF-8 without NUL, byte order mark, carriage returns or broken sequences (each becomes U+FFFD).
/// UTF-16 with a byte order mark, and bytes that are no UTF-8 at all (taken as Windows-1252), are
/// converted. Never changes the number of line feeds of a UTF-8 page.
[[nodiscard]] std::string clean_utf8(std::string_view bytes);

/// For comparing: lower case, Latin letters without diacritics, typographic quotes and dashes as
/// ASCII, other symbols and all white space as one blank each, invisible characters dropped.
[[nodiscard]] std::string fold(std::string_view utf8);

/// Words of a folded text: runs of letters and digits.
[[nodiscard]] std::vector<std::string> words(std::string_view folded);

/// Blanks, no-break and zero-width spaces taken from both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Runs of white space become one blank (one line feed if they hold one and `keep_lines`),
/// zero-width characters are dropped, ends trimmed.
[[nodiscard]] std::string squeeze(std::string_view text, bool keep_lines = false);

/// No-break and other wide spaces become blanks, zero-width characters are dropped.
[[nodiscard]] std::string plain_spaces(std::string_view text);

[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
[[nodiscard]] constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
/// The text begins with a capital, or with a letter that is not ASCII and may be one.
[[nodiscard]] constexpr bool begins_large(std::string_view text) {
  return !text.empty() && (is_upper(text[0]) || static_cast<unsigned char>(text[0]) >= 0x80);
}
/// With a small letter, of those of the Latin-1 Supplement also ("\u00EAtre"): sentences go on so.
[[nodiscard]] constexpr bool begins_small(std::string_view text) {
  if (text.size() < 2 || is_lower(text[0])) return !text.empty() && is_lower(text[0]);
  const auto first = static_cast<unsigned char>(text[0]);
  const auto second = static_cast<unsigned char>(text[1]);
  return first == 0xC3 && second >= 0x9F && second != 0xB7;  // U+00DF to U+00FF, but not the sign
}
[[nodiscard]] constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

/// ASCII letters only.
[[nodiscard]] std::string lower(std::string_view text);

/// At most `limit` bytes of `text`, cut between characters.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t limit);

}  // namespace cookie_warden::reader
