// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string_view>

namespace cookie_warden {

// The words of policy files for the enums of core/policy.hpp, in the order of the enumerators.
inline constexpr std::array<std::string_view, 3> kKinds{"site", "platform", "provider"};
inline constexpr std::array<std::string_view, 3> kParties{"first", "third", "any"};
inline constexpr std::array<std::string_view, 3> kConfidences{"high", "medium", "low"};

}  // namespace cookie_warden
