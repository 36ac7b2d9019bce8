// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/script_scanner.hpp"

#include <algorithm>
#include <cstdlib>

#include "reader/words/text.hpp"
#include "reader/words/utf8.hpp"

namespace cookie_warden::reader {

bool is_identifier_char(char c) {
  return is_alnum(c) || c == '_' || c == '$' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

bool begins_pattern(char before) {
  return std::string_view("(,=:[!&|?{};+").find(before) != std::string_view::npos;
}

void ScriptScanner::skip_space() {
  while (at_ < source_.size()) {
    const std::string_view rest = source_.substr(at_, 2);
    if (is_space(source_[at_])) {
      step();
    } else if (rest == "//") {
      while (at_ < source_.size() && source_[at_] != '\n') ++at_;
    } else if (rest == "/*") {
      const std::size_t end = source_.find("*/", at_ + 2);
      move_to(end == std::string_view::npos ? source_.size() : end + 2);
    } else {
      return;
    }
  }
}

std::string ScriptScanner::text() {
  const char quote = source_[at_++];
  std::string out;
  while (at_ < source_.size() && source_[at_] != quote) {
    if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
      escape(out);
    } else {
      out += source_[at_];
      step();
    }
  }
  if (at_ < source_.size()) ++at_;
  return out;
}

void ScriptScanner::step() {
  if (source_[at_] == '\n') ++line_;
  ++at_;
}

void ScriptScanner::move_to(std::size_t end) {
  const auto begin = source_.begin() + static_cast<std::ptrdiff_t>(at_);
  line_ += static_cast<std::uint32_t>(
      std::count(begin, source_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  at_ = end;
}

void ScriptScanner::escape(std::string& out) {
  const char c = source_[at_ + 1];
  at_ += 2;
  if (c == 'n' || c == 'r' || c == 't') {
    out += c == 't' ? '\t' : c == 'n' ? '\n' : ' ';
  } else if (c == 'u' || c == 'x') {
    const std::size_t length = c == 'u' ? 4 : 2;
    const std::string digits(source_.substr(at_, length));
    append_utf8(out, static_cast<std::uint32_t>(std::strtoul(digits.c_str(), nullptr, 16)));
    at_ = std::min(at_ + length, source_.size());
  } else {
    if (c == '\n') ++line_;
    out += c;
  }
}

std::string ScriptScanner::number() {
  const std::size_t begin = at_;
  while (at_ < source_.size() &&
         (is_alnum(source_[at_]) || source_[at_] == '.' || source_[at_] == '-'))
    ++at_;
  return std::string(source_.substr(begin, std::min<std::size_t>(at_ - begin, 40)));
}

std::string ScriptScanner::pattern() {
  bool in_class = false;
  const std::size_t begin = ++at_;
  while (at_ < source_.size() && source_[at_] != '\n' && (in_class || source_[at_] != '/')) {
    if (source_[at_] == '\\')
      ++at_;
    else if (source_[at_] == '[')
      in_class = true;
    else if (source_[at_] == ']')
      in_class = false;
    ++at_;
  }
  at_ = std::min(at_, source_.size());
  std::string out(source_.substr(begin, at_ - begin));
  if (at_ < source_.size() && source_[at_] == '/') ++at_;
  while (at_ < source_.size() && is_alpha(source_[at_])) ++at_;
  return out;
}

std::string_view ScriptScanner::identifier() {
  const std::size_t begin = at_;
  while (at_ < source_.size() && is_identifier_char(source_[at_])) ++at_;
  return source_.substr(begin, at_ - begin);
}

}  // namespace cookie_warden::reader
