// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// What a text says of consent.
struct ConsentSaid {
  bool always = false;      ///< Always active, cannot be switched off.
  bool not_needed = false;  ///< No consent needed.
  bool needed = false;      ///< Consent needed, optional.

  /// Set whatever the visitor says, and nothing else is said of it.
  [[nodiscard]] bool is_free() const { return (always || not_needed) && !needed; }
};

[[nodiscard]] ConsentSaid consent_in(std::string_view text);

/// The sentence or title says that cookies need no consent or cannot be refused: it speaks of them
/// ("these", "cookies"), or says nothing else ("Always active", "No consent is needed").
[[nodiscard]] bool frees_cookies(std::string_view text);

/// Of the words of clauses: see clause_words().
[[nodiscard]] ConsentSaid consent_of_words(const std::vector<std::string>& text);

/// A negation stands right before the words at `at`, or with `reach - 1` words between.
[[nodiscard]] bool is_negated(const std::vector<std::string>& text, std::size_t at,
                              std::size_t reach = 2);

}  // namespace cookie_warden::reader
