// SPDX-License-Identifier: MPL-2.0
// The part of YAML in which static sites keep lists of cookies: mappings and lists by indentation,
// plain and quoted texts, folded blocks, and JSON's brackets. No anchors, no tags.
#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr int kDeepest = 24;

struct Line {
  std::size_t indent = 0;
  std::string_view text{};  ///< Without indentation and comment.
  std::uint32_t number = 0;
};

std::string_view without_comment(std::string_view text) {
  if (text.starts_with('#')) return {};
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && (i == 0 || is_space(text[i - 1]))) {
      quote = c;
    } else if (c == '#' && is_space(text[i - 1])) {
      return trim(text.substr(0, i));
    }
  }
  return trim(text);
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  std::uint32_t number = 0;
  for (const std::string_view raw : split_lines(text)) {
    ++number;
    const std::size_t indent = std::min(raw.find_first_not_of(' '), raw.size());
    const std::string_view plain = without_comment(raw.substr(indent));
    if (plain.empty() || plain == "---" || plain == "...") continue;
    out.push_back({indent, plain, number});
  }
  return out;
}

bool is_item(std::string_view text) { return text == "-" || text.starts_with("- "); }

/// Where the colon after a key stands; npos if the line has none.
std::size_t colon_of(std::string_view text) {
  std::size_t from = 0;
  if (text.starts_with('"') || text.starts_with('\'')) {
    from = text.find(text[0], 1);
    if (from == std::string_view::npos) return from;
  }
  for (std::size_t at = text.find(':', from); at != std::string_view::npos && at < 120;
       at = text.find(':', at + 1)) {
    if (at + 1 == text.size() || is_space(text[at + 1])) return at;
  }
  return std::string_view::npos;
}

/// Of the escapes, those of white space and of single characters: "\r\n", "\"", and '' in single
/// quotes (YAML 1.2, 7.3).
std::string unquoted(std::string_view text) {
  const char quote = text.empty() ? '\0' : text[0];
  if (text.size() < 2 || (quote != '"' && quote != '\'') || text.back() != quote)
    return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const char c = text[i];
    const char next = text[i + 1];
    const bool last = i + 2 == text.size();
    if (quote == '"' && c == '\\' && !last) {
      out += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
      ++i;
    } else {
      out += c;
      if (quote == '\'' && c == quote && next == quote && !last) ++i;
    }
  }
  return out;
}

/// Where "a, b" is cut: at commas outside quotes and brackets.
std::vector<std::string_view> flow_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  char quote = 0;
  bool fresh = true;  // nothing but blanks since the last comma
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool first = fresh;
    fresh = fresh && is_space(c);
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && first) {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth <= 0) {
      parts.push_back(trim(text.substr(begin, i - begin)));
      begin = i + 1;
      fresh = true;
    }
  }
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

Value scalar(std::string_view text, std::uint32_t line, int depth = 0);

/// "[_ga, _gid]", "{name: _ga, duration: 1 year}": texts need no quotes.
Value flow(std::string_view text, std::uint32_t line, int depth) {
  const bool list = text[0] == '[';
  Value value;
  value.line = line;
  value.type = list ? Value::Type::list : Value::Type::object;
  text.remove_prefix(1);
  if (text.ends_with(list ? ']' : '}')) text.remove_suffix(1);
  for (const std::string_view part : flow_parts(text)) {
    const std::size_t colon = list ? std::string_view::npos : colon_of(part);
    if (part.empty() || (!list && colon == std::string_view::npos)) continue;
    if (list) {
      value.items.push_back(scalar(part, line, depth + 1));
    } else {
      value.members.emplace_back(unquoted(trim(part.substr(0, colon))),
                                 scalar(trim(part.substr(colon + 1)), line, depth + 1));
    }
  }
  return value;
}

Value scalar(std::string_view text, std::uint32_t line, int depth) {
  constexpr int kDeepestFlow = 6;
  constexpr std::size_t kLongestFlow = 20'000;  // bytes
  const bool brackets = text.starts_with('[') || text.starts_with('{');
  if (brackets && depth < kDeepestFlow && text.size() <= kLongestFlow)
    return flow(text, line, depth);
  Value value;
  value.line = line;
  value.text = unquoted(text);
  value.type = Value::Type::text;
  const bool yes = text == "true" || text == "yes" || text == "True";
  if (yes || text == "false" || text == "no" || text == "False") {
    value.type = Value::Type::truth;
    value.truth = yes;
  } else if (text == "null" || text == "~" || text.empty()) {
    value.type = Value::Type::none;
  } else if (!text.empty() && std::ranges::all_of(text, is_digit)) {
    value.type = Value::Type::number;
    value.number = std::strtod(value.text.c_str(), nullptr);
  }
  return value;
}

class Yaml {
 public:
  explicit Yaml(std::string_view text) : lines_(lines_of(text)), cut_(!text.ends_with('\n')) {}

  Value read() { return lines_.empty() ? Value() : block(lines_[0].indent, 0); }

 private:
  bool more() const { return at_ < lines_.size() && budget_ > 0; }

  /// Brackets hold at most a value in two bytes.
  void spend(std::string_view text) {
    if (text.starts_with('[') || text.starts_with('{'))
      budget_ -= std::min(budget_, text.size() / 2);
  }

  Value block(std::size_t indent, int depth) {
    Value out;
    out.line = lines_[at_].number;
    while (more() && lines_[at_].indent >= indent) {
      if (lines_[at_].indent > indent || depth > kDeepest) {
        ++at_;  // goes on with a text, or is nested too deep
        continue;
      }
      --budget_;
      if (is_item(lines_[at_].text)) {
        out.type = Value::Type::list;
        out.items.push_back(item(depth, out.items.empty()));
      } else if (colon_of(lines_[at_].text) != std::string_view::npos) {
        if (out.is(Value::Type::list)) break;  // the next key of the mapping around the list
        out.type = Value::Type::object;
        member(out, depth);
      } else {
        ++at_;
      }
    }
    return out;
  }

  /// "- name: _ga" begins a mapping that is indented like "name".
  Value item(int depth, bool first) {
    Line& line = lines_[at_];
    const std::size_t skipped = std::min(line.text.find_first_not_of(' ', 1), line.text.size());
    const std::string_view rest = line.text.substr(skipped);
    const bool nested = is_item(rest) || (colon_of(rest) != std::string_view::npos &&
                                          !rest.starts_with('{') && !rest.starts_with('['));
    if (!rest.empty() && !nested) {
      ++at_;
      // "- nam" at the end of a file that was cut off is no name.
      if (cut_ && first && at_ == lines_.size()) return {};
      spend(rest);
      return scalar(rest, line.number);
    }
    if (rest.empty()) {
      const std::size_t indent = line.indent;
      ++at_;
      if (!more() || lines_[at_].indent <= indent) return {};
      return block(lines_[at_].indent, depth + 1);
    }
    line.indent += skipped;
    line.text = rest;
    return block(line.indent, depth + 1);
  }

  void member(Value& out, int depth) {
    const Line line = lines_[at_];
    const std::size_t colon = colon_of(line.text);
    std::string key = unquoted(trim(line.text.substr(0, colon)));
    const std::string_view rest = trim(line.text.substr(colon + 1));
    ++at_;
    if (rest.empty() && more() && begins_block(line.indent)) {
      out.members.emplace_back(std::move(key), block(lines_[at_].indent, depth + 1));
      return;
    }
    const bool folded = rest.empty() || rest[0] == '>' || rest[0] == '|';
    spend(rest);
    Value value = scalar(folded ? std::string_view() : rest, line.number);
    // A text goes on in lines that are indented more.
    std::string text = folded ? "" : value.text;
    while (more() && lines_[at_].indent > line.indent && !value.is(Value::Type::list)) {
      if (text.size() < 4000) text += (text.empty() ? "" : " ") + std::string(lines_[at_].text);
      ++at_;
    }
    if (text != value.text || folded) {
      value.type = text.empty() ? Value::Type::none : Value::Type::text;
      value.text = std::move(text);
    }
    out.members.emplace_back(std::move(key), std::move(value));
  }

  /// What follows "key:" belongs to it: a list may stand as far left as its key.
  bool begins_block(std::size_t indent) const {
    const Line& next = lines_[at_];
    if (next.indent > indent)
      return is_item(next.text) || colon_of(next.text) != std::string_view::npos;
    return next.indent == indent && is_item(next.text);
  }

  std::vector<Line> lines_;
  bool cut_;
  std::size_t at_ = 0;
  std::size_t budget_ = kMostValues;
};

}  // namespace

Value read_yaml(std::string_view text) { return Yaml(text).read(); }

bool is_cookie_yaml(std::string_view text) {
  if (text.find("\nallowed_cookies: ") != std::string_view::npos) return true;
  std::size_t keyed = 0;
  std::size_t names = 0;
  std::size_t told = 0;
  std::size_t nested = 0;
  std::size_t other = 0;
  const std::vector<Line> lines = lines_of(text);
  for (const Line& line : lines) {
    const std::string_view rest = is_item(line.text) ? trim(line.text.substr(1)) : line.text;
    const std::size_t colon = colon_of(rest);
    const std::string_view key = rest.substr(0, std::min(colon, rest.size()));
    // Keys are one word, in small letters as a rule; labels of a page are not.
    const bool is_key = colon != std::string_view::npos && !key.empty() &&
                        std::ranges::none_of(key, is_space) && !is_upper(key[0]);
    keyed += is_key ? 1U : 0U;
    const Role role = is_key ? key_role(key) : Role::none;
    names += role == Role::name ? 1U : 0U;
    told += role == Role::purpose || role == Role::duration || role == Role::domain ? 1U : 0U;
    nested += line.indent > 0 ? 1U : 0U;
    other += !is_key && line.indent == 0 && !is_item(line.text) ? 1U : 0U;
  }
  return keyed >= 3 && (names >= 1 || told >= 2) && nested >= 1 && other == 0 &&
         keyed * 2 >= lines.size();
}

}  // namespace cookie_warden::reader
