// SPDX-License-Identifier: MPL-2.0
#include "app/caller.hpp"

#include <string_view>

// From extension/identity.json, by CMake.
#include "identity.hpp"

namespace cookie_warden {

Caller recognise_caller(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return {};
  constexpr std::string_view kScheme = "chrome-extension://";
  const std::string& first = arguments.front();
  if (first.starts_with(kScheme)) {
    const std::string ours = std::string(kScheme) + identity::kChromiumId + "/";
    return {first == ours ? Caller::Kind::extension : Caller::Kind::stranger, first};
  }
  if (arguments.size() == 2 && first.ends_with(".json")) {
    const std::string& id = arguments.back();
    return {id == identity::kFirefoxId ? Caller::Kind::extension : Caller::Kind::stranger, id};
  }
  return {Caller::Kind::person, {}};
}

}  // namespace cookie_warden
