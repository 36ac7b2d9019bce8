// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>

#include "reader/document.hpp"
#include "reader/pages/printed_text.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 4000;  // bytes

/// ERB and EJS; Twig, Jinja, Liquid and Nunjucks; Blade; Razor; PHP; Ruby; JSX; Vue's templates.
enum class Kind { erb, statement, output, php, variable, braces, markup };
struct TagKind {
  std::string_view open, close;
  Kind kind;
};
constexpr auto kTags = std::to_array<TagKind>({{"<%", "%>", Kind::erb},
                                               {"{%", "%}", Kind::statement},
                                               {"{{", "}}", Kind::output},
                                               {"{!!", "!!}", Kind::output},
                                               {"@lang(", ")", Kind::output},
                                               {"@section(", ")", Kind::statement},
                                               {"@extends(", ")", Kind::statement},
                                               {"@include(", ")", Kind::statement},
                                               {"@push(", ")", Kind::statement},
                                               {"@yield(", ")", Kind::statement},
                                               {"@Html.", ")", Kind::statement},
                                               {"@await ", ")", Kind::statement},
                                               {"@*", "*@", Kind::statement},
                                               {"<?", "?>", Kind::php},
                                               {"#{", "}", Kind::variable},
                                               {"{#", "#}", Kind::statement},  // a note
                                               {"{", "}", Kind::braces},
                                               {"<template", ">", Kind::markup},
                                               {"</template", ">", Kind::markup}});

struct Tag {
  std::size_t end = 0;  ///< 0: none stands here.
  bool prints = false;
  std::string key{};  ///< The words of the key of a text that stands elsewhere.
  std::optional<std::string> text{};
};

bool begins_with_word(std::string_view code, std::initializer_list<std::string_view> words) {
  code = code.substr(std::min(code.find_first_not_of("-~ \n\t"), code.size()));
  std::size_t end = 0;
  while (end < code.size() && (is_alnum(code[end]) || code[end] == '_')) ++end;
  return std::ranges::find(words, code.substr(0, end)) != words.end();
}

bool is_printed(Kind kind, std::string_view code) {
  const char first = code.empty() ? ' ' : code[0];
  if (kind == Kind::erb) return first == '=' || (first == '-' && code.substr(0, 20).find('(') < 20);
  if (kind == Kind::statement) return begins_with_word(code, {"trans", "translate", "t"});
  if (kind == Kind::php) {
    if (first == '=') return true;
    if (code.starts_with("php")) code.remove_prefix(3);
    return begins_with_word(code, {"echo", "print", "_e", "_ex", "esc_html_e", "esc_attr_e"});
  }
  return kind == Kind::output;
}

/// {'a text'}, {t("a text")}: nothing else in single braces is a template's.
bool is_braced_text(std::string_view text, std::size_t open, std::string_view code) {
  if (open > 0 && text[open - 1] == '=') return false;  // an attribute of JSX
  const std::size_t quote = code.substr(0, 30).find_first_of("\"'`");
  if (quote == std::string_view::npos) return false;
  const std::string_view before = trim(code.substr(0, quote));
  return before.empty() ? code.find(':') == std::string_view::npos : before.ends_with('(');
}

class TagFinder {
 public:
  explicit TagFinder(std::string_view text) : text_(text) {}

  /// The template tag at `at`, which must not fall.
  Tag at(std::size_t at) {
    for (std::size_t i = 0; i < kTags.size(); ++i) {
      const TagKind& kind = kTags[i];
      if (!text_.substr(at).starts_with(kind.open)) continue;
      const std::size_t begin = at + kind.open.size();
      const std::size_t close = next_close(i, begin);
      if (close >= at + kLongestTag) continue;
      const std::string_view code = text_.substr(begin, close - begin);
      if (kind.kind == Kind::braces && !is_braced_text(text_, at, code)) continue;
      Tag tag;
      tag.end = close + kind.close.size();
      tag.prints = is_printed(kind.kind, code);
      if (tag.prints || kind.kind == Kind::braces) tag.text = printed_text(code);
      if (tag.prints && !tag.text) tag.key = key_text(code);
      if (kind.kind == Kind::braces && !tag.text) tag.text = squeeze(code) == "' '" ? " " : "";
      return tag;
    }
    return {};
  }

 private:
  /// The first end mark from `from` on; found once for all the opening marks before it.
  std::size_t next_close(std::size_t tag, std::size_t from) {
    std::size_t& known = closes_[tag];
    if (known < from)
      known = std::min(text_.find(kTags[tag].close, from), text_.size() + kLongestTag);
    return known;
  }

  std::string_view text_;
  std::array<std::size_t, kTags.size()> closes_{};
};

/// "---" up to the next "---" at the page's start.
std::size_t front_matter_end(std::string_view text) {
  if (!text.starts_with("---\n")) return 0;
  const std::size_t end = text.substr(0, 8 * kLongestTag).find("\n---", 3);
  return end == std::string_view::npos ? 0 : end + 4;
}

/// Liquid's and Nunjucks' parts that are no text: settings, notes, programs.
std::size_t hidden_end(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("{%")) return 0;
  for (const std::string_view word : {"schema", "comment", "javascript", "stylesheet", "style"}) {
    if (!begins_with_word(text.substr(at + 2, 40), {word})) continue;
    const std::size_t end = text.find("end" + std::string(word), at);
    const std::size_t close = end == std::string_view::npos ? end : text.find("%}", end);
    return close == std::string_view::npos ? text.size() : close + 2;
  }
  return 0;
}

class Replacer {
 public:
  explicit Replacer(std::string_view text) : text_(text), tags_(text) {}

  std::string run() {
    out_.reserve(text_.size());
    const std::size_t begin = front_matter_end(text_);
    if (begin > 0) front_matter(text_.substr(0, begin));
    for (std::size_t i = begin; i < text_.size();) {
      note_heading(i);
      if (const std::size_t end = text_[i] == '{' ? hidden_end(text_, i) : 0; end > i) {
        keep_lines(i, end);
        i = end;
        continue;
      }
      const bool may_open = std::string_view("<{#@").find(text_[i]) != std::string_view::npos;
      const Tag tag = may_open ? tags_.at(i) : Tag();
      if (tag.end == 0) {
        out_ += text_[i++];
        continue;
      }
      if (tag.text) {
        out_ += *tag.text;
      } else if (tag.prints && out_.size() > 1 &&
                 std::string_view("_.-").find(out_.back()) != std::string_view::npos &&
                 is_alnum(out_[out_.size() - 2])) {
        out_ += '*';  // "_pk_id.{{ site }}"
      } else if (tag.prints && (in_element_ || in_line_)) {
        // A heading that nobody can read here is still one.
        out_ += tag.key.empty() ? "\u2026" : tag.key;
      }
      keep_lines(i, tag.end);
      i = tag.end;
    }
    return std::move(out_);
  }

 private:
  /// What the page will have as its title, if it has none itself.
  void front_matter(std::string_view text) {
    const bool titled =
        text_.find("\n# ") != std::string_view::npos || text_.find("<h1") != std::string_view::npos;
    for (const std::string_view line : split_lines(text)) {
      if (!titled && line.starts_with("title:")) {
        std::string_view title = trim(line.substr(6));
        if (title.size() > 1 && (title[0] == '"' || title[0] == '\'')) {
          title.remove_prefix(1);
          title.remove_suffix(1);
        }
        if (title.find_first_of("<{") == std::string_view::npos)
          out_.append("<h1>").append(title).append("</h1>");
      }
      out_ += '\n';
    }
    out_.pop_back();
  }

  void note_heading(std::size_t i) {
    const std::string_view rest = text_.substr(i, 4);
    if (text_[i] == '<' && rest.size() == 4) {
      if (rest.starts_with("</h") || rest.starts_with("</t")) in_element_ = false;
      const bool heading = (rest[1] == 'h' || rest[1] == 'H') && is_digit(rest[2]);
      if (heading || rest.starts_with("<th>") || rest.starts_with("<th ")) in_element_ = true;
    } else if (text_[i] == '\n') {
      in_line_ = rest.starts_with("\n#") && rest.find_first_of(" #", 2) == 2;
    }
  }

  void keep_lines(std::size_t begin, std::size_t end) {
    const auto at = [&](std::size_t i) { return text_.begin() + static_cast<std::ptrdiff_t>(i); };
    out_.append(static_cast<std::size_t>(std::count(at(begin), at(end), '\n')), '\n');
  }

  std::string_view text_;
  TagFinder tags_;
  bool in_element_ = false;  ///< Of a heading: <h2>, <th>.
  bool in_line_ = false;     ///< Of a heading: ##.
  std::string out_{};
};

}  // namespace

std::string without_templates(std::string_view text) { return Replacer(text).run(); }

}  // namespace cookie_warden::reader
