// SPDX-License-Identifier: MPL-2.0
#include "adapters/log/log_reader.hpp"

#include <algorithm>
#include <array>

#include "adapters/log/glob.hpp"

namespace cookie_warden {
namespace {

constexpr const char* kColumns =
    "d.id, d.uid, d.at, d.site, d.name, d.domain, d.path, d.store_id, d.partition_key, d.verdict,"
    " d.category, d.party, d.reason, d.policy, d.rule, d.outcome, s.browser, d.undeclared,"
    " d.contradicted, d.overlong,"
    " (SELECT count(*) FROM decisions e WHERE e.site IS d.site AND e.name = d.name AND"
    "  e.id < d.id AND e.domain = d.domain AND e.path = d.path AND e.store_id = d.store_id AND"
    "  e.partition_key IS d.partition_key AND e.verdict = d.verdict)";
constexpr const char* kFrom = " FROM decisions d JOIN sessions s ON s.id = d.session";

/// The WHERE clause of a filter and the texts to bind to its parameters, in order.
struct Where {
  std::string sql = " WHERE 1";
  std::vector<std::string> texts{};

  explicit Where(const LogFilter& filter) {
    if (filter.site) {
      const bool many = is_pattern(*filter.site);
      add(many ? " AND d.site GLOB ?" : " AND d.site = ?",
          many ? glob_of(*filter.site) : *filter.site);
    }
    if (filter.cookie) add(" AND d.name GLOB ?", glob_of(*filter.cookie));
    add(" AND d.uid = ?", filter.uid);
    if (filter.verdict) add(" AND d.verdict = ?", std::string(to_string(*filter.verdict)));
    if (filter.category) add(" AND d.category = ?", std::string(to_string(*filter.category)));
    add(" AND d.at >= ?", filter.since);
    if (filter.before) sql += " AND d.id < " + std::to_string(*filter.before);
  }

  void add(const char* condition, const std::optional<std::string>& text) {
    if (!text) return;
    sql += condition;
    texts.push_back(*text);
  }

  void bind(SQLite::Statement& statement) const {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      statement.bind(static_cast<int>(i) + 1, texts[i]);
    }
  }
};

LogEntry entry_of(SQLite::Statement& row) {
  LogEntry entry;
  entry.id = row.getColumn(0).getInt64();
  int column = 1;
  for (std::string* text :
       {&entry.uid, &entry.at, &entry.site, &entry.name, &entry.domain, &entry.path,
        &entry.store_id, &entry.partition_key, &entry.verdict, &entry.category, &entry.party,
        &entry.reason, &entry.policy, &entry.rule, &entry.outcome, &entry.browser}) {
    *text = row.getColumn(column++).getString();
  }
  for (const FindingKind kind :
       {FindingKind::undeclared, FindingKind::contradicted, FindingKind::overlong}) {
    if (row.getColumn(column++).getInt() != 0) entry.findings.push_back(kind);
  }
  entry.repeats = row.getColumn(column).getInt64();
  return entry;
}

}  // namespace

LogReader::LogReader(std::filesystem::path data_dir)
    : file_(log_path(data_dir)), db_(open_log_for_reading(data_dir)) {}

void LogReader::read(const LogFilter& filter, const std::function<bool(const LogEntry&)>& visit) {
  try {
    const Where where(filter);
    SQLite::Statement rows(db_, std::string("SELECT ") + kColumns + kFrom + where.sql +
                                    " ORDER BY d.id DESC LIMIT " +
                                    std::to_string(filter.limit.value_or(-1)));
    where.bind(rows);
    while (rows.executeStep()) {
      if (!visit(entry_of(rows))) break;
    }
  } catch (const SQLite::Exception& error) {
    throw explain(error, file_);
  }
}

std::vector<LogEntry> LogReader::cookies_of(const std::string& site, std::int64_t limit) {
  try {
    SQLite::Statement rows(
        db_, std::string("SELECT ") + kColumns + kFrom +
                 " WHERE d.id IN (SELECT max(id) FROM decisions WHERE site = ?1 GROUP BY name,"
                 " domain, path, store_id, partition_key) ORDER BY d.id DESC LIMIT ?2");
    rows.bind(1, site);
    rows.bind(2, limit);
    std::vector<LogEntry> entries;
    while (rows.executeStep()) entries.push_back(entry_of(rows));
    return entries;
  } catch (const SQLite::Exception& error) {
    throw explain(error, file_);
  }
}

LogReader::Counts LogReader::count_by(const std::string& column, const LogFilter& filter,
                                      std::int64_t limit) {
  constexpr std::array<std::string_view, 8> known{"verdict", "category", "party",   "reason",
                                                  "policy",  "outcome",  "browser", "site"};
  if (std::ranges::find(known, column) == known.end()) {
    throw std::invalid_argument("no such column: " + column);
  }
  try {
    const Where where(filter);
    SQLite::Statement rows(db_, "SELECT ifnull(" + column + ", ''), count(*)" + kFrom + where.sql +
                                    " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " +
                                    std::to_string(limit));
    where.bind(rows);
    Counts counts;
    while (rows.executeStep()) {
      counts.emplace_back(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
    }
    return counts;
  } catch (const SQLite::Exception& error) {
    throw explain(error, file_);
  }
}

std::string LogReader::quick_check() {
  try {
    return db_.execAndGet("PRAGMA quick_check(1)").getString();
  } catch (const SQLite::Exception& error) {
    throw explain(error, file_);
  }
}

void LogReader::copy_to(const std::filesystem::path& target) {
  if (std::filesystem::exists(target)) {
    throw LogError("exists", target.string() + ": is there already", "Choose another name.");
  }
  try {
    SQLite::Statement vacuum(db_, "VACUUM INTO ?1");
    vacuum.bind(1, target.string());
    vacuum.exec();
  } catch (const SQLite::Exception& error) {
    throw explain(error, target);
  }
}

}  // namespace cookie_warden
