// SPDX-License-Identifier: MPL-2.0
#include <map>
#include <random>
#include <set>

#include "core/check_policies.hpp"
#include "support/catch.hpp"
#include "support/policies.hpp"
#include "support/slow_decision.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

namespace {

const std::vector<std::string> kNames{"a", "ab", "abc", "_x", "_x_y", "_x_yz", "sid", ""};
const std::vector<std::string> kPatterns{"a*", "ab*", "*c", "_x*", "_x_*", "_*z", "s*d"};
const std::vector<std::string> kDomains{"one.example", "a.one.example", "two.example",
                                        "x.two.example", "three.example"};

/// Policies, preferences and cookies in which everything meets everything.
class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    for (int i = 0; i < 14; ++i) add(bundled, static_cast<PolicyKind>(below(3)), "p");
    for (int i = 0; i < 2; ++i) add(learned, PolicyKind::site, "l");
    for (const std::string& site : kDomains) {
      if (below(3) != 0) continue;
      SiteChoice& choice = preferences.sites[std::string(hosts().registrable(site))];
      choice.paused = below(6) == 0;
      if (below(2) == 0) choice.exceptions.push_back({some(kNames), some_verdict()});
      if (below(2) == 0) choice.exceptions.push_back({some(kPatterns), some_verdict()});
    }
    for (const auto& [name, field] : kKeptKinds) {
      if (below(3) == 0) preferences.kept.*field = below(2) == 0;
    }
  }

  std::pair<CookieEvent, Situation> some_event() {
    CookieEvent made = event(some(kNames), some(kDomains));
    if (below(4) != 0) made.top_level_site = "https://" + some(kDomains);
    if (below(5) == 0) made.cookie.partition_key = PartitionKey{"https://" + some(kDomains), {}};
    return {made, situate(made, hosts())};
  }
  bool some_flag() { return below(2) == 0; }

  std::vector<Policy> bundled{}, learned{};
  Preferences preferences{};

 private:
  /// Adds a policy, and takes back what would tie with another.
  void add(std::vector<Policy>& to, PolicyKind kind, const std::string& prefix) {
    Policy made;
    made.kind = kind;
    made.id = prefix + std::to_string(to.size());
    if (kind == PolicyKind::site) {
      made.sites = {some(kDomains)};
      made.complete = below(3) == 0;
      for (int i = 0; i < below(3); ++i) made.uses.push_back("p" + std::to_string(below(14)));
    }
    if (kind == PolicyKind::platform && below(3) != 0) {
      made.sites = {(below(2) == 0 ? "*." : "") + some(kDomains)};
    }
    to.push_back(made);
    if (has_conflict(to)) to.back().sites.clear();
    if (kind == PolicyKind::site && to.back().sites.empty()) return to.pop_back();
    for (int i = 0; i < 6; ++i) {
      to.back().rules.push_back(some_rule(kind));
      if (has_conflict(to)) to.back().rules.pop_back();
    }
  }

  Rule some_rule(PolicyKind kind) {
    Rule rule;
    rule.name = below(2) == 0 ? some(kNames) : some(kPatterns);
    if (rule.name.empty()) rule.name = "sid";
    if (below(2) == 0) rule.domain = some(kDomains);
    if (kind == PolicyKind::provider && below(6) == 0)
      rule = {.name = "*", .domain = some(kDomains)};
    rule.category = static_cast<Category>(below(kind == PolicyKind::site ? 5 : 4));
    rule.anonymous = rule.category == Category::statistics && below(2) == 0;
    rule.consent_choice = rule.category == Category::necessary && below(4) == 0;
    if (below(3) == 0) rule.party = static_cast<RuleParty>(below(3));
    return rule;
  }

  static bool has_conflict(const std::vector<Policy>& policies) {
    // A platform that comes later is no conflict here.
    return std::ranges::any_of(find_conflicts(policies), [](const PolicyConflict& conflict) {
      return !conflict.pointer.starts_with("/uses");
    });
  }

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string some(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  Verdict some_verdict() { return below(2) == 0 ? Verdict::keep : Verdict::reject; }

  std::mt19937 random_;
};

struct Remembers final : History {
  bool all = false;
  [[nodiscard]] bool kept_on_own_site(const Situation&, const Cookie&) const override {
    return all;
  }
};

SlowDecision::Result result_of(const Decision& d) {
  return {d.verdict,           d.category,   d.reason,      std::string(d.policy),
          std::string(d.rule), d.undeclared, d.contradicted};
}

}  // namespace

TEST_CASE("a decision is the one that a search through all rules of all policies makes") {
  std::map<Reason, int> reasons;
  std::map<std::pair<Verdict, Category>, int> kinds;
  int contradicted = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    World world(seed);
    const Table bundled(world.bundled);
    const Table learned(world.learned);
    const Knowledge knowledge{bundled, learned};
    const SlowDecision slow(world.bundled, world.learned);
    for (int i = 0; i < 60; ++i) {
      const auto [made, at] = world.some_event();
      Remembers history;
      history.all = world.some_flag();
      const Decision fast = decide(at, made.cookie, knowledge, world.preferences, &history);
      const auto expected = slow.decide(at, made.cookie.name, world.preferences, history.all);
      CAPTURE(seed, i, made.cookie.name, at.cookie_host, at.top_host, to_string(at.party));
      CAPTURE(at.partitioned, fast.policy, fast.rule, expected.policy, expected.rule);
      CAPTURE(to_string(fast.reason), to_string(expected.reason));
      CAPTURE(to_string(fast.category), to_string(expected.category));
      REQUIRE(result_of(fast) == expected);
      // Pure: the same again is the same.
      REQUIRE(result_of(decide(at, made.cookie, knowledge, world.preferences, &history)) ==
              expected);
      ++reasons[fast.reason];
      ++kinds[{fast.verdict, fast.category}];
      contradicted += fast.contradicted ? 1 : 0;
    }
  }
  // Every step and every kind came up often enough to mean something.
  CHECK(reasons.size() == 7);
  for (const auto& [reason, count] : reasons) {
    CAPTURE(to_string(reason));
    CHECK(count > 100);
  }
  CHECK(kinds.size() == 10);
  CHECK(contradicted > 50);
}

TEST_CASE("every cookie gets a decision, whatever bytes its fields hold") {
  const World world(1);
  const Table bundled(world.bundled);
  const Knowledge knowledge{.bundled = bundled};
  std::mt19937 random(11);
  const auto bytes = [&] {
    std::string text;
    for (auto length = random() % 40; length > 0; --length) {
      text += random() % 3 == 0 ? ".:/[]@*?#"[random() % 9] : static_cast<char>(random() % 256);
    }
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    CookieEvent made = event(bytes(), bytes(), bytes());
    if (random() % 2 == 0) made.cookie.partition_key = PartitionKey{bytes(), {}};
    made.cookie.first_party_domain = bytes();
    const Situation at = situate(made, hosts());
    const Decision decided = decide(at, made.cookie, knowledge, world.preferences);
    // Without a host to compare with, no party is guessed.
    REQUIRE((at.party == Party::unknown) == at.top_host.empty());
    REQUIRE((decided.reason != Reason::unknown || decided.policy.empty()));
  }
}
