// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/domain.hpp"
#include "core/policy.hpp"

namespace cookie_warden {

/// A policy inside a PolicyTable; the strings live as long as the table's bytes.
struct PolicyView {
  std::uint32_t index = 0;
  PolicyKind kind = PolicyKind::site;
  std::string_view id{};
  std::string_view title{};
  std::string_view source_url{};
  std::string_view source_language{};
  std::string_view source_read{};
  bool complete = false;
};

/// A rule inside a PolicyTable.
struct RuleView {
  std::uint32_t policy = 0;  ///< Index of its policy.
  std::string_view policy_id{};
  PolicyKind kind = PolicyKind::site;
  std::string_view name{};
  std::string_view domain{};
  Category category = Category::unknown;
  RuleParty party = RuleParty::any;
  bool consent_choice = false;
  bool anonymous = false;
  std::string_view provider{};
  std::string_view service{};
  std::string_view purpose{};
  std::string_view duration{};
};

/// The cookie a rule is looked up for. `domain` is canonical.
struct RuleQuery {
  std::string_view name{};
  std::string_view domain{};
  Party party = Party::unknown;
};

/// All policies, compiled once into flat bytes that are opened, not parsed, and never changed:
/// every look-up is a few probes of a hash table, whatever the number of policies.
/// compile_policies() makes the bytes. Copying a table copies a view.
class PolicyTable {
 public:
  /// An empty table.
  PolicyTable() = default;
  /// `bytes` must outlive the table, be aligned to 8 and come from compile_policies() of the same
  /// build. Throws std::runtime_error if they do not.
  explicit PolicyTable(std::span<const std::byte> bytes);

  /// The site policies whose domain is `host` or above it: calls `visit(PolicyView)`, longest
  /// domain first, until it returns true.
  template <class Visit>
  void for_each_site(std::string_view host, Visit visit) const {
    walk(host, LinkKind::site, [&](std::uint32_t policy) { return visit(this->policy(policy)); });
  }

  /// The rule of one site or platform policy for a cookie: longest domain, then exact name, then
  /// longest pattern.
  [[nodiscard]] std::optional<RuleView> rule_in(std::uint32_t policy, const RuleQuery& query) const;

  /// The rule of the platforms that run `host`.
  [[nodiscard]] std::optional<RuleView> platform_rule(std::string_view host,
                                                      const RuleQuery& query) const;

  /// The rule of the platforms that are known by their cookies' names alone.
  [[nodiscard]] std::optional<RuleView> named_platform_rule(const RuleQuery& query) const;

  /// The rule of a provider. Rules bound to the cookie's domain first (longest domain, exact name,
  /// longest pattern), then names known on any site, then a domain's bare "*".
  [[nodiscard]] std::optional<RuleView> provider_rule(const RuleQuery& query) const;

  struct Counts {
    std::uint32_t sites = 0, platforms = 0, providers = 0, rules = 0;
  };
  [[nodiscard]] Counts counts() const;
  [[nodiscard]] std::uint32_t policy_count() const;
  [[nodiscard]] PolicyView policy(std::uint32_t index) const;
  /// Rules of a policy, in the order of its file.
  [[nodiscard]] std::vector<RuleView> rules_of(std::uint32_t policy) const;
  /// Domains of a site or platform policy; a platform's suffixes start with "*.".
  [[nodiscard]] std::vector<std::string_view> sites_of(std::uint32_t policy) const;
  /// Ids of the platforms that a site policy uses; they may be in another table.
  [[nodiscard]] std::vector<std::string_view> uses_of(std::uint32_t policy) const;
  /// Empty if there is no policy of that id.
  [[nodiscard]] std::optional<PolicyView> find(std::string_view id) const;
  /// Changes whenever a policy does.
  [[nodiscard]] std::uint64_t fingerprint() const;

 private:
  friend class PolicyCompiler;

  struct Text {
    std::uint32_t offset = 0, length = 0;
  };
  enum class LinkKind : std::uint32_t { site, platform_host, platform_below };
  struct Link {
    std::uint32_t policy = 0;
    LinkKind kind = LinkKind::site;
  };
  struct Range {
    std::uint32_t begin = 0, count = 0;
  };
  struct PolicyRecord {
    Text id, title, source_url, source_language, source_read;
    Range rules, uses, sites;
    Range slots;                 ///< Of its own rules; a provider has none.
    std::uint64_t prefixes = 0;  ///< Bit n: a pattern with n characters before its '*'.
    PolicyKind kind = PolicyKind::site;
    std::uint8_t complete = 0;
    std::uint8_t padding[6] = {};
  };
  struct RuleRecord {
    Text name, domain, provider, service, purpose, duration;
    std::uint32_t policy = 0;
    std::uint32_t scope = 0;
    std::uint32_t next = 0;  ///< Index + 1 of the next rule with the same key; 0 ends the chain.
    std::uint16_t literals = 0;
    Category category = Category::unknown;
    RuleParty party = RuleParty::any;
    std::uint8_t consent_choice = 0, anonymous = 0, pattern = 0, bare = 0;
  };
  struct DomainRecord {
    Text name;
    Range links;
    std::uint64_t prefixes = 0;
  };
  struct Header {
    std::uint64_t magic = 0;
    std::uint64_t fingerprint = 0;
    std::uint64_t any_site_prefixes = 0, any_platform_prefixes = 0;
    Counts counts;
    Range policies, rules, domains, links, uses, sites, text;
    /// Rules of one policy lie together, slots included: a site touches few pages of memory.
    Range policy_slots, shared_slots, domain_slots, id_slots;
  };

  // A rule's scope: an index of a policy, a provider's domain, or one of two without a domain.
  static constexpr std::uint32_t kDomainScope = 0x80000000;
  static constexpr std::uint32_t kAnySite = 0xFFFFFFFF;
  static constexpr std::uint32_t kAnyPlatform = 0xFFFFFFFE;
  static constexpr std::uint64_t kMagic = 0x3330'4443'5457'4b43;
  static constexpr std::size_t kMaxPrefix = 63;  ///< Bits of a prefix mask.

  [[nodiscard]] static std::uint64_t hash(std::string_view text, std::uint64_t seed);
  /// What a rule is found by: its name, or what a pattern has before its first '*'.
  [[nodiscard]] static std::string_view rule_key(std::string_view name, bool pattern);
  [[nodiscard]] static std::uint64_t rule_hash(std::uint32_t scope, std::string_view key,
                                               bool pattern);
  template <class Record>
  [[nodiscard]] std::span<const Record> section(const Range& range) const {
    return {reinterpret_cast<const Record*>(bytes_.data() + range.begin), range.count};
  }
  [[nodiscard]] std::string_view text(const Text& text) const;
  [[nodiscard]] std::span<const std::uint32_t> slots_of(std::uint32_t scope) const;
  [[nodiscard]] const DomainRecord* find_domain(std::string_view name, std::uint32_t* index) const;
  [[nodiscard]] RuleView view(const RuleRecord& rule) const;
  [[nodiscard]] bool holds(const RuleRecord& rule, const RuleQuery& query) const;
  template <class Accept>
  void probe(std::uint32_t scope, std::string_view key, bool pattern, Accept accept) const;
  [[nodiscard]] const RuleRecord* best(std::uint32_t scope, std::uint64_t prefixes,
                                       const RuleQuery& query, bool bare) const;
  /// Calls `visit(policy index)` for the links of `host` and its parents, longest first.
  template <class Visit>
  void walk(std::string_view host, LinkKind kind, Visit visit) const;

  std::span<const std::byte> bytes_{};
  const Header* header_ = nullptr;
};

/// Bytes for PolicyTable's constructor. The policies must have been checked
/// (ids unique, kinds' rules kept). Throws std::length_error beyond 4 GiB.
[[nodiscard]] std::vector<std::byte> compile_policies(std::span<const Policy> policies);

/// Policies of a table as they were compiled, without evidence.
[[nodiscard]] Policy decompile_policy(const PolicyTable& table, std::uint32_t index);
[[nodiscard]] std::vector<Policy> decompile_policies(const PolicyTable& table);

/// Walks up the domains of `host`: the host itself, its parent, and so on.
template <class Visit>
void PolicyTable::walk(std::string_view host, LinkKind kind, Visit visit) const {
  if (!header_) return;
  for (std::string_view domain = host; !domain.empty(); domain = parent_domain(domain)) {
    const DomainRecord* record = find_domain(domain, nullptr);
    if (!record) continue;
    const auto links =
        section<Link>(header_->links).subspan(record->links.begin, record->links.count);
    for (const Link& link : links) {
      const bool below = link.kind == LinkKind::platform_below && domain.size() < host.size();
      const bool wanted = link.kind == kind || (kind == LinkKind::platform_host && below);
      if (wanted && visit(link.policy)) return;
    }
  }
}

}  // namespace cookie_warden
