// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/policy_table.hpp"

namespace cookie_warden {

/// The policies of host/policies, compiled into this program. Opening them reads nothing: the
/// system maps the pages that look-ups touch.
[[nodiscard]] PolicyTable bundled_policies();

}  // namespace cookie_warden
