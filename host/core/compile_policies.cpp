// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "core/pattern.hpp"
#include "core/policy_table.hpp"

namespace cookie_warden {

/// Gathers the records of a table, then lays them out as bytes.
class PolicyCompiler {
 public:
  explicit PolicyCompiler(std::span<const Policy> policies) {
    for (const Policy& policy : policies) add(policy);
    header_.magic = PolicyTable::kMagic;
    header_.counts.rules = static_cast<u32>(rules_.size());
  }

  [[nodiscard]] std::vector<std::byte> bytes() {
    std::vector<Link> links;
    for (std::size_t i = 0; i < domains_.size(); ++i) {
      domains_[i].links = {size(links), size(domain_links_[i])};
      links.insert(links.end(), domain_links_[i].begin(), domain_links_[i].end());
    }
    hash_rules();
    const auto domain_slots = hash_texts(domains_, &PolicyTable::DomainRecord::name);
    const auto id_slots = hash_texts(policies_, &PolicyRecord::id);
    bytes_.resize(sizeof(PolicyTable::Header));
    header_.policies = append(policies_);
    header_.rules = append(rules_);
    header_.domains = append(domains_);
    header_.links = append(links);
    header_.uses = append(uses_);
    header_.sites = append(sites_);
    header_.policy_slots = append(policy_slots_);
    header_.shared_slots = append(shared_slots_);
    header_.domain_slots = append(domain_slots);
    header_.id_slots = append(id_slots);
    header_.text = append(text_);
    const std::string_view all(reinterpret_cast<const char*>(bytes_.data()), bytes_.size());
    header_.fingerprint = PolicyTable::hash(all.substr(sizeof(PolicyTable::Header)), 1);
    std::memcpy(bytes_.data(), &header_, sizeof(header_));
    return std::move(bytes_);
  }

 private:
  using u32 = std::uint32_t;
  using Text = PolicyTable::Text;
  using Link = PolicyTable::Link;
  using LinkKind = PolicyTable::LinkKind;
  using RuleRecord = PolicyTable::RuleRecord;
  using PolicyRecord = PolicyTable::PolicyRecord;

  template <class List>
  static u32 size(const List& list) {
    return static_cast<u32>(list.size());
  }

  Text intern(const std::string& text) {
    const auto [entry, is_new] = known_texts_.try_emplace(text);
    if (is_new) {
      entry->second = {size(text_), size(text)};
      text_ += text;
    }
    return entry->second;
  }

  [[nodiscard]] std::string_view text(const Text& text) const {
    return std::string_view(text_).substr(text.offset, text.length);
  }

  u32 domain_index(const std::string& name) {
    const auto [entry, is_new] = known_domains_.try_emplace(name, size(domains_));
    if (is_new) {
      domains_.push_back({.name = intern(name), .links = {}, .prefixes = 0});
      domain_links_.emplace_back();
    }
    return entry->second;
  }

  void add(const Policy& policy) {
    const u32 index = size(policies_);
    PolicyRecord& record = policies_.emplace_back();
    record.id = intern(policy.id);
    record.title = intern(policy.title);
    record.source_url = intern(policy.source_url);
    record.source_language = intern(policy.source_language);
    record.source_read = intern(policy.source_read);
    record.kind = policy.kind;
    record.complete = policy.complete ? 1 : 0;
    record.sites = {size(sites_), size(policy.sites)};
    for (const std::string& site : policy.sites) add_site(policy.kind, index, site);
    record.uses = {size(uses_), size(policy.uses)};
    for (const std::string& used : policy.uses) uses_.push_back(intern(used));
    record.rules = {size(rules_), size(policy.rules)};
    for (const Rule& rule : policy.rules) add_rule(policy, index, rule);
    auto& counts = header_.counts;
    ++(policy.kind == PolicyKind::site       ? counts.sites
       : policy.kind == PolicyKind::platform ? counts.platforms
                                             : counts.providers);
  }

  void add_site(PolicyKind kind, u32 policy, const std::string& site) {
    sites_.push_back(intern(site));
    const bool below = site.starts_with("*.");
    const LinkKind link = kind == PolicyKind::site ? LinkKind::site
                          : below                  ? LinkKind::platform_below
                                                   : LinkKind::platform_host;
    domain_links_[domain_index(below ? site.substr(2) : site)].push_back({policy, link});
  }

  /// The scope a rule is looked up in, and the prefix mask of that scope.
  std::pair<u32, std::uint64_t*> scope_of(const Policy& policy, u32 index, const Rule& rule) {
    if (policy.kind == PolicyKind::provider) {
      if (rule.domain.empty()) return {PolicyTable::kAnySite, &header_.any_site_prefixes};
      const u32 domain = domain_index(rule.domain);
      return {PolicyTable::kDomainScope | domain, &domains_[domain].prefixes};
    }
    if (policy.kind == PolicyKind::platform && policy.sites.empty()) {
      return {PolicyTable::kAnyPlatform, &header_.any_platform_prefixes};
    }
    return {index, &policies_[index].prefixes};
  }

  void add_rule(const Policy& policy, u32 index, const Rule& rule) {
    const auto [scope, prefixes] = scope_of(policy, index, rule);
    RuleRecord& record = rules_.emplace_back();
    record.name = intern(rule.name);
    record.domain = intern(rule.domain);
    record.provider = intern(rule.provider);
    record.service = intern(rule.service);
    record.purpose = intern(rule.purpose);
    record.duration = intern(rule.duration);
    record.policy = index;
    record.scope = scope;
    record.literals = static_cast<std::uint16_t>(literal_length(rule.name));
    record.category = rule.category;
    record.party = rule_party(policy.kind, rule);
    record.consent_choice = rule.consent_choice ? 1 : 0;
    record.anonymous = rule.anonymous ? 1 : 0;
    record.pattern = is_pattern(rule.name) ? 1 : 0;
    record.bare = record.pattern != 0 && record.literals == 0 ? 1 : 0;
    if (record.pattern != 0) {
      *prefixes |= std::uint64_t{1} << std::min(rule.name.find('*'), PolicyTable::kMaxPrefix);
    }
  }

  /// Open addressing: a slot holds an index + 1, 0 if it is free; at most half are taken.
  static std::vector<u32> free_slots(std::size_t count) {
    return std::vector<u32>(std::bit_ceil(count * 2 + 1), 0);
  }

  void hash_rules() {
    const auto is_shared = [](const RuleRecord& rule) {
      return rule.scope >= PolicyTable::kDomainScope;
    };
    shared_slots_ = free_slots(static_cast<std::size_t>(std::ranges::count_if(rules_, is_shared)));
    for (PolicyRecord& policy : policies_) {
      const bool own = policy.rules.count > 0 && !is_shared(rules_[policy.rules.begin]);
      if (own) {
        const auto fresh = free_slots(policy.rules.count);
        policy.slots = {size(policy_slots_), size(fresh)};
        policy_slots_.insert(policy_slots_.end(), fresh.begin(), fresh.end());
      }
      const auto slots =
          own ? std::span(policy_slots_).last(policy.slots.count) : std::span(shared_slots_);
      for (u32 i = 0; i < policy.rules.count; ++i) place(policy.rules.begin + i, slots);
    }
  }

  void place(u32 index, std::span<u32> slots) {
    RuleRecord& rule = rules_[index];
    const bool pattern = rule.pattern != 0;
    const auto key = PolicyTable::rule_key(text(rule.name), pattern);
    std::size_t slot = PolicyTable::rule_hash(rule.scope, key, pattern) & (slots.size() - 1);
    for (; slots[slot] != 0; slot = (slot + 1) & (slots.size() - 1)) {
      const RuleRecord& other = rules_[slots[slot] - 1];
      if (other.scope == rule.scope && other.pattern == rule.pattern &&
          PolicyTable::rule_key(text(other.name), pattern) == key) {
        rule.next = slots[slot];
        break;
      }
    }
    slots[slot] = index + 1;
  }

  /// Slots for records that are found by one text.
  template <class Record>
  [[nodiscard]] std::vector<u32> hash_texts(const std::vector<Record>& records,
                                            Text Record::*key) const {
    auto slots = free_slots(records.size());
    for (u32 i = 0; i < records.size(); ++i) {
      std::size_t slot = PolicyTable::hash(text(records[i].*key), 0) & (slots.size() - 1);
      while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
      slots[slot] = i + 1;
    }
    return slots;
  }

  template <class List>
  PolicyTable::Range append(const List& list) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    const std::size_t begin = bytes_.size();
    const std::size_t length = list.size() * sizeof(typename List::value_type);
    if (begin + length > std::numeric_limits<u32>::max()) {
      throw std::length_error("the policies are larger than 4 GiB");
    }
    bytes_.resize(begin + length);
    if (length != 0) std::memcpy(bytes_.data() + begin, list.data(), length);
    return {static_cast<u32>(begin), size(list)};
  }

  PolicyTable::Header header_{};
  std::vector<PolicyRecord> policies_{};
  std::vector<RuleRecord> rules_{};
  std::vector<PolicyTable::DomainRecord> domains_{};
  std::vector<std::vector<Link>> domain_links_{};
  std::vector<u32> policy_slots_{};
  std::vector<u32> shared_slots_{};
  std::vector<Text> sites_{};
  std::vector<Text> uses_{};
  std::string text_{};
  std::vector<std::byte> bytes_{};
  std::unordered_map<std::string, Text> known_texts_{};
  std::unordered_map<std::string, u32> known_domains_{};
};

std::vector<std::byte> compile_policies(std::span<const Policy> policies) {
  return PolicyCompiler(policies).bytes();
}

std::vector<Policy> decompile_policies(const PolicyTable& table) {
  std::vector<Policy> policies;
  for (std::uint32_t i = 0; i < table.policy_count(); ++i) {
    policies.push_back(decompile_policy(table, i));
  }
  return policies;
}

Policy decompile_policy(const PolicyTable& table, std::uint32_t index) {
  const PolicyView view = table.policy(index);
  Policy policy{.id = std::string(view.id),
                .kind = view.kind,
                .title = std::string(view.title),
                .complete = view.complete,
                .source_url = std::string(view.source_url),
                .source_language = std::string(view.source_language),
                .source_read = std::string(view.source_read)};
  for (const auto site : table.sites_of(index)) policy.sites.emplace_back(site);
  for (const auto used : table.uses_of(index)) policy.uses.emplace_back(used);
  for (const RuleView& rule : table.rules_of(index)) {
    Rule& out = policy.rules.emplace_back();
    out = {.name = std::string(rule.name),
           .category = rule.category,
           .domain = std::string(rule.domain),
           .consent_choice = rule.consent_choice,
           .anonymous = rule.anonymous,
           .provider = std::string(rule.provider),
           .service = std::string(rule.service),
           .purpose = std::string(rule.purpose),
           .duration = std::string(rule.duration)};
    if (rule_party(view.kind, out) != rule.party) out.party = rule.party;
  }
  return policy;
}

}  // namespace cookie_warden
