// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/decide.hpp"
#include "core/log_entry.hpp"

namespace cookie_warden {

/// A policy and one of its rules; the strings live as long as the tables they are in.
struct Citation {
  PolicyView policy{};
  RuleView rule{};
};

/// The rule that a decision cites, as the policies are now. Empty if it is there no more, or if the
/// decision cites none.
[[nodiscard]] std::optional<Citation> find_citation(const Knowledge& knowledge,
                                                    std::string_view policy, std::string_view rule);

/// Fills in how long each cookie that lives too long is declared to live.
void add_declared_lifetimes(std::vector<Finding>& findings, const Knowledge& knowledge);

}  // namespace cookie_warden
