// SPDX-License-Identifier: MPL-2.0
#include "core/inquiry.hpp"

namespace cookie_warden {
namespace {

bool is_tracker(const std::optional<RuleView>& rule) {
  return rule && (rule->category == Category::statistics || rule->category == Category::marketing);
}

}  // namespace

Inquiry::Inquiry(const Situation& situation, std::string_view cookie, const Knowledge& knowledge)
    : situation_(situation), knowledge_(knowledge) {
  const RuleQuery query{cookie, situation.cookie_host, situation.party};
  provider_ = knowledge.bundled.provider_rule(query);
  if (!situation.top_host.empty()) here_ = ask(situation.top_host, query);
  if (situation.party != Party::first && !situation.partitioned) {
    // On its own site it is a first-party cookie, whoever set it here.
    own_ = ask(situation.cookie_host, {cookie, situation.cookie_host, Party::first});
  }
}

Inquiry::Declaration Inquiry::ask(std::string_view host, const RuleQuery& query) const {
  Declaration found;
  const auto ask_table = [&](const PolicyTable& table, bool learned) {
    table.for_each_site(host, [&](const PolicyView& policy) {
      found.complete = found.complete || policy.complete;
      found.site = {table.rule_in(policy.index, query), learned};
      for (const std::string_view id : table.uses_of(policy.index)) {
        if (found.platform) break;
        // Platforms are bundled, whoever read the site's policy.
        const auto used = knowledge_.bundled.find(id);
        if (used && used->kind == PolicyKind::platform) {
          found.platform = knowledge_.bundled.rule_in(used->index, query);
        }
      }
      return found.site.rule.has_value();
    });
  };
  ask_table(knowledge_.learned, true);
  if (!found.site.rule) ask_table(knowledge_.bundled, false);
  if (!found.platform) found.platform = knowledge_.bundled.platform_rule(host, query);
  if (!found.platform) found.platform = knowledge_.bundled.named_platform_rule(query);
  return found;
}

bool Inquiry::is_doubtful(const Statement& statement) const {
  return statement.rule && statement.rule->category == Category::necessary && is_tracker(provider_);
}

bool Inquiry::is_trusted(const Statement& statement) const {
  return !statement.learned || !is_doubtful(statement);
}

/// Elsewhere a cookie's own site speaks up for what it needs and what its visitors chose, such as
/// a language; where the party is not known, its word on its own cookie is the best there is.
bool Inquiry::settles_elsewhere(const std::optional<RuleView>& rule) const {
  if (!rule || rule->category == Category::unknown) return false;
  return !is_tracker(rule) || situation_.party == Party::unknown;
}

std::optional<RuleView> Inquiry::consent_choice() const {
  for (const auto* statement : {&here_.site, &own_.site}) {
    if (statement->rule && statement->rule->consent_choice && is_trusted(*statement)) {
      return statement->rule;
    }
  }
  for (const auto* rule : {&here_.platform, &own_.platform, &provider_}) {
    if (*rule && (*rule)->consent_choice) return *rule;
  }
  return std::nullopt;
}

std::optional<RuleView> Inquiry::settling() const {
  if (settles_elsewhere(own_.site.rule) && is_trusted(own_.site)) return own_.site.rule;
  if (settles_elsewhere(own_.platform)) return own_.platform;
  if (here_.site.rule && here_.site.rule->category != Category::unknown && is_trusted(here_.site)) {
    return here_.site.rule;
  }
  return here_.platform ? here_.platform : provider_;
}

bool Inquiry::contradicted() const { return is_doubtful(here_.site) || is_doubtful(own_.site); }

bool Inquiry::undeclared() const { return here_.complete && !here_.site.rule && !here_.platform; }

}  // namespace cookie_warden
