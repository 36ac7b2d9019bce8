// SPDX-License-Identifier: MPL-2.0
#include "reader/rules.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

// Of host/policies/policy.schema.json.
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestProvider = 200;
constexpr std::size_t kLongestService = 400;
constexpr std::size_t kLongestPurpose = 1000;
constexpr std::size_t kLongestNote = 400;
constexpr std::size_t kMostDomains = 8;

/// Host names in a cell: "https://x.com/a, .y.com" are x.com and y.com.
std::vector<std::string> hosts_in(std::string_view cell) {
  std::vector<std::string> hosts;
  std::string token;
  const auto finish = [&] {
    const std::size_t scheme = token.find("://");
    if (scheme != std::string::npos) token.erase(0, scheme + 3);
    token.resize(std::min(token.find_first_of("/:?"), token.size()));
    while (token.starts_with('.') || token.starts_with("*."))
      token.erase(0, token[0] == '*' ? 2 : 1);
    const std::size_t dot = token.rfind('.');
    const bool valid =
        token.find("..") == std::string::npos && dot != std::string::npos && dot > 0 &&
        token.size() - dot > 2 && token.size() < 250 &&
        std::ranges::all_of(token, [](char c) { return is_alnum(c) || c == '.' || c == '-'; }) &&
        std::ranges::any_of(token.substr(dot), is_alpha);
    if (valid && std::ranges::find(hosts, token) == hosts.end()) hosts.push_back(token);
    token.clear();
  };
  for (const char c : cell.substr(0, 2000)) {
    if (is_space(c) || c == ',' || c == ';' || c == '(' || c == ')' || c == '<' || c == '>') {
      finish();
    } else {
      token += to_lower(c);
    }
  }
  finish();
  if (hosts.size() > kMostDomains) hosts.resize(kMostDomains);
  return hosts;
}

bool is_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

/// The domains a rule is bound to: those that are not the site's own.
std::vector<std::string> foreign_hosts(const Row& row, std::string_view site) {
  if (row.party == RuleParty::first) return {""};
  std::vector<std::string> hosts = hosts_in(row.domain);
  if (hosts.empty()) hosts = hosts_in(row.provider);
  const std::string_view own = site.starts_with("www.") ? site.substr(4) : site;
  std::erase_if(hosts, [&](const std::string& host) {
    return !own.empty() && (is_below(host, own) || is_below(own, host));
  });
  if (hosts.empty()) hosts.emplace_back();
  return hosts;
}

void add_note(std::string& note, std::string_view text) {
  if (text.empty() || note.find(text) != std::string::npos) return;
  if (!note.empty()) note += ' ';
  note += text;
}

/// "_tracking_consent: preferences for tracking" tracks nobody.
bool keeps_consent(const Row& row) {
  return stores_consent_choice(row.purpose) || std::ranges::any_of(row.names, [](const Name& name) {
           return lower(name.printed).find("consent") != std::string::npos;
         });
}

/// A necessity that is only concluded yields to a purpose that says otherwise.
Judgement settled(const Row& row) {
  const Judgement& around = row.judgement;
  const bool concluded =
      around.category == Category::necessary && around.confidence != Confidence::high;
  if (!concluded || keeps_consent(row)) return around;
  Judgement purpose = judge(row.purpose);
  if (purpose.category != Category::statistics && purpose.category != Category::marketing) {
    return around;
  }
  purpose.confidence = Confidence::low;
  purpose.note = "The category is taken from the purpose.";
  return purpose;
}

Evidence evidence_of(const Row& row, const Judgement& judgement, const Name& name) {
  Evidence evidence;
  evidence.line = row.line;
  evidence.section = shorten(row.section, kLongestNote);
  evidence.confidence = std::max(judgement.confidence, row.names_sure);
  if (judgement.category == Category::unknown) evidence.confidence = Confidence::low;
  if (!judgement.stated) add_note(evidence.note, "The page states no category.");
  add_note(evidence.note, judgement.note);
  add_note(evidence.note, row.note);
  if (name.prefix_guessed) {
    evidence.confidence = std::max(evidence.confidence, Confidence::medium);
    add_note(evidence.note, "Taken as the beginning of several names.");
  }
  if (row.names_sure == Confidence::low) add_note(evidence.note, "It may not be a cookie's name.");
  evidence.note = shorten(evidence.note, kLongestNote);
  return evidence;
}

Rule rule_of(const Row& row, std::size_t index, const std::string& domain) {
  const Name& name = row.names[index];
  const Judgement judgement = settled(row);
  Rule rule;
  rule.name = shorten(name.pattern, kLongestName);
  if (name.printed != name.pattern) rule.printed = shorten(name.printed, kLongestName);
  rule.category = judgement.category;
  rule.domain = domain;
  if (row.party == RuleParty::third) rule.party = RuleParty::third;
  if (row.party == RuleParty::any) rule.party = RuleParty::any;
  if (!rule.domain.empty()) rule.party.reset();
  rule.provider = shorten(row.provider, kLongestProvider);
  rule.service = shorten(row.service, kLongestService);
  rule.purpose = shorten(row.purpose, kLongestPurpose);
  if (!row.durations.empty()) {
    rule.duration = row.durations[row.durations.size() == row.names.size() ? index : 0];
  }
  rule.consent_choice = rule.category == Category::necessary && stores_consent_choice(rule.purpose);
  rule.evidence = evidence_of(row, judgement, name);
  return rule;
}

/// No control characters, ';' or '=': a browser would not store such a name.
bool is_cookie_name(std::string_view name) {
  return std::ranges::none_of(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == ';' || c == '=';
  });
}

/// How little a category protects a cookie.
int severity(Category category) {
  switch (category) {
    case Category::necessary:
      return 0;
    case Category::functional:
      return 1;
    case Category::unknown:
      return 2;
    case Category::statistics:
      return 3;
    case Category::marketing:
      return 4;
  }
  return 2;
}

/// A second row of the same name.
void merge(Rule& into, Rule&& next) {
  if (into.duration.empty()) into.duration = std::move(next.duration);
  if (into.purpose.empty()) into.purpose = std::move(next.purpose);
  if (into.provider.empty()) into.provider = std::move(next.provider);
  if (into.domain.empty() && into.party != next.party) into.party = RuleParty::any;
  if (into.category == next.category) return;
  const bool unstated = next.category == Category::unknown;
  if (into.category == Category::unknown && !unstated) {
    into.category = next.category;
    into.evidence = std::move(next.evidence);
    return;
  }
  if (unstated) return;
  if (severity(next.category) > severity(into.category)) {
    into.category = next.category;
    into.consent_choice = false;
  }
  if (into.evidence) {
    into.evidence->confidence = Confidence::low;
    add_note(into.evidence->note, "It stands in several categories of the page.");
    into.evidence->note = shorten(into.evidence->note, kLongestNote);
  }
}

}  // namespace

std::vector<Rule> rules_of(const std::vector<Row>& rows, std::string_view site) {
  std::vector<Rule> rules;
  std::unordered_map<std::string, std::size_t> known;
  for (const Row& row : rows) {
    if (row.not_a_cookie) continue;
    for (const std::string& domain : foreign_hosts(row, site)) {
      for (std::size_t i = 0; i < row.names.size(); ++i) {
        Rule rule = rule_of(row, i, domain);
        if (!is_cookie_name(rule.name) || !is_cookie_name(rule.printed)) continue;
        const auto [entry, is_new] = known.try_emplace(rule.name + '\n' + domain, rules.size());
        if (is_new) {
          rules.push_back(std::move(rule));
        } else {
          merge(rules[entry->second], std::move(rule));
        }
      }
    }
  }
  return rules;
}

}  // namespace cookie_warden::reader
