// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "adapters/log/log_file.hpp"
#include "core/log_entry.hpp"
#include "support/lock_file.hpp"

namespace cookie_warden {

/// Who writes: one run of a host for one browser.
struct LogSession {
  std::string browser{};  ///< As its hello said.
  std::string caller{};   ///< The extension that started the host, or "unknown".
  std::string host{};     ///< Version of this program.
};

/// The log of decisions, open for writing. Several processes may write one file. Once a call
/// returned, its rows survive the death of every process.
///
/// Every write transaction, checkpoint, open and close happens under a lock file: SQLite before
/// 3.51.3 can lose committed data when two connections write and reset the WAL at one instant
/// (https://sqlite.org/wal.html#walresetbug).
class DecisionLog final : public History {
 public:
  /// Opens or creates the log in `data_dir`, which must exist. Throws LogError.
  explicit DecisionLog(std::filesystem::path data_dir, LogSession session);
  ~DecisionLog() override;
  DecisionLog(const DecisionLog&) = delete;
  DecisionLog& operator=(const DecisionLog&) = delete;

  /// Records all decisions in one transaction, or none: throws LogError. Where a uid is already in
  /// the log nothing changes, and the result has the decision that stands there, at the same index.
  [[nodiscard]] std::vector<std::optional<StoredDecision>> record(
      std::span<const LoggedDecision> decisions);

  struct Result {
    std::string uid{};
    Outcome outcome = Outcome::failed;
  };
  /// Adds what the browser did to rejections in the log; other uids are passed over. A result that
  /// is final is never replaced. `at` is ISO 8601. Throws LogError.
  void record_outcomes(std::span<const Result> results, const std::string& at);

  [[nodiscard]] bool kept_on_own_site(const Situation& situation,
                                      const Cookie& cookie) const override;

  /// Moves a write-ahead log that has grown long into the database. A call between requests: it
  /// waits for the disk. While the log is not too long, it is put off unless `idle()`. Never
  /// throws.
  void tidy(const std::function<bool()>& idle) noexcept;

  /// Deletes rows before `at` (ISO 8601), or all; returns how many. Throws LogError.
  std::int64_t purge(const std::optional<std::string>& at);

 private:
  struct Statements;
  template <class Work>
  auto write(Work work);
  void open();
  void set_aside_if_broken(const SQLite::Exception& error);
  void start_session();
  [[nodiscard]] bool insert(const LoggedDecision& logged);
  void keep_own(const LoggedDecision& logged);
  [[nodiscard]] StoredDecision stored(const std::string& uid);

  std::filesystem::path data_dir_;
  LogSession session_;
  std::unique_ptr<LockFile> lock_;
  SQLite::Database db_;
  std::unique_ptr<Statements> statements_;
  std::int64_t session_id_ = 0;
  std::unordered_set<std::string> own_site_cookies_{};  ///< Those this run has put in the log.
  int wal_pages_ = 0;  ///< In the write-ahead log after the last commit.
};

}  // namespace cookie_warden
