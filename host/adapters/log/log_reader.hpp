// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/log/log_file.hpp"
#include "core/log_entry.hpp"

namespace cookie_warden {

/// The log of decisions, open for reading; sees what other processes commit.
class LogReader {
 public:
  /// Throws LogError; code "no_log" if there is no log yet.
  explicit LogReader(std::filesystem::path data_dir);

  /// Calls `visit` for each entry that fits, newest first, until it returns false.
  void read(const LogFilter& filter, const std::function<bool(const LogEntry&)>& visit);

  /// The newest entry for each cookie of a site (name, domain, path, store, partition), newest
  /// first.
  [[nodiscard]] std::vector<LogEntry> cookies_of(const std::string& site, std::int64_t limit);

  /// Number of decisions per value of a column: "verdict", "category", "party", "reason",
  /// "policy", "outcome", "browser" or "site"; most frequent first. An absent value is "".
  using Counts = std::vector<std::pair<std::string, std::int64_t>>;
  [[nodiscard]] Counts count_by(const std::string& column, const LogFilter& filter,
                                std::int64_t limit);

  /// What the log shows a site to do against its policy; of all sites, of one, or of those of
  /// a pattern with '*'. At most `limit`.
  [[nodiscard]] std::vector<Finding> findings(const std::optional<std::string>& site,
                                              std::int64_t limit);

  /// "ok", or what SQLite finds wrong with the file.
  [[nodiscard]] std::string quick_check();

  /// Writes a complete copy to a file that must not exist yet, while others may write the log.
  /// Throws LogError.
  void copy_to(const std::filesystem::path& target);

 private:
  std::filesystem::path file_;
  SQLite::Database db_;
};

}  // namespace cookie_warden
