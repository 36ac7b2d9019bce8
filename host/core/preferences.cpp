// SPDX-License-Identifier: MPL-2.0
#include "core/preferences.hpp"

#include <cstddef>

#include "core/pattern.hpp"

namespace cookie_warden {

std::optional<bool KeptKinds::*> kept_kind(std::string_view name) {
  for (const auto& [known, field] : kKeptKinds) {
    if (known == name) return field;
  }
  return std::nullopt;
}

const CookieException* find_exception(const SiteChoice& choice, std::string_view cookie) {
  const CookieException* best = nullptr;
  std::size_t best_length = 0;
  for (const CookieException& exception : choice.exceptions) {
    if (exception.cookie == cookie) return &exception;
    const std::size_t length = literal_length(exception.cookie);
    if (pattern_matches(exception.cookie, cookie) && (!best || length > best_length)) {
      best = &exception;
      best_length = length;
    }
  }
  return best;
}

}  // namespace cookie_warden
