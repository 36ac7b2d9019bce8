// SPDX-License-Identifier: MPL-2.0
#include "app/data_dir.hpp"

#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;

fs::path absolute_from(const char* variable) {
  const char* value = std::getenv(variable);
  const fs::path path = value ? value : "";
  return path.is_absolute() ? path : fs::path();
}

}  // namespace

fs::path data_dir() {
  const char* own = std::getenv("COOKIE_WARDEN_HOME");
  if (own && *own != '\0' && !fs::path(own).is_absolute()) {
    throw std::runtime_error("COOKIE_WARDEN_HOME is \"" + std::string(own) +
                             "\", but must be an absolute path, as in /home/you/cookies");
  }
  if (const auto home = absolute_from("COOKIE_WARDEN_HOME"); !home.empty()) return home;
  if (const auto data = absolute_from("XDG_DATA_HOME"); !data.empty()) {
    return data / "cookie-warden";
  }
  if (const auto home = absolute_from("HOME"); !home.empty()) {
    return home / ".local" / "share" / "cookie-warden";
  }
  throw std::runtime_error(
      "the data folder is not known: set COOKIE_WARDEN_HOME to an absolute path");
}

void create_data_dir(const fs::path& folder) {
  std::error_code error;
  if (fs::create_directories(folder, error)) {
    fs::permissions(folder, fs::perms::owner_all, fs::perm_options::replace);
  }
  if (error) {
    throw std::system_error(error, folder.string() + ": the data folder cannot be made");
  }
}

}  // namespace cookie_warden
