// SPDX-License-Identifier: MPL-2.0
#include "adapters/policies/bundled_policies.hpp"

// Defined by the assembler file that CMake writes for a policy store (cmake function
// add_policy_store in host/CMakeLists.txt).
extern "C" const std::byte cookie_warden_policies[];
extern "C" const std::byte cookie_warden_policies_end[];

namespace cookie_warden {

PolicyTable bundled_policies() {
  return PolicyTable({cookie_warden_policies, cookie_warden_policies_end});
}

}  // namespace cookie_warden
