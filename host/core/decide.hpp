// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/cookie.hpp"
#include "core/domain.hpp"
#include "core/policy_table.hpp"
#include "core/preferences.hpp"

namespace cookie_warden {

/// Where a cookie was set: the event's hosts in canonical form.
struct Situation {
  std::string cookie_host{};  ///< The cookie's domain.
  std::string top_host{};     ///< In the address bar; empty if not known.
  std::string cookie_site{};  ///< Registrable domains of the two.
  std::string top_site{};
  Party party = Party::unknown;
  bool partitioned = false;  ///< In a jar of its own below the top-level site.
};

/// Party and sites of an event: from the partition key, the top-level site, or Firefox's
/// first-party domain, in this order; never guessed.
[[nodiscard]] Situation situate(const CookieEvent& event, const HostNames& hosts);

/// The policies a decision may cite. A learned policy replaces the bundled one of its site.
struct Knowledge {
  PolicyTable bundled{};
  PolicyTable learned{};  ///< Site policies read on this machine: trusted less, see decide().
};

/// What earlier decisions tell about an unpartitioned cookie.
class History {
 public:
  virtual ~History() = default;
  /// Was this unknown cookie kept before as a first-party cookie?
  [[nodiscard]] virtual bool kept_on_own_site(const Situation& situation,
                                              const Cookie& cookie) const = 0;
};

/// The strings live as long as the knowledge and the preferences.
struct Decision {
  Verdict verdict = Verdict::keep;
  Category category = Category::unknown;
  Party party = Party::unknown;
  Reason reason = Reason::unknown;
  std::string_view policy{};    ///< Id; empty if no policy settled it.
  std::string_view rule{};      ///< Name or pattern that settled it; "paused" for a paused site.
  std::string_view duration{};  ///< As the site or its platform declares it, else empty.
  bool undeclared = false;      ///< The site's complete policy does not name the cookie.
  bool contradicted = false;    ///< The site calls it necessary, a provider's policy a tracker.
};

/// Decides one cookie. Pure, total and deterministic; the first step that settles it wins:
/// the person's own choice, consent choices, the site's policy, its platform's, a provider's, then
/// the defaults for undeclared and unknown cookies.
///
/// An unpartitioned cookie is one cookie for all sites, so what its own site's policy calls
/// necessary or functional is decided as there wherever it was seen, and an unknown one that was
/// kept on its own site is kept.
/// A learned policy cannot make necessary what a provider's policy calls statistics or marketing.
[[nodiscard]] Decision decide(const Situation& situation, const Cookie& cookie,
                              const Knowledge& knowledge, const Preferences& preferences,
                              const History* history = nullptr);

/// Did the browser store the cookie for longer than the site or its platform declares? A day more
/// is no fault. Always false where no lifetime is declared or the event's time is not known.
[[nodiscard]] bool outlives_declaration(const CookieEvent& event, const Decision& decision);

}  // namespace cookie_warden
