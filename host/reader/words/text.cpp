// SPDX-License-Identifier: MPL-2.0
#include "reader/words/text.hpp"

#include <array>
#include <optional>

#include "reader/words/utf8.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

/// Base letters of U+00C0 to U+017F (Unicode canonical decomposition; letters without one by
/// their closest look).
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

/// Windows-1252's characters 0x80 to 0x9F; 0 where it has none.
constexpr std::array<std::uint16_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  std::uint32_t high = 0;
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const std::uint32_t unit = big_endian ? first * 256U + second : second * 256U + first;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      append_utf8(out, high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : kReplacement);
      high = 0;
    } else if (unit != '\r') {
      append_utf8(out, unit ? unit : kReplacement);
    }
  }
  return out;
}

/// Bytes above 0x7F, and not one of them part of a valid UTF-8 sequence.
bool looks_like_windows_1252(std::string_view bytes) {
  bool broken = false;
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint c = decode(bytes, i);
    if (c.length > 1) return false;
    broken = broken || c.length == 0;
    ++i;
  }
  return broken;
}

void append_byte(std::string& out, unsigned char byte, bool windows) {
  std::uint32_t c = windows ? byte : kReplacement;
  if (windows && byte >= 0x80 && byte < 0xA0) c = kWindows[byte - 0x80U];
  append_utf8(out, c ? c : kReplacement);
}

/// What fold() makes of one character above ASCII; empty: nothing.
std::string_view fold_wide(std::uint32_t c, std::string_view original) {
  if (c == 0xDF || c == 0x1E9E) return "ss";
  if (c >= 0xC0 && c < 0x180) return kLatin.substr(c - 0xC0, 1);
  if (is_invisible(c)) return {};
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0xB4) return "'";
  if (c >= 0x2010 && c <= 0x2015) return "-";
  const bool symbol =
      c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || c == 0x3000 || c == 0xFFFD || c >= 0x1F000;
  return symbol ? " " : original;
}

}  // namespace

std::string clean_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return from_utf16(bytes, bytes[0] == '\xFE');
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const bool windows = looks_like_windows_1252(bytes);
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint c = decode(bytes, i);
    if (c.length == 0) {
      append_byte(out, static_cast<unsigned char>(bytes[i]), windows);
    } else if (c.value == 0) {
      append_utf8(out, kReplacement);
    } else if (c.value == '\r') {
      if (i + 1 == bytes.size() || bytes[i + 1] != '\n') out += '\n';
    } else {
      out.append(bytes, i, c.length);
    }
    i += c.length ? c.length : 1;
  }
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const CodePoint c = decode(utf8, i);
    const std::size_t length = c.length ? c.length : 1;
    if (c.length == 1) {
      const char byte = utf8[i];
      out += is_space(byte) ? ' ' : to_lower(byte);
    } else if (c.length > 1) {
      out += fold_wide(c.value, utf8.substr(i, length));
    }
    i += length;
  }
  return out;
}

std::vector<std::string> words(std::string_view folded) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : folded) {
    if (is_alnum(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

std::string squeeze(std::string_view text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  bool line = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    const std::size_t length = c.length ? c.length : 1;
    const bool space = (c.length == 1 && is_space(text[i])) || is_wide_space(c.value);
    if (space) {
      blank = true;
      line = line || text[i] == '\n';
    } else if (!is_invisible(c.value)) {
      if (blank && !out.empty()) out += keep_lines && line ? '\n' : ' ';
      blank = line = false;
      out.append(text, i, length);
    }
    i += length;
  }
  return out;
}

std::string plain_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    const std::size_t length = c.length ? c.length : 1;
    if (c.length > 1 && is_wide_space(c.value)) {
      out += ' ';
    } else if (c.length <= 1 || !is_invisible(c.value)) {
      out.append(text, i, length);
    }
    i += length;
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const auto wide_at = [&](std::size_t at) -> std::size_t {
    const CodePoint c = decode(text, at);
    return c.length > 1 && (is_wide_space(c.value) || is_invisible(c.value)) ? c.length : 0;
  };
  while (!text.empty()) {
    const std::size_t cut = is_space(text.front()) ? 1 : wide_at(0);
    if (cut == 0) break;
    text.remove_prefix(cut);
  }
  while (!text.empty()) {
    if (is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.size() >= 2 && wide_at(text.size() - 2) == 2) {
      text.remove_suffix(2);
    } else if (text.size() >= 3 && wide_at(text.size() - 3) == 3) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i != text.size() && text[i] != '\n') continue;
    lines.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return lines;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return std::string(text.substr(0, limit));
}

}  // namespace cookie_warden::reader
