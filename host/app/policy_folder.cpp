// SPDX-License-Identifier: MPL-2.0
#include "app/policy_folder.hpp"

#include <algorithm>

#include "adapters/policies/policy_file.hpp"

namespace cookie_warden {

namespace fs = std::filesystem;

std::vector<fs::path> policy_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && path.stem().extension() != ".schema") files.push_back(path);
  }
  std::ranges::sort(files);
  return files;
}

std::vector<Policy> load_policy_folder(const fs::path& folder, const HostNames& hosts) {
  std::vector<Policy> policies;
  for (const fs::path& file : policy_files(folder)) {
    policies.push_back(load_policy(file.string(), hosts));
  }
  return policies;
}

}  // namespace cookie_warden
