// SPDX-License-Identifier: MPL-2.0
#include "core/policy_table.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <tuple>

#include "core/pattern.hpp"

namespace cookie_warden {

PolicyTable::PolicyTable(std::span<const std::byte> bytes) : bytes_(bytes) {
  const auto* header = reinterpret_cast<const Header*>(bytes.data());
  if (bytes.size() < sizeof(Header) || header->magic != kMagic) {
    throw std::runtime_error("the compiled policies are not of this version");
  }
  header_ = header;
}

std::uint64_t PolicyTable::hash(std::string_view text, std::uint64_t seed) {
  // FNV-1a, then a finalizer, because the slots use the low bits only.
  std::uint64_t h = 0xcbf29ce484222325ULL ^ (seed * 0x9e3779b97f4a7c15ULL);
  for (const char c : text) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  return h ^ (h >> 32);
}

std::string_view PolicyTable::rule_key(std::string_view name, bool pattern) {
  return pattern ? name.substr(0, std::min(name.find('*'), kMaxPrefix)) : name;
}

std::uint64_t PolicyTable::rule_hash(std::uint32_t scope, std::string_view key, bool pattern) {
  return hash(key, (std::uint64_t{scope} << 1) | (pattern ? 1 : 0));
}

std::string_view PolicyTable::text(const Text& text) const {
  return {reinterpret_cast<const char*>(bytes_.data()) + header_->text.begin + text.offset,
          text.length};
}

const PolicyTable::DomainRecord* PolicyTable::find_domain(std::string_view name,
                                                          std::uint32_t* index) const {
  const auto slots = section<std::uint32_t>(header_->domain_slots);
  const auto domains = section<DomainRecord>(header_->domains);
  if (slots.empty()) return nullptr;
  for (std::size_t slot = hash(name, 0) & (slots.size() - 1); slots[slot] != 0;
       slot = (slot + 1) & (slots.size() - 1)) {
    const std::uint32_t found = slots[slot] - 1;
    if (text(domains[found].name) != name) continue;
    if (index) *index = found;
    return &domains[found];
  }
  return nullptr;
}

std::span<const std::uint32_t> PolicyTable::slots_of(std::uint32_t scope) const {
  if (scope >= kDomainScope) return section<std::uint32_t>(header_->shared_slots);
  const Range& own = section<PolicyRecord>(header_->policies)[scope].slots;
  return section<std::uint32_t>(header_->policy_slots).subspan(own.begin, own.count);
}

/// Calls `accept(rule)` for the rules of `scope` whose name is `key`, or, for patterns, starts with
/// `key` before its first '*'.
template <class Accept>
void PolicyTable::probe(std::uint32_t scope, std::string_view key, bool pattern,
                        Accept accept) const {
  const auto slots = slots_of(scope);
  const auto rules = section<RuleRecord>(header_->rules);
  if (slots.empty()) return;
  for (std::size_t slot = rule_hash(scope, key, pattern) & (slots.size() - 1); slots[slot] != 0;
       slot = (slot + 1) & (slots.size() - 1)) {
    const RuleRecord* rule = &rules[slots[slot] - 1];
    if (rule->scope != scope || (rule->pattern != 0) != pattern ||
        rule_key(text(rule->name), pattern) != key) {
      continue;
    }
    while (true) {
      accept(*rule);
      if (rule->next == 0) return;
      rule = &rules[rule->next - 1];
    }
  }
}

bool PolicyTable::holds(const RuleRecord& rule, const RuleQuery& query) const {
  // An unknown party settles nothing for a rule that speaks of one party only, except that a
  // site's and a platform's own cookies are looked up under their own domain.
  if (rule.party == RuleParty::first && query.party == Party::third) return false;
  if (rule.party == RuleParty::third && query.party != Party::third) return false;
  return rule.domain.length == 0 || domain_matches(query.domain, text(rule.domain));
}

const PolicyTable::RuleRecord* PolicyTable::best(std::uint32_t scope, std::uint64_t prefixes,
                                                 const RuleQuery& query, bool bare) const {
  const RuleRecord* best = nullptr;
  const auto rank = [](const RuleRecord& rule) {
    return std::tuple(rule.domain.length, rule.pattern == 0 ? 1 : 0, rule.literals);
  };
  const auto consider = [&](const RuleRecord& rule) {
    if ((rule.bare != 0) == bare && holds(rule, query) &&
        (rule.pattern == 0 || pattern_matches(text(rule.name), query.name)) &&
        (!best || rank(rule) > rank(*best))) {
      best = &rule;
    }
  };
  if (!bare) probe(scope, query.name, false, consider);
  for (; prefixes != 0; prefixes &= prefixes - 1) {
    const auto length = static_cast<std::size_t>(std::countr_zero(prefixes));
    if (length > query.name.size()) break;
    probe(scope, query.name.substr(0, length), true, consider);
  }
  return best;
}

RuleView PolicyTable::view(const RuleRecord& rule) const {
  const PolicyRecord& policy = section<PolicyRecord>(header_->policies)[rule.policy];
  return {.policy = rule.policy,
          .policy_id = text(policy.id),
          .kind = policy.kind,
          .name = text(rule.name),
          .domain = text(rule.domain),
          .category = rule.category,
          .party = rule.party,
          .consent_choice = rule.consent_choice != 0,
          .anonymous = rule.anonymous != 0,
          .provider = text(rule.provider),
          .service = text(rule.service),
          .purpose = text(rule.purpose),
          .duration = text(rule.duration)};
}

std::optional<RuleView> PolicyTable::rule_in(std::uint32_t policy, const RuleQuery& query) const {
  const auto& record = section<PolicyRecord>(header_->policies)[policy];
  const RuleRecord* rule = best(policy, record.prefixes, query, false);
  return rule ? std::optional(view(*rule)) : std::nullopt;
}

std::optional<RuleView> PolicyTable::platform_rule(std::string_view host,
                                                   const RuleQuery& query) const {
  std::optional<RuleView> found;
  walk(host, LinkKind::platform_host, [&](std::uint32_t policy) {
    found = rule_in(policy, query);
    return found.has_value();
  });
  return found;
}

std::optional<RuleView> PolicyTable::named_platform_rule(const RuleQuery& query) const {
  if (!header_) return std::nullopt;
  const RuleRecord* rule = best(kAnyPlatform, header_->any_platform_prefixes, query, false);
  return rule ? std::optional(view(*rule)) : std::nullopt;
}

std::optional<RuleView> PolicyTable::provider_rule(const RuleQuery& query) const {
  if (!header_) return std::nullopt;
  const RuleRecord* bare = nullptr;
  for (std::string_view domain = query.domain; !domain.empty(); domain = parent_domain(domain)) {
    std::uint32_t index = 0;
    const DomainRecord* record = find_domain(domain, &index);
    if (!record) continue;
    if (const auto* rule = best(kDomainScope | index, record->prefixes, query, false)) {
      return view(*rule);
    }
    if (!bare) bare = best(kDomainScope | index, record->prefixes, query, true);
  }
  const RuleRecord* named = best(kAnySite, header_->any_site_prefixes, query, false);
  const RuleRecord* rule = named ? named : bare;
  return rule ? std::optional(view(*rule)) : std::nullopt;
}

PolicyTable::Counts PolicyTable::counts() const { return header_ ? header_->counts : Counts{}; }

std::uint32_t PolicyTable::policy_count() const { return header_ ? header_->policies.count : 0; }

PolicyView PolicyTable::policy(std::uint32_t index) const {
  const auto& record = section<PolicyRecord>(header_->policies)[index];
  return {.index = index,
          .kind = record.kind,
          .id = text(record.id),
          .title = text(record.title),
          .source_url = text(record.source_url),
          .source_language = text(record.source_language),
          .source_read = text(record.source_read),
          .complete = record.complete != 0};
}

std::vector<RuleView> PolicyTable::rules_of(std::uint32_t policy) const {
  const auto& range = section<PolicyRecord>(header_->policies)[policy].rules;
  std::vector<RuleView> rules;
  for (const auto& rule : section<RuleRecord>(header_->rules).subspan(range.begin, range.count)) {
    rules.push_back(view(rule));
  }
  return rules;
}

std::vector<std::string_view> PolicyTable::sites_of(std::uint32_t policy) const {
  const auto& range = section<PolicyRecord>(header_->policies)[policy].sites;
  std::vector<std::string_view> sites;
  for (const auto& site : section<Text>(header_->sites).subspan(range.begin, range.count)) {
    sites.push_back(text(site));
  }
  return sites;
}

std::vector<std::string_view> PolicyTable::uses_of(std::uint32_t index) const {
  const auto& range = section<PolicyRecord>(header_->policies)[index].uses;
  std::vector<std::string_view> uses;
  for (const auto& used : section<Text>(header_->uses).subspan(range.begin, range.count)) {
    uses.push_back(text(used));
  }
  return uses;
}

std::optional<PolicyView> PolicyTable::find(std::string_view id) const {
  if (!header_) return std::nullopt;
  const auto slots = section<std::uint32_t>(header_->id_slots);
  for (std::size_t slot = hash(id, 0) & (slots.size() - 1); slots[slot] != 0;
       slot = (slot + 1) & (slots.size() - 1)) {
    if (PolicyView found = policy(slots[slot] - 1); found.id == id) return found;
  }
  return std::nullopt;
}

std::uint64_t PolicyTable::fingerprint() const { return header_ ? header_->fingerprint : 0; }

}  // namespace cookie_warden
