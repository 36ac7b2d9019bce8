// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>

#include "reader/names.hpp"

namespace cookie_warden::reader {
namespace {

/// Names of widely used software (each from its own documentation) whose shape alone would not
/// give them away in running text. Sorted.
constexpr std::array<std::string_view, 66> kKnown = {"1P_JAR",
                                                     "ANID",
                                                     "APISID",
                                                     "ARRAffinity",
                                                     "AWSALB",
                                                     "AWSALBCORS",
                                                     "AWSELB",
                                                     "CONSENT",
                                                     "CookieConsent",
                                                     "DSID",
                                                     "FPID",
                                                     "FPLC",
                                                     "GCLB",
                                                     "HSID",
                                                     "IDE",
                                                     "JSESSIONID",
                                                     "MSPTC",
                                                     "MUID",
                                                     "NID",
                                                     "OTZ",
                                                     "OptanonAlertBoxClosed",
                                                     "OptanonConsent",
                                                     "PHPSESSID",
                                                     "PREF",
                                                     "SAPISID",
                                                     "SERVERID",
                                                     "SID",
                                                     "SIDCC",
                                                     "SOCS",
                                                     "SRCHD",
                                                     "SSID",
                                                     "TDCPM",
                                                     "TDID",
                                                     "UserMatchHistory",
                                                     "XSRF-TOKEN",
                                                     "YSC",
                                                     "anj",
                                                     "bcookie",
                                                     "bscookie",
                                                     "cookieconsent",
                                                     "cookielawinfo",
                                                     "cookies_preferences",
                                                     "csrftoken",
                                                     "datadome",
                                                     "demdex",
                                                     "didomi_token",
                                                     "django_language",
                                                     "dpm",
                                                     "euconsent-v2",
                                                     "eupubconsent",
                                                     "hubspotutk",
                                                     "iutk",
                                                     "laravel_session",
                                                     "lidc",
                                                     "muc_ads",
                                                     "personalization_id",
                                                     "pll_language",
                                                     "sessionid",
                                                     "sp_landing",
                                                     "test_cookie",
                                                     "ttwid",
                                                     "twid",
                                                     "uuid2",
                                                     "viewed_cookie_policy",
                                                     "vuid",
                                                     "wordpress_test_cookie"};
static_assert(std::ranges::is_sorted(kKnown));

}  // namespace

bool is_known_name(std::string_view token) { return std::ranges::binary_search(kKnown, token); }

std::string_view known_name_at_end(std::string_view token) {
  std::string_view best;
  for (const std::string_view name : kKnown) {
    if (name.size() >= 8 && name.size() > best.size() && token.ends_with(name)) best = name;
  }
  return best;
}

}  // namespace cookie_warden::reader
