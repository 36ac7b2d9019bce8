// SPDX-License-Identifier: MPL-2.0
#include "reader/words/roles.hpp"

#include <algorithm>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestHeading = 120;  // bytes
constexpr std::size_t kLongestLabel = 45;     // bytes

Role as_role(int id) { return static_cast<Role>(id); }

std::vector<std::string> heading_words(std::string_view heading) {
  std::vector<std::string> all = words(fold(heading));
  // "Cookie name(s)", "Zweck(e)": an ending in parentheses is no word.
  if (all.size() > 1 && all.back().size() == 1) all.pop_back();
  return all;
}

bool is_bare_cookie(const std::vector<std::string>& all, const Phrases::Match& match) {
  return match.end - match.begin == 1 && vocabulary().cookie.at(all, match.begin);
}

}  // namespace

Role role_of(std::string_view heading) {
  // "SSESS[id]" is a name.
  const std::size_t bracket = heading.find('[');
  const bool placeholder =
      bracket != std::string_view::npos && bracket > 0 && is_alnum(heading[bracket - 1]);
  if (heading.size() > kLongestHeading || placeholder) return Role::none;
  const auto all = heading_words(heading);
  if (const auto whole = vocabulary().headers.whole(all)) return as_role(*whole);
  bool cookie = false;
  for (const auto& match : vocabulary().headers.all(all)) {
    if (match.begin > 3) break;
    if (!is_bare_cookie(all, match)) return as_role(match.id);
    cookie = true;
  }
  // "IDE, test_cookie, DSID" names cookies and heads none.
  const bool name = heading.find('_') != std::string_view::npos;
  return cookie && all.size() <= 5 && !name ? Role::name : Role::none;
}

bool names_cookies(std::string_view heading) {
  const auto all = heading_words(heading);
  const auto match = [&](std::size_t i) { return vocabulary().cookie.at(all, i).has_value(); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    // "Tracker name" may head a list of companies.
    if (match(i) && !all[i].starts_with("tra") && !all[i].starts_with("ras"))
      return role_of(heading) == Role::name;
  }
  return false;
}

Role label_role(std::string_view text) {
  text = trim(text);
  while (text.ends_with(':') || text.ends_with('*') || text.ends_with('-')) {
    text = trim(text.substr(0, text.size() - 1));
  }
  if (text.size() > kLongestLabel) return Role::none;
  const auto whole = vocabulary().headers.whole(heading_words(text));
  if (whole) return as_role(*whole);
  // "Provider / Domain": two labels for one column.
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || label_role(text.substr(slash + 1)) == Role::none)
    return Role::none;
  return label_role(text.substr(0, slash));
}

std::vector<Labelled> split_labels(std::string_view text) {
  std::vector<Labelled> out;
  std::size_t begin = 0;  // of the current value
  Labelled current;
  const auto finish = [&](std::size_t end) {
    std::string_view value = trim(text.substr(begin, end - begin));
    while (value.ends_with('.') || value.ends_with(';') || value.ends_with('|')) {
      value = trim(value.substr(0, value.size() - 1));
    }
    if (value.ends_with("\u00B7")) value = trim(value.substr(0, value.size() - 2));
    current.value = value;
    if (current.role != Role::none || !current.value.empty()) out.push_back(std::move(current));
    current = {};
  };
  std::size_t start = 0;  // of what may be a label: after a line feed, a full stop, a semicolon
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool colon = c == ':' && (i + 1 == text.size() || is_space(text[i + 1]));
    if (colon && i - start <= kLongestLabel) {
      const std::string_view label = trim(text.substr(start, i - start));
      const Role role = label_role(label);
      if (role != Role::none) {
        finish(start);
        current.role = role;
        current.label = label;
        begin = i + 1;
      }
    }
    const bool parts =
        c == '\n' || c == ';' || c == '|' ||
        ((c == '.' || c == ',' || c == ')') && i + 1 < text.size() && is_space(text[i + 1]));
    if (parts || colon) start = i + 1;
    if (text.substr(i).starts_with("\u2022") || text.substr(i).starts_with("\u2013")) start = i + 3;
    if (text.substr(i).starts_with("\u00B7")) start = i + 2;
  }
  finish(text.size());
  return out;
}

}  // namespace cookie_warden::reader
