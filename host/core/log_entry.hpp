// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cookie.hpp"
#include "core/decide.hpp"

namespace cookie_warden {

/// One decided event, ready for the log.
struct LoggedDecision {
  const CookieEvent* event = nullptr;
  const Situation* situation = nullptr;
  Decision decision{};
};

/// Something a site does that its policy does not say, or that it must not do. Names are sent:
/// append only.
enum class FindingKind : std::uint8_t {
  undeclared,     ///< Its complete policy does not name the cookie.
  contradicted,   ///< It calls necessary what a provider's policy calls a tracker.
  overlong,       ///< The cookie lives longer than declared.
  before_choice,  ///< A tracker set before the visitor chose which cookies to accept.
};
[[nodiscard]] std::string_view to_string(FindingKind kind);

/// A decision as the log remembers it. Times are ISO 8601 in UTC, enums their names.
struct LogEntry {
  std::int64_t id = 0;  ///< Order of commit.
  std::string uid{};
  std::string at{};
  std::string site{};  ///< Registrable domain of the top-level site; empty if not known.
  std::string name{};
  std::string domain{};
  std::string path{};
  std::string store_id{};
  std::string partition_key{};
  std::string verdict{};
  std::string category{};
  std::string party{};
  std::string reason{};
  std::string policy{};
  std::string rule{};
  std::string outcome{};  ///< Empty while the browser has not said, and for kept cookies.
  std::string browser{};
  std::int64_t repeats = 0;             ///< Earlier equal decisions on the same cookie.
  std::vector<FindingKind> findings{};  ///< What this entry alone shows.
};

/// One finding on one cookie of one site.
struct Finding {
  FindingKind kind = FindingKind::undeclared;
  std::string site{};
  std::string name{};
  std::string domain{};
  std::string category{};
  std::string policy{};
  std::string rule{};
  std::string expires{};  ///< Of the last one seen; ISO 8601, empty for a session cookie.
  std::string last_at{};
  std::int64_t times = 0;
  std::string declared{};  ///< Lifetime by the policy, as in its file; only of an overlong one.
};

/// Which entries to read. Absent fields restrict nothing.
struct LogFilter {
  std::optional<std::string> site{};    ///< Registrable domain, or a pattern with '*'.
  std::optional<std::string> cookie{};  ///< Exact name, or a pattern with '*'.
  std::optional<std::string> uid{};
  std::optional<Verdict> verdict{};
  std::optional<Category> category{};
  std::optional<std::string> since{};    ///< ISO 8601 in UTC.
  std::optional<std::int64_t> before{};  ///< Ids below this one.
  std::optional<std::int64_t> limit{};
};

/// A decision that was made before, as it is answered to a replay.
struct StoredDecision {
  std::string verdict{}, category{}, party{}, reason{}, policy{}, rule{};
};

}  // namespace cookie_warden
