// SPDX-License-Identifier: MPL-2.0
#include "adapters/log/decision_log.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <string_view>
#include <system_error>

#include "core/iso8601.hpp"
#include "support/clock.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLockPatience{5000};
/// Pages of 4 KiB in the write-ahead log after which it is moved into the database; and after which
/// that no longer waits for an idle moment.
constexpr int kCheckpointPages = 1000;
constexpr int kUrgentPages = 4 * kCheckpointPages;
/// Somebody else writes or checkpoints: there will be another idle moment.
constexpr std::chrono::milliseconds kTidyPatience{20};
/// Cookies remembered as written at most; others are written again, to no effect.
constexpr std::size_t kMaxRemembered = 20'000;

std::unique_ptr<LockFile> open_lock(const fs::path& data_dir) {
  try {
    return std::make_unique<LockFile>(log_lock_path(data_dir).string());
  } catch (const std::system_error& error) {
    throw LogError("log_unavailable", error.what(), "Make the folder writable for your user.");
  }
}

/// The text must outlive the statement's step.
void bind_text(SQLite::Statement& statement, int index, const std::string& text) {
  statement.bindNoCopy(index, text);
}

/// Names of enums are literals.
void bind_name(SQLite::Statement& statement, int index, std::string_view name) {
  statement.bindNoCopy(index, name.data());
}

/// The text must outlive the statement's step.
void bind_or_null(SQLite::Statement& statement, int index, const std::string& text) {
  if (text.empty()) {
    statement.bind(index);
  } else {
    statement.bindNoCopy(index, text);
  }
}

/// Seconds since the epoch, as browsers give them, may be any double.
std::string expiry_utc(double seconds) {
  constexpr double kFarSeconds = 1e12;
  if (std::isnan(seconds)) return {};
  const double clamped = std::fmin(std::fmax(seconds, -kFarSeconds), kFarSeconds);
  return format_utc(static_cast<std::int64_t>(clamped * 1000));
}

}  // namespace

struct DecisionLog::Statements {
  explicit Statements(SQLite::Database& db)
      : insert(db,
               "INSERT INTO decisions (uid, at, site, name, domain, path, store_id, partition_key,"
               " host_only, expires, verdict, category, party, reason, policy, rule, undeclared,"
               " contradicted, overlong, session) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
               "?11, ?12,"
               " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) ON CONFLICT (uid) DO NOTHING"),
        stored(db,
               "SELECT verdict, category, party, reason, policy, rule FROM decisions"
               " WHERE uid = ?1"),
        outcome(db,
                "UPDATE decisions SET outcome = ?2, outcome_at = ?3 WHERE uid = ?1 AND"
                " verdict = 'reject' AND (outcome IS NULL OR outcome = 'failed')"),
        keep_own(db, "INSERT OR IGNORE INTO own_site_cookies (domain, name) VALUES (?1, ?2)"),
        kept_own(db, "SELECT 1 FROM own_site_cookies WHERE domain = ?1 AND name = ?2"),
        begin(db, "BEGIN IMMEDIATE"),
        commit(db, "COMMIT") {}

  SQLite::Statement insert, stored, outcome, keep_own, kept_own, begin, commit;
};

DecisionLog::DecisionLog(fs::path data_dir, LogSession session)
    : data_dir_(std::move(data_dir)),
      session_(std::move(session)),
      lock_(open_lock(data_dir_)),
      db_(":memory:") {
  try {
    const LockFile::Guard guard(*lock_, kLockPatience);
    open();
  } catch (const std::system_error& error) {
    throw LogError("log_unavailable", error.what(), "Close the program that keeps the log locked.");
  }
}

/// The caller holds the lock.
void DecisionLog::open() {
  statements_.reset();
  db_ = open_log_for_writing(data_dir_);
  statements_ = std::make_unique<Statements>(db_);
  session_id_ = 0;
  own_site_cookies_.clear();
  const auto remember_pages = [](void* pages, sqlite3*, const char*, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(db_.getHandle(), remember_pages, &wal_pages_);
}

DecisionLog::~DecisionLog() {
  statements_.reset();
  try {
    const LockFile::Guard guard(*lock_, std::chrono::milliseconds(200));
    db_ = SQLite::Database(":memory:");  // closes the log while the lock is held
  } catch (const std::exception&) {
    // Closing without the lock is safe too: nothing is checkpointed on close.
  }
}

/// Runs `work` in one transaction under the lock; rolls back and throws LogError if it fails.
template <class Work>
auto DecisionLog::write(Work work) {
  try {
    const LockFile::Guard guard(*lock_, kLockPatience);
    if (is_log_replaced(db_)) open();
    Statements& s = *statements_;
    s.begin.reset();
    s.begin.exec();
    try {
      if (session_id_ == 0) start_session();
      auto result = work();
      s.commit.reset();
      s.commit.exec();
      return result;
    } catch (...) {
      for (SQLite::Statement* statement :
           {&s.insert, &s.stored, &s.outcome, &s.keep_own, &s.begin, &s.commit}) {
        statement->tryReset();
      }
      // SQLite rolls back by itself on some faults; then there is no transaction left.
      try {
        db_.exec("ROLLBACK");
      } catch (const SQLite::Exception&) {
      }
      session_id_ = 0;
      own_site_cookies_.clear();
      throw;
    }
  } catch (const SQLite::Exception& error) {
    set_aside_if_broken(error);
    throw explain(error, log_path(data_dir_));
  } catch (const std::system_error& error) {
    throw LogError("log_unavailable", error.what(), "Close the program that keeps the log locked.");
  }
}

/// A broken file does not heal: the next request gets a new one, and so do other hosts.
void DecisionLog::set_aside_if_broken(const SQLite::Exception& error) {
  if (!is_broken(error)) return;
  const LockFile::Guard guard(*lock_, kLockPatience);
  if (!is_log_replaced(db_)) set_log_aside(data_dir_);
}

void DecisionLog::start_session() {
  SQLite::Statement insert(
      db_, "INSERT INTO sessions (started, browser, caller, host) VALUES (?1, ?2, ?3, ?4)");
  const std::string now = now_utc();
  bind_text(insert, 1, now);
  bind_text(insert, 2, session_.browser);
  bind_text(insert, 3, session_.caller);
  bind_text(insert, 4, session_.host);
  insert.exec();
  session_id_ = db_.getLastInsertRowid();
}

void DecisionLog::tidy(const std::function<bool()>& idle) noexcept try {
  if (wal_pages_ < kCheckpointPages || (wal_pages_ < kUrgentPages && !idle())) return;
  const LockFile::Guard guard(*lock_, kTidyPatience);
  wal_pages_ = 0;
  db_.exec("PRAGMA wal_checkpoint(PASSIVE)");
} catch (const std::exception&) {
  // The rows are committed; the next checkpoint moves them.
}

bool DecisionLog::insert(const LoggedDecision& logged) {
  const CookieEvent& event = *logged.event;
  const Cookie& cookie = event.cookie;
  const Decision& decision = logged.decision;
  const std::string at = format_utc(event.at_ms);
  const std::string expires =
      cookie.expiration_date ? expiry_utc(*cookie.expiration_date) : std::string();
  const std::string partition =
      cookie.partition_key ? cookie.partition_key->top_level_site : std::string();
  const std::string policy(decision.policy);
  const std::string rule(decision.rule);
  SQLite::Statement& s = statements_->insert;
  s.reset();
  bind_text(s, 1, event.uid);
  bind_text(s, 2, at);
  bind_or_null(s, 3, logged.situation->top_site);
  bind_text(s, 4, cookie.name);
  bind_text(s, 5, cookie.domain);
  bind_text(s, 6, cookie.path);
  bind_text(s, 7, cookie.store_id);
  bind_or_null(s, 8, partition);
  s.bind(9, cookie.host_only ? 1 : 0);
  bind_or_null(s, 10, expires);
  bind_name(s, 11, to_string(decision.verdict));
  bind_name(s, 12, to_string(decision.category));
  bind_name(s, 13, to_string(decision.party));
  bind_name(s, 14, to_string(decision.reason));
  bind_or_null(s, 15, policy);
  bind_or_null(s, 16, rule);
  s.bind(17, decision.undeclared ? 1 : 0);
  s.bind(18, decision.contradicted ? 1 : 0);
  s.bind(19, outlives_declaration(event, decision) ? 1 : 0);
  s.bind(20, session_id_);
  return s.exec() == 1;
}

std::vector<std::optional<StoredDecision>> DecisionLog::record(
    std::span<const LoggedDecision> decisions) {
  return write([&] {
    std::vector<std::optional<StoredDecision>> known(decisions.size());
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      const LoggedDecision& logged = decisions[i];
      if (insert(logged)) {
        keep_own(logged);
      } else {
        known[i] = stored(logged.event->uid);
      }
    }
    return known;
  });
}

/// Remembers an unknown cookie that was kept on its own site: an embed must not take it from there.
void DecisionLog::keep_own(const LoggedDecision& logged) {
  const Decision& decision = logged.decision;
  if (decision.verdict != Verdict::keep || decision.category != Category::unknown ||
      decision.party != Party::first || logged.situation->partitioned) {
    return;
  }
  const std::string& host = logged.situation->cookie_host;
  const std::string& name = logged.event->cookie.name;
  std::string key = host + '\n' + name;
  if (own_site_cookies_.contains(key)) return;
  SQLite::Statement& s = statements_->keep_own;
  s.reset();
  bind_text(s, 1, host);
  bind_text(s, 2, name);
  s.exec();
  if (own_site_cookies_.size() < kMaxRemembered) own_site_cookies_.insert(std::move(key));
}

StoredDecision DecisionLog::stored(const std::string& uid) {
  SQLite::Statement& s = statements_->stored;
  s.reset();
  bind_text(s, 1, uid);
  StoredDecision found;
  if (!s.executeStep()) return found;
  int column = 0;
  for (std::string* text :
       {&found.verdict, &found.category, &found.party, &found.reason, &found.policy, &found.rule}) {
    *text = s.getColumn(column++).getString();
  }
  s.reset();
  return found;
}

void DecisionLog::record_outcomes(std::span<const Result> results, const std::string& at) {
  write([&] {
    for (const Result& result : results) {
      SQLite::Statement& s = statements_->outcome;
      s.reset();
      bind_text(s, 1, result.uid);
      bind_name(s, 2, to_string(result.outcome));
      bind_text(s, 3, at);
      s.exec();
    }
    return 0;
  });
}

bool DecisionLog::kept_on_own_site(const Situation& situation, const Cookie& cookie) const {
  try {
    SQLite::Statement& s = statements_->kept_own;
    s.reset();
    bind_text(s, 1, situation.cookie_host);
    bind_text(s, 2, cookie.name);
    const bool kept = s.executeStep();
    s.reset();
    return kept;
  } catch (const SQLite::Exception& error) {
    throw explain(error, log_path(data_dir_));
  }
}

std::int64_t DecisionLog::purge(const std::optional<std::string>& at) {
  const std::int64_t deleted = write([&]() -> std::int64_t {
    if (at) {
      SQLite::Statement s(db_, "DELETE FROM decisions WHERE at < ?1");
      bind_text(s, 1, *at);
      return s.exec();
    }
    const int rows = db_.exec("DELETE FROM decisions");
    db_.exec("DELETE FROM own_site_cookies");
    return rows;
  });
  const LockFile::Guard guard(*lock_, kLockPatience);
  db_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  statements_.reset();
  db_.exec("VACUUM");
  db_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  statements_ = std::make_unique<Statements>(db_);
  return deleted;
}

}  // namespace cookie_warden
