// SPDX-License-Identifier: MPL-2.0
#include "app/citation.hpp"

namespace cookie_warden {

std::optional<Citation> find_citation(const Knowledge& knowledge, std::string_view policy,
                                      std::string_view rule) {
  for (const PolicyTable* table : {&knowledge.learned, &knowledge.bundled}) {
    const auto cited = table->find(policy);
    if (!cited) continue;
    for (const RuleView& candidate : table->rules_of(cited->index)) {
      if (candidate.name == rule) return Citation{*cited, candidate};
    }
  }
  return std::nullopt;
}

void add_declared_lifetimes(std::vector<Finding>& findings, const Knowledge& knowledge) {
  for (Finding& finding : findings) {
    if (finding.kind != FindingKind::overlong) continue;
    if (const auto cited = find_citation(knowledge, finding.policy, finding.rule)) {
      finding.declared = cited->rule.duration;
    }
  }
}

}  // namespace cookie_warden
