// SPDX-License-Identifier: MPL-2.0
#include <fstream>

#include "adapters/policies/policy_file.hpp"
#include "adapters/protocol/messages.hpp"
#include "support/catch.hpp"
#include "support/json.hpp"

using namespace cookie_warden;
using nlohmann::json;

namespace {

json reply_of(const std::string& name) {
  std::ifstream file(std::string(PROJECT_FOLDER) + "/tests/messages/" + name + ".json");
  return json::parse(file)["reply"];
}

LogEntry site_entry() {
  return {.id = 7,
          .uid = "b3b1c0de-0000-4000-8000-000000000001",
          .at = "2026-11-23T12:00:00.123Z",
          .site = "odwb.be",
          .name = "_ga",
          .domain = ".odwb.be",
          .path = "/",
          .store_id = "0",
          .partition_key = "https://odwb.be",
          .verdict = "reject",
          .category = "statistics",
          .party = "first",
          .reason = "provider",
          .policy = "google-analytics",
          .rule = "_ga",
          .outcome = "removed",
          .browser = "Chromium/156",
          .repeats = 2};
}

protocol::CitedPolicy google_analytics() {
  return {{.id = "google-analytics",
           .title = "Google Analytics",
           .source_url = "https://support.google.com/analytics/answer/11397207"},
          false};
}

}  // namespace

TEST_CASE("every kind of reply is written exactly as the shared examples show it") {
  CHECK(json::parse(protocol::hello_reply(1, "1.0.0", {1, 1, 20, 180}, 0x9f3c1a2b4d5e6f70)) ==
        reply_of("hello"));
  CHECK(json::parse(protocol::done_reply(3)) == reply_of("outcome"));
  CHECK(json::parse(protocol::error_reply(
            4, "bad_request", "/events must be an array",
            "Update the extension and the host to the same version.")) == reply_of("error"));
  CHECK(json::parse(protocol::log_reply(8, {site_entry()}, 41, {google_analytics()})) ==
        reply_of("log"));
  CHECK(json::parse(protocol::preferences_reply(9, kStrict)) == reply_of("preferences"));
  CHECK(json::parse(protocol::learned_reply(10, reply_of("learn")["policy"].dump())) ==
        reply_of("learn"));
  CHECK(json::parse(protocol::policy_reply(13, true, reply_of("policy")["policy"].dump())) ==
        reply_of("policy"));
  const Finding finding{.kind = FindingKind::undeclared,
                        .site = "odwb.be",
                        .name = "_ga",
                        .domain = ".odwb.be",
                        .category = "statistics",
                        .policy = "google-analytics",
                        .rule = "_ga",
                        .expires = "2027-12-28T12:00:00.000Z",
                        .last_at = "2026-11-23T12:00:00.123Z",
                        .times = 3};
  CHECK(json::parse(protocol::findings_reply(14, {finding})) == reply_of("findings"));
}

TEST_CASE("the report of a site is written exactly as the shared example shows it") {
  protocol::SiteReport report;
  report.site = "odwb.be";
  report.policy = {{.id = "odwb.be",
                    .title = "Open Data Wallonie-Bruxelles",
                    .source_url = "https://www.odwb.be/terms/cookies-policy/",
                    .complete = true},
                   false};
  report.exceptions = {{"_ga", Verdict::keep}};
  report.kept = 4;
  report.rejected = 1;
  report.cookies = {site_entry()};
  report.policies = {google_analytics()};
  CHECK(json::parse(protocol::site_reply(5, report)) == reply_of("site"));
}

TEST_CASE("what is not known is null, never an empty string") {
  LogEntry entry = site_entry();
  entry.site = entry.partition_key = entry.policy = entry.rule = entry.outcome = "";
  const json written = json::parse(protocol::log_reply(1, {entry}, 7, {}));
  for (const char* field : {"site", "partitionKey", "policy", "rule", "outcome"}) {
    CAPTURE(field);
    CHECK(written["entries"][0][field].is_null());
  }
  CHECK(written["next"] == 7);
  CHECK(json::parse(protocol::error_reply(std::nullopt, "bad_json", "m", "h"))["id"].is_null());
}

TEST_CASE("bytes that are no UTF-8 cannot break a reply") {
  LogEntry entry = site_entry();
  entry.name = "a\xff\xc3";
  CHECK(json::parse(protocol::log_reply(1, {entry}, std::nullopt, {}))["entries"][0]["name"] ==
        "a\xef\xbf\xbd\xef\xbf\xbd");
  const std::string cut = protocol::error_reply(1, "c", std::string(1999, 'x') + "é", "");
  CHECK(json::parse(cut)["message"] == std::string(1999, 'x'));
}
