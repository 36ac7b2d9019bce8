// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// What one row of a table, one card, one item of a list says: the form that every format is read
/// into before it becomes rules.
struct Row {
  std::vector<Name> names{};
  std::vector<std::string> durations{};  ///< One for all names, or one for each.
  Judgement judgement{};
  std::string provider{};
  std::string domain{};
  std::string service{};
  std::string purpose{};
  std::optional<RuleParty> party{};
  std::uint32_t line = 0;
  std::string section{};
  /// How sure it is that these are cookie names at all.
  Evidence::Confidence names_sure = Evidence::Confidence::high;
  std::string note{};
  bool not_a_cookie = false;      ///< Local storage, a pixel: the page says so.
  bool of_known_service = false;  ///< The page names the service alone; see tarteaucitron.cpp.
};

/// What was read so far.
struct Rows {
  std::vector<Row> rows{};
  std::vector<Row> loose{};           ///< Names in sentences; see read_sentences().
  std::vector<std::string> doubts{};  ///< Texts that stood where names should, for a person.
  bool complete = false;              ///< The page or its format says that all are listed.

  void add(Row row) {
    if (!row.names.empty()) rows.push_back(std::move(row));
  }
};

/// What the labels beside a name say ("Duration: 1 year").
struct Fields {
  Row row{};
  Judgement own{};  ///< Of a label "Category".
  ConsentSaid consent{};

  void take(Role role, std::string_view label, std::string_view value);
  /// The row, its category by its own label or else as `around` says.
  [[nodiscard]] Row finish(const Judgement& around);
};

/// Of a purpose that begins with a category's word ("Analytics (Google)", "Advertising").
[[nodiscard]] Judgement category_of_purpose(const std::string& purpose);

/// A cell's text as a category; null if it states none.
[[nodiscard]] std::optional<Judgement> category_cell(std::string_view text);

/// "First party", "Cookies tiers", "Propia (Google Analytics)".
[[nodiscard]] std::optional<RuleParty> read_party(std::string_view text);

/// The text says that what it describes is no cookie ("local storage", "pixel").
[[nodiscard]] bool is_other_storage(std::string_view text);

/// "x days, 1 year, Session": as many lifetimes as names; else one.
[[nodiscard]] std::vector<std::string> read_durations(std::string_view text, std::size_t names,
                                                      std::optional<Unit> unit);

}  // namespace cookie_warden::reader
