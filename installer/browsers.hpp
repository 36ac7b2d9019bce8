// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string_view>

namespace cookie_warden {

enum class Family { chromium, firefox };

/// Where a browser looks for native messaging hosts on Linux. Sources: chromium's
/// chrome/common/chrome_paths_linux.cc, Firefox's toolkit/xre/nsXREDirProvider.cpp, and what other
/// hosts register in the field. Firefox reads ~/.mozilla even where its profiles have moved to
/// $XDG_CONFIG_HOME/mozilla.
struct Browser {
  std::string_view id;
  std::string_view title;
  Family family;
  bool below_config;        ///< `folder` is below $XDG_CONFIG_HOME (~/.config), else below $HOME.
  std::string_view folder;  ///< There once the browser has run.
  std::string_view manifests;                ///< Below `folder`.
  std::array<std::string_view, 3> programs;  ///< Names to look for in $PATH.
  std::string_view system;                   ///< Folder of manifests for all users of the machine.
};

inline constexpr std::string_view kChromiumManifests = "NativeMessagingHosts";
inline constexpr std::string_view kFirefoxManifests = "native-messaging-hosts";
inline constexpr std::string_view kChromeSystem = "/etc/opt/chrome/native-messaging-hosts";

/// One row a browser. Opera reads Chrome's folder. Tor and Mullvad Browser are left out on purpose:
/// a log of visited sites defeats what they are for.
inline constexpr std::array kBrowsers{
    Browser{"chrome",
            "Google Chrome",
            Family::chromium,
            true,
            "google-chrome",
            kChromiumManifests,
            {"google-chrome", "google-chrome-stable", "opera"},
            kChromeSystem},
    Browser{"chrome-beta",
            "Google Chrome Beta",
            Family::chromium,
            true,
            "google-chrome-beta",
            kChromiumManifests,
            {"google-chrome-beta", "", ""},
            kChromeSystem},
    Browser{"chromium",
            "Chromium",
            Family::chromium,
            true,
            "chromium",
            kChromiumManifests,
            {"chromium", "chromium-browser", ""},
            "/etc/chromium/native-messaging-hosts"},
    Browser{"edge",
            "Microsoft Edge",
            Family::chromium,
            true,
            "microsoft-edge",
            kChromiumManifests,
            {"microsoft-edge", "microsoft-edge-stable", ""},
            "/etc/opt/edge/native-messaging-hosts"},
    Browser{"brave",
            "Brave",
            Family::chromium,
            true,
            "BraveSoftware/Brave-Browser",
            kChromiumManifests,
            {"brave", "brave-browser", ""},
            kChromeSystem},
    Browser{"vivaldi",
            "Vivaldi",
            Family::chromium,
            true,
            "vivaldi",
            kChromiumManifests,
            {"vivaldi", "vivaldi-stable", ""},
            kChromeSystem},
    Browser{"firefox",
            "Firefox",
            Family::firefox,
            false,
            ".mozilla",
            kFirefoxManifests,
            {"firefox", "firefox-esr", ""},
            "/usr/lib/mozilla/native-messaging-hosts"},
    Browser{"librewolf",
            "LibreWolf",
            Family::firefox,
            false,
            ".librewolf",
            kFirefoxManifests,
            {"librewolf", "", ""},
            "/usr/lib/librewolf/native-messaging-hosts"},
    Browser{"waterfox",
            "Waterfox",
            Family::firefox,
            false,
            ".waterfox",
            kFirefoxManifests,
            {"waterfox", "", ""},
            "/usr/lib/waterfox/native-messaging-hosts"},
};

}  // namespace cookie_warden
