// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace cookie_warden {

/// A pattern with '*' as SQLite's GLOB (https://sqlite.org/lang_expr.html#glob), which has two more
/// special characters.
inline std::string glob_of(const std::string& pattern) {
  std::string glob;
  for (const char c : pattern) {
    if (c == '?' || c == '[') {
      glob.append("[").append(1, c).append("]");
    } else {
      glob.push_back(c);
    }
  }
  return glob;
}

inline bool is_pattern(const std::string& text) { return text.find('*') != std::string::npos; }

}  // namespace cookie_warden
