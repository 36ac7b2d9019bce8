// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy.hpp"

namespace cookie_warden {

/// What a cookie policy is written in.
enum class PolicyFormat {
  html,
  markdown,
  text,
  onetrust,              ///< JSON of its consent script's data (DomainData.Groups).
  cookiebot,             ///< cc.js: CookieConsentDialog.cookieTable...
  consent_tool,          ///< Klaro, vanilla-cookieconsent or tarteaucitron configuration.
  open_cookie_database,  ///< CSV or JSON keyed by platform.
  edpb,                  ///< Knowledge base of the EDPB's website auditing tool, JSON.
  iab,                   ///< IAB TCF device storage disclosures, JSON.
};

[[nodiscard]] std::string_view to_string(PolicyFormat format);
[[nodiscard]] std::optional<PolicyFormat> policy_format_from(std::string_view name);
/// For help texts: all names, comma separated.
[[nodiscard]] std::string policy_format_names();

/// Larger pages are refused: a megabyte of cookie policy is already a rarity.
inline constexpr std::size_t kMostPolicyBytes = std::size_t{16} << 20;

struct ReadPolicyOptions {
  std::optional<PolicyFormat> format{};  ///< Null: told from the content.
  std::string site{};                    ///< Host the policy is for; empty if not known.
  std::string url{};                     ///< Where the page was found; empty if not known.
};

struct ReadPolicy {
  PolicyFormat format = PolicyFormat::html;
  /// A site policy whose every rule has evidence. It has no rules if the page names no cookie.
  Policy policy{};
  /// Texts that stood where names should, and are none: for a person to look at.
  std::vector<std::string> doubts{};
  /// A sentence for a person if the page could not be read; the policy is then empty.
  std::string error{};
};

/// Reads a cookie policy or declaration. Takes time linear in its size, whatever it holds, and
/// throws nothing but std::bad_alloc.
[[nodiscard]] ReadPolicy read_policy(std::string_view bytes, const ReadPolicyOptions& options = {});

}  // namespace cookie_warden
