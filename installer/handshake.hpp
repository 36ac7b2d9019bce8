// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cookie_warden {

/// Starts the host as a browser does, says hello over pipes, and ends it. Its data go into a
/// temporary folder. Returns a sentence about what went wrong, empty if all is well. Never throws.
[[nodiscard]] std::string handshake(const std::filesystem::path& host,
                                    const std::vector<std::string>& arguments);

}  // namespace cookie_warden
