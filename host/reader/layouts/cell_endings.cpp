// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/cell_endings.hpp"

#include <algorithm>
#include <optional>

#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// A unit of time, or one with the ending of its plural: the vocabulary's "heure*" stands for
/// anything that begins so.
std::optional<Unit> unit_of(std::string_view word) {
  constexpr std::string_view kEndings[] = {"", "s", "n", "en", "e", "es", "er", "y", "i", "a", "u"};
  constexpr std::size_t kShortest = 3;  // bytes: "d" is a part of many names
  for (const std::string_view ending : kEndings) {
    if (!word.ends_with(ending) || word.size() < kShortest + ending.size()) continue;
    const auto stem = words(fold(word.substr(0, word.size() - ending.size())));
    const auto unit = vocabulary().units.whole(stem);
    const auto shorter = words(fold(word.substr(0, word.size() - ending.size() - 1)));
    // Not by a '*' that takes a letter more.
    if (unit && !vocabulary().units.whole(shorter)) return static_cast<Unit>(*unit);
  }
  return std::nullopt;
}

}  // namespace

bool ends_company(std::string_view line, std::size_t at) {
  constexpr std::string_view kWords[] = {
      "Google",   "Meta",     "Facebook",   "PayPal",     "Klarna",   "Microsoft", "LinkedIn",
      "Hotjar",   "Stripe",   "Vimeo",      "YouTube",    "Matomo",   "Borlabs",   "Adobe",
      "Criteo",   "TikTok",   "Pinterest",  "Cloudflare", "HubSpot",  "Imperva",   "Amazon",
      "Twitter",  "Snapchat", "Reddit",     "Taboola",    "Outbrain", "Zendesk",   "Intercom",
      "OneTrust", "Cybot",    "Cookiebot",  "Didomi",     "Ireland",  "Limited",   "Inc.",
      "Ltd.",     "Ltd",      "GmbH",       "LLC",        "B.V.",     "S.A.",      "AG",
      "Inc",      "Corp.",    "Corporation"};
  return std::ranges::any_of(kWords, [&](std::string_view word) {
    if (at < word.size() || line.substr(at - word.size(), word.size()) != word) return false;
    return at == word.size() || !is_upper(line[at - word.size() - 1]);
  });
}

bool ends_lifetime(std::string_view line, std::size_t at) {
  constexpr std::size_t kLongest = 16;  // bytes of a unit
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongest && is_letter(line[begin - 1])) --begin;
  if (at - begin == kLongest) return false;
  const auto unit = unit_of(line.substr(begin, at - begin));
  if (!unit) return false;
  if (*unit == Unit::session || *unit == Unit::persistent) return is_upper(line[begin]);
  const bool blank = begin > 1 && is_space(line[begin - 1]);
  return begin > 0 && is_digit(line[begin - (blank ? 2 : 1)]) && !is_upper(line[begin]);
}

bool ends_likely_lifetime(std::string_view line, std::size_t at) {
  constexpr std::size_t kMore = 4;  // bytes: "min|uten"
  std::size_t begin = at;
  while (begin > 0 && is_letter(line[begin - 1])) --begin;
  const std::string_view number = trim(line.substr(0, begin));
  const bool one =
      number.ends_with('1') && (number.size() == 1 || !is_digit(number[number.size() - 2]));
  if (one) {
    // The shortest.
    for (std::size_t end = begin + 1; end < at; ++end) {
      if (ends_lifetime(line, end)) return false;
    }
    return true;
  }
  for (std::size_t end = at + 1; end <= std::min(line.size(), at + kMore); ++end) {
    if (!is_letter(line[end - 1])) break;
    if (ends_lifetime(line, end)) return false;
  }
  return true;
}

}  // namespace cookie_warden::reader
