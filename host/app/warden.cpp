// SPDX-License-Identifier: MPL-2.0
#include "app/warden.hpp"

#include "adapters/policies/bundled_policies.hpp"

namespace cookie_warden {
namespace {

/// Cookies remembered in memory at most, so that a hostile site cannot fill it.
constexpr std::size_t kMaxRemembered = 20'000;

std::string key_of(const Situation& situation, const Cookie& cookie) {
  return situation.cookie_host + '\n' + cookie.name;
}

}  // namespace

Warden::Warden(const std::filesystem::path& data_dir)
    : preferences_(data_dir / "preferences.json"), learned_(data_dir / "policies", hosts_) {
  knowledge_.bundled = bundled_policies();
  knowledge_.learned = learned_.current();
}

Situation Warden::situate(const CookieEvent& event) const {
  return cookie_warden::situate(event, hosts_);
}

void Warden::refresh() {
  knowledge_.learned = learned_.current();
  (void)preferences_.current();
}

Decision Warden::decide(const CookieEvent& event, const Situation& situation,
                        const History* history) const {
  return cookie_warden::decide(situation, event.cookie, knowledge_, preferences_.loaded(), history);
}

std::string Warden::site_of(const std::string& url) const {
  const std::string host = hosts_.canonical(host_of(url));
  return std::string(hosts_.registrable(host));
}

std::uint64_t Warden::fingerprint() {
  return knowledge_.bundled.fingerprint() ^ (knowledge_.learned.fingerprint() * 3) ^
         (preferences_.fingerprint() * 5);
}

void SessionHistory::remember(const Situation& situation, const Cookie& cookie) {
  if (kept_.size() < kMaxRemembered) kept_.insert(key_of(situation, cookie));
}

bool SessionHistory::kept_on_own_site(const Situation& situation, const Cookie& cookie) const {
  return kept_.contains(key_of(situation, cookie)) ||
         (log_ && log_->kept_on_own_site(situation, cookie));
}

bool is_kept_on_own_site(const Decision& decision, const Situation& situation) {
  return decision.verdict == Verdict::keep && decision.category == Category::unknown &&
         decision.party == Party::first && !situation.partitioned;
}

}  // namespace cookie_warden
