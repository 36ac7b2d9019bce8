// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "core/pattern.hpp"
#include "core/policy_table.hpp"

namespace cookie_warden {
namespace {

/// Slots for `count` entries: a power of two, at most half full.
std::size_t slot_count(std::size_t count) { return std::bit_ceil(count * 2 + 1); }

}  // namespace

std::vector<std::byte> compile_policies(std::span<const Policy> policies) {
  using Table = PolicyTable;
  using u32 = std::uint32_t;

  std::string texts;
  std::unordered_map<std::string, Table::Text> known_texts;
  const auto intern = [&](const std::string& text) {
    const auto [entry, is_new] = known_texts.try_emplace(text);
    if (is_new) {
      entry->second = {static_cast<u32>(texts.size()), static_cast<u32>(text.size())};
      texts += text;
    }
    return entry->second;
  };

  std::vector<Table::PolicyRecord> policy_records;
  std::vector<Table::RuleRecord> rules;
  std::vector<Table::Text> sites;
  std::vector<u32> uses;
  std::vector<Table::DomainRecord> domains;
  std::unordered_map<std::string, u32> domain_index;
  std::vector<std::vector<Table::Link>> domain_links;
  std::unordered_map<std::string, u32> platform_index;
  Table::Header header;
  header.magic = Table::kMagic;

  const auto domain_of = [&](const std::string& name) {
    const auto [entry, is_new] = domain_index.try_emplace(name, static_cast<u32>(domains.size()));
    if (is_new) {
      domains.push_back({.name = intern(name), .links = {}, .prefixes = 0});
      domain_links.emplace_back();
    }
    return entry->second;
  };
  for (u32 i = 0; i < policies.size(); ++i) {
    if (policies[i].kind == PolicyKind::platform) platform_index[policies[i].id] = i;
  }

  for (u32 i = 0; i < policies.size(); ++i) {
    const Policy& policy = policies[i];
    Table::PolicyRecord record;
    record.id = intern(policy.id);
    record.title = intern(policy.title);
    record.source_url = intern(policy.source_url);
    record.source_language = intern(policy.source_language);
    record.source_read = intern(policy.source_read);
    record.kind = policy.kind;
    record.complete = policy.complete ? 1 : 0;
    record.sites = {static_cast<u32>(sites.size()), static_cast<u32>(policy.sites.size())};
    for (const std::string& site : policy.sites) {
      sites.push_back(intern(site));
      const bool below = site.starts_with("*.");
      const auto kind = policy.kind == PolicyKind::site ? Table::LinkKind::site
                        : below                         ? Table::LinkKind::platform_below
                                                        : Table::LinkKind::platform_host;
      domain_links[domain_of(below ? site.substr(2) : site)].push_back({i, kind});
    }
    record.uses.begin = static_cast<u32>(uses.size());
    for (const std::string& used : policy.uses) {
      if (const auto found = platform_index.find(used); found != platform_index.end()) {
        uses.push_back(found->second);
      }
    }
    record.uses.count = static_cast<u32>(uses.size()) - record.uses.begin;
    record.rules = {static_cast<u32>(rules.size()), static_cast<u32>(policy.rules.size())};
    const bool named_platform = policy.kind == PolicyKind::platform && policy.sites.empty();
    for (const Rule& rule : policy.rules) {
      Table::RuleRecord out;
      out.name = intern(rule.name);
      out.domain = intern(rule.domain);
      out.provider = intern(rule.provider);
      out.service = intern(rule.service);
      out.purpose = intern(rule.purpose);
      out.duration = intern(rule.duration);
      out.policy = i;
      out.category = rule.category;
      out.party = rule_party(policy.kind, rule);
      out.consent_choice = rule.consent_choice ? 1 : 0;
      out.anonymous = rule.anonymous ? 1 : 0;
      out.pattern = is_pattern(rule.name) ? 1 : 0;
      out.literals = static_cast<std::uint16_t>(literal_length(rule.name));
      out.bare = out.pattern != 0 && out.literals == 0 ? 1 : 0;
      std::uint64_t* prefixes = &record.prefixes;
      out.scope = i;
      if (named_platform) {
        out.scope = Table::kAnyPlatform;
        prefixes = &header.any_platform_prefixes;
      } else if (policy.kind == PolicyKind::provider) {
        const u32 domain = rule.domain.empty() ? 0 : domain_of(rule.domain);
        out.scope = rule.domain.empty() ? Table::kAnySite : Table::kDomainScope | domain;
        prefixes = rule.domain.empty() ? &header.any_site_prefixes : &domains[domain].prefixes;
      }
      if (out.pattern != 0) {
        *prefixes |= std::uint64_t{1} << std::min(rule.name.find('*'), Table::kMaxPrefix);
      }
      rules.push_back(out);
    }
    policy_records.push_back(record);
    (policy.kind == PolicyKind::site       ? header.counts.sites
     : policy.kind == PolicyKind::platform ? header.counts.platforms
                                           : header.counts.providers)++;
  }
  header.counts.rules = static_cast<u32>(rules.size());

  std::vector<Table::Link> links;
  for (std::size_t i = 0; i < domains.size(); ++i) {
    domains[i].links = {static_cast<u32>(links.size()), static_cast<u32>(domain_links[i].size())};
    links.insert(links.end(), domain_links[i].begin(), domain_links[i].end());
  }

  const auto text_of = [&](const Table::Text& text) {
    return std::string_view(texts).substr(text.offset, text.length);
  };
  std::vector<u32> rule_slots(slot_count(rules.size()), 0);
  for (u32 i = 0; i < rules.size(); ++i) {
    Table::RuleRecord& rule = rules[i];
    const bool pattern = rule.pattern != 0;
    const auto key_of = [&](const Table::RuleRecord& r) {
      const std::string_view name = text_of(r.name);
      return pattern ? name.substr(0, std::min(name.find('*'), Table::kMaxPrefix)) : name;
    };
    const std::uint64_t seed = (std::uint64_t{rule.scope} << 1) | (pattern ? 1 : 0);
    std::size_t slot = Table::hash(key_of(rule), seed) & (rule_slots.size() - 1);
    while (rule_slots[slot] != 0) {
      const Table::RuleRecord& other = rules[rule_slots[slot] - 1];
      if (other.scope == rule.scope && other.pattern == rule.pattern &&
          key_of(other) == key_of(rule)) {
        rule.next = rule_slots[slot];
        break;
      }
      slot = (slot + 1) & (rule_slots.size() - 1);
    }
    rule_slots[slot] = i + 1;
  }
  std::vector<u32> domain_slots(slot_count(domains.size()), 0);
  for (u32 i = 0; i < domains.size(); ++i) {
    std::size_t slot = Table::hash(text_of(domains[i].name), 0) & (domain_slots.size() - 1);
    while (domain_slots[slot] != 0) slot = (slot + 1) & (domain_slots.size() - 1);
    domain_slots[slot] = i + 1;
  }

  std::vector<std::byte> bytes(sizeof(Table::Header));
  const auto append = [&](const auto& records) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    const std::size_t begin = bytes.size();
    const std::size_t size = records.size() * sizeof(*records.data());
    if (begin + size > std::numeric_limits<u32>::max()) {
      throw std::length_error("the policies are larger than 4 GiB");
    }
    bytes.resize(begin + size);
    if (size != 0) std::memcpy(bytes.data() + begin, records.data(), size);
    return Table::Range{static_cast<u32>(begin), static_cast<u32>(records.size())};
  };
  header.policies = append(policy_records);
  header.rules = append(rules);
  header.domains = append(domains);
  header.links = append(links);
  header.uses = append(uses);
  header.sites = append(sites);
  header.rule_slots = append(rule_slots);
  header.domain_slots = append(domain_slots);
  header.text = append(texts);
  const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  header.fingerprint = Table::hash(content.substr(sizeof(Table::Header)), 1);
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

}  // namespace cookie_warden
