// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

#include "support/coded_error.hpp"

namespace cookie_warden {

/// Why the log cannot be used.
class LogError : public CodedError {
 public:
  using CodedError::CodedError;
};

/// Version of the log's tables, in PRAGMA user_version. Raise it with a step in migrate().
inline constexpr int kLogVersion = 1;
/// PRAGMA application_id: "CkWd".
inline constexpr int kLogApplicationId = 0x436b5764;

[[nodiscard]] std::filesystem::path log_path(const std::filesystem::path& data_dir);
[[nodiscard]] std::filesystem::path log_lock_path(const std::filesystem::path& data_dir);

/// Opens the log for writing and brings its tables up to date; the caller holds the lock. A file
/// that is no database, or a broken one, is set aside as decisions.db.corrupt-TIME. Throws
/// LogError.
[[nodiscard]] SQLite::Database open_log_for_writing(const std::filesystem::path& data_dir);

/// Whether the file is broken beyond what another attempt could change.
[[nodiscard]] bool is_broken(const SQLite::Exception& error);

/// Renames a broken log to decisions.db.corrupt-TIME, so that a new one can begin; the caller holds
/// the lock.
void set_log_aside(const std::filesystem::path& data_dir);

/// Whether the file that `db` has open is no longer the log: set aside, deleted or replaced.
[[nodiscard]] bool is_log_replaced(SQLite::Database& db);

/// Opens the log for reading only. Throws LogError; code "no_log" if there is none yet.
[[nodiscard]] SQLite::Database open_log_for_reading(const std::filesystem::path& data_dir);

/// The LogError for a fault that SQLite reported about the file.
[[nodiscard]] LogError explain(const SQLite::Exception& error, const std::filesystem::path& file);

}  // namespace cookie_warden
