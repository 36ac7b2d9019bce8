// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/cookie.hpp"
#include "core/decide.hpp"
#include "core/log_entry.hpp"
#include "core/preferences.hpp"
#include "support/coded_error.hpp"

/// The messages of extension/src/messages.ts, where each is described.
namespace cookie_warden::protocol {

inline constexpr int kProtocol = 1;
inline constexpr std::size_t kMaxBatch = 500;
inline constexpr std::size_t kMaxUidBytes = 200;
/// Milliseconds; the range of a JavaScript Date.
inline constexpr double kMaxTimeMs = 8.64e15;

/// A request that cannot be served; becomes an `error` reply.
class RequestError : public CodedError {
 public:
  using CodedError::CodedError;
};

struct Hello {
  std::int64_t protocol = 0;
  std::string extension{};
  std::string browser{};
};
struct Decide {
  std::vector<CookieEvent> events{};
};
struct Outcomes {
  std::vector<std::pair<std::string, Outcome>> results{};  ///< By uid.
};
struct Site {
  std::string site{};
};
struct Pause {
  std::string site{};
  bool paused = true;  ///< false: resume
};
struct Except {
  std::string site{};
  std::string cookie{};
  std::optional<Verdict> verdict{};  ///< Absent: forget the exception.
};
struct Log {
  LogFilter filter{};
};
struct SetPreferences {
  std::optional<KeptKinds> preset{};
  std::vector<std::pair<bool KeptKinds::*, bool>> kept{};
};

struct Learn {
  std::string site{};
  std::string url{};
  std::int64_t part = 0;
  std::int64_t parts = 1;
  std::string text{};
};
struct SavePolicy {
  std::string json{};  ///< A policy file.
};
struct RemovePolicy {
  std::string id{};
};
struct GetPolicy {
  std::string id{};
};
struct Findings {
  std::optional<std::string> site{};
};

using Body = std::variant<Hello, Decide, Outcomes, Site, Pause, Except, Log, SetPreferences, Learn,
                          SavePolicy, RemovePolicy, GetPolicy, Findings>;
struct Request {
  std::int64_t id = 0;
  Body body{};
};

/// Reads one frame's text. Throws RequestError with code bad_json, bad_request or unknown_type;
/// `id` is set as soon as it is known, so that the error can name it.
[[nodiscard]] Request parse_request(std::string_view text, std::optional<std::int64_t>& id);

/// Reads a `decide` request in the plain form that the extension sends: known fields, each once,
/// strings of ASCII without escapes. Null for anything else, which parse_request() then reads or
/// refuses; what both read, both read alike.
[[nodiscard]] std::optional<Request> read_plain_decide(std::string_view text);

/// One cookie event: an object with a `cookie`, or a bare cookie object. Every field but the
/// cookie's name and domain may be absent. Throws RequestError (bad_json, bad_request).
[[nodiscard]] CookieEvent parse_event_line(std::string_view line);

struct CitedPolicy {
  PolicyView policy{};
  bool learned = false;
};

struct SiteReport {
  std::string site{};
  bool paused = false;
  std::optional<CitedPolicy> policy{};
  std::vector<CookieException> exceptions{};
  std::int64_t kept = 0;
  std::int64_t rejected = 0;
  std::vector<LogEntry> cookies{};
  std::vector<CitedPolicy> policies{};  ///< Those that `cookies` names.
};

/// The JSON of a decision; `uid` is left out if empty.
[[nodiscard]] nlohmann::ordered_json to_json(const Decision& decision, const std::string& uid);
[[nodiscard]] nlohmann::ordered_json to_json(const StoredDecision& decision,
                                             const std::string& uid);
[[nodiscard]] nlohmann::ordered_json to_json(const LogEntry& entry);
[[nodiscard]] nlohmann::ordered_json to_json(const Finding& finding);
[[nodiscard]] nlohmann::ordered_json to_json(const KeptKinds& kept);

/// The reply to `decide`, written decision by decision.
class DecisionsReply {
 public:
  explicit DecisionsReply(std::int64_t id);
  void add(const Decision& decision, std::string_view uid);
  void add(const StoredDecision& decision, std::string_view uid);
  /// The reply's text; nothing may be added after it.
  [[nodiscard]] std::string text() &&;

 private:
  std::string text_;
  bool empty_ = true;
};

[[nodiscard]] std::string hello_reply(std::int64_t id, const std::string& host,
                                      const PolicyTable::Counts& counts, std::uint64_t fingerprint);
[[nodiscard]] std::string done_reply(std::int64_t id);
[[nodiscard]] std::string site_reply(std::int64_t id, const SiteReport& report);
/// `policies`: those that the entries name.
[[nodiscard]] std::string log_reply(std::int64_t id, const std::vector<LogEntry>& entries,
                                    std::optional<std::int64_t> next,
                                    const std::vector<CitedPolicy>& policies);
[[nodiscard]] std::string preferences_reply(std::int64_t id, const KeptKinds& kept);
/// `policy`: a policy file's text; empty if the page names no cookie.
[[nodiscard]] std::string learned_reply(std::int64_t id, const std::string& policy);
[[nodiscard]] std::string policy_reply(std::int64_t id, bool learned, const std::string& policy);
[[nodiscard]] std::string findings_reply(std::int64_t id, const std::vector<Finding>& findings);
[[nodiscard]] std::string error_reply(std::optional<std::int64_t> id, const std::string& code,
                                      const std::string& message, const std::string& hint);

}  // namespace cookie_warden::protocol
