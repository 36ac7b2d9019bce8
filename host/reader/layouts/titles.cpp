// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/titles.hpp"

#include <algorithm>
#include <string>

#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

std::string_view title_before_colon(std::string_view text) {
  std::size_t end = text.find(':');
  // "Functional cookies - they remember what you chose:"
  for (const std::string_view sign : {" - ", " \u2013 ", " \u2014 "})
    end = text.ends_with(':') ? std::min(end, text.find(sign)) : end;
  if (end == std::string_view::npos || end > 70) return {};
  const std::string_view title = trim(text.substr(0, end));
  return mentions_cookies(title) && judge(title).stated && !invites_choice(title) &&
                 !speaks_of_above(title)
             ? title
             : std::string_view{};
}

bool is_settings_link(std::string_view text) {
  return text.size() < 40 && stores_consent_choice(text) && words(fold(text)).size() <= 3;
}

bool names_company(std::string_view text) {
  const auto all = words(fold(text));
  constexpr std::string_view kForms[] = {"inc", "llc",  "ltd",  "limited", "gmbh", "srl",
                                         "spa", "sas",  "sarl", "bv",      "ag",   "oy",
                                         "ab",  "corp", "co",   "plc",     "kg",   "company"};
  const bool company = std::ranges::any_of(all, [&](const std::string& word) {
    return std::ranges::find(kForms, word) != std::end(kForms);
  });
  const std::string joined = lower(text);
  return company || joined.find("s.r.l") != std::string::npos ||
         joined.find("s.p.a") != std::string::npos || joined.find("b.v") != std::string::npos;
}

bool names_service_and_company(std::string_view text) {
  constexpr std::size_t kLongest = 120;  // bytes
  text = trim(text);
  const std::size_t open = text.rfind('(');
  if (text.size() > kLongest || open == std::string_view::npos || open == 0 || !text.ends_with(')'))
    return false;
  return names_company(text.substr(open));
}

bool is_numbered(std::string_view text) {
  text = trim(text);
  while (!text.empty() && !is_alnum(text[0])) text.remove_prefix(1);
  // "B. EXPERIENCE"
  if (text.size() > 3 && text[0] >= 'A' && text[0] <= 'H' && text[1] == '.' && is_space(text[2]))
    return true;
  const std::size_t end = text.find_first_not_of("0123456789IVX");
  return end != std::string_view::npos && end > 0 && end <= 4 &&
         (text[end] == '.' || text[end] == ')' || text[end] == ' ');
}

bool is_item_of_list(std::string_view text) {
  return (text.size() > 3 && is_alnum(text[0]) && text[1] == ')' && is_space(text[2])) ||
         (is_numbered(text) && is_digit(text[0]));
}

namespace {

/// "Advertising and retargeting".
bool is_nothing_but_categories(std::string_view title) {
  const auto all = words(fold(title));
  for (std::size_t i = 0; i < all.size();) {
    const auto match = vocabulary().categories.at(all, i);
    if (!match && !vocabulary().conjunctions.whole({all[i]})) return false;
    i = match ? match->end : i + 1;
  }
  return true;
}

}  // namespace

std::string_view title_before_stop(std::string_view text) {
  const std::size_t stop = text.find(". ");
  if (stop == std::string_view::npos || stop > 60) return {};
  const std::string_view first = text.substr(0, stop);
  // "4. Cookies": the number's own full stop.
  const std::size_t from = is_digit(text[0]) ? text.find(' ') : 0;
  if (from > stop) return {};
  const std::string_view title = trim(first.substr(from));
  if (title.empty() || is_lower(title[0])) return {};  // the end of a sentence
  if (!judge(title).stated || words(fold(title)).size() > 7) return {};
  return mentions_cookies(title) || is_nothing_but_categories(title) ? title : std::string_view{};
}

bool is_bare_other_group(std::string_view text) {
  return text.size() < 40 && words(fold(text)).size() <= 3 && is_other_group(text);
}

bool asks_about_cookies(std::string_view text) { return trim(text).ends_with('?'); }

bool holds_sentence(std::string_view line) {
  constexpr std::size_t kShortest = 20;  // bytes; "3. Cookies", "No. 4"
  for (std::size_t stop = line.find(". "); stop != std::string_view::npos;
       stop = line.find(". ", stop + 1)) {
    if (stop >= kShortest && is_lower(line[stop - 1]) && begins_large(line.substr(stop + 2)))
      return true;
  }
  return false;
}

bool is_title_line(std::string_view line) {
  if (line.empty() || holds_sentence(line) || line.size() > 110 || line.ends_with('.') ||
      line.ends_with(',') || line.ends_with(';') || is_settings_link(line) ||
      begins_with_this_cookie(line))
    return false;
  const NameCell cell = read_name_cell(line, true);
  const bool names = !cell.names.empty() && cell.refused.empty();  // "cookielawinfo-checkbox-x"
  return !names && mentions_cookies(line) && judge(line).stated && words(fold(line)).size() <= 14;
}

std::size_t begin_of_title(std::string_view text, std::size_t colon) {
  constexpr std::size_t kMostWords = 5;
  std::size_t begin = std::min(colon, text.size());
  for (std::size_t word = 0; word < kMostWords && begin > 0 && colon < text.size(); ++word) {
    const std::size_t blank = begin < 2 ? std::string_view::npos : text.rfind(' ', begin - 2);
    begin = blank == std::string_view::npos ? 0 : blank + 1;
    const std::string_view title = text.substr(begin, colon - begin);
    if (begins_large(title) && mentions_cookies(title) && judge(title).stated) return begin;
  }
  return std::string_view::npos;
}

}  // namespace cookie_warden::reader
