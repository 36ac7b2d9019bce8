// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/declarations/literal.hpp"
#include "reader/declarations/script_scanner.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Words that stand before a name or after it, and tell nothing of what follows.
bool is_keyword(std::string_view word) {
  constexpr std::string_view kWords[] = {"const",  "var",   "let", "default",   "export",
                                         "return", "async", "as",  "satisfies", "await"};
  return std::ranges::find(kWords, word) != std::end(kWords);
}

class Script {
 public:
  Script(std::string_view script, std::uint32_t line, std::size_t& budget)
      : script_(script), line_(line), budget_(budget) {}

  std::vector<std::pair<std::string, Value>> literals() {
    while (at_ < script_.size() && budget_ > 0) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = script_[at_];
    const std::string_view two = script_.substr(at_, 2);
    if (is_identifier_char(c)) {
      take_word();
    } else if (two == "/*") {
      const std::size_t close = script_.find("*/", at_ + 2);
      move_to(close == std::string_view::npos ? script_.size() : close + 2);
    } else if (two == "//") {
      move_to(std::min(script_.find('\n', at_), script_.size()));
    } else if (begins_body()) {
      move_to(at_ + 1);
      last_ = '{';
    } else if (c == '`' || ((c == '"' || c == '\'') && closes_on_line()) ||
               (c == '/' && begins_pattern(last_))) {
      take_text();
      last_ = c;
    } else if (c == '{' || c == '[') {
      take_literal();
    } else {
      if (c == ';') name_.clear();
      if (!is_space(c)) last_ = c;
      move_to(at_ + 1);
    }
  }

  /// The brace of a function or a block, or the one round a value in JSX: literals stand inside.
  bool begins_body() const {
    if (script_[at_] != '{') return false;
    const bool block = word_ == "else" || word_ == "try" || word_ == "finally" || word_ == "do";
    if (last_ == ')' || last_ == '>' || (last_ == 'a' && block)) return true;
    const std::size_t next = script_.find_first_not_of(" \n", at_ + 1);
    const bool near = next != std::string_view::npos && next < at_ + 100;
    return near && (script_[next] == '[' || script_[next] == '{');
  }

  /// An apostrophe of a sentence opens no text.
  bool closes_on_line() {
    const char quote = script_[at_];
    std::size_t& open = open_until_[quote == '"'];
    if (at_ < open) return false;
    std::size_t i = at_ + 1;
    while (i < script_.size() && script_[i] != quote && script_[i] != '\n')
      i += script_[i] == '\\' ? 2U : 1U;
    const bool closes = i < script_.size() && script_[i] == quote;
    if (!closes) open = i;
    return closes;
  }

  void take_word() {
    const std::size_t begin = at_;
    while (at_ < script_.size() && is_identifier_char(script_[at_])) ++at_;
    const std::string_view word =
        script_.substr(begin, std::min<std::size_t>(at_ - begin, kLongestWord));
    last_ = 'a';
    word_ = word;
    // "const list: Cookie[] = [": the name before the type is the telling one.
    const bool type = previous_ == ':' && !name_.empty();
    if (word == "array" && at_ < script_.size() && script_[at_] == '(') {  // PHP
      at_ = begin;
      take_literal();
      return;
    }
    if (is_keyword(word) || type) return;
    if (word.starts_with('.') && name_.size() <= kLongestWord) {
      name_ += word;  // behind a bracket: (a.b || []).push
    } else {
      name_ = word;
    }
  }

  /// Only the first argument of a call is told: "tarteaucitron.job.push", "gtag".
  void take_text() {
    std::size_t end = at_;
    Value value = read_literal(script_, end, line_, budget_);
    if (last_ == '(' && value.is(Value::Type::text) && value.text.size() <= kLongestWord)
      out_.emplace_back(name_, std::move(value));
    move_to(std::max(end, at_ + 1));
  }

  void take_literal() {
    std::size_t end = at_;
    Value value = read_literal(script_, end, line_, budget_);
    // A function's body reads as an object without members.
    if (is_hollow(value)) {
      if (enters(end)) end = at_ + 1;
    } else if (value.members.size() + value.items.size() > 0) {
      out_.emplace_back(name_, std::move(value));
    }
    const bool inside = end == at_ + 1;
    move_to(std::max(end, at_ + 1));
    last_ = inside ? '{' : '}';
  }

  /// "{ attach: function () { ... } }": literals stand only in the functions.
  static bool is_hollow(const Value& value) {
    return value.is(Value::Type::object) && !value.members.empty() &&
           std::ranges::all_of(value.members,
                               [](const auto& one) { return one.second.is(Value::Type::none); });
  }

  /// Whether to look into the literal that ends at `end`; each part of a script is read a few times
  /// at most.
  bool enters(std::size_t end) {
    constexpr std::size_t kDeepest = 4;
    while (!entered_.empty() && entered_.back() <= at_) entered_.pop_back();
    if (entered_.size() >= kDeepest) return false;
    entered_.push_back(end);
    return true;
  }

  void move_to(std::size_t end) {
    const auto at = [&](std::size_t i) { return script_.begin() + static_cast<std::ptrdiff_t>(i); };
    line_ += static_cast<std::uint32_t>(std::count(at(at_), at(end), '\n'));
    if (!is_space(script_[at_])) previous_ = script_[at_];
    at_ = end;
  }

  static constexpr std::size_t kLongestWord = 120;  // bytes
  std::string_view script_;
  std::size_t at_ = 0;
  std::uint32_t line_;
  std::size_t& budget_;
  std::string name_{};
  std::string_view word_{};
  std::vector<std::size_t> entered_{};  ///< Ends of the literals that are being looked into.
  std::size_t open_until_[2] = {};      ///< No text that opens before here closes on its line.
  char last_ = '(';                     ///< The last character that is no space.
  char previous_ = ' ';                 ///< The sign before the current word.
  std::vector<std::pair<std::string, Value>> out_{};
};

}  // namespace

std::vector<std::pair<std::string, Value>> literals_of(std::string_view script) {
  std::size_t budget = kMostValues;
  return literals_of(script, 1, budget);
}

std::vector<std::pair<std::string, Value>> literals_of(std::string_view script, std::uint32_t line,
                                                       std::size_t& budget) {
  return Script(script, line, budget).literals();
}

}  // namespace cookie_warden::reader
