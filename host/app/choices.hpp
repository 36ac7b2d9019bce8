// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>

#include "adapters/preferences_file.hpp"

namespace cookie_warden {

/// Pauses or resumes a site (registrable domain). Throws PreferencesError.
void set_paused(PreferencesFile& file, const std::string& site, bool paused);

/// Sets the exception for a cookie (name or pattern) of a site, or forgets it. Throws
/// PreferencesError.
void set_exception(PreferencesFile& file, const std::string& site, const std::string& cookie,
                   std::optional<Verdict> verdict);

}  // namespace cookie_warden
