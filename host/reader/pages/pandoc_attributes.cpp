// SPDX-License-Identifier: MPL-2.0
// Attributes and fences of Pandoc's Markdown (https://pandoc.org/MANUAL.html#divs-and-spans).
#include <algorithm>

#include "reader/pages/pandoc.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Where the attributes that begin at `at` end; 0 if none do: {.class}, {#id}, {key="value"},
/// {=html}.
std::size_t attributes_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 1000;  // bytes
  if (at + 2 >= text.size() || text[at] != '{') return 0;
  std::size_t key = at + 1;
  while (key < text.size() && (is_alnum(text[key]) || text[key] == '-')) ++key;
  const bool begins = text[at + 1] == '.' || text[at + 1] == '#' || text[at + 1] == '=' ||
                      (key > at + 1 && key < text.size() && text[key] == '=');
  if (!begins) return 0;
  bool quoted = false;
  for (std::size_t i = at + 1; i < text.size() && i < at + kLongest; ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '{' && !quoted) return 0;
    if (text[i] == '}' && !quoted) return i + 1;
  }
  return 0;
}

/// Marks what goes; lines stay.
class Attributes {
 public:
  explicit Attributes(std::string_view text) : text_(text), gone_(text.size(), false) {}

  std::string run() {
    std::vector<std::size_t> open;  // brackets
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[') {
        open.push_back(i);
      } else if (c == ']' && !open.empty()) {
        const std::size_t begin = open.back();
        open.pop_back();
        if (const std::size_t end = attributes_end(text_, i + 1)) {
          gone_[begin] = gone_[i] = true;
          drop(i + 1, end);
        }
      } else if (c == '{' && i > 0 && follows(i)) {
        drop(i, attributes_end(text_, i));
      } else if (c == '\n' && i + 1 < text_.size() && text_[i + 1] == '\n') {
        open.clear();
      }
    }
    drop_fences();
    std::string out;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (!gone_[i] || text_[i] == '\n') out += text_[i];
    }
    return out;
  }

 private:
  void drop(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) gone_[i] = true;
  }

  /// Behind a link, code, or a heading's text.
  bool follows(std::size_t at) const {
    const char before = text_[at - 1];
    if (before == ')' || before == '`') return true;
    if (before != ' ') return false;
    constexpr std::size_t kLongestTitle = 300;  // bytes; no further is looked back
    const std::size_t from = at - std::min(at, kLongestTitle);
    const std::size_t feed = text_.substr(from, at - from).rfind('\n');
    if (feed == std::string_view::npos) return from == 0 && text_[0] == '#';
    return text_[from + feed + 1] == '#';
  }

  /// ":::", "::: {.class}", "::: name", and "```{=html}" around a comment.
  void drop_fences() {
    std::size_t begin = 0;
    bool raw = false;
    for (const std::string_view line : split_lines(text_)) {
      const std::string_view plain = trim(line);
      const bool opens = plain.starts_with("```{=");
      const bool comment = plain.starts_with("<!--") && plain.ends_with("-->");
      const std::size_t fence = line.find(":::");
      const bool item = fence < line.size() &&
                        line.substr(0, fence).find_first_not_of(" -*") == std::string_view::npos;
      if (item) drop(begin + fence, begin + line.size());
      if (opens || (raw && (comment || plain == "```"))) drop(begin, begin + line.size());
      raw = opens || (raw && plain != "```");
      begin += line.size() + 1;
    }
  }

  std::string_view text_;
  std::vector<bool> gone_;
};

}  // namespace

std::string without_attributes(std::string_view markdown) { return Attributes(markdown).run(); }

}  // namespace cookie_warden::reader
