// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/domain.hpp"
#include "core/policy.hpp"

namespace cookie_warden {

/// The policy files below a folder, in the order of their paths.
[[nodiscard]] std::vector<std::filesystem::path> policy_files(const std::filesystem::path& folder);

/// Loads them all. Throws PolicyError, and std::filesystem::filesystem_error for the folder.
[[nodiscard]] std::vector<Policy> load_policy_folder(const std::filesystem::path& folder,
                                                     const HostNames& hosts);

}  // namespace cookie_warden
