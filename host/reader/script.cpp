// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/literal.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_identifier_char(char c) {
  return is_alnum(c) || c == '_' || c == '$' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::vector<std::pair<std::string, Value>> literals_of(std::string_view script) {
  std::vector<std::pair<std::string, Value>> out;
  std::uint32_t line = 1;
  std::string name;
  for (std::size_t i = 0; i < script.size();) {
    const char c = script[i];
    if (c == '\n') ++line;
    if (is_identifier_char(c)) {
      const std::size_t begin = i;
      while (i < script.size() && is_identifier_char(script[i])) ++i;
      const std::string_view word = script.substr(begin, std::min<std::size_t>(i - begin, 120));
      if (word != "const" && word != "var" && word != "let" && word != "default" &&
          word != "export")
        name = word;
      continue;
    }
    const bool follows = !out.empty() || !name.empty() ||
                         script.substr(0, i).find_first_not_of(" \t\n") == std::string_view::npos;
    std::size_t end = i;
    if (c == '"' || c == '\'' || c == '`') {
      const Value skipped = read_literal(script, end, line);
      (void)skipped;
    } else if ((c == '{' || c == '[') && follows) {
      Value value = read_literal(script, end, line);
      // A function's body reads as an object without members.
      if (value.members.size() + value.items.size() > 0) out.emplace_back(name, std::move(value));
    } else if (script.substr(i, 2) == "/*") {
      const std::size_t close = script.find("*/", i);
      end = close == std::string_view::npos ? script.size() : close + 2;
    } else if (script.substr(i, 2) == "//") {
      end = std::min(script.find('\n', i), script.size());
    }
    if (end == i) {
      ++i;
      continue;
    }
    line += static_cast<std::uint32_t>(std::count(script.begin() + static_cast<std::ptrdiff_t>(i),
                                                  script.begin() + static_cast<std::ptrdiff_t>(end),
                                                  '\n'));
    i = end;
  }
  return out;
}

}  // namespace cookie_warden::reader
