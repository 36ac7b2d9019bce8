// SPDX-License-Identifier: MPL-2.0
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "adapters/log/decision_log.hpp"
#include "adapters/log/log_reader.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

namespace {

const LogSession kSession{"Chromium/156", "test", "1.0.0"};

/// Events with what was decided on them.
class Batch {
 public:
  Batch& add(std::string uid, std::string name, Verdict verdict) {
    CookieEvent made = event(std::move(name), ".shop.example", "https://shop.example");
    made.uid = std::move(uid);
    events_.push_back(std::move(made));
    decisions_.push_back({.verdict = verdict,
                          .category = Category::statistics,
                          .party = Party::first,
                          .reason = Reason::provider,
                          .policy = "p",
                          .rule = "r"});
    return *this;
  }
  std::vector<std::optional<StoredDecision>> record(DecisionLog& log) {
    situations_.clear();
    for (const auto& made : events_) situations_.push_back(situate(made, hosts()));
    std::vector<LoggedDecision> logged;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      logged.push_back({&events_[i], &situations_[i], decisions_[i]});
    }
    return log.record(logged);
  }

 private:
  std::vector<CookieEvent> events_;
  std::vector<Situation> situations_;
  std::vector<Decision> decisions_;
};

std::vector<LogEntry> read(const std::filesystem::path& folder, const LogFilter& filter = {}) {
  std::vector<LogEntry> entries;
  LogReader(folder).read(filter, [&](const LogEntry& entry) {
    entries.push_back(entry);
    return true;
  });
  return entries;
}

std::string check_integrity(const std::filesystem::path& folder) {
  SQLite::Database db(log_path(folder).string(), SQLite::OPEN_READONLY);
  return db.execAndGet("PRAGMA integrity_check").getString();
}

std::string fault(const std::function<void()>& act) {
  try {
    act();
    return {};
  } catch (const LogError& error) {
    CHECK_FALSE(error.hint().empty());
    return error.code();
  }
}

}  // namespace

TEST_CASE("a replay changes nothing and is answered with the decision that stands") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  CHECK_FALSE(Batch().add("u1", "_ga", Verdict::reject).record(log)[0]);
  const auto known =
      Batch().add("u1", "_ga", Verdict::keep).add("u2", "b", Verdict::keep).record(log);
  REQUIRE(known[0]);
  CHECK(known[0]->verdict == "reject");
  CHECK(known[0]->policy == "p");
  CHECK_FALSE(known[1]);
  CHECK(read(home.path).size() == 2);
  CHECK(read(home.path, {.uid = "u1"})[0].verdict == "reject");
}

TEST_CASE("an outcome belongs to a rejection, and a final one stays") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  Batch().add("r", "_ga", Verdict::reject).add("k", "b", Verdict::keep).record(log);
  const auto tell = [&](const char* uid, Outcome outcome) {
    const DecisionLog::Result result{uid, outcome};
    log.record_outcomes({&result, 1}, "2026-11-24T00:00:00.000Z");
    return read(home.path, {.uid = uid}).at(0).outcome;
  };
  CHECK(tell("r", Outcome::failed) == "failed");
  CHECK(tell("r", Outcome::removed) == "removed");
  CHECK(tell("r", Outcome::failed) == "removed");
  CHECK(tell("k", Outcome::removed).empty());
}

TEST_CASE("entries are found by every filter, newest first, with their repeats") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  Batch()
      .add("1", "_ga", Verdict::reject)
      .add("2", "_ga", Verdict::reject)
      .add("3", "_gax", Verdict::keep)
      .add("4", "a[b", Verdict::reject)
      .record(log);
  CHECK(read(home.path)[0].uid == "4");
  CHECK(read(home.path, {.cookie = "_ga"}).size() == 2);
  CHECK(read(home.path, {.cookie = "_ga*"}).size() == 3);
  CHECK(read(home.path, {.cookie = "a[b"}).size() == 1);
  CHECK(read(home.path, {.cookie = "?ga"}).empty());
  CHECK(read(home.path, {.uid = "2"})[0].repeats == 1);
  CHECK(read(home.path, {.verdict = Verdict::keep}).size() == 1);
  CHECK(read(home.path, {.site = "shop.example", .limit = 3}).size() == 3);
  CHECK(read(home.path, {.site = "other.example"}).empty());
  CHECK(read(home.path, {.since = "2027-01-01T00:00:00.000Z"}).empty());
  LogFilter page;
  page.before = read(home.path)[1].id;
  CHECK(read(home.path, page).size() == 2);
}

TEST_CASE("the file can be read with plain SQL and by its owner alone") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  Batch().add("1", "_ga", Verdict::reject).record(log);
  SQLite::Database db(log_path(home.path).string(), SQLite::OPEN_READONLY);
  SQLite::Statement row(db, "SELECT at, verdict, category, party, reason FROM decisions");
  REQUIRE(row.executeStep());
  CHECK(row.getColumn(0).getString() == "2026-11-23T10:40:00.123Z");
  CHECK(row.getColumn(1).getString() == "reject");
  CHECK(row.getColumn(2).getString() == "statistics");
  CHECK(db.execAndGet("PRAGMA user_version").getInt() == kLogVersion);
  CHECK(db.execAndGet("PRAGMA journal_mode").getString() == "wal");
  for (const auto& entry : std::filesystem::directory_iterator(home.path)) {
    CAPTURE(entry.path().string());
    CHECK((entry.status().permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);
  }
}

TEST_CASE("a log of a newer version is left alone") {
  const TemporaryFolder home;
  {
    SQLite::Database db(log_path(home.path).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA user_version = 99");
  }
  CHECK(fault([&] { DecisionLog log(home.path, kSession); }) == "log_too_new");
  CHECK(fault([&] { LogReader reader(home.path); }) == "log_too_new");
}

TEST_CASE("a broken file is set aside and a new log begun") {
  const TemporaryFolder home;
  std::ofstream(log_path(home.path))
      << "this is no database, however long it may be: " << std::string(5000, 'x');
  DecisionLog log(home.path, kSession);
  Batch().add("1", "_ga", Verdict::reject).record(log);
  CHECK(read(home.path).size() == 1);
  int set_aside = 0;
  for (const auto& entry : std::filesystem::directory_iterator(home.path)) {
    if (entry.path().string().find(".corrupt-") != std::string::npos) ++set_aside;
  }
  CHECK(set_aside == 1);
}

TEST_CASE("a folder that cannot be written is an error with a remedy") {
  const TemporaryFolder home;
  std::ofstream(home.path / "file") << "x";
  CHECK(fault([&] { DecisionLog log(home.path / "file", kSession); }) == "log_unavailable");
  CHECK(fault([&] { LogReader reader(home.path); }) == "no_log");
}

TEST_CASE("a batch that meets a full disk is not recorded at all, and can be sent again") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  Batch().add("first", "a", Verdict::keep).record(log);
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = old;
  small.rlim_cur = 200 * 1024;
  Batch big;
  for (int i = 0; i < 2000; ++i)
    big.add("b" + std::to_string(i), std::string(200, 'n'), Verdict::reject);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const std::string code = fault([&] { big.record(log); });
  ::setrlimit(RLIMIT_FSIZE, &old);
  CHECK_FALSE(code.empty());
  CHECK(read(home.path).size() == 1);
  big.record(log);
  CHECK(read(home.path).size() == 2001);
  CHECK(check_integrity(home.path) == "ok");
}

TEST_CASE("four processes open and write one log at once, and nothing is lost") {
  const TemporaryFolder home;
  constexpr int kWriters = 4;
  constexpr int kBatches = 60;
  std::vector<pid_t> children;
  for (int writer = 0; writer < kWriters; ++writer) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      int exit_code = 0;
      try {
        DecisionLog log(home.path, kSession);
        for (int i = 0; i < kBatches; ++i) {
          const std::string uid = std::to_string(writer) + "-" + std::to_string(i);
          Batch()
              .add(uid + "a", "_ga", Verdict::reject)
              .add(uid + "b", "x", Verdict::keep)
              .record(log);
        }
      } catch (const std::exception&) {
        exit_code = 1;
      }
      ::_exit(exit_code);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  CHECK(read(home.path).size() == kWriters * kBatches * 2);
  CHECK(check_integrity(home.path) == "ok");
}

TEST_CASE("purging deletes what was asked for, from the file too") {
  const TemporaryFolder home;
  DecisionLog log(home.path, kSession);
  Batch().add("1", "very_private_name", Verdict::reject).record(log);
  CHECK(log.purge("2026-01-01T00:00:00.000Z") == 0);
  CHECK(log.purge(std::nullopt) == 1);
  CHECK(read(home.path).empty());
  std::ifstream file(log_path(home.path), std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(file)), {});
  CHECK(content.find("very_private_name") == std::string::npos);
  Batch().add("2", "b", Verdict::keep).record(log);
  CHECK(read(home.path).size() == 1);
}
