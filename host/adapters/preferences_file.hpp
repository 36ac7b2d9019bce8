// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/preferences.hpp"

namespace cookie_warden {

/// what() is one line: file, JSON pointer, fault and remedy.
class PreferencesError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws PreferencesError. `file` names it in errors.
[[nodiscard]] Preferences parse_preferences(std::string_view json, const std::string& file);
[[nodiscard]] std::string write_preferences(const Preferences& preferences);

/// The person's preferences in preferences.json, shared by all hosts and the command line.
class PreferencesFile {
 public:
  explicit PreferencesFile(std::filesystem::path path);

  /// The preferences as they are now; read again only if the file has changed. No file means the
  /// defaults. Throws PreferencesError.
  [[nodiscard]] const Preferences& current();
  /// What current() returned last.
  [[nodiscard]] const Preferences& loaded() const { return preferences_; }

  /// Reads, changes and writes the file under a lock. Throws PreferencesError.
  void change(const std::function<void(Preferences&)>& edit);

  /// Changes with the content.
  [[nodiscard]] std::uint64_t fingerprint();

 private:
  std::filesystem::path path_;
  Preferences preferences_{};
  std::uint64_t stamp_ = 0;
};

}  // namespace cookie_warden
