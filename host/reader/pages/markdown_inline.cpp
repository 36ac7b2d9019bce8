// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/markdown_inline.hpp"

#include <gumbo.h>

#include <algorithm>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kReach = 2000;  // bytes that a link, a code run or a tag may span

/// After a mark that nothing closes the next ones are not looked at for so many bytes: thousands of
/// them would each look kReach ahead.
constexpr std::size_t kPause = 40;

/// `text.find(what, from)`, not farther than kReach: else each of a million unclosed marks would
/// look through the rest of the page.
std::size_t find_near(std::string_view text, std::string_view what, std::size_t from) {
  return text.substr(0, from + kReach).find(what, from);
}

bool is_punctuation(char c) {
  return c > ' ' && static_cast<unsigned char>(c) < 0x7F && !is_alnum(c);
}

/// Whether a run of '*' or '_' may open emphasis (CommonMark 6.2, left-flanking).
bool opens(std::string_view text, std::size_t at, std::size_t length) {
  const std::size_t after = at + length;
  if (after >= text.size() || is_space(text[after])) return false;
  const bool at_start = at == 0 || is_space(text[at - 1]) || is_punctuation(text[at - 1]);
  if (text[at] == '_') return at_start;
  return !is_punctuation(text[after]) || text[after] == '_' || text[after] == '`' || at_start;
}

bool closes(std::string_view text, std::size_t at, std::size_t length) {
  if (at == 0 || is_space(text[at - 1])) return false;
  const std::size_t after = at + length;
  return text[at] == '*' || after >= text.size() || !is_alnum(text[after]);
}

std::size_t run_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end - at;
}

bool has_bare_underscore(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '_' && text[i - 1] != '\\') return true;
  }
  return false;
}

class Inline {
 public:
  Inline(std::string_view text, bool escapes) : text_(text), escapes_(escapes) {}

  std::string run() {
    while (at_ < text_.size()) step();
    // A mark that nothing closes is the sign itself.
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      out_.insert(open->out, std::string(open->length, open->sign));
    }
    return std::move(out_);
  }

 private:
  struct Open {
    char sign = '*';
    std::size_t length = 0;
    std::size_t out = 0;   ///< Where the tag would stand.
    std::size_t text = 0;  ///< After the mark.
  };

  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size() && is_punctuation(text_[at_ + 1])) {
      put(text_[at_ + 1]);
      at_ += 2;
    } else if (c == '`' && at_ >= no_code_before_) {
      code();
    } else if (at_ >= no_link_before_ && (c == '[' || text_.substr(at_, 2) == "![")) {
      link();
    } else if (c == '<') {
      tag();
    } else if (c == '*' || c == '_') {
      emphasis();
    } else {
      c == '&' ? void(out_ += '&') : put(c);
      ++at_;
    }
  }

  void put(char c) {
    if (c == '<') {
      out_ += "&lt;";
    } else if (c == '&') {
      out_ += "&amp;";
    } else {
      out_ += c;
    }
  }

  void code() {
    const std::size_t ticks = run_length(text_, at_);
    const std::string fence(ticks, '`');
    const std::size_t end = find_near(text_, fence, at_ + ticks);
    if (end == std::string_view::npos) {
      out_ += fence;
      at_ += ticks;
      no_code_before_ = at_ + kPause;
      return;
    }
    out_ += "<code>" + escape_html(text_.substr(at_ + ticks, end - at_ - ticks)) + "</code>";
    at_ = end + ticks;
  }

  /// "[text](address)" is its text; an image is dropped.
  void link() {
    const bool image = text_[at_] == '!';
    const std::size_t begin = at_ + (image ? 2 : 1);
    std::size_t close = begin;
    for (int depth = 1; close < std::min(text_.size(), begin + kReach); ++close) {
      if (text_[close] == '\\') {
        ++close;
      } else if (text_[close] == '[') {
        ++depth;
      } else if (text_[close] == ']' && --depth == 0) {
        break;
      }
    }
    const bool address = close + 1 < text_.size() && text_[close + 1] == '(' && nested_ < 4;
    const std::size_t end = address ? find_near(text_, ")", close + 2) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out_ += text_.substr(at_, begin - at_);
      at_ = begin;
      if (close > begin + kPause) no_link_before_ = begin + kPause;
      return;
    }
    if (!image) {
      Inline inner(text_.substr(begin, close - begin), escapes_);
      inner.nested_ = nested_ + 1;
      out_ += "<a>" + inner.run() + "</a>";
    }
    at_ = end + 1;
  }

  /// "_pk_id.<appID>": no tag that HTML knows, and in the middle of a word.
  bool is_placeholder() const {
    constexpr std::size_t kLongest = 30;  // bytes
    if (at_ == 0 || !(is_alnum(text_[at_ - 1]) || text_[at_ - 1] == '_' || text_[at_ - 1] == '.' ||
                      text_[at_ - 1] == '-'))
      return false;
    const std::size_t end = text_.substr(0, at_ + kLongest).find('>', at_);
    if (end == std::string_view::npos) return false;
    const std::string name(text_.substr(at_ + 1, end - at_ - 1));
    return std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '-' || c == '_'; }) &&
           gumbo_tag_enum(name.c_str()) == GUMBO_TAG_UNKNOWN;
  }

  void tag() {
    const std::size_t next = at_ + 1;
    const bool tag = next < text_.size() &&
                     (is_alpha(text_[next]) || text_[next] == '/' || text_[next] == '!') &&
                     !is_placeholder();
    const std::size_t end = tag ? find_near(text_, ">", at_) : std::string_view::npos;
    if (tag && end == std::string_view::npos) {  // goes on in the next line
      out_ += text_.substr(at_);
      at_ = text_.size();
    } else if (tag) {
      out_ += text_.substr(at_, end + 1 - at_);
      at_ = end + 1;
    } else {
      out_ += "&lt;";
      ++at_;
    }
  }

  void emphasis() {
    const std::size_t length = run_length(text_, at_);
    const char sign = text_[at_];
    if (closes(text_, at_, length) && drop_to(sign) && closes_phrase(sign)) {
      const Open open = open_.back();
      open_.pop_back();
      out_.insert(open.out, "<strong>");
      out_ += "</strong>";
      // "**_ga_***" ends in a star of its own.
      if (length > open.length) out_ += std::string(length - open.length, sign);
    } else if (opens(text_, at_, length) && open_.size() < 4) {
      open_.push_back({sign, length, out_.size(), at_ + length});
    } else {
      out_ += std::string(length, sign);
    }
    at_ += length;
  }

  /// Makes the last open mark of that sign the last of all: those after it were no marks. False if
  /// none is open.
  bool drop_to(char sign) {
    const auto fits = [sign](const Open& open) { return open.sign == sign; };
    if (std::ranges::none_of(open_, fits)) return false;
    while (!fits(open_.back())) {
      out_.insert(open_.back().out, std::string(open_.back().length, open_.back().sign));
      open_.pop_back();
    }
    return true;
  }

  /// "_ga_" is a name, "_some words_" is emphasis.
  bool closes_phrase(char sign) const {
    if (sign == '*') return true;
    const std::string_view inside = text_.substr(open_.back().text, at_ - open_.back().text);
    // Converters escape the underscores of names: "_\_ga_", "_YSC_".
    const bool bare = inside.find('_') == 0 || has_bare_underscore(inside);
    return inside.find(' ') != std::string_view::npos || inside.ends_with('*') ||
           (escapes_ && !bare);
  }

  std::string_view text_;
  bool escapes_;  ///< The page writes "\_" for the underscores of its text.
  std::size_t at_ = 0;
  std::string out_{};
  std::vector<Open> open_{};
  int nested_ = 0;
  std::size_t no_link_before_ = 0;
  std::size_t no_code_before_ = 0;
};

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

bool is_html_line(std::string_view line) {
  constexpr std::string_view kInline[] = {"<a",    "<b>",   "<i>", "<em", "<strong",
                                          "<code", "<span", "<br", "<u>", "<sup"};
  if (line.size() < 2 || line[0] != '<' ||
      !(is_alpha(line[1]) || line[1] == '/' || line[1] == '!')) {
    return false;
  }
  return std::ranges::none_of(kInline, [&](std::string_view tag) { return line.starts_with(tag); });
}

std::string inline_html(std::string_view markdown, bool escapes) {
  return Inline(markdown, escapes).run();
}

}  // namespace cookie_warden::reader
