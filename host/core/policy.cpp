// SPDX-License-Identifier: MPL-2.0
#include "core/policy.hpp"

namespace cookie_warden {

bool is_policy_id(std::string_view id) {
  bool after_separator = true;
  for (const char c : id) {
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!alphanumeric && (after_separator || (c != '.' && c != '-'))) return false;
    after_separator = !alphanumeric;
  }
  return !after_separator;
}

}  // namespace cookie_warden
