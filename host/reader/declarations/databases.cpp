// SPDX-License-Identifier: MPL-2.0
// Lists of known cookies: Open Cookie Database (CSV, JSON), EDPB auditing tool, IAB disclosures.
#include <algorithm>

#include "reader/declarations/csv.hpp"
#include "reader/declarations/declarations.hpp"
#include "reader/detect.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

/// These lists name whole families by their beginning.
std::vector<Name> listed_name(std::string_view name, bool is_prefix) {
  std::vector<Name> names = declared_name(name);
  if (names.empty() || !is_prefix || names[0].pattern.ends_with('*')) return names;
  // One letter and a star would be half of all cookies: such a name stays exact.
  if (std::ranges::count_if(names[0].pattern, is_alnum) >= 2) names[0].pattern += '*';
  return names;
}

Judgement listed_category(std::string_view category) {
  Judgement said = with_consent(judge(category), {});
  if (!said.stated) said.note = "Category in the list: " + squeeze(category) + ".";
  return said;
}

/// Columns of the Open Cookie Database, by words of their headings.
struct CsvColumns {
  std::size_t name = 99, platform = 99, category = 99, domain = 99, purpose = 99, duration = 99,
              controller = 99, prefix = 99;
};

CsvColumns csv_columns(const std::vector<std::string>& head) {
  CsvColumns columns;
  const auto find = [&](std::string_view word) {
    for (std::size_t i = 0; i < head.size(); ++i) {
      if (lower(head[i]).find(word) != std::string::npos) return i;
    }
    return std::size_t{99};
  };
  columns = {find("name"),        find("platform"),  find("category"),   find("domain"),
             find("description"), find("retention"), find("controller"), find("wildcard")};
  return columns;
}

bool read_database_csv(std::string_view text, Rows& rows) {
  std::size_t at = 0;
  std::uint32_t line = 1;
  const CsvColumns columns = csv_columns(csv_record(text, at, line));
  if (columns.name == 99 || columns.category == 99) return false;
  while (at < text.size()) {
    const std::uint32_t begun = line;
    const std::vector<std::string> fields = csv_record(text, at, line);
    const auto field = [&](std::size_t i) { return i < fields.size() ? fields[i] : std::string(); };
    Row row;
    row.names = listed_name(field(columns.name), trim(field(columns.prefix)) == "1");
    row.judgement = listed_category(field(columns.category));
    row.domain = field(columns.domain);
    row.provider = squeeze(field(columns.platform).empty() ? field(columns.controller)
                                                           : field(columns.platform));
    row.purpose = squeeze(field(columns.purpose));
    row.durations = read_durations(field(columns.duration), 1, {});
    row.section = row.provider;
    row.line = begun;
    rows.add(std::move(row));
  }
  return true;
}

void add_database_entry(const std::string& platform, const Value& entry, Rows& rows) {
  Row row;
  const std::string& prefix = entry.any_of({"wildcardMatch", "wildcard_match"}).text;
  const bool is_prefix = prefix == "1" || entry.any_of({"wildcardMatch", "wildcard_match"}).truth;
  row.names = listed_name(entry.any_of({"cookie", "name"}).text, is_prefix);
  row.judgement = listed_category(entry.any_of({"category"}).text);
  row.domain = entry.any_of({"domain"}).text;
  row.provider = platform.empty() ? entry.any_of({"controller", "dataController"}).text : platform;
  row.purpose = squeeze(entry.any_of({"description", "comment", "reason"}).text);
  row.durations =
      read_durations(entry.any_of({"retentionPeriod", "retention", "duration"}).text, 1, {});
  row.section = row.provider;
  row.line = entry.line;
  rows.add(std::move(row));
}

bool holds_any(const Value& numbers, std::initializer_list<int> wanted) {
  return std::ranges::any_of(numbers.items, [&](const Value& item) {
    return std::ranges::any_of(wanted, [&](int id) { return item.number == id; });
  });
}

Judgement by_purposes(const Value& disclosure) {
  if (holds_any(disclosure["specialPurposes"], {2})) {
    return {Category::marketing, true, Confidence::high, ""};
  }
  return judge_iab_purposes(disclosure["purposes"]);
}

}  // namespace

Judgement judge_iab_purposes(const Value& purposes) {
  // 2 to 4 and 7 concern advertising, 8 and 9 measurement.
  if (holds_any(purposes, {2, 3, 4, 7})) return {Category::marketing, true, Confidence::high, ""};
  if (holds_any(purposes, {8, 9})) return {Category::statistics, true, Confidence::high, ""};
  return {Category::unknown, false, Confidence::low, "Its declared purposes tell no category."};
}

bool read_open_cookie_database(std::string_view text, Rows& rows) {
  const char first = trim(text)[0];
  if (first != '{' && first != '[') return read_database_csv(text, rows);
  const Value root = read_literal(text);
  for (const Value& entry : root.items) add_database_entry("", entry, rows);
  for (const auto& [platform, entries] : root.members) {
    for (const Value& entry : entries.items) add_database_entry(platform, entry, rows);
  }
  return !root.items.empty() || !root.members.empty();
}

bool read_edpb(std::string_view text, Rows& rows) {
  const Value root = read_literal(text);
  const auto add = [&](const Value& base) {
    for (const Value& entry : base["knowledges"].items) {
      const std::string& kind = entry["kind"].text;
      if (kind.empty() || lower(kind) == "cookie") add_database_entry("", entry, rows);
    }
    return base["knowledges"].is(Value::Type::list);
  };
  bool any = add(root);
  for (const Value& base : root.items) any = add(base) || any;
  return any;
}

bool read_iab(std::string_view text, Rows& rows) {
  const Value root = read_literal(text);
  const Value& disclosures = root["disclosures"];
  for (const Value& disclosure : disclosures.items) {
    Row row;
    row.names = declared_name(disclosure["identifier"].text);
    row.not_a_cookie = !disclosure["type"].text.empty() && disclosure["type"].text != "cookie";
    row.judgement = by_purposes(disclosure);
    for (const Value& domain : disclosure["domains"].items) row.domain += domain.text + " ";
    row.purpose = squeeze(disclosure["description"].text);
    if (const Value& age = disclosure["maxAgeSeconds"]; age.is(Value::Type::number)) {
      row.durations = {duration_of_seconds(age.number)};
    }
    row.line = disclosure.line;
    rows.add(std::move(row));
  }
  return disclosures.is(Value::Type::list);
}

}  // namespace cookie_warden::reader
