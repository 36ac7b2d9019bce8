// SPDX-License-Identifier: MPL-2.0
#include "core/cookie.hpp"

#include <array>
#include <cstddef>

namespace cookie_warden {
namespace {

template <std::size_t N>
using Names = std::array<std::string_view, N>;

// In the order of the enumerators.
constexpr Names<5> kCategories{"necessary", "functional", "statistics", "marketing", "unknown"};
constexpr Names<3> kParties{"first", "third", "unknown"};
constexpr Names<2> kVerdicts{"keep", "reject"};
constexpr Names<7> kReasons{"user",     "consent-choice", "site",   "platform",
                            "provider", "undeclared",     "unknown"};
constexpr Names<4> kOutcomes{"removed", "absent", "failed", "blocked"};

template <class Enum, std::size_t N>
std::string_view name_of(const Names<N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const Names<N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names.at(i) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Category category) { return name_of(kCategories, category); }
std::string_view to_string(Party party) { return name_of(kParties, party); }
std::string_view to_string(Verdict verdict) { return name_of(kVerdicts, verdict); }
std::string_view to_string(Reason reason) { return name_of(kReasons, reason); }
std::string_view to_string(Outcome outcome) { return name_of(kOutcomes, outcome); }

std::optional<Category> category_from(std::string_view name) {
  return value_of<Category>(kCategories, name);
}
std::optional<Verdict> verdict_from(std::string_view name) {
  return value_of<Verdict>(kVerdicts, name);
}
std::optional<Outcome> outcome_from(std::string_view name) {
  return value_of<Outcome>(kOutcomes, name);
}

}  // namespace cookie_warden
