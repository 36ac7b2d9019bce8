// SPDX-License-Identifier: MPL-2.0
#include <array>

#include "adapters/log/glob.hpp"
#include "adapters/log/log_reader.hpp"

namespace cookie_warden {
namespace {

struct Query {
  FindingKind kind;
  const char* condition;
};

// A tracker counts as set before the choice only where the log has the choice made later: a choice
// may have been made before Cookie Warden was there, or be kept in something else than a cookie.
constexpr std::array<Query, 4> kQueries{
    {{FindingKind::undeclared, "d.undeclared = 1"},
     {FindingKind::contradicted, "d.contradicted = 1"},
     {FindingKind::overlong, "d.overlong = 1"},
     {FindingKind::before_choice,
      "d.category IN ('statistics', 'marketing') AND d.id < (SELECT min(c.id) FROM decisions c"
      " WHERE c.site = d.site AND c.party = 'first' AND c.reason = 'consent-choice')"}}};

std::string sql_of(const Query& query, const std::string& sites) {
  // Bare columns beside one max(): those of the row that has the maximum
  // (https://sqlite.org/lang_select.html#bareagg).
  return std::string(
             "SELECT d.site, d.name, d.domain, d.category, d.policy, d.rule, d.expires,"
             " d.at, count(*), max(d.id) FROM decisions d WHERE ") +
         query.condition + sites + " GROUP BY d.site, d.name, d.domain ORDER BY 10 DESC LIMIT ?2";
}

}  // namespace

std::vector<Finding> LogReader::findings(const std::optional<std::string>& site,
                                         std::int64_t limit) {
  std::vector<Finding> findings;
  const std::string sites = !site               ? " AND d.site IS NOT NULL"
                            : is_pattern(*site) ? " AND d.site GLOB ?1"
                                                : " AND d.site = ?1";
  try {
    for (const Query& query : kQueries) {
      SQLite::Statement rows(db_, sql_of(query, sites));
      if (site) rows.bind(1, is_pattern(*site) ? glob_of(*site) : *site);
      rows.bind(2, limit - static_cast<std::int64_t>(findings.size()));
      while (rows.executeStep()) {
        Finding& found = findings.emplace_back();
        found.kind = query.kind;
        int column = 0;
        for (std::string* text : {&found.site, &found.name, &found.domain, &found.category,
                                  &found.policy, &found.rule, &found.expires, &found.last_at}) {
          *text = rows.getColumn(column++).getString();
        }
        found.times = rows.getColumn(column).getInt64();
      }
    }
  } catch (const SQLite::Exception& error) {
    throw explain(error, file_);
  }
  return findings;
}

}  // namespace cookie_warden
