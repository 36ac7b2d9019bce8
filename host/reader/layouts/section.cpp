// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/section.hpp"

#include <algorithm>
#include <bit>

#include "reader/layouts/row.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

constexpr int kServiceLevel = 6;  // of a service's heading below its category's

void merge(ConsentSaid& into, const ConsentSaid& said) {
  into.always = into.always || said.always;
  into.not_needed = into.not_needed || said.not_needed;
  into.needed = into.needed || said.needed;
}

/// "Marketing" of "Marketing (if you accept)" and of "Marketing - only if you accept".
std::string_view before_remark(std::string_view title) {
  for (const std::string_view sign : {"(", " - ", " \u2013 ", " \u2014 "})
    title = title.substr(0, title.find(sign));
  return title;
}

/// "Not required (technical)": why it is not.
std::string_view in_parentheses(std::string_view text) {
  const std::size_t open = text.find('(');
  return open == std::string_view::npos ? text : text.substr(open);
}

/// "You can't turn them off.", "Setting them needs no consent", and nothing else about consent or
/// categories. "Without your consent, videos stay hidden" is not about cookies.
bool says_these_are_always_set(std::string_view text) {
  constexpr std::size_t kLongest = 1500;  // bytes
  if (text.size() > kLongest || judge(text).stated || !consent_in(text).is_free()) return false;
  constexpr std::size_t kShort = 200;  // bytes; more may speak of other cookies too
  return std::ranges::any_of(sentences(text), [&](std::string_view sentence) {
    return frees_cookies(sentence) && (text.size() <= kShort || speaks_of_these(sentence));
  });
}

/// "All of these are required: ...".
bool speaks_of_all(std::string_view sentence) {
  const auto text = words(fold(sentence.substr(0, 40)));
  return !text.empty() && vocabulary().all.at(text, 0).has_value();
}

/// "These are advertising cookies of a partner.", the first sentence of several. `longest`: bytes.
std::optional<std::string> sentence_of_these(const std::string& text, std::size_t longest) {
  constexpr std::size_t kLongest = 1000;  // bytes
  if (text.size() > kLongest) return std::nullopt;
  const auto all = sentences(text);
  for (std::size_t i = 0; i < all.size() && i < 2; ++i) {
    const bool these =
        speaks_of_these(all[i]) && (mentions_cookies(all[i]) || speaks_of_all(all[i]));
    if (these && judge(all[i]).stated && all[i].size() <= longest) return std::string(all[i]);
  }
  return std::nullopt;
}

}  // namespace

bool Section::below_cookies() const {
  return std::ranges::any_of(headings_,
                             [](const Heading& heading) { return mentions_cookies(heading.text); });
}

void Section::enter(int level, std::string_view text) {
  bool after_first = false;  // the heading beside this one speaks of the first party
  while (!headings_.empty() && headings_.back().level >= level) {
    functional_is_exempt_ = functional_is_exempt();
    after_first = headings_.back().level == level && headings_.back().first_party;
    headings_.pop_back();
  }
  Heading heading;
  heading.level = level;
  heading.text = squeeze(text);
  // "/our-tracking" is an address.
  heading.own = text.starts_with('/') ? Judgement{} : judge_title(text);
  heading.consent = consent_in(text);
  // "iubenda Consent Solution - preferences": the service that keeps the choice, inside a group.
  if (heading.own.category == Category::functional && !headings_.empty() &&
      vocabulary().consent_words.any(words(fold(text))) && !heading.consent.needed)
    heading.own = {};
  constexpr std::size_t kLongestConsent = 80;  // bytes
  const bool always = heading.consent.always &&
                      (mentions_cookies(text) || (below_cookies() && frees_cookies(text)));
  const bool exempt = (heading.consent.not_needed || always) && !heading.consent.needed;
  if (!heading.own.stated && exempt && text.size() < kLongestConsent && !text.ends_with('?')) {
    heading.own = {Category::necessary, true, Evidence::Confidence::medium,
                   "The heading says that these need no consent, or cannot be refused."};
  }
  const bool other = is_bare_other_group(text) || (is_other_group(text) && mentions_cookies(text));
  // "Trackers of the first party", "Trackers of third parties" part the group they stand in.
  const std::optional<RuleParty> party = read_party(text);
  heading.first_party = party == RuleParty::first;
  // "Trackers managed by the owner and by third parties" are all of the group.
  const bool parts = party && (is_repeated(text) || after_first || party == RuleParty::any);
  heading.other_group = !heading.own.stated && other && !parts;
  headings_.push_back(std::move(heading));
  lead_.clear();
  texts_ = 0;
}

/// <div class="title">Essential</div><p>...</p><h4>Shop</h4>: a category's title, and right below
/// it the heading of a service, which is no chapter of its own.
void Section::lift_title(int level, std::string_view text) {
  constexpr int kHighest = 3;            // h1 and h2 head chapters
  constexpr std::size_t kMostTexts = 1;  // between the two
  if (headings_.empty() || level < kHighest || texts_ > kMostTexts) return;
  if (std::popcount(enumerated_) > 1) return;  // an overview of what kinds there are
  Heading title = headings_.back();
  const bool bare = title.text.size() <= 40 && words(fold(title.text)).size() <= 4;
  const Judgement said = judge_title(text);
  const bool other = said.stated && !said.by_brand && said.category != title.own.category;
  if (!title.block || !title.own.stated || title.own.by_brand || title.has_rows || !bare || other)
    return;
  while (!headings_.empty() && (headings_.back().level >= level || headings_.back().over_headings))
    headings_.pop_back();
  title.level = level - 1;
  title.over_headings = true;
  headings_.push_back(std::move(title));
}

void Section::enter_heading(int level, std::string_view text, bool page_title) {
  // Below its category, although some generators set both as headings of one level.
  if (names_service_and_company(text) && level < kServiceLevel) {
    const bool in_category = std::ranges::any_of(headings_, [&](const Heading& heading) {
      return heading.level >= level && heading.level < kTitleLevel && heading.own.stated &&
             !heading.own.by_brand;
    });
    if (in_category) level = kServiceLevel;
  }
  lift_title(level, text);
  enter(level, text);
  headings_.back().page_title = page_title;
  if (page_title) headings_.back().own = {};
  const Judgement& own = headings_.back().own;
  const unsigned bit = own.stated && !own.by_brand ? 1U << static_cast<unsigned>(own.category) : 0;
  // The second heading of a category begins anew, as does one on another level.
  if (bit != 0 && level == enumerated_level_ && (enumerated_ & bit) == 0) {
    enumerated_ |= bit;
  } else if (bit != 0 || level <= enumerated_level_) {
    enumerated_ = bit;
    enumerated_level_ = level;
  }
}

void Section::rows_read() {
  if (!headings_.empty()) headings_.back().has_rows = true;
  lead_.clear();
  row_read();
}

void Section::leave_enumeration() {
  while (!headings_.empty() && headings_.back().level >= kTitleLevel) headings_.pop_back();
  row_read();
}

bool Section::is_repeated(std::string_view title) const {
  return repeated_.contains(squeeze(title));
}

/// A title of its own: numbered like those before it, or after a group that had its cookies.
bool Section::begins_group(std::string_view title) const {
  if (is_numbered(title)) return true;
  // "Google Analytics" inside a group ends none.
  const bool after = !headings_.empty() && headings_.back().level >= kTitleLevel &&
                     (headings_.back().level - kTitleLevel) % 2 == 0;
  return after && headings_.back().has_rows && headings_.back().own.stated && !is_repeated(title);
}

/// "Other activities that use trackers"; "Trackers of third parties" stands inside a group.
bool Section::names_other_group(std::string_view title) const {
  return is_other_group(title) && mentions_cookies(title) && !read_party(title) &&
         !is_repeated(title);
}

void Section::enter_title(std::string_view text, int depth, bool block) {
  if (invites_choice(before_remark(text)) || is_settings_link(text) ||
      begins_with_this_cookie(text))
    return;
  const Judgement said = judge_title(text);
  const bool states = said.stated;
  // A title with a category opens a group, and so does a question; one without a category stands
  // inside the group ("Google Analytics").
  // "Google Analytics" in the group "Marketing" takes nothing from its name, and in the group
  // "Statistics" it says the same.
  const bool in_group =
      said.by_brand && std::ranges::any_of(headings_, [&](const Heading& group) {
        return group.level >= kTitleLevel && group.own.stated && !group.own.by_brand &&
               (group.own.category == Category::marketing || group.own.category == said.category);
      });
  const bool inside = (!states || in_group) && !begins_group(text) && !asks_about_cookies(text) &&
                      !is_bare_other_group(text) && !names_other_group(text);
  const int level = kTitleLevel + 2 * depth + (inside ? 1 : 0);
  if (states) {
    const unsigned bit = 1U << static_cast<unsigned>(said.category);
    // The second title of a category begins anew.
    if (level < enumerated_level_ || (enumerated_ & bit) != 0) enumerated_ = 0;
    enumerated_level_ = level;
    enumerated_ |= bit;
    titles_in_vain_ += said.by_brand ? 0U : 1U;
    explained_ = false;
  }
  const bool leaves = inside && std::popcount(enumerated_) >= 2 && mentions_cookies(text);
  if (leaves && !is_repeated(text)) leave_enumeration();
  enter(level, text);
  headings_.back().block = block;
}

void Section::leave_group(int depth) {
  while (!headings_.empty() && headings_.back().level >= kTitleLevel + 2 * depth)
    headings_.pop_back();
}

/// "Group: External media", in the first line of a paragraph.
void Section::enter_group(std::string_view value, int depth) {
  constexpr std::size_t kLongest = 60;  // bytes
  const std::string_view name = trim(value.substr(0, value.find('\n')));
  if (!headings_.empty() && !headings_.back().own.stated && judge(name).stated) {
    headings_.back().own = judge(name);
  } else if (name.size() <= kLongest) {
    enter(kTitleLevel + 2 * depth, name);
  }
}

void Section::enter_leading_title(std::string_view text, int depth) {
  const std::string_view line = text.substr(0, text.find('\n'));
  std::string_view title = title_before_colon(line);
  if (title.empty()) title = title_before_stop(line);
  if (!title.empty()) enter_title(title, depth);
}

/// "The cookies that we use are described in this table", after titles that none followed.
bool Section::begins_list(std::string_view text) const {
  constexpr std::size_t kSeveral = 2;
  if (titles_in_vain_ < kSeveral || !explained_ || text.size() > kLongestLead) return false;
  return std::ranges::any_of(sentences(text), [](std::string_view sentence) {
    return mentions_cookies(sentence) && points_below(sentence) && !judge(sentence).stated;
  });
}

void Section::hear(std::string_view text) {
  if (!headings_.empty() && says_these_are_always_set(text))
    headings_.back().cannot_be_refused = true;
}

void Section::add_text(std::string_view text, int depth) {
  ++texts_;
  if (begins_list(text)) leave_enumeration();
  const auto parts = split_labels(text.substr(0, 400));
  if (!parts.empty() && parts[0].role == Role::category) enter_group(parts[0].value, depth);
  std::string_view last = text;
  const auto lines = split_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    // A sentence that was broken to a width is no title.
    const bool goes_on = i + 1 < lines.size() && begins_small(lines[i + 1]);
    if (i > 0 && begins_small(line)) {
      // Its rest.
    } else if (const auto title = title_before_colon(line); !title.empty()) {
      enter_title(title, depth);
    } else if (const auto first = title_before_stop(line); !first.empty()) {
      enter_title(first, depth);
    } else if (!goes_on && is_title_line(trim(line))) {
      enter_title(line, depth);
    }
    if (!trim(line).empty()) last = line;
  }
  // "Provider: ...", "Consent: not required", each in its line; it is read without its colon.
  const auto label = std::ranges::find(parts, Role::consent, &Labelled::role);
  const bool consent_label = label != parts.end();
  const ConsentSaid said = consent_label ? consent_in(label->label + " " + label->value)
                                         : consent_in(text.substr(0, 2000));
  if (!headings_.empty() && (said.not_needed || said.always) && !said.needed &&
      names_functional(headings_.back().text)) {
    headings_.back().exempts_functional = true;
  }
  hear(text);
  // "These technical cookies are exempt:" speaks of what follows, not of the whole chapter.
  const bool introduces = text.size() <= kLongestLead && text.ends_with(':') &&
                          mentions_cookies(text) && judge(text).stated;
  for (auto heading = headings_.rbegin(); heading != headings_.rend(); ++heading) {
    if (introduces && !heading->own.stated) continue;
    merge(heading->consent, said);
    const bool by_consent = !heading->own.stated && consent_label;
    if (heading == headings_.rbegin() && by_consent && said.not_needed && !said.needed) {
      heading->own = judge(in_parentheses(label->value));
    }
    if (heading->own.stated) break;
  }
  explained_ = true;
  // Where lines were broken to a width, the last one is no sentence.
  constexpr std::size_t kShort = 40;  // bytes
  if (trim(last).size() < kShort && text.size() <= kLongestLead) last = text;
  lead_ = squeeze(last.substr(0, kLongestLead + 1));
  if (!judge(lead_).stated)
    lead_ = sentence_of_these(squeeze(text), kLongestLead).value_or(std::move(lead_));
}

bool Section::below_subtitle() const {
  return !headings_.empty() && headings_.back().level >= kTitleLevel &&
         !headings_.back().own.stated;
}

bool Section::speaks_of_cookies() const {
  const auto speaks = [](const Heading& heading) {
    return heading.own.stated || mentions_cookies(heading.text);
  };
  return headings_.empty() || mentions_cookies(lead_) || std::ranges::any_of(headings_, speaks);
}

std::string Section::title() const { return headings_.empty() ? "" : headings_.back().text; }

std::string Section::service() const {
  if (headings_.empty()) return {};
  if (headings_.back().own.stated && !headings_.back().own.by_brand) return {};
  return headings_.back().level > kTitleLevel ? headings_.back().text : "";
}

}  // namespace cookie_warden::reader
