// SPDX-License-Identifier: MPL-2.0
#include "core/decide.hpp"

#include "core/inquiry.hpp"
#include "core/iso8601.hpp"

namespace cookie_warden {
namespace {

bool is_kept(const KeptKinds& kept, Category category, Party party, bool anonymous) {
  switch (category) {
    case Category::necessary:
      return true;
    case Category::functional:
      return kept.functional;
    case Category::statistics:
      return kept.statistics || (anonymous && kept.anonymous_statistics);
    case Category::marketing:
      return kept.marketing;
    case Category::unknown:
      break;
  }
  // Of an unknown cookie in an unknown place nothing is known that would justify a rejection.
  if (party == Party::unknown) return true;
  return party == Party::third ? kept.unknown_third_party : kept.unknown_first_party;
}

Reason reason_of(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::site:
      return Reason::site;
    case PolicyKind::platform:
      return Reason::platform;
    case PolicyKind::provider:
      break;
  }
  return Reason::provider;
}

void cite(Decision& decision, const RuleView& rule, Reason reason) {
  decision.category = rule.category;
  decision.reason = reason;
  decision.policy = rule.policy_id;
  decision.rule = rule.name;
  if (rule.kind != PolicyKind::provider) decision.duration = rule.duration;
}

void apply_policies(Decision& decision, const Situation& situation, const Cookie& cookie,
                    const Knowledge& knowledge, const Preferences& preferences,
                    const History* history) {
  const Inquiry inquiry(situation, cookie.name, knowledge);
  decision.undeclared = inquiry.undeclared();
  decision.contradicted = inquiry.contradicted();
  if (const auto rule = inquiry.consent_choice()) {
    cite(decision, *rule, Reason::consent_choice);
    decision.verdict = Verdict::keep;
    return;
  }
  const auto rule = inquiry.settling();
  if (rule) {
    cite(decision, *rule, reason_of(rule->kind));
  } else {
    decision.reason = decision.undeclared ? Reason::undeclared : Reason::unknown;
  }
  const bool keep =
      is_kept(preferences.kept, decision.category, situation.party, rule && rule->anonymous);
  decision.verdict = keep ? Verdict::keep : Verdict::reject;
  const bool one_for_all_sites = situation.party == Party::third && !situation.partitioned;
  if (!keep && decision.category == Category::unknown && one_for_all_sites && history &&
      history->kept_on_own_site(situation, cookie)) {
    decision.verdict = Verdict::keep;
  }
}

void overrule(Decision& decision, Verdict verdict, std::string_view rule) {
  decision.verdict = verdict;
  decision.reason = Reason::user;
  decision.policy = {};
  decision.rule = rule;
  decision.duration = {};
}

/// The person's own choice for the site in the address bar. What they chose for the cookie's own
/// site counts too where removing it here would take it from there.
void apply_choices(Decision& decision, const Situation& situation, const Cookie& cookie,
                   const Preferences& preferences) {
  const auto apply = [&](const std::string& site, bool keeping_only) {
    const auto found = site.empty() ? preferences.sites.end() : preferences.sites.find(site);
    if (found == preferences.sites.end()) return false;
    if (found->second.paused) {
      overrule(decision, Verdict::keep, "paused");
      return true;
    }
    const CookieException* exception = find_exception(found->second, cookie.name);
    if (!exception || (keeping_only && exception->verdict == Verdict::reject)) return false;
    overrule(decision, exception->verdict, exception->cookie);
    return true;
  };
  if (apply(situation.top_site, false)) return;
  if (situation.party == Party::first || situation.partitioned) return;
  apply(situation.cookie_site, situation.party == Party::third);
}

}  // namespace

Situation situate(const CookieEvent& event, const HostNames& hosts) {
  const Cookie& cookie = event.cookie;
  Situation situation;
  situation.cookie_host = hosts.canonical(cookie.domain);
  situation.cookie_site = hosts.registrable(situation.cookie_host);
  situation.partitioned = cookie.partition_key && !cookie.partition_key->top_level_site.empty();

  const std::string page = hosts.canonical(host_of(event.top_level_site));
  std::string jar;  // where the cookie's jar says it is; knows the site, not the host
  if (situation.partitioned) {
    jar = hosts.canonical(host_of(cookie.partition_key->top_level_site));
  } else if (page.empty()) {
    jar = hosts.canonical(host_of(cookie.first_party_domain));
  }
  const bool same = jar.empty() || hosts.registrable(jar) == hosts.registrable(page);
  situation.top_host = same && !page.empty() ? page : jar;
  situation.top_site = hosts.registrable(situation.top_host);
  if (!situation.top_host.empty()) {
    situation.party = situation.top_site == situation.cookie_site ? Party::first : Party::third;
  }
  return situation;
}

Decision decide(const Situation& situation, const Cookie& cookie, const Knowledge& knowledge,
                const Preferences& preferences, const History* history) {
  Decision decision;
  decision.party = situation.party;
  apply_policies(decision, situation, cookie, knowledge, preferences, history);
  apply_choices(decision, situation, cookie, preferences);
  return decision;
}

bool outlives_declaration(const CookieEvent& event, const Decision& decision) {
  constexpr double kDaySeconds = 86400;
  const Cookie& cookie = event.cookie;
  if (decision.duration.empty() || cookie.session || !cookie.expiration_date || event.at_ms <= 0) {
    return false;
  }
  // "session" says that it ends with the browser: any date is too long.
  const auto declared = parse_duration(decision.duration).value_or(std::chrono::seconds(0));
  const double lifetime = *cookie.expiration_date - static_cast<double>(event.at_ms) / 1000;
  return lifetime > static_cast<double>(declared.count()) + kDaySeconds;
}

}  // namespace cookie_warden
