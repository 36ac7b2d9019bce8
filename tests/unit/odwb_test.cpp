// SPDX-License-Identifier: MPL-2.0
// The main job, with the policies that are delivered.

#include "adapters/policies/bundled_policies.hpp"
#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

namespace {

Decision decide_bundled(const CookieEvent& made, const Preferences& preferences = {}) {
  static const Knowledge knowledge{.bundled = bundled_policies()};
  return decide(situate(made, hosts()), made.cookie, knowledge, preferences);
}

/// Every way in which a browser can report a first-party cookie of that name on odwb.be.
template <class Visit>
void each_form(const std::string& name, const Visit& visit) {
  for (const char* domain : {"www.odwb.be", "odwb.be", ".odwb.be", ".www.odwb.be"}) {
    for (const char* page :
         {"https://www.odwb.be", "https://odwb.be/", "https://www.odwb.be/explore/?q=a", ""}) {
      for (const char* same_site : {"", "unspecified", "lax", "strict", "no_restriction"}) {
        for (int bits = 0; bits < 32; ++bits) {
          CookieEvent made = event(name, domain, page);
          made.cookie.host_only = domain[0] != '.';
          made.cookie.same_site = same_site;
          made.cookie.secure = (bits & 1) != 0;
          made.cookie.http_only = (bits & 2) != 0;
          made.cookie.session = (bits & 4) != 0;
          if (!made.cookie.session) made.cookie.expiration_date = 1'830'000'000.5;
          if ((bits & 8) != 0) made.cookie.partition_key = PartitionKey{"https://odwb.be", {}};
          made.cookie.path = (bits & 16) != 0 ? "/explore" : "/";
          visit(made);
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("the four cookies of odwb.be stay under every combination of flags") {
  Preferences strict;
  strict.kept = {.functional = false, .unknown_first_party = false};
  int forms = 0;
  for (const char* name : {"sessionid", "csrftoken", "django_language", "cookies_preferences"}) {
    each_form(name, [&](const CookieEvent& made) {
      const Decision kept = decide_bundled(made, strict);
      CAPTURE(name, made.cookie.domain, made.top_level_site, made.cookie.same_site);
      REQUIRE(kept.verdict == Verdict::keep);
      REQUIRE(kept.category == Category::necessary);
      REQUIRE(kept.policy == "odwb.be");
      REQUIRE(kept.rule == name);
      REQUIRE(kept.reason ==
              (std::string(name) == "cookies_preferences" ? Reason::consent_choice : Reason::site));
      REQUIRE_FALSE(kept.undeclared);
      ++forms;
    });
  }
  CHECK(forms == 4 * 4 * 4 * 5 * 32);
}

TEST_CASE("trackers that a portal of odwb.be's kind switches on go, whatever their flags") {
  struct Row {
    const char* name;
    const char* policy;
  };
  for (const Row& row : std::vector<Row>{{"_ga", "google-analytics"},
                                         {"_ga_ABCDEF1234", "google-analytics"},
                                         {"_gid", "google-analytics"},
                                         {"_gat", "google-analytics"},
                                         {"_gat_gtag_UA_12345_1", "google-analytics"},
                                         {"_pk_id.1.1fff", "matomo"},
                                         {"_pk_ses.1.1fff", "matomo"},
                                         {"atuserid", "piano-at-internet"},
                                         {"atidvisitor", "piano-at-internet"},
                                         {"xtvrn", "piano-at-internet"},
                                         {"xtan", "piano-at-internet"}}) {
    each_form(row.name, [&](const CookieEvent& made) {
      const Decision gone = decide_bundled(made);
      CAPTURE(row.name, made.cookie.domain, made.top_level_site);
      REQUIRE(gone.verdict == Verdict::reject);
      REQUIRE(gone.category == Category::statistics);
      REQUIRE(gone.policy == row.policy);
      REQUIRE(gone.reason == Reason::provider);
      // Where it is known to be on odwb.be, that is a finding: its policy is complete.
      REQUIRE(gone.undeclared ==
              (!made.top_level_site.empty() || made.cookie.partition_key.has_value()));
    });
  }
}

TEST_CASE("third-party cookies on odwb.be go, and its own cookies in other sites' partitions too") {
  const char* const page = "https://www.odwb.be";
  const Decision ide = decide_bundled(event("IDE", ".doubleclick.net", page));
  CHECK(ide.verdict == Verdict::reject);
  CHECK(ide.category == Category::marketing);
  const Decision unknown = decide_bundled(event("never_heard_of", "cdn.embedded.example", page));
  CHECK(unknown.verdict == Verdict::reject);
  CHECK(unknown.reason == Reason::undeclared);
  CHECK(decide_bundled(partitioned("sid", "cdn.embedded.example", "https://odwb.be")).verdict ==
        Verdict::reject);
  CHECK(decide_bundled(partitioned("sessionid", "www.odwb.be", "https://other.example")).verdict ==
        Verdict::reject);
  // Unpartitioned it is the login itself, wherever an embed refreshes it.
  const Decision embedded =
      decide_bundled(event("sessionid", "www.odwb.be", "https://other.example"));
  CHECK(embedded.verdict == Verdict::keep);
  CHECK(embedded.policy == "odwb.be");
}

TEST_CASE("an Opendatasoft portal without a policy of its own is judged as its platform says") {
  for (const char* name : {"sessionid", "csrftoken", "django_language", "cookies_preferences"}) {
    CAPTURE(name);
    const Decision kept = decide_bundled(
        event(name, "somewhere.opendatasoft.com", "https://somewhere.opendatasoft.com"));
    CHECK(kept.verdict == Verdict::keep);
    CHECK(kept.policy == "opendatasoft");
  }
  for (const char* name : {"_ga", "_pk_id.7.abcd", "xtvrn"}) {
    CAPTURE(name);
    CHECK(decide_bundled(event(name, ".opendatasoft.com", "https://x.opendatasoft.com")).verdict ==
          Verdict::reject);
  }
}

TEST_CASE("names that merely look like those of odwb.be are not its cookies") {
  for (const char* name :
       {"SessionID", "sessionid ", "sessionid2", "csrftoken_", "Cookies_preferences", ""}) {
    CAPTURE(name);
    const Decision made = decide_bundled(event(name, "www.odwb.be", "https://www.odwb.be"));
    CHECK(made.policy != "odwb.be");
    CHECK(made.undeclared);
    CHECK(made.verdict == Verdict::keep);  // unknown and first-party
  }
}
