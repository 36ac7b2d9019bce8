// SPDX-License-Identifier: MPL-2.0
#include "core/check_policies.hpp"

#include <map>
#include <set>
#include <tuple>

#include "core/pattern.hpp"

namespace cookie_warden {
namespace {

/// Can one name match both patterns?
bool overlap(std::string_view a, std::string_view b) {
  // reachable[j]: the first i characters of a and the first j of b can match one text.
  std::vector<char> reachable(b.size() + 1, 0);
  for (std::size_t i = 0; i <= a.size(); ++i) {
    std::vector<char> next(b.size() + 1, 0);
    for (std::size_t j = 0; j <= b.size(); ++j) {
      bool here = i == 0 && j == 0;
      if (i > 0) {
        here = here || (a[i - 1] == '*' && reachable[j] != 0);
        here = here || (j > 0 && b[j - 1] == '*' && reachable[j] != 0);
      }
      if (j > 0) {
        here = here || (b[j - 1] == '*' && next[j - 1] != 0);
        here = here || (i > 0 && a[i - 1] == '*' && next[j - 1] != 0);
        here = here || (i > 0 && a[i - 1] == b[j - 1] && reachable[j - 1] != 0);
      }
      next[j] = here ? 1 : 0;
    }
    reachable = std::move(next);
  }
  return reachable[b.size()] != 0;
}

bool same_party(RuleParty a, RuleParty b) {
  return a == b || a == RuleParty::any || b == RuleParty::any;
}

struct Place {
  std::size_t policy = 0;
  std::size_t rule = 0;
};

class Checker {
 public:
  explicit Checker(std::span<const Policy> policies) : policies_(policies) {}

  std::vector<PolicyConflict> run() {
    for (std::size_t i = 0; i < policies_.size(); ++i) check_policy(i);
    for (const auto& [scope, places] : scopes_) check_scope(places);
    return std::move(conflicts_);
  }

 private:
  void report(std::size_t policy, std::string pointer, std::string fault, std::string remedy) {
    conflicts_.push_back({policy, std::move(pointer), std::move(fault), std::move(remedy)});
  }

  void check_policy(std::size_t index) {
    const Policy& policy = policies_[index];
    if (!ids_.insert(policy.id).second) {
      report(index, "/id", "\"" + policy.id + "\" is the id of another policy too", "rename one");
    }
    for (std::size_t i = 0; i < policy.sites.size(); ++i) {
      const auto key = std::pair(policy.kind, policy.sites[i]);
      if (const auto [other, is_new] = sites_.try_emplace(key, policy.id); !is_new) {
        report(index, "/sites/" + std::to_string(i),
               "\"" + policy.sites[i] + "\" belongs to \"" + other->second + "\" too",
               "keep it in one of the two");
      }
    }
    for (std::size_t i = 0; i < policy.uses.size(); ++i) {
      if (!is_platform(policy.uses[i])) {
        report(index, "/uses/" + std::to_string(i),
               "there is no platform \"" + policy.uses[i] + "\"",
               "correct its spelling or add the platform");
      }
    }
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
      scopes_[scope_of(policy, policy.rules[i])].push_back({index, i});
    }
  }

  [[nodiscard]] bool is_platform(const std::string& id) const {
    for (const Policy& policy : policies_) {
      if (policy.id == id && policy.kind == PolicyKind::platform) return true;
    }
    return false;
  }

  /// Rules are compared where they are looked up together and are equally specific.
  using Scope = std::tuple<std::string, std::string, bool, std::size_t>;
  static Scope scope_of(const Policy& policy, const Rule& rule) {
    const bool shared = policy.kind == PolicyKind::provider ||
                        (policy.kind == PolicyKind::platform && policy.sites.empty());
    std::string among =
        shared ? (policy.kind == PolicyKind::provider ? "*provider" : "*platform") : policy.id;
    return {std::move(among), rule.domain, is_pattern(rule.name), literal_length(rule.name)};
  }

  void check_scope(const std::vector<Place>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) check_pair(places[j], places[i]);
    }
  }

  void check_pair(const Place& first, const Place& second) {
    const Policy& one = policies_[first.policy];
    const Policy& other = policies_[second.policy];
    const Rule& a = one.rules[first.rule];
    const Rule& b = other.rules[second.rule];
    if (!same_party(rule_party(one.kind, a), rule_party(other.kind, b))) return;
    if (is_pattern(a.name) ? !overlap(a.name, b.name) : a.name != b.name) return;
    report(second.policy, "/cookies/" + std::to_string(second.rule) + "/name",
           "\"" + b.name + "\" and \"" + a.name + "\" of \"" + one.id +
               "\" are equally specific and match the same cookie",
           "decide whose cookie it is and remove the other rule, or bind one to a domain");
  }

  std::span<const Policy> policies_;
  std::vector<PolicyConflict> conflicts_{};
  std::set<std::string> ids_{};
  std::map<std::pair<PolicyKind, std::string>, std::string> sites_{};
  std::map<Scope, std::vector<Place>> scopes_{};
};

}  // namespace

std::vector<PolicyConflict> find_conflicts(std::span<const Policy> policies) {
  return Checker(policies).run();
}

}  // namespace cookie_warden
