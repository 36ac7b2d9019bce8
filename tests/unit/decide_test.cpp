// SPDX-License-Identifier: MPL-2.0
#include "core/decide.hpp"

#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

namespace {

const char* const kShop = "https://www.shop.example";

/// One policy of each kind, and cookies that several of them name.
struct World {
  Table bundled{{
      policy("shop.example", "site",
             R"("sites":["shop.example"],"uses":["engine"],"complete":true)",
             R"({"name":"basket","category":"necessary"},
                {"name":"both","category":"functional"},
                {"name":"pick*","category":"statistics"},
                {"name":"pick_long*","category":"functional"},
                {"name":"pick_long_exact","category":"necessary"},
                {"name":"visits","category":"statistics","anonymous":true},
                {"name":"ad","category":"marketing","domain":"ads.example"},
                {"name":"choice","category":"necessary","consentChoice":true})"),
      policy("sub.shop.example", "site", R"("sites":["sub.shop.example"])",
             R"({"name":"basket","category":"marketing"})"),
      policy("social.example", "site", R"("sites":["social.example"])",
             R"({"name":"login","category":"necessary"},
                {"name":"tongue","category":"functional"},
                {"name":"spy","category":"marketing"})"),
      policy(
          "engine", "platform", R"("sites":["*.hosted.example","own.example"])",
          R"({"name":"both","category":"necessary"},{"name":"engine_id","category":"necessary"})"),
      policy("framework", "platform", "", R"({"name":"FRAMESESSID","category":"necessary"})"),
      policy("tracker", "provider", "",
             R"({"name":"_t","category":"statistics"},{"name":"_t_*","category":"statistics"},
                {"name":"both","category":"marketing"},
                {"name":"*","category":"marketing","domain":"nobody-visits.example","party":"any"},
                {"name":"uid","category":"marketing","domain":"social.example"},
                {"name":"*","category":"marketing","domain":"pixel.example"},
                {"name":"lb","category":"necessary","domain":"pixel.example"},
                {"name":"own_only","category":"marketing","party":"first"})"),
      policy("consent", "provider", "",
             R"({"name":"yes_no","category":"necessary","consentChoice":true})"),
  }};
  Table learned{};
  Preferences preferences{};
  const History* history = nullptr;

  [[nodiscard]] Decision operator()(const CookieEvent& made) const {
    return decide(situate(made, hosts()), made.cookie, {bundled, learned}, preferences, history);
  }
};

struct Remembers final : History {
  [[nodiscard]] bool kept_on_own_site(const Situation&, const Cookie& c) const override {
    return c.name == "seen_at_home";
  }
};

}  // namespace

TEST_CASE("the first step that settles a cookie wins, and is its reason") {
  struct Row {
    const char* name;
    const char* domain;
    const char* top;
    Verdict verdict;
    Category category;
    Reason reason;
    const char* policy;
    const char* rule;
  };
  const auto rows = std::vector<Row>{
      {"choice", "shop.example", kShop, Verdict::keep, Category::necessary, Reason::consent_choice,
       "shop.example", "choice"},
      {"yes_no", ".shop.example", kShop, Verdict::keep, Category::necessary, Reason::consent_choice,
       "consent", "yes_no"},
      {"basket", "www.shop.example", kShop, Verdict::keep, Category::necessary, Reason::site,
       "shop.example", "basket"},
      {"both", "www.shop.example", kShop, Verdict::keep, Category::functional, Reason::site,
       "shop.example", "both"},
      {"engine_id", "shop.example", kShop, Verdict::keep, Category::necessary, Reason::platform,
       "engine", "engine_id"},
      {"both", "a.hosted.example", "https://a.hosted.example", Verdict::keep, Category::necessary,
       Reason::platform, "engine", "both"},
      {"both", "own.example", "https://own.example", Verdict::keep, Category::necessary,
       Reason::platform, "engine", "both"},
      {"both", "hosted.example", "https://hosted.example", Verdict::reject, Category::marketing,
       Reason::provider, "tracker", "both"},
      {"FRAMESESSID", "any.example", "https://any.example", Verdict::keep, Category::necessary,
       Reason::platform, "framework", "FRAMESESSID"},
      {"_t_9", "any.example", "https://any.example", Verdict::reject, Category::statistics,
       Reason::provider, "tracker", "_t_*"},
      {"_t", "shop.example", kShop, Verdict::reject, Category::statistics, Reason::provider,
       "tracker", "_t"},
      {"news", "shop.example", kShop, Verdict::keep, Category::unknown, Reason::undeclared, "", ""},
      {"news", "else.example", kShop, Verdict::reject, Category::unknown, Reason::undeclared, "",
       ""},
      {"news", "any.example", "https://any.example", Verdict::keep, Category::unknown,
       Reason::unknown, "", ""},
      {"news", "else.example", "https://any.example", Verdict::reject, Category::unknown,
       Reason::unknown, "", ""},
      {"news", "any.example", "", Verdict::keep, Category::unknown, Reason::unknown, "", ""},
  };
  const World world;
  for (const Row& row : rows) {
    CAPTURE(row.name, row.domain, row.top);
    const Decision made = world(event(row.name, row.domain, row.top));
    CHECK(to_string(made.verdict) == to_string(row.verdict));
    CHECK(to_string(made.category) == to_string(row.category));
    CHECK(to_string(made.reason) == to_string(row.reason));
    CHECK(made.policy == row.policy);
    CHECK(made.rule == row.rule);
  }
}

TEST_CASE(
    "in a site's policy the longest domain wins, then the exact name, then the longest pattern") {
  const World world;
  CHECK(world(event("pick_long_exact", "shop.example", kShop)).rule == "pick_long_exact");
  CHECK(world(event("pick_long_x", "shop.example", kShop)).rule == "pick_long*");
  CHECK(world(event("pick_x", "shop.example", kShop)).rule == "pick*");
  const Decision below = world(event("basket", "sub.shop.example", "https://sub.shop.example"));
  CHECK(below.policy == "sub.shop.example");
  CHECK(world(event("basket", "x.shop.example", "https://x.shop.example")).policy ==
        "shop.example");
}

TEST_CASE("a site's rules are about its own cookies, unless they name a domain") {
  const World world;
  CHECK(world(partitioned("basket", "else.example", kShop)).reason == Reason::undeclared);
  const Decision ad = world(event("ad", ".cdn.ads.example", kShop));
  CHECK(ad.reason == Reason::site);
  CHECK(ad.category == Category::marketing);
}

TEST_CASE("a provider's rule bound to its domain speaks of third-party use") {
  const World world;
  CHECK(world(event("uid", "social.example", "https://a.example")).verdict == Verdict::reject);
  CHECK(world(event("uid", "social.example", "https://www.social.example")).verdict ==
        Verdict::keep);
  CHECK(world(event("uid", "social.example")).verdict == Verdict::keep);
  CHECK(world(event("x", "nobody-visits.example")).verdict == Verdict::reject);
  CHECK(world(event("x", "nobody-visits.example", "https://nobody-visits.example")).verdict ==
        Verdict::reject);
  CHECK(world(event("own_only", "a.example", "https://a.example")).verdict == Verdict::reject);
  CHECK(world(partitioned("own_only", "b.example", "https://a.example")).reason == Reason::unknown);
}

TEST_CASE("what a provider says by name comes before its domain's asterisk") {
  const World world;
  CHECK(world(event("lb", "a.pixel.example", "https://a.example")).verdict == Verdict::keep);
  CHECK(world(event("_t", "pixel.example", "https://a.example")).rule == "_t");
  CHECK(world(event("other", "pixel.example", "https://a.example")).rule == "*");
}

TEST_CASE("an embed cannot take an unpartitioned login from its own site") {
  World world;
  const Decision login = world(event("login", ".social.example", "https://a.example"));
  CHECK(login.verdict == Verdict::keep);
  CHECK(login.party == Party::third);
  CHECK(login.policy == "social.example");
  CHECK(world(event("tongue", "social.example", "https://a.example")).verdict == Verdict::keep);
  CHECK(world(event("FRAMESESSID", "b.example", "https://a.example")).verdict == Verdict::keep);
  CHECK(world(event("spy", "social.example", "https://a.example")).verdict == Verdict::reject);

  CHECK(world(partitioned("login", ".social.example", "https://a.example")).verdict ==
        Verdict::reject);
  CHECK(world(partitioned("FRAMESESSID", "b.example", "https://a.example")).verdict ==
        Verdict::reject);

  const Remembers remembers;
  world.history = &remembers;
  CHECK(world(event("seen_at_home", "b.example", "https://a.example")).verdict == Verdict::keep);
  CHECK(world(partitioned("seen_at_home", "b.example", "https://a.example")).verdict ==
        Verdict::reject);
  CHECK(world(event("seen_elsewhere", "b.example", "https://a.example")).verdict ==
        Verdict::reject);
}

TEST_CASE("where the party is unknown, a cookie's own site may speak of it") {
  const World world;
  CHECK(world(event("login", "social.example")).reason == Reason::site);
  CHECK(world(event("spy", "social.example")).verdict == Verdict::reject);
  CHECK(world(event("basket", "www.shop.example")).party == Party::unknown);
}

TEST_CASE("the person's word comes first, and a paused site is left alone") {
  World world;
  auto& shop = world.preferences.sites["shop.example"];
  shop.exceptions = {{"_t*", Verdict::keep}, {"basket", Verdict::reject}, {"_t", Verdict::reject}};
  const Decision kept = world(event("_t_9", "shop.example", kShop));
  CHECK(kept.verdict == Verdict::keep);
  CHECK(kept.reason == Reason::user);
  CHECK(kept.category == Category::statistics);
  CHECK(world(event("_t", "shop.example", kShop)).verdict == Verdict::reject);
  CHECK(world(event("basket", "shop.example", kShop)).verdict == Verdict::reject);
  CHECK(world(event("_t_9", "other.example", "https://other.example")).verdict == Verdict::reject);

  shop.paused = true;
  const Decision paused = world(event("x", "nobody-visits.example", kShop));
  CHECK(paused.verdict == Verdict::keep);
  CHECK(paused.reason == Reason::user);
  CHECK(paused.rule == "paused");
}

TEST_CASE("what the person allowed on a site is not taken by an embed of it") {
  World world;
  world.preferences.sites["pixel.example"].exceptions = {{"id", Verdict::keep},
                                                         {"bad", Verdict::reject}};
  CHECK(world(event("id", "pixel.example", "https://a.example")).verdict == Verdict::keep);
  CHECK(world(partitioned("id", "pixel.example", "https://a.example")).verdict == Verdict::reject);
  world.preferences.kept.unknown_third_party = true;
  world.preferences.sites["b.example"].exceptions = {{"bad", Verdict::reject}};
  CHECK(world(event("bad", "b.example", "https://a.example")).verdict == Verdict::keep);
}

TEST_CASE("each kind of cookie is a preference, necessary ones are not") {
  World world;
  const auto verdict = [&](const char* name, const char* domain) {
    return world(event(name, domain, kShop)).verdict;
  };
  CHECK(verdict("both", "shop.example") == Verdict::keep);
  CHECK(verdict("visits", "shop.example") == Verdict::reject);
  world.preferences.kept = kStrict;
  CHECK(verdict("both", "shop.example") == Verdict::reject);
  CHECK(verdict("basket", "shop.example") == Verdict::keep);
  CHECK(verdict("choice", "shop.example") == Verdict::keep);
  CHECK(verdict("news", "shop.example") == Verdict::keep);
  world.preferences.kept = {.anonymous_statistics = true,
                            .marketing = true,
                            .unknown_first_party = false,
                            .unknown_third_party = true};
  CHECK(verdict("visits", "shop.example") == Verdict::keep);
  CHECK(verdict("_t", "shop.example") == Verdict::reject);
  CHECK(verdict("ad", "ads.example") == Verdict::keep);
  CHECK(verdict("news", "shop.example") == Verdict::reject);
  CHECK(verdict("news", "else.example") == Verdict::keep);
}

TEST_CASE("a learned policy is cited first, but cannot make a known tracker necessary") {
  World world;
  world.learned = Table{{policy("shop.example", "site", R"("sites":["shop.example"])",
                                R"({"name":"basket","category":"functional"},
                                   {"name":"_t","category":"necessary"},
                                   {"name":"news","category":"necessary"},
                                   {"name":"hm","category":"unknown"})")}};
  CHECK(world(event("basket", "shop.example", kShop)).category == Category::functional);
  CHECK(world(event("news", "shop.example", kShop)).category == Category::necessary);
  const Decision tracker = world(event("_t", "shop.example", kShop));
  CHECK(tracker.verdict == Verdict::reject);
  CHECK(tracker.reason == Reason::provider);
  CHECK(tracker.contradicted);
  CHECK_FALSE(world(event("news", "shop.example", kShop)).contradicted);
  CHECK(world(event("both", "shop.example", kShop)).policy == "shop.example");
  CHECK(world(event("hm", "shop.example", kShop)).reason == Reason::unknown);
}

TEST_CASE("the party comes from the partition key, the page or the first-party domain") {
  const auto party = [](const CookieEvent& made) {
    return std::string(to_string(situate(made, hosts()).party));
  };
  CHECK(party(event("a", ".odwb.be", "https://www.odwb.be")) == "first");
  CHECK(party(event("a", "cdn.odwb.be", "odwb.be")) == "first");
  CHECK(party(event("a", "odwb.be", "https://other.be")) == "third");
  CHECK(party(event("a", "a.github.io", "https://b.github.io")) == "third");
  CHECK(party(event("a", "127.0.0.1", "http://127.0.0.1:8080/x")) == "first");
  CHECK(party(event("a", "10.0.0.1", "http://127.0.0.1")) == "third");
  CHECK(party(event("a", "localhost", "http://localhost")) == "first");
  CHECK(party(event("a", "odwb.be")) == "unknown");
  CHECK(party(partitioned("a", ".odwb.be", "https://odwb.be")) == "first");
  CHECK(party(partitioned("a", ".odwb.be", "https://other.be")) == "third");
  CookieEvent isolated = event("a", ".odwb.be");
  isolated.cookie.first_party_domain = "other.be";
  CHECK(party(isolated) == "third");
  CHECK(party(event("a", "müller.example", "https://www.xn--mller-kva.example")) == "first");
}

TEST_CASE("a cookie outlives its declaration by more than a day, or it does not") {
  CookieEvent made = event("a", "a.example");
  Decision decision;
  decision.duration = "P14D";
  const double now = static_cast<double>(made.at_ms) / 1000;
  const auto outlives = [&](double days) {
    made.cookie.expiration_date = now + days * 86400;
    return outlives_declaration(made, decision);
  };
  CHECK_FALSE(outlives(14.9));
  CHECK(outlives(15.1));
  decision.duration = "session";
  CHECK(outlives(2));
  decision.duration = "";
  CHECK_FALSE(outlives(9999));
}
