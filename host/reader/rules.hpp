// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/policy.hpp"
#include "reader/layouts/row.hpp"

namespace cookie_warden::reader {

/// Rules of the rows, one for each name and domain. A name that stands under two categories gets
/// the one that keeps it least, and a note. `site`: host of the policy, may be empty.
[[nodiscard]] std::vector<Rule> rules_of(const std::vector<Row>& rows, std::string_view site);

}  // namespace cookie_warden::reader
