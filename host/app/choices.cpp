// SPDX-License-Identifier: MPL-2.0
#include "app/choices.hpp"

#include <utility>

namespace cookie_warden {
namespace {

void forget_if_empty(Preferences& preferences, const std::string& site) {
  if (preferences.sites[site] == SiteChoice{}) preferences.sites.erase(site);
}

}  // namespace

void set_paused(PreferencesFile& file, const std::string& site, bool paused) {
  file.change([&](Preferences& preferences) {
    preferences.sites[site].paused = paused;
    forget_if_empty(preferences, site);
  });
}

void set_exception(PreferencesFile& file, const std::string& site, const std::string& cookie,
                   std::optional<Verdict> verdict) {
  file.change([&](Preferences& preferences) {
    auto& exceptions = preferences.sites[site].exceptions;
    std::erase_if(exceptions, [&](const auto& exception) { return exception.cookie == cookie; });
    if (verdict) exceptions.push_back({cookie, *verdict});
    forget_if_empty(preferences, site);
  });
}

}  // namespace cookie_warden
