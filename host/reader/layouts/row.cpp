// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/row.hpp"

#include <algorithm>

#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {

void Fields::take(Role role, std::string_view label, std::string_view value) {
  switch (role) {
    case Role::provider:
      row.provider = squeeze(value);
      if (!row.party) row.party = read_party(value);
      break;
    case Role::domain:
      row.domain = squeeze(value);
      break;
    case Role::purpose:
      if (row.purpose.empty()) row.purpose = squeeze(value);
      break;
    case Role::duration:
      row.durations = read_durations(value, row.names.size(), unit_in(label));
      // The next line may name what else is stored ("Local Storage: ...").
      row.not_a_cookie = row.not_a_cookie || is_other_storage(value.substr(0, value.find('\n')));
      break;
    case Role::party:
      row.party = read_party(value);
      break;
    case Role::category:
    case Role::storage:
      if (const auto said = category_cell(value); said && !own.stated) own = *said;
      if (!row.party) row.party = read_party(value);
      if (row.durations.empty() && is_duration_cell(value))
        row.durations = read_durations(value, 1, {});
      row.not_a_cookie = row.not_a_cookie || is_other_storage(value);
      break;
    case Role::consent:
      consent = consent_answer(label, value);
      break;
    default:
      break;
  }
}

Row Fields::finish(const Judgement& around) {
  Judgement said = own.stated ? own : around;
  if (!said.stated && !row.purpose.empty()) said = category_of_purpose(row.purpose);
  row.judgement = with_consent(said, consent);
  return std::move(row);
}

Judgement category_of_purpose(const std::string& purpose) {
  const std::vector<std::string> all = words(fold(purpose.substr(0, 60)));
  if (all.empty()) return {};
  const auto match = vocabulary().categories.at(all, 0);
  if (!match) return {};
  const auto category = static_cast<Category>(match->id);
  const bool label =
      all.size() <= 3 || category == Category::statistics || category == Category::marketing;
  // "Required by Facebook" is no category.
  if (!label || (category == Category::necessary && match->end != all.size())) return {};
  return {category, true, Evidence::Confidence::medium,
          "The category is taken from the first words of the purpose."};
}

std::optional<Judgement> category_cell(std::string_view text) {
  constexpr std::size_t kLongest = 160;  // bytes
  if (text.size() > kLongest) return std::nullopt;
  const Judgement said = judge(text);
  if (said.stated) return said;
  // "Comfort. We ask for your consent."
  const std::size_t stop = text.find(". ");
  if (stop != std::string_view::npos && judge_title(text.substr(0, stop)).stated)
    return with_consent(judge_title(text.substr(0, stop)), consent_in(text));
  // "Running the service (trackers exempt from consent)".
  const ConsentSaid consent = consent_in(text);
  if (!consent.not_needed || consent.needed || !mentions_cookies(text)) return std::nullopt;
  return Judgement{Category::necessary, true, Evidence::Confidence::medium,
                   "The page says that these need no consent."};
}

std::optional<RuleParty> read_party(std::string_view text) {
  if (text.size() > 120) return std::nullopt;
  std::optional<RuleParty> found;
  for (const auto& match : vocabulary().parties.all(words(fold(text)))) {
    const auto party =
        match.id == static_cast<int>(Party::first) ? RuleParty::first : RuleParty::third;
    if (found && *found != party) return RuleParty::any;
    found = party;
  }
  return found;
}

bool is_other_storage(std::string_view text) {
  if (text.size() > 120) return false;
  const auto matches = vocabulary().storage.all(words(fold(text)));
  return !matches.empty() && std::ranges::all_of(matches, [](const auto& m) { return m.id == 1; });
}

std::vector<std::string> read_durations(std::string_view text, std::size_t names,
                                        std::optional<Unit> unit) {
  if (names > 1) {
    std::vector<std::string> all;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const bool slash = text.substr(i).starts_with("/ ") && i > 0 && text[i - 1] == ' ';
      const bool cut = i == text.size() || text[i] == '\n' || text[i] == ';' || slash ||
                       (text[i] == ',' && !(i + 1 < text.size() && is_digit(text[i + 1])));
      if (!cut) continue;
      const std::string_view part = trim(text.substr(begin, i - begin));
      if (!part.empty()) all.push_back(read_duration(part, unit).value_or(""));
      begin = i + 1;
    }
    // "Google, 2 years" beside two names tells one lifetime.
    const bool each = std::ranges::count(all, std::string()) < std::ssize(all) - 1;
    if (all.size() == names && each) return all;
  }
  if (auto one = read_duration(text, unit)) return {*one};
  return {};
}

}  // namespace cookie_warden::reader
