// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kFewestLiterals = 2;  // "*", "_*" or "a*" would mean half the jar

std::size_t run_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end - at;
}

bool is_part_end(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == '_' || text[at] == '-' || text[at] == '.';
}

/// "xxxx", "XX" or "nnnn" that stand for an identifier. Two letters do only between separators.
bool is_letter_run(std::string_view text, std::size_t at, std::size_t length) {
  const char c = text[at];
  if (c == 'n' || c == 'N') return length >= 4;
  if (c != 'x' && c != 'X') return false;
  const bool parted = at > 0 && is_part_end(text, at - 1) && is_part_end(text, at + length);
  if (length >= 3) return true;
  const bool after_run = text.substr(0, at).find("XX") != std::string_view::npos;
  return parted && (length == 2 || (after_run && text[at - 1] == '-'));
}

/// "{id}", "<id>", "[id]": the length of the placeholder, 0 if it is none.
std::size_t bracket_length(std::string_view text, std::size_t at) {
  constexpr std::string_view kOpen = "{<[";
  constexpr std::string_view kClose = "}>]";
  const std::size_t kind = kOpen.find(text[at]);
  if (kind == std::string_view::npos) return 0;
  const std::size_t close = text.find(kClose[kind], at);
  return close == std::string_view::npos ? 0 : close - at + 1;
}

/// "$product_id_$language": where a variable ends cannot be seen, so all up to the next other sign.
std::size_t variable_length(std::string_view text, std::size_t at) {
  if (text[at] != '$' || at + 1 >= text.size()) return 0;
  if (text[at + 1] == '{') return 1 + bracket_length(text, at + 1);
  std::size_t end = at + 1;
  while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
  return end - at > 1 ? end - at : 0;
}

std::size_t placeholder_length(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("...")) return at + 3 == text.size() ? 3 : 0;
  if (rest.starts_with("\u2026")) return 3;
  if (text[at] == '*' || text[at] == '#') return run_length(text, at);
  if (const std::size_t length = bracket_length(text, at)) return length;
  if (const std::size_t length = variable_length(text, at)) return length;
  const std::size_t run = run_length(text, at);
  return is_letter_run(text, at, run) ? run : 0;
}

}  // namespace

std::optional<Name> make_name(std::string_view printed) {
  Name name;
  name.printed = squeeze(printed);
  name.shape = shape_of(name.printed);
  const std::string_view text = name.printed;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = placeholder_length(text, i);
    if (length == 0) {
      const std::size_t plain =
          (text[i] == 'x' || text[i] == 'X' || text[i] == 'n' || text[i] == 'N')
              ? run_length(text, i)
              : 1;
      name.pattern += text.substr(i, plain);
      i += plain;
      continue;
    }
    if (!name.pattern.ends_with('*')) name.pattern += '*';
    i += length;
  }
  const bool open_end = text.ends_with('-') || text.ends_with('_');
  if (open_end && !(text.starts_with("__") && text.ends_with("__"))) {
    name.pattern += '*';
    name.prefix_guessed = true;
  }
  const auto literals = std::ranges::count_if(name.pattern, is_alnum);
  const bool pattern = name.pattern.find('*') != std::string::npos;
  if (pattern && static_cast<std::size_t>(literals) < kFewestLiterals) return std::nullopt;
  return literals == 0 ? std::nullopt : std::optional(name);
}

}  // namespace cookie_warden::reader
