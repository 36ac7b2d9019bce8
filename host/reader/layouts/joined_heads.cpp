// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/joined_heads.hpp"

#include <algorithm>
#include <optional>

#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestLine = 250;  // bytes
constexpr std::size_t kMostHeads = 10;
constexpr std::size_t kLongestHead = 70;   // bytes
constexpr std::ptrdiff_t kMostBlanks = 5;  // of one heading: a sentence has more

/// Part of a line, as bytes of it.
struct Part {
  std::size_t begin = 0, end = 0;
};

bool is_small(char c) { return is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }

/// "Purpose|Expiry", "(days)|Purpose", "ID|Purpose".
bool is_hump(std::string_view line, std::size_t at) {
  if (at == 0 || at + 1 >= line.size() || !is_upper(line[at]) || !is_small(line[at + 1]))
    return false;
  const char before = line[at - 1];
  const bool acronym = at > 1 && is_upper(before) && is_upper(line[at - 2]);
  return is_small(before) || before == ')' || before == '*' || acronym;
}

std::vector<Part> parts_of(std::string_view line, bool at_blanks) {
  std::vector<Part> parts;
  int depth = 0;  // of parentheses, whose words begin no heading
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool after_blank = at_blanks && i > 0 && is_space(line[i - 1]);
    const bool begins = parts.empty() || (depth == 0 && (after_blank || is_hump(line, i)));
    if (begins && !is_space(line[i])) parts.push_back({i, i});
    if (line[i] == '(') ++depth;
    if (line[i] == ')') depth = std::max(0, depth - 1);
    if (!parts.empty()) parts.back().end = i + 1;
  }
  return parts;
}

/// Words that begin with a small letter go on with the heading before them, where headings begin
/// with capitals.
std::vector<Part> with_small_words(std::string_view line, const std::vector<Part>& parts) {
  if (parts.empty() || !begins_large(line.substr(parts[0].begin))) return parts;
  std::vector<Part> out;
  for (const Part& part : parts) {
    if (!out.empty() && !begins_large(line.substr(part.begin))) {
      out.back().end = part.end;
    } else {
      out.push_back(part);
    }
  }
  return out;
}

/// Parts that only together are one label ("Cookie Name"); `longest`: even if each is one.
std::vector<JoinedHead> merged(std::string_view line, const std::vector<Part>& parts,
                               bool longest) {
  constexpr std::size_t kMostWords = 5;
  std::vector<JoinedHead> heads;
  for (std::size_t i = 0; i < parts.size();) {
    std::size_t end = i + 1;
    const auto text = [&](std::size_t to) {
      return trim(line.substr(parts[i].begin, parts[to - 1].end - parts[i].begin));
    };
    const bool alone = label_role(text(i + 1)) != Role::none;
    for (std::size_t to = i + 2; to <= parts.size() && to <= i + kMostWords; ++to) {
      if ((longest || !alone) && label_role(text(to)) != Role::none) end = to;
    }
    heads.push_back({text(end), role_of(text(end))});
    i = end;
  }
  return heads;
}

bool are_heads(const std::vector<JoinedHead>& heads) {
  if (heads.size() < 2 || heads.size() > kMostHeads) return false;
  std::size_t known = 0;
  std::size_t other = 0;
  bool named = false;
  for (const JoinedHead& head : heads) {
    // "Nr."
    const bool number = head.text.size() <= 4 && head.text.find('.') + 1 == head.text.size();
    const bool stops = !number && head.text.find_first_of(".;:!") != head.text.npos;
    if (head.text.size() > kLongestHead || stops) return false;
    if (std::ranges::count(head.text, ' ') > kMostBlanks && head.text.find("  ") == head.text.npos)
      return false;
    known += head.role != Role::none ? 1U : 0U;
    other += head.role == Role::other ? 1U : 0U;
    named = named || head.role == Role::name;
  }
  // "Privacy policy cookies" is a page's title.
  if (!named || known < 2 || other + 1 >= heads.size()) return false;
  const bool all = known == heads.size();
  return all ? heads.size() > 2 || label_role(heads[0].text) != Role::none
             : known >= 3 && known * 5 >= heads.size() * 3;
}

bool same(const JoinedHeads& a, const JoinedHeads& b) {
  return std::ranges::equal(a.heads, b.heads, {}, &JoinedHead::text, &JoinedHead::text);
}

}  // namespace

std::vector<JoinedHeads> joined_heads(std::string_view line) {
  std::vector<JoinedHeads> out;
  if (line.size() < 8 || line.size() > kLongestLine || line.ends_with('.')) return out;
  bool glued = false;
  for (std::size_t i = 0; i < line.size(); ++i) glued = glued || is_hump(line, i);
  const auto add = [&](const std::vector<Part>& parts, bool longest) {
    JoinedHeads found{merged(line, parts, longest), glued};
    const auto known = [&](const JoinedHeads& other) { return same(found, other); };
    if (are_heads(found.heads) && std::ranges::none_of(out, known)) out.push_back(std::move(found));
  };
  std::vector<Part> parts = parts_of(line, !glued);
  if (!glued) parts = with_small_words(line, parts);
  for (const bool longest : {true, false}) add(parts, longest);
  return out;
}

std::size_t length_of_joined_heads(std::string_view line) {
  constexpr std::size_t kShortest = 12;  // bytes
  const auto is_label = [](const JoinedHead& head) {
    return label_role(head.text) != Role::none &&
           head.text.find_first_of("_0123456789#*") == std::string_view::npos;
  };
  // "NameProviderExpiry|CookieConsent...": two columns of names are none.
  const auto all_known = [&](const JoinedHeads& way) {
    return way.glued && way.heads.size() > 2 && std::ranges::all_of(way.heads, is_label) &&
           std::ranges::count(way.heads, Role::name, &JoinedHead::role) == 1;
  };
  for (std::size_t end = std::min(line.size(), kLongestLine); end >= kShortest; --end) {
    const bool inside = end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80;
    if (inside || is_space(line[end - 1]) || (end < line.size() && is_space(line[end]))) continue;
    if (std::ranges::any_of(joined_heads(line.substr(0, end)), all_known)) return end;
  }
  return 0;
}

}  // namespace cookie_warden::reader
