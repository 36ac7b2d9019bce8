// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/policy.hpp"

namespace cookie_warden {

/// A fault that shows only among several policies.
struct PolicyConflict {
  std::size_t policy = 0;  ///< Index of the policy that has it.
  std::string pointer{};   ///< JSON pointer into its file.
  std::string fault{};
  std::string remedy{};
};

/// Ids and sites that stand twice, platforms that are not there, and pairs of rules of which no
/// order says which one wins: equally specific rules that one cookie can match.
[[nodiscard]] std::vector<PolicyConflict> find_conflicts(std::span<const Policy> policies);

}  // namespace cookie_warden
