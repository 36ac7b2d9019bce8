// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cookie.hpp"

namespace cookie_warden {

// Stored in the compiled policies: append only.
enum class PolicyKind : std::uint8_t { site, platform, provider };
enum class RuleParty : std::uint8_t { first, third, any };

/// Where a reader found a rule, and how sure it is (host/policies/policy.schema.json).
struct Evidence {
  enum class Confidence : std::uint8_t { high, medium, low };
  Confidence confidence = Confidence::high;
  std::uint32_t line = 0;  ///< 1-based; 0 if not known.
  std::string section{};
  std::string note{};
};

/// What a policy says of one cookie, or of all whose name fits a pattern.
struct Rule {
  std::string name{};  ///< Exact, or a pattern with '*'.
  /// The name as the page prints it, where `name` is what its placeholders mean ("_ga_xxxx" and
  /// "_ga_*"); empty if it is the same.
  std::string printed{};
  Category category = Category::unknown;
  std::string domain{};  ///< Canonical; empty: see PolicyTable for what that means per kind.
  std::optional<RuleParty> party{};  ///< Absent: rule_party() gives the kind's default.
  bool consent_choice = false;       ///< Only remembers the consent choice.
  bool anonymous = false;            ///< Statistics that cannot identify a person.
  std::string provider{};
  std::string service{};
  std::string purpose{};
  std::string duration{};  ///< "session", ISO 8601, or empty.
  std::optional<Evidence> evidence{};
};

/// What a site, a platform or a provider declares about its cookies: one JSON file.
struct Policy {
  std::string id{};
  PolicyKind kind = PolicyKind::site;
  std::string title{};
  std::vector<std::string> sites{};  ///< Canonical domains; a platform's may start with "*.".
  std::vector<std::string> uses{};   ///< Ids of platforms.
  bool complete = false;
  std::string source_url{};
  std::string source_language{};
  std::string source_read{};  ///< YYYY-MM-DD, or empty.
  std::vector<Rule> rules{};
};

/// Where a rule holds: what it says, or its kind's default (a provider's rule bound to a domain
/// speaks of third-party use, one without holds anywhere; sites and platforms speak of their own
/// cookies).
[[nodiscard]] inline RuleParty rule_party(PolicyKind kind, const Rule& rule) {
  if (rule.party) return *rule.party;
  if (kind != PolicyKind::provider) return rule.domain.empty() ? RuleParty::first : RuleParty::any;
  return rule.domain.empty() ? RuleParty::any : RuleParty::third;
}

/// Lower-case letters and digits with single dots or dashes between: safe as a file's name.
[[nodiscard]] bool is_policy_id(std::string_view id);

}  // namespace cookie_warden
