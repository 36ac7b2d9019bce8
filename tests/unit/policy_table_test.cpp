// SPDX-License-Identifier: MPL-2.0
#include "core/policy_table.hpp"

#include <random>

#include "core/check_policies.hpp"
#include "core/pattern.hpp"
#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;

namespace {

/// Random policies over few names and domains, so that rules meet.
class Worlds {
 public:
  explicit Worlds(unsigned seed) : random_(seed) {}

  std::string name() { return pick({"a", "ab", "abc", "a_b", "b", "_x", "_x_y", "_x_yz"}); }
  std::string pattern() {
    return pick({"a*", "ab*", "*c", "a*c", "_x*", "_x_*", "*", "_*z", "b*"});
  }
  std::string domain() {
    return pick({"one.example", "a.one.example", "two.example", "x.two.example"});
  }

  Policy make(PolicyKind kind, int index) {
    Policy made;
    made.id = "p" + std::to_string(index);
    made.kind = kind;
    if (kind == PolicyKind::site) made.sites = {domain()};
    if (kind == PolicyKind::platform && chance(2))
      made.sites = {(chance(2) ? "*." : "") + domain()};
    const int count = pick_number(6);
    for (int i = 0; i < count; ++i) {
      Rule& rule = made.rules.emplace_back();
      rule.name = chance(2) ? name() : pattern();
      rule.category = static_cast<Category>(pick_number(4));
      if (chance(2)) rule.domain = domain();
      if (rule.name == "*" && kind != PolicyKind::provider) rule.name = "a*";
      if (rule.name == "*") rule.domain = domain();
      if (chance(3)) rule.party = static_cast<RuleParty>(pick_number(3));
    }
    return made;
  }

  RuleQuery query(const std::string& name_text, const std::string& domain_text) {
    return {name_text, domain_text, static_cast<Party>(pick_number(3))};
  }
  bool chance(int in) { return pick_number(in) == 0; }
  int pick_number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

 private:
  std::string pick(std::vector<std::string> from) {
    return from[static_cast<std::size_t>(pick_number(static_cast<int>(from.size())))];
  }
  std::mt19937 random_;
};

bool holds(PolicyKind kind, const Rule& rule, const RuleQuery& query) {
  const RuleParty party = rule_party(kind, rule);
  if (party == RuleParty::first && query.party == Party::third) return false;
  if (party == RuleParty::third && query.party != Party::third) return false;
  return pattern_matches(rule.name, query.name) &&
         (rule.domain.empty() || domain_matches(query.domain, rule.domain));
}

/// How specific a rule is, for comparing two that hold: the words of PolicyTable's interface.
using Rank = std::tuple<int, std::size_t, int, std::size_t>;
Rank rank(const Rule& rule, bool provider) {
  const bool bare = provider && literal_length(rule.name) == 0;
  const int group = !provider ? 0 : bare ? 0 : rule.domain.empty() ? 1 : 2;
  return {group, rule.domain.size(), is_pattern(rule.name) ? 0 : 1, literal_length(rule.name)};
}

/// The slow way: look at every rule.
std::optional<Rank> best_rank(const std::vector<Policy>& policies, PolicyKind kind,
                              const RuleQuery& query) {
  std::optional<Rank> best;
  for (const Policy& policy : policies) {
    if (policy.kind != kind || (kind == PolicyKind::platform && !policy.sites.empty())) continue;
    for (const Rule& rule : policy.rules) {
      if (!holds(kind, rule, query)) continue;
      const Rank found = rank(rule, kind == PolicyKind::provider);
      if (!best || found > *best) best = found;
    }
  }
  return best;
}

Rank rank_of(const RuleView& view, bool provider) {
  Rule rule;
  rule.name = view.name;
  rule.domain = view.domain;
  return rank(rule, provider);
}

}  // namespace

TEST_CASE("look-ups find what a search through all rules finds") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Worlds worlds(seed);
    std::vector<Policy> policies;
    for (int i = 0; i < 12; ++i) {
      policies.push_back(worlds.make(static_cast<PolicyKind>(worlds.pick_number(3)), i));
    }
    const Table table(policies);
    const PolicyTable& lookup = table;
    for (int i = 0; i < 60; ++i) {
      const std::string name = worlds.name();
      const std::string domain = worlds.domain();
      const RuleQuery query = worlds.query(name, domain);
      CAPTURE(name, domain, static_cast<int>(query.party));
      const auto provider = lookup.provider_rule(query);
      const auto slow_provider = best_rank(policies, PolicyKind::provider, query);
      REQUIRE(provider.has_value() == slow_provider.has_value());
      if (provider) REQUIRE(rank_of(*provider, true) == *slow_provider);
      const auto platform = lookup.named_platform_rule(query);
      const auto slow_platform = best_rank(policies, PolicyKind::platform, query);
      REQUIRE(platform.has_value() == slow_platform.has_value());
      if (platform) REQUIRE(rank_of(*platform, false) == *slow_platform);
    }
  }
}

TEST_CASE("the site policies of a host are those of its domains, longest first") {
  const Table table({policy("b", "site", R"("sites":["two.example"])", ""),
                     policy("a", "site", R"("sites":["one.two.example","else.example"])", ""),
                     policy("p", "platform", R"("sites":["*.two.example"])", "")});
  const PolicyTable& lookup = table;
  const auto ids = [&](std::string_view host) {
    std::string found;
    lookup.for_each_site(host, [&](const PolicyView& view) {
      found += view.id;
      return false;
    });
    return found;
  };
  CHECK(ids("x.one.two.example") == "ab");
  CHECK(ids("two.example") == "b");
  CHECK(ids("atwo.example").empty());
  CHECK(ids("else.example") == "a");
  CHECK(ids("").empty());
}

TEST_CASE("policies survive compiling unchanged") {
  const Policy made =
      policy("x.example", "site", R"("sites":["x.example"],"uses":["e"],"complete":true)",
             R"({"name":"a","category":"statistics","anonymous":true,"domain":"d.example",
                                 "party":"third","provider":"P","service":"S","purpose":"W",
                                 "duration":"P1Y"},
                                {"name":"b*","category":"necessary","consentChoice":true})");
  const Policy engine = policy("e", "platform", R"("sites":["*.e.example"])", "");
  const Table table({made, engine});
  const auto again = decompile_policies(table);
  REQUIRE(again.size() == 2);
  CHECK(write_policy(again[0]) == write_policy(made));
  CHECK(write_policy(again[1]) == write_policy(engine));
}

TEST_CASE("an empty table finds nothing, and foreign bytes are refused") {
  const PolicyTable empty;
  CHECK_FALSE(empty.provider_rule({"a", "b", Party::first}));
  CHECK_FALSE(empty.platform_rule("a", {"a", "b", Party::first}));
  CHECK(empty.policy_count() == 0);
  alignas(8) const std::array<std::byte, 512> noise{};
  CHECK_THROWS_AS(PolicyTable(noise), std::runtime_error);
  CHECK_THROWS_AS(PolicyTable(std::span(noise).first(3)), std::runtime_error);
}

TEST_CASE("equally specific rules that one cookie can match are conflicts") {
  const auto conflicts = [](const std::vector<Policy>& policies) {
    return find_conflicts(policies).size();
  };
  const auto provider = [](const char* id, const char* cookies) {
    return policy(id, "provider", "", cookies);
  };
  CHECK(conflicts({provider("a", R"({"name":"x","category":"marketing"})"),
                   provider("b", R"({"name":"x","category":"necessary"})")}) == 1);
  CHECK(conflicts({provider("a", R"({"name":"x","category":"marketing"})"),
                   provider("b", R"({"name":"x","category":"necessary","domain":"b.example"})")}) ==
        0);
  CHECK(conflicts({provider("a", R"({"name":"a*b","category":"marketing"},
                                    {"name":"ab*","category":"necessary"})")}) == 1);
  CHECK(conflicts({provider("a", R"({"name":"ax*","category":"marketing"},
                                    {"name":"bx*","category":"necessary"})")}) == 0);
  CHECK(conflicts({provider("a", R"({"name":"x","category":"marketing","party":"first"})"),
                   provider("b", R"({"name":"x","category":"necessary","party":"third"})")}) == 0);
  CHECK(conflicts({provider("a", ""), provider("a", "")}) == 1);
  CHECK(conflicts({policy("a", "site", R"("sites":["s.example"],"uses":["gone"])", ""),
                   policy("b", "site", R"("sites":["s.example"])", "")}) == 2);
}

TEST_CASE("patterns match as their definition says") {
  // The definition itself: an asterisk is nothing, or one character and an asterisk.
  struct Slow {
    static bool match(std::string_view p, std::string_view n) {
      if (p.empty()) return n.empty();
      if (p[0] == '*') return match(p.substr(1), n) || (!n.empty() && match(p, n.substr(1)));
      return !n.empty() && p[0] == n[0] && match(p.substr(1), n.substr(1));
    }
  };
  std::mt19937 random(7);
  const auto text = [&](std::string_view letters) {
    std::string made;
    for (auto length = random() % 8; length > 0; --length)
      made += letters[random() % letters.size()];
    return made;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string pattern = text("ab*");
    const std::string name = text("ab");
    CAPTURE(pattern, name);
    REQUIRE(pattern_matches(pattern, name) == Slow::match(pattern, name));
  }
  CHECK_FALSE(pattern_matches("_ga", "_GA"));
}
