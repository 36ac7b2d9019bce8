// SPDX-License-Identifier: MPL-2.0
// Pages that are programs: JSX and TSX, Markdown with imports (MDX), PHP. Their markup is read as a
// page's, the objects in their code as a declaration's.
#include <algorithm>
#include <array>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestExpression = 8000;  // bytes

bool begins_markup(std::string_view line) {
  if (line.size() < 3 || line[0] != '<') return false;
  std::size_t end = 1;
  while (end < line.size() && is_alnum(line[end])) ++end;
  constexpr auto kTags =
      std::to_array<std::string_view>({"table", "tr", "td", "th", "p", "h1", "h2", "h3", "h4", "li",
                                       "ul", "dl", "dt", "dd", "div", "section", "main"});
  return std::ranges::find(kTags, line.substr(1, end - 1)) != kTags.end();
}

/// Where the expression in braces at `open` ends; `open` if it holds markup, or has no end.
std::size_t expression_end(std::string_view text, std::size_t open) {
  int depth = 0;
  const std::size_t last = std::min(text.size(), open + kLongestExpression);
  for (std::size_t i = open; i < last; ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'' || c == '`') {
      const std::size_t close = text.substr(0, last).find(c, i + 1);
      if (close != std::string_view::npos) i = close;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    } else if (c == '<' && i + 1 < last && is_alpha(text[i + 1])) {
      return open;
    }
  }
  return open;
}

/// Copies the markup of JSX: code around it and in its braces is left out, but for texts.
class Markup {
 public:
  explicit Markup(std::string_view text) : text_(text) {}

  std::string run() {
    for (std::size_t i = 0; i < text_.size();) {
      if (i == 0 || text_[i - 1] == '\n') note_line(i);
      if (text_[i] == '{' && inside_) {
        i = expression(i);
      } else {
        if (inside_ || text_[i] == '\n') out_ += text_[i];
        ++i;
      }
    }
    return std::move(out_);
  }

 private:
  /// Markup begins in a line that begins with a tag and ends with the bracket that closes it.
  void note_line(std::size_t begin) {
    const std::string_view raw = text_.substr(begin, text_.find('\n', begin) - begin);
    const std::string_view line = trim(raw);
    if (line.size() > 1 && line[0] == '<' && (is_alpha(line[1]) || line[1] == '>')) inside_ = true;
    if (line.starts_with(");") || line == ")" || line == "}") inside_ = false;
  }

  std::size_t expression(std::size_t open) {
    const std::size_t end = expression_end(text_, open);
    if (end == open) return open + 1;
    const std::string_view code = text_.substr(open, end - open);
    const bool attribute = open > 0 && text_[open - 1] == '=';
    if (attribute) {
      out_ += "\"\"";
    } else if (code.substr(0, 30).find_first_of("\"'`") != std::string_view::npos) {
      out_ += code;  // {t("Purpose")}: see templates.cpp
      return end;
    }
    out_.append(static_cast<std::size_t>(std::ranges::count(code, '\n')), '\n');
    return end;
  }

  std::string_view text_;
  bool inside_ = false;
  std::string out_{};
};

}  // namespace

PageProgram page_program(std::string_view text) {
  if (text.starts_with("---\n")) {  // front matter
    const std::size_t end = text.find("\n---", 3);
    if (end != std::string_view::npos) text.remove_prefix(end + 4);
  }
  text = trim(text);
  const bool modules = text.starts_with("import ") || text.starts_with("export ");
  if (!modules && !text.starts_with("const ") && !text.starts_with("<?php"))
    return PageProgram::none;
  std::size_t tags = 0;
  bool heading = false;
  for (const std::string_view line : split_lines(text)) {
    tags += begins_markup(trim(line)) ? 1U : 0U;
    heading = heading || line.starts_with("# ") || line.starts_with("## ");
  }
  if (heading && modules) return PageProgram::markdown;
  constexpr std::size_t kFewestTags = 3;
  return tags >= kFewestTags ? PageProgram::markup : PageProgram::none;
}

std::string markup_of(std::string_view program) {
  return trim(program).starts_with("<?") ? std::string(program) : Markup(program).run();
}

std::string without_modules(std::string_view text) {
  std::string out;
  bool module = false;
  for (const std::string_view line : split_lines(text)) {
    if (line.starts_with("import ") || line.starts_with("export ")) module = true;
    if (trim(line).empty()) module = false;
    if (!module) out += line;
    out += '\n';
  }
  return out;
}

}  // namespace cookie_warden::reader
