// SPDX-License-Identifier: MPL-2.0
#include "adapters/policies/learned_policies.hpp"

#include <algorithm>

#include "adapters/policies/policy_file.hpp"
#include "support/files.hpp"

namespace cookie_warden {

namespace fs = std::filesystem;

LearnedPolicies::LearnedPolicies(fs::path folder, const HostNames& hosts)
    : folder_(std::move(folder)), hosts_(hosts) {}

const PolicyTable& LearnedPolicies::current() {
  // Files are replaced by renaming, which changes the folder.
  const std::uint64_t stamp = file_stamp(folder_);
  if (stamp != stamp_) {
    stamp_ = stamp;
    load();
  }
  return table_;
}

void LearnedPolicies::load() {
  problems_.clear();
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Policy> policies;
  for (const fs::path& file : files) {
    try {
      Policy policy = load_policy(file.string(), hosts_);
      if (policy.kind == PolicyKind::site) {
        policies.push_back(std::move(policy));
      } else {
        problems_.push_back(file.string() +
                            ": /kind: only site policies can be learned; remove it");
      }
    } catch (const PolicyError& error) {
      problems_.emplace_back(error.what());
    }
  }
  bytes_ = compile_policies(policies);
  table_ = PolicyTable(bytes_);
}

void LearnedPolicies::save(const Policy& policy) {
  fs::create_directories(folder_);
  write_file_atomically(folder_ / (policy.id + ".json"), write_policy(policy), 0600);
}

bool LearnedPolicies::remove(const std::string& id) {
  if (!is_policy_id(id)) return false;
  return fs::remove(folder_ / (id + ".json"));
}

}  // namespace cookie_warden
