// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/domain.hpp"
#include "core/policy_table.hpp"

namespace cookie_warden {

/// The site policies that were read on this machine: one file each, in a folder of the person's
/// data. They are few, so they are parsed; the bundled ones are opened.
class LearnedPolicies {
 public:
  /// `hosts` must outlive the object. The folder need not exist.
  LearnedPolicies(std::filesystem::path folder, const HostNames& hosts);

  /// The policies as they are now; read again only if the folder has changed. Files that are no
  /// site policy are left out and named in problems().
  [[nodiscard]] const PolicyTable& current();
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  /// Writes one, replacing an older one of the same id. Throws std::system_error.
  void save(const Policy& policy);
  /// False if there is none of that id. Throws std::system_error.
  bool remove(const std::string& id);

 private:
  void load();

  std::filesystem::path folder_;
  const HostNames& hosts_;
  std::vector<std::byte> bytes_{};
  PolicyTable table_{};
  std::vector<std::string> problems_{};
  std::uint64_t stamp_ = 0;
};

}  // namespace cookie_warden
