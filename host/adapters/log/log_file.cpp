// SPDX-License-Identifier: MPL-2.0
#include "adapters/log/log_file.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>

#include "adapters/log/grouped_wal.hpp"
#include "support/clock.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;

constexpr int kBusyTimeoutMs = 1000;

// Readable as it is with `sqlite3 decisions.db 'select * from decisions'`: words, not numbers, and
// times as ISO 8601 in UTC.
constexpr const char* kTables = R"sql(
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  site TEXT,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  path TEXT NOT NULL,
  store_id TEXT NOT NULL,
  partition_key TEXT,
  host_only INTEGER NOT NULL,
  expires TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('keep', 'reject')),
  category TEXT NOT NULL,
  party TEXT NOT NULL,
  reason TEXT NOT NULL,
  policy TEXT,
  rule TEXT,
  undeclared INTEGER NOT NULL DEFAULT 0,
  contradicted INTEGER NOT NULL DEFAULT 0,
  overlong INTEGER NOT NULL DEFAULT 0,
  outcome TEXT,
  outcome_at TEXT,
  session INTEGER NOT NULL REFERENCES sessions (id)
);
CREATE INDEX decisions_by_site ON decisions (site, name);
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  browser TEXT NOT NULL,
  caller TEXT NOT NULL,
  host TEXT NOT NULL
);
-- Unknown cookies that were kept on their own site: an embed must not take them from there.
CREATE TABLE own_site_cookies (
  domain TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (domain, name)
) WITHOUT ROWID;
)sql";

int pragma(SQLite::Database& db, const char* name) {
  return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

void migrate(SQLite::Database& db) {
  if (pragma(db, "user_version") == kLogVersion) return;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  const int version = pragma(db, "user_version");
  if (version > kLogVersion) {
    throw LogError("log_too_new", "the log was written by a newer version of Cookie Warden",
                   "Update the Cookie Warden host.");
  }
  if (version == 0) db.exec(kTables);
  db.exec("PRAGMA application_id = " + std::to_string(kLogApplicationId));
  db.exec("PRAGMA user_version = " + std::to_string(kLogVersion));
  transaction.commit();
}

SQLite::Database open(const fs::path& file) {
  // Created with its mode before SQLite sees it; -wal and -shm inherit it.
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) {
    throw LogError("log_unavailable", file.string() + ": " + std::generic_category().message(errno),
                   "Make the file and its folder writable for your user.");
  }
  ::close(fd);
  // One thread uses the connection; locks between threads would be paid for nothing.
  SQLite::Database db(file.string(),
                      SQLite::OPEN_READWRITE | SQLite::OPEN_NOFOLLOW | SQLite::OPEN_NOMUTEX,
                      kBusyTimeoutMs, grouped_wal_vfs());
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  db.exec("PRAGMA trusted_schema = OFF");
  db.exec("PRAGMA cache_spill = OFF");
  // Of a new log. A commit writes whole pages, and a decision takes about 300 bytes.
  db.exec("PRAGMA page_size = 2048");
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = NORMAL");
  db.exec("PRAGMA wal_autocheckpoint = 0");
  migrate(db);
  return db;
}

LogError no_log(const fs::path& file) {
  return {"no_log", file.string() + ": there is no log yet",
          "It begins with the first cookie that a browser reports."};
}

}  // namespace

fs::path log_path(const fs::path& data_dir) { return data_dir / "decisions.db"; }
fs::path log_lock_path(const fs::path& data_dir) { return data_dir / "decisions.db.lock"; }

bool is_broken(const SQLite::Exception& error) {
  return error.getErrorCode() == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_NOTADB;
}

void set_log_aside(const fs::path& data_dir) {
  const std::string file = log_path(data_dir).string();
  const std::string suffix = ".corrupt-" + now_utc();
  for (const char* part : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    fs::rename(file + part, file + suffix + part, ignored);
  }
}

bool is_log_replaced(SQLite::Database& db) {
  int moved = 0;
  const int result = sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return result == SQLITE_OK && moved != 0;
}

LogError explain(const SQLite::Exception& error, const fs::path& file) {
  const std::string message = file.string() + ": " + error.what();
  switch (error.getErrorCode()) {
    case SQLITE_FULL:
      return {"disk_full", message, "Free some space on the disk."};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {"log_unavailable", message, "Make the file and its folder writable for your user."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"log_unavailable", message, "Close the program that keeps the log locked."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {"log_unavailable", message, "Run: cookie-warden doctor"};
    default:
      return {"log_unavailable", message, "Check the disk that holds the log."};
  }
}

SQLite::Database open_log_for_writing(const fs::path& data_dir) {
  const fs::path file = log_path(data_dir);
  try {
    return open(file);
  } catch (const SQLite::Exception& error) {
    if (!is_broken(error)) throw explain(error, file);
  }
  set_log_aside(data_dir);
  try {
    return open(file);
  } catch (const SQLite::Exception& error) {
    throw explain(error, file);
  }
}

SQLite::Database open_log_for_reading(const fs::path& data_dir) {
  const fs::path file = log_path(data_dir);
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    throw no_log(file);
  }
  try {
    SQLite::Database db(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOFOLLOW,
                        kBusyTimeoutMs);
    db.exec("PRAGMA trusted_schema = OFF");
    const int version = pragma(db, "user_version");
    // A host has created the file, and has not begun the log in it yet.
    if (version == 0) throw no_log(file);
    if (version > kLogVersion) {
      throw LogError("log_too_new", "the log was written by a newer version of Cookie Warden",
                     "Update Cookie Warden.");
    }
    return db;
  } catch (const SQLite::Exception& error) {
    throw explain(error, file);
  }
}

}  // namespace cookie_warden
