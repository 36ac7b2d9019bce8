// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/regex_pattern.hpp"

#include <algorithm>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostAlternatives = 32;
constexpr std::size_t kLongest = 500;  // bytes

/// Index behind the bracket that closes the one at `at`.
std::size_t group_end(std::string_view regex, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < regex.size(); ++i) {
    if (regex[i] == '\\') {
      ++i;
    } else if (regex[i] == '(') {
      ++depth;
    } else if (regex[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return regex.size();
}

std::vector<std::string_view> alternatives(std::string_view regex) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    if (regex[i] == '\\') {
      ++i;
    } else if (regex[i] == '(' || regex[i] == '[') {
      ++depth;
    } else if (regex[i] == ')' || regex[i] == ']') {
      --depth;
    } else if (regex[i] == '|' && depth == 0) {
      parts.push_back(regex.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(regex.substr(begin));
  return parts;
}

bool is_plain(std::string_view regex) {
  return regex.find_first_of("\\()[].*+?{}^$|") == std::string_view::npos;
}

void add_star(std::vector<std::string>& all) {
  for (std::string& one : all) {
    if (!one.ends_with('*')) one += '*';
  }
}

/// Skips "*", "+", "?", "{2,}" behind an atom; whether there was one.
bool skip_repetition(std::string_view regex, std::size_t& i) {
  const std::size_t begin = i;
  if (i < regex.size() && regex[i] == '{') i = std::min(regex.find('}', i), regex.size() - 1) + 1;
  while (i < regex.size() && (regex[i] == '*' || regex[i] == '+' || regex[i] == '?')) ++i;
  return i > begin;
}

/// A group whose alternatives are plain words multiplies what is there; any other is a star.
void add_group(std::string_view group, bool repeated, std::vector<std::string>& all) {
  if (group.starts_with("?:")) group.remove_prefix(2);
  const auto words = alternatives(group);
  const bool plain = !repeated && std::ranges::all_of(words, is_plain) &&
                     all.size() * words.size() <= kMostAlternatives;
  if (!plain) {
    add_star(all);
    return;
  }
  std::vector<std::string> out;
  for (const std::string& one : all) {
    for (const std::string_view word : words) out.push_back(one + std::string(word));
  }
  all = std::move(out);
}

std::vector<std::string> patterns_of_one(std::string_view regex) {
  std::vector<std::string> all{""};
  const bool from_start = regex.starts_with('^');
  const bool to_end = regex.ends_with('$') && !regex.ends_with("\\$");
  if (from_start) regex.remove_prefix(1);
  if (to_end && !regex.empty()) regex.remove_suffix(1);
  if (!from_start) add_star(all);
  for (std::size_t i = 0; i < regex.size();) {
    const char c = regex[i];
    std::string literal;
    std::string_view group;
    if (c == '(') {
      const std::size_t end = group_end(regex, i);
      group = regex.substr(i + 1, end - i - 2);
      i = end;
    } else if (c == '[') {
      const std::size_t end = regex.find(']', i + 1);
      i = end == std::string_view::npos ? regex.size() : end + 1;
    } else if (c == '\\' && i + 1 < regex.size()) {
      if (!is_alnum(regex[i + 1])) literal = regex[i + 1];
      i += 2;
    } else {
      if (c != '.') literal = c;
      ++i;
    }
    const bool repeated = skip_repetition(regex, i);
    if (!group.empty()) {
      add_group(group, repeated, all);
    } else if (literal.empty() || repeated) {
      add_star(all);
    } else {
      for (std::string& one : all) one += literal;
    }
  }
  if (!to_end) add_star(all);
  return all;
}

}  // namespace

std::vector<std::string> patterns_of_regex(std::string_view regex) {
  std::vector<std::string> out;
  if (regex.size() > kLongest) return out;
  for (const std::string_view part : alternatives(regex)) {
    for (std::string& pattern : patterns_of_one(part)) {
      if (std::ranges::count_if(pattern, is_alnum) >= 2) out.push_back(std::move(pattern));
      if (out.size() >= kMostAlternatives) return out;
    }
  }
  return out;
}

}  // namespace cookie_warden::reader
