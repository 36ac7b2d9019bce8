// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>

namespace cookie_warden {

/// Where the person's data is: $COOKIE_WARDEN_HOME, else $XDG_DATA_HOME/cookie-warden, else
/// ~/.local/share/cookie-warden (https://specifications.freedesktop.org/basedir-spec: relative
/// values are ignored). Throws std::runtime_error if none of them is known.
[[nodiscard]] std::filesystem::path data_dir();

/// Creates the folder and its parents with mode 0700. Throws std::filesystem::filesystem_error.
void create_data_dir(const std::filesystem::path& folder);

}  // namespace cookie_warden
