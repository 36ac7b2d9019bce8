// SPDX-License-Identifier: MPL-2.0
// What a template tag prints, where the text stands in the tag itself: t('Necessary cookies'),
// "Name"|trans, _e('Purpose', 'shop').
#include "reader/pages/printed_text.hpp"

#include <algorithm>
#include <array>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_word_char(char c) { return is_alnum(c) || c == '_' || c == '$'; }

/// Functions and filters that put a text into the reader's language, in the usual frameworks.
bool translates(std::string_view word) {
  constexpr auto kWords = std::to_array<std::string_view>({"t",
                                                           "$t",
                                                           "tc",
                                                           "$tc",
                                                           "_",
                                                           "__",
                                                           "_e",
                                                           "_x",
                                                           "_ex",
                                                           "trans",
                                                           "translate",
                                                           "gettext",
                                                           "ngettext",
                                                           "lang",
                                                           "i18n",
                                                           "esc_html_e",
                                                           "esc_html__",
                                                           "esc_attr_e",
                                                           "esc_html_x",
                                                           "msg",
                                                           "localize",
                                                           "l10n",
                                                           "formatmessage",
                                                           "print",
                                                           "echo"});
  return std::ranges::find(kWords, word) != kWords.end();
}

/// The text between the quotes at `at`, which moves behind it.
std::string quoted(std::string_view code, std::size_t& at) {
  const char quote = code[at++];
  std::string out;
  while (at < code.size() && code[at] != quote) {
    if (code[at] == '\\' && at + 1 < code.size()) ++at;
    out += is_space(code[at]) ? ' ' : code[at];
    ++at;
  }
  ++at;
  return out;
}

bool is_sentence(std::string_view text) { return trim(text).find(' ') != std::string_view::npos; }

/// "cookies.table.name", "cookie_title": where to look the text up.
bool is_key(std::string_view text) {
  return !is_sentence(text) && text.find_first_of("._/:#") != std::string_view::npos;
}

}  // namespace

std::optional<std::string> printed_text(std::string_view code) {
  std::optional<std::string> out;
  bool told = false;     // a word of the tag says that its text is for people
  bool joined = false;   // "a " + "b"
  bool instead = false;  // name || "b", name or "b": what stands there by default
  for (std::size_t i = 0; i < code.size();) {
    const char c = code[i];
    if (c == '"' || c == '\'' || c == '`') {
      const bool index = i > 0 && code[i - 1] == '[';  // labels["name"]
      std::string text = quoted(code, i);
      if (!index && instead) return text;
      if (!index && !out) {
        out = std::move(text);
      } else if (!index && joined) {
        *out += text;
      }
      joined = false;
    } else if (is_word_char(c)) {
      const std::size_t begin = i;
      while (i < code.size() && is_word_char(code[i])) ++i;
      const std::string word = lower(code.substr(begin, i - begin));
      told = told || translates(word);
      joined = false;
      instead = word == "or" || word == "default";
    } else {
      if (c == '+' || c == '~' || (c == '.' && out)) joined = true;
      if (c == ',' || c == '(') joined = false;
      if (c == '|') instead = i > 0 && code[i - 1] == '|';
      if (c == '?') instead = i > 0 && code[i - 1] == '?';
      ++i;
    }
  }
  const bool code_inside = out && (out->find("#{") != std::string::npos);
  if (!out || code_inside || is_key(*out) || (!told && !is_sentence(*out))) return std::nullopt;
  return out;
}

std::string key_text(std::string_view code) {
  const std::size_t quote = code.find_first_of("\"'`");
  if (quote == std::string_view::npos) return {};
  std::size_t at = quote;
  const std::string key = quoted(code, at);
  std::string out;
  if (!is_key(key)) return out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (i > 0 && is_upper(c) && is_lower(key[i - 1])) out += ' ';
    out += is_alnum(c) ? c : ' ';
  }
  return squeeze(out);
}

}  // namespace cookie_warden::reader
