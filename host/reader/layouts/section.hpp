// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "reader/layouts/legend.hpp"
#include "reader/words/judge.hpp"

namespace cookie_warden::reader {

/// Where in the page the reader stands: the headings above, and what was said under them.
class Section {
 public:
  /// `repeated`: squeezed titles that the page has more than once ("Cookies used"): each stands
  /// inside the group above it.
  /// `legend`: what the signs in its tables stand for.
  explicit Section(std::set<std::string> repeated = {}, Legend legend = {})
      : repeated_(std::move(repeated)), legend_(std::move(legend)) {}

  [[nodiscard]] const Legend& legend() const { return legend_; }

  /// `page_title`: it names the page, not a group of cookies.
  void enter_heading(int level, std::string_view text, bool page_title = false);
  /// A bold line, or a list item that others are nested under. `depth`: how deep it stands.
  /// `block`: the page sets it as a title of its own.
  void enter_title(std::string_view text, int depth, bool block = false);
  /// Another group begins there, of which nothing is known yet.
  void leave_group(int depth);
  /// "Functional cookies. They remember ...": the title that a paragraph begins with, if any.
  void enter_leading_title(std::string_view text, int depth);
  /// What a paragraph says of consent for the cookies it names itself.
  void hear(std::string_view text);
  /// A paragraph or an item under the current heading.
  void add_text(std::string_view text, int depth);
  /// A table, a list or a card was read: sentences before it do not speak of what follows.
  void rows_read();
  /// A sentence named cookies.
  void name_read() { titles_in_vain_ = 0; }
  /// Rows stand inside the list of titles: it is no mere overview of categories.
  void row_read() {
    enumerated_ = 0;
    titles_in_vain_ = 0;
  }

  /// The category that the nearest heading states, or the sentence just before.
  [[nodiscard]] Judgement judgement() const;
  /// The category that the nearest heading states.
  [[nodiscard]] Judgement heading_judgement() const { return judgement({}); }
  /// The text stands below a title of its own that states no category, inside a group that does.
  [[nodiscard]] bool below_subtitle() const;
  /// "Functional cookies" over a table, below a heading that says the same: what was said of
  /// consent under the heading holds for the table.
  [[nodiscard]] Judgement with_consent_said(Judgement said) const;
  /// The page explains under a heading of its own that functional cookies need no consent.
  [[nodiscard]] bool functional_is_exempt() const;
  /// A heading above or the sentence before speaks of cookies, or there is no heading at all.
  [[nodiscard]] bool speaks_of_cookies() const;
  /// The nearest heading.
  [[nodiscard]] std::string title() const;
  /// The nearest heading that states no category: often the service ("Google Analytics").
  [[nodiscard]] std::string service() const;

 private:
  static constexpr int kTitleLevel = 7;             // below the six levels of headings
  static constexpr std::size_t kLongestLead = 260;  // bytes of a sentence that introduces a table
  struct Heading {
    int level = 0;
    std::string text{};
    Judgement own{};
    bool page_title = false;
    bool first_party = false;
    bool exempts_functional = false;  ///< "Functional cookies": no consent is needed.
    ConsentSaid consent{};
    bool other_group = false;
    bool cannot_be_refused = false;  ///< A sentence under it says so, and states no category.
    bool has_rows = false;           ///< Cookies stand right under it.
    bool block = false;              ///< A title that the page sets as one.
    bool over_headings = false;      ///< A title that headings stand below; see lift_title().
  };
  void enter(int level, std::string_view text);
  [[nodiscard]] bool below_cookies() const;
  void enter_group(std::string_view value, int depth);
  void lift_title(int level, std::string_view text);
  [[nodiscard]] Judgement judgement(const Judgement& lead) const;
  [[nodiscard]] Judgement lead_judgement() const;
  [[nodiscard]] bool lead_asks_consent() const;
  [[nodiscard]] Judgement judgement_of_lead(std::string_view lead) const;
  void leave_enumeration();
  [[nodiscard]] bool is_repeated(std::string_view title) const;
  [[nodiscard]] bool names_other_group(std::string_view title) const;
  [[nodiscard]] bool begins_group(std::string_view title) const;
  [[nodiscard]] bool begins_list(std::string_view text) const;

  std::set<std::string> repeated_{};
  Legend legend_{};
  std::vector<Heading> headings_{};
  bool functional_is_exempt_ = false;
  std::string lead_{};  ///< The last paragraph.
  /// Categories of the headings and bold lines since the last row, a bit each: several in a row
  /// explain what kinds there are, and none of them heads the table that comes after.
  unsigned enumerated_ = 0;
  int enumerated_level_ = 0;
  std::size_t titles_in_vain_ = 0;  ///< Titles with a category since the last row.
  bool explained_ = false;          ///< Text stands below the last of them.
  std::size_t texts_ = 0;           ///< Paragraphs since the last title or heading.
};

}  // namespace cookie_warden::reader
