// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "core/decide.hpp"
#include "core/pattern.hpp"

namespace cookie_warden::test {

/// The decision by a search through all rules of all policies, step after step as the interface of
/// decide() words them: no index, no table. Slow, and short enough to be checked by reading.
class SlowDecision {
 public:
  struct Hit {
    const Policy* policy = nullptr;
    const Rule* rule = nullptr;
    [[nodiscard]] bool is_tracker() const {
      return rule &&
             (rule->category == Category::statistics || rule->category == Category::marketing);
    }
    [[nodiscard]] bool is_consent() const { return rule && rule->consent_choice; }
  };
  struct Result {
    Verdict verdict = Verdict::keep;
    Category category = Category::unknown;
    Reason reason = Reason::unknown;
    std::string policy{}, rule{};
    bool undeclared = false, contradicted = false;
    bool operator==(const Result&) const = default;
  };

  SlowDecision(const std::vector<Policy>& bundled, const std::vector<Policy>& learned)
      : bundled_(bundled), learned_(learned) {}

  [[nodiscard]] Result decide(const Situation& at, const std::string& name,
                              const Preferences& preferences, bool kept_at_home) const {
    Result result = by_policies(at, name, preferences.kept, kept_at_home);
    by_person(result, at, name, preferences);
    return result;
  }

 private:
  struct Words {
    Hit site{}, platform{};
    bool learned = false, complete = false;
  };

  static bool holds(const Policy& policy, const Rule& rule, const RuleQuery& query) {
    const RuleParty party = rule_party(policy.kind, rule);
    if (party == RuleParty::first && query.party == Party::third) return false;
    if (party == RuleParty::third && query.party != Party::third) return false;
    return pattern_matches(rule.name, query.name) &&
           (rule.domain.empty() || domain_matches(query.domain, rule.domain));
  }

  static auto rank(const Policy& policy, const Rule& rule) {
    const bool provider = policy.kind == PolicyKind::provider;
    const bool bare = literal_length(rule.name) == 0;
    const int group = !provider || bare ? 0 : rule.domain.empty() ? 1 : 2;
    return std::tuple(group, rule.domain.size(), !is_pattern(rule.name), literal_length(rule.name));
  }

  template <class Wanted>
  [[nodiscard]] Hit best(const std::vector<Policy>& policies, const RuleQuery& query,
                         Wanted wanted) const {
    Hit found;
    for (const Policy& policy : policies) {
      if (!wanted(policy)) continue;
      for (const Rule& rule : policy.rules) {
        if (!holds(policy, rule, query)) continue;
        if (!found.rule || rank(policy, rule) > rank(*found.policy, *found.rule)) {
          found = {&policy, &rule};
        }
      }
    }
    return found;
  }

  [[nodiscard]] Hit platform_of(const std::string& id, const RuleQuery& query) const {
    return best(bundled_, query, [&](const Policy& policy) {
      return policy.kind == PolicyKind::platform && policy.id == id && !policy.sites.empty();
    });
  }

  /// Policies of that kind that speak for `host`, the one with the longest domain first.
  static std::vector<const Policy*> of_host(const std::vector<Policy>& policies, PolicyKind kind,
                                            const std::string& host) {
    std::vector<std::pair<std::size_t, const Policy*>> found;
    for (const Policy& policy : policies) {
      for (const std::string& site : policy.sites) {
        const bool below = site.starts_with("*.");
        const std::string domain = below ? site.substr(2) : site;
        const bool speaks = domain_matches(host, domain) && !(below && host == domain);
        if (policy.kind == kind && speaks) found.emplace_back(domain.size(), &policy);
      }
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const Policy*> ordered;
    for (const auto& [size, policy] : found) ordered.push_back(policy);
    return ordered;
  }

  [[nodiscard]] Words ask(const std::string& host, const RuleQuery& query) const {
    Words words;
    for (const auto* policies : {&learned_, &bundled_}) {
      for (const Policy* site : of_host(*policies, PolicyKind::site, host)) {
        if (words.site.rule) break;
        words.complete = words.complete || site->complete;
        words.site = best(*policies, query, [&](const Policy& p) { return &p == site; });
        words.learned = policies == &learned_;
        for (const std::string& id : site->uses) {
          if (!words.platform.rule) words.platform = platform_of(id, query);
        }
      }
    }
    for (const Policy* platform : of_host(bundled_, PolicyKind::platform, host)) {
      if (!words.platform.rule) words.platform = platform_of(platform->id, query);
    }
    if (!words.platform.rule) {
      words.platform = best(bundled_, query, [](const Policy& p) {
        return p.kind == PolicyKind::platform && p.sites.empty();
      });
    }
    return words;
  }

  static bool is_kept(const KeptKinds& kept, const Hit& hit, Party party) {
    const Category category = hit.rule ? hit.rule->category : Category::unknown;
    if (category == Category::necessary) return true;
    if (category == Category::functional) return kept.functional;
    if (category == Category::marketing) return kept.marketing;
    if (category == Category::statistics) {
      return kept.statistics || (hit.rule->anonymous && kept.anonymous_statistics);
    }
    return party == Party::unknown ||
           (party == Party::first ? kept.unknown_first_party : kept.unknown_third_party);
  }

  [[nodiscard]] Result by_policies(const Situation& at, const std::string& name,
                                   const KeptKinds& kept, bool kept_at_home) const {
    const RuleQuery query{name, at.cookie_host, at.party};
    const Hit provider =
        best(bundled_, query, [](const Policy& p) { return p.kind == PolicyKind::provider; });
    Words here;
    Words home;
    if (!at.top_host.empty()) here = ask(at.top_host, query);
    if (at.party != Party::first && !at.partitioned) {
      home = ask(at.cookie_host, {name, at.cookie_host, Party::first});
    }
    const auto doubted = [&](const Words& w) {
      return w.site.rule && w.site.rule->category == Category::necessary && provider.is_tracker();
    };
    const auto trusted = [&](const Words& w) { return !(w.learned && doubted(w)); };
    const auto counts_elsewhere = [&](const Hit& hit) {
      return hit.rule && hit.rule->category != Category::unknown &&
             (!hit.is_tracker() || at.party == Party::unknown);
    };

    Result result;
    result.contradicted = doubted(here) || doubted(home);
    result.undeclared = here.complete && !here.site.rule && !here.platform.rule;
    Hit hit;
    if (here.site.is_consent() && trusted(here)) return consent(result, here.site);
    if (home.site.is_consent() && trusted(home)) return consent(result, home.site);
    for (const Hit& other : {here.platform, home.platform, provider}) {
      if (other.is_consent()) return consent(result, other);
    }
    if (counts_elsewhere(home.site) && trusted(home)) {
      hit = home.site;
    } else if (counts_elsewhere(home.platform)) {
      hit = home.platform;
    } else if (here.site.rule && here.site.rule->category != Category::unknown && trusted(here)) {
      hit = here.site;
    } else {
      hit = here.platform.rule ? here.platform : provider;
    }
    cite(result, hit);
    if (!hit.rule) result.reason = result.undeclared ? Reason::undeclared : Reason::unknown;
    const bool is_home_cookie = result.category == Category::unknown && at.party == Party::third &&
                                !at.partitioned && kept_at_home;
    result.verdict =
        is_kept(kept, hit, at.party) || is_home_cookie ? Verdict::keep : Verdict::reject;
    return result;
  }

  static void cite(Result& result, const Hit& hit) {
    if (!hit.rule) return;
    result.category = hit.rule->category;
    result.policy = hit.policy->id;
    result.rule = hit.rule->name;
    result.reason = hit.policy->kind == PolicyKind::site       ? Reason::site
                    : hit.policy->kind == PolicyKind::platform ? Reason::platform
                                                               : Reason::provider;
  }

  static Result consent(Result result, const Hit& hit) {
    cite(result, hit);
    result.reason = Reason::consent_choice;
    result.verdict = Verdict::keep;
    return result;
  }

  static void by_person(Result& result, const Situation& at, const std::string& name,
                        const Preferences& preferences) {
    for (const bool at_home : {false, true}) {
      if (at_home && (at.party == Party::first || at.partitioned)) return;
      const auto found = preferences.sites.find(at_home ? at.cookie_site : at.top_site);
      if (found == preferences.sites.end()) continue;
      const CookieException* word = nullptr;
      for (const CookieException& exception : found->second.exceptions) {
        const auto weight = [](const CookieException& e) {
          return std::pair(!is_pattern(e.cookie), literal_length(e.cookie));
        };
        if (!pattern_matches(exception.cookie, name)) continue;
        if (!word || weight(exception) > weight(*word)) word = &exception;
      }
      const bool paused = found->second.paused;
      if (!paused && !word) continue;
      const Verdict verdict = paused ? Verdict::keep : word->verdict;
      if (at_home && at.party == Party::third && verdict == Verdict::reject) continue;
      result.verdict = verdict;
      result.reason = Reason::user;
      result.policy.clear();
      result.rule = paused ? "paused" : word->cookie;
      return;
    }
  }

  const std::vector<Policy>& bundled_;
  const std::vector<Policy>& learned_;
};

}  // namespace cookie_warden::test
