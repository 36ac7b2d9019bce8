// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/literal.hpp"

#include <cstdlib>
#include <utility>

#include "reader/declarations/script_scanner.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr int kDeepest = 64;

class LiteralReader : private ScriptScanner {
 public:
  LiteralReader(std::string_view source, std::size_t at, std::uint32_t line, std::size_t& budget)
      : ScriptScanner(source, at, line), budget_(budget) {}

  std::size_t at() const { return at_; }

  Value value(int depth) {
    skip_space();
    Value out;
    out.line = line_;
    if (at_ >= source_.size()) return out;
    const char c = source_[at_];
    if (budget_ > 0) --budget_;
    if (depth >= kDeepest || budget_ == 0) {
      skip_opaque();
      return out;
    }
    if (c == '{') {
      object(out, depth);
    } else if (c == '[') {
      ++at_;
      list(out, depth, ']');
    } else if (c == '"' || c == '\'' || c == '`') {
      out.type = Value::Type::text;
      joined_text(out);
    } else if (c == '/') {
      out.type = Value::Type::pattern;
      out.text = pattern();
    } else if (is_digit(c) ||
               (c == '-' && at_ + 1 < source_.size() && is_digit(source_[at_ + 1]))) {
      out.type = Value::Type::number;
      out.text = number();
      out.number = std::strtod(out.text.c_str(), nullptr);
    } else {
      word(out, depth);
    }
    // "const list: Cookie[] = [...]": what stands behind the first brackets is another value.
    if (depth > 0 || !out) skip_operators();
    take_returned(out);
    return out;
  }

 private:
  void joined_text(Value& out) {
    out.text = text();
    for (;;) {
      skip_space();
      if (at_ >= source_.size() || source_[at_] != '+') return;
      ++at_;
      skip_space();
      const bool more = at_ < source_.size() && (source_[at_] == '"' || source_[at_] == '\'');
      if (!more) {
        skip_opaque();
        return;
      }
      out.text += text();
    }
  }

  void word(Value& out, int depth) {
    const std::size_t begin = at_;
    const std::string_view name = identifier();
    if (name == "true" || name == "false") {
      out.type = Value::Type::truth;
      out.truth = name == "true";
    } else if (source_.substr(begin).starts_with("!0") || source_.substr(begin).starts_with("!1")) {
      out.type = Value::Type::truth;
      out.truth = source_[begin + 1] == '0';
      at_ = begin + 2;
    } else if (name == "RegExp" || name == "new") {
      regexp_call(out);
    } else if (name == "array" && at_ < source_.size() && source_[at_] == '(') {  // PHP
      ++at_;
      list(out, depth, ')');
    } else {
      const std::size_t dot = name.rfind('.');
      if (dot != std::string_view::npos && is_upper(name[0])) out.text = name.substr(dot + 1);
      // A function that returns a list stands for the list.
      at_ = begin;
      called_at_ = depth;
      returned_ = {};
    }
  }

  void take_returned(Value& out) {
    if (out.is(Value::Type::none) && returned_.is(Value::Type::list)) out = std::move(returned_);
    returned_ = {};
    called_at_ = kDeepest;
  }

  /// new RegExp("...")
  void regexp_call(Value& out) {
    skip_space();
    if (source_.substr(at_).starts_with("RegExp")) at_ += 6;
    skip_space();
    if (at_ >= source_.size() || source_[at_] != '(') return;
    ++at_;
    skip_space();
    if (at_ < source_.size() && (source_[at_] == '"' || source_[at_] == '\'')) {
      out.text = text();
      out.type = Value::Type::pattern;
    }
    skip_opaque();
    if (at_ < source_.size() && source_[at_] == ')') ++at_;
  }

  /// PHP's "=>" between a key and its value, which is skipped.
  bool arrow() {
    skip_space();
    if (source_.substr(at_, 2) != "=>") return false;
    at_ += 2;
    return true;
  }

  /// After a value, up to the comma or the bracket that ends it.
  void skip_operators() {
    skip_space();
    if (source_.substr(at_, 2) == "=>" && called_at_ >= kDeepest) return;
    if (at_ < source_.size() &&
        std::string_view(",]}):;").find(source_[at_]) == std::string_view::npos) {
      skip_opaque();
    }
  }

  /// Anything that is no literal, with its brackets balanced.
  void skip_opaque() {
    int depth = 0;
    char last = '(';
    while (at_ < source_.size()) {
      const char c = source_[at_];
      if (c == '"' || c == '\'' || c == '`') {
        (void)text();
        last = c;
        continue;
      }
      if (c == '/' && (source_.substr(at_, 2) == "//" || source_.substr(at_, 2) == "/*")) {
        skip_space();
        continue;
      }
      if (c == '/' && begins_pattern(last)) {
        (void)pattern();
        last = c;
        continue;
      }
      if (!is_space(c)) last = c;
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') {
        if (depth == 0) return;
        --depth;
      }
      if (depth == 0 && (c == ',' || c == ';')) return;
      if (c == 'r' && depth > 0 && returned_value()) continue;
      step();
    }
  }

  /// "return [...]" inside a function: the first such value is kept. Whether it was one.
  bool returned_value() {
    constexpr std::string_view kReturn = "return";
    if (called_at_ >= kDeepest || returned_) return false;
    if (at_ > 0 && is_identifier_char(source_[at_ - 1])) return false;
    if (!source_.substr(at_).starts_with(kReturn)) return false;
    at_ += kReturn.size();
    skip_space();
    if (at_ >= source_.size() || (source_[at_] != '[' && source_[at_] != '{')) return true;
    const int depth = std::exchange(called_at_, kDeepest);
    Value found = value(depth + 1);
    returned_ = std::move(found);
    called_at_ = depth;
    return true;
  }

  void list(Value& out, int depth, char close) {
    out.type = Value::Type::list;
    for (;;) {
      skip_space();
      if (at_ >= source_.size()) return;
      if (source_[at_] == close) {
        ++at_;
        return;
      }
      const std::size_t before = at_;
      if (source_[at_] != ',') {
        Value item = value(depth + 1);
        if (item.is(Value::Type::text) && arrow()) {
          out.type = Value::Type::object;
          out.members.emplace_back(std::move(item.text), value(depth + 1));
        } else if (budget_ > 0) {
          out.items.push_back(std::move(item));
        }
      }
      skip_space();
      if (at_ < source_.size() && source_[at_] == ',') ++at_;
      if (at_ == before) ++at_;  // a bracket of the wrong kind
    }
  }

  void object(Value& out, int depth) {
    out.type = Value::Type::object;
    ++at_;
    for (;;) {
      skip_space();
      if (at_ >= source_.size()) return;
      if (source_[at_] == '}') {
        ++at_;
        return;
      }
      const std::size_t before = at_;
      member(out, depth);
      skip_space();
      if (at_ < source_.size() && (source_[at_] == ',' || source_[at_] == ';')) ++at_;
      if (at_ == before) ++at_;
    }
  }

  void member(Value& out, int depth) {
    const char c = source_[at_];
    std::string key;
    const bool computed = c == '[';  // [CookieCategory.MARKETING]: its last part is the key
    if (computed) {
      ++at_;
      skip_space();
    }
    if (source_.substr(at_, 1).find_first_of("\"'`") == 0) {
      key = text();
    } else {
      key = identifier();
    }
    skip_space();
    if (computed && at_ < source_.size() && source_[at_] == ']') {
      ++at_;
      key.erase(0, key.rfind('.') + 1);
      skip_space();
    }
    if (at_ < source_.size() && source_[at_] == ':') {
      ++at_;
      Value held = value(depth + 1);
      if (budget_ > 0) out.members.emplace_back(std::move(key), std::move(held));
    } else {
      method(out, std::move(key), depth);
    }
  }

  /// Or a spread, a shorthand. A method that returns a list or an object stands for it:
  /// data() { return { rows: [...] }; }
  void method(Value& out, std::string key, int depth) {
    const bool called = at_ < source_.size() && source_[at_] == '(';
    called_at_ = called ? depth : kDeepest;
    returned_ = {};
    skip_opaque();
    if (returned_ && budget_ > 0) out.members.emplace_back(std::move(key), std::move(returned_));
    returned_ = {};
    called_at_ = kDeepest;
  }

  std::size_t& budget_;
  int called_at_ = kDeepest;  ///< Depth of the function or call that is being skipped.
  Value returned_{};
};

}  // namespace

const Value& Value::operator[](std::string_view key) const {
  static const Value nothing;
  for (const auto& [name, value] : members) {
    if (name == key) return value;
  }
  return nothing;
}

const Value& Value::any_of(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    for (const auto& [name, value] : members) {
      if (lower(name) == lower(key) && value) return value;
    }
  }
  return (*this)["\n"];
}

Value read_literal(std::string_view source, std::size_t& at, std::uint32_t line) {
  std::size_t budget = kMostValues;
  return read_literal(source, at, line, budget);
}

Value read_literal(std::string_view source, std::size_t& at, std::uint32_t line,
                   std::size_t& budget) {
  LiteralReader reader(source, at, line, budget);
  Value value = reader.value(0);
  at = reader.at();
  return value;
}

Value read_literal(std::string_view source) {
  std::size_t at = 0;
  return read_literal(source, at);
}

}  // namespace cookie_warden::reader
