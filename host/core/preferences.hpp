// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/cookie.hpp"

namespace cookie_warden {

/// Which kinds of cookies are kept. Necessary ones always are.
struct KeptKinds {
  bool functional = true;
  bool anonymous_statistics = false;
  bool statistics = false;
  bool marketing = false;
  bool unknown_first_party = true;
  bool unknown_third_party = false;

  bool operator==(const KeptKinds&) const = default;
};

inline constexpr KeptKinds kBalanced{};
inline constexpr KeptKinds kStrict{.functional = false};

/// Names of the kinds in preferences.json and in messages.
inline constexpr std::array<std::pair<std::string_view, bool KeptKinds::*>, 6> kKeptKinds{
    {{"functional", &KeptKinds::functional},
     {"anonymousStatistics", &KeptKinds::anonymous_statistics},
     {"statistics", &KeptKinds::statistics},
     {"marketing", &KeptKinds::marketing},
     {"unknownFirstParty", &KeptKinds::unknown_first_party},
     {"unknownThirdParty", &KeptKinds::unknown_third_party}}};

/// Null if no kind has that name.
[[nodiscard]] std::optional<bool KeptKinds::*> kept_kind(std::string_view name);

/// The person's own word on one cookie of one site.
struct CookieException {
  std::string cookie{};  ///< Exact name or pattern.
  Verdict verdict = Verdict::keep;

  bool operator==(const CookieException&) const = default;
};

/// What the person decided for one site.
struct SiteChoice {
  bool paused = false;  ///< Nothing of this site is rejected.
  std::vector<CookieException> exceptions{};

  bool operator==(const SiteChoice&) const = default;
};

/// Everything the person may set.
struct Preferences {
  KeptKinds kept{};
  std::map<std::string, SiteChoice, std::less<>> sites{};  ///< By registrable domain.

  bool operator==(const Preferences&) const = default;
};

/// The exception for a cookie: exact name first, then the longest pattern; null if there is none.
[[nodiscard]] const CookieException* find_exception(const SiteChoice& choice,
                                                    std::string_view cookie);

}  // namespace cookie_warden
