// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "browsers.hpp"

namespace cookie_warden {

/// The places of one person on this machine.
struct Places {
  std::filesystem::path home{};
  std::filesystem::path config{};  ///< $XDG_CONFIG_HOME, or ~/.config.
  std::string path{};              ///< $PATH.
  std::filesystem::path data{};    ///< Cookie Warden's data folder; has the receipt.

  /// From the environment. Throws std::runtime_error if $HOME is not known.
  [[nodiscard]] static Places from_environment();
};

/// Has the browser run for this person, or is its program installed?
[[nodiscard]] bool is_detected(const Browser& browser, const Places& places);

/// The file by which the browser finds the host.
[[nodiscard]] std::filesystem::path manifest_path(const Browser& browser, const Places& places);

/// The manifest's text for a host program (absolute path).
[[nodiscard]] std::string manifest_text(Family family, const std::filesystem::path& host);

/// The host program that browsers are told of: beside the running program.
[[nodiscard]] std::filesystem::path host_program();

/// Is this the text of a manifest of our host, for whatever path?
[[nodiscard]] bool is_our_manifest(const std::string& text);

/// Manifests to write, by path.
using Manifests = std::map<std::filesystem::path, std::string>;

/// Writes the manifests and a receipt of what was written and which folders were made for it.
/// Throws std::system_error or std::filesystem::filesystem_error.
void register_host(const Manifests& manifests, const Places& places);

/// Removes the manifests of the receipt and those at all known places, if they are ours, and the
/// folders that were made for them, if they are empty. Returns the files removed.
std::vector<std::filesystem::path> unregister_host(const Places& places);

}  // namespace cookie_warden
