// SPDX-License-Identifier: MPL-2.0
// compile-policies FOLDER OUTPUT: part of the build. Checks every policy below FOLDER and writes
// them as one store that programs open without parsing.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/policies/policy_file.hpp"
#include "core/policy_table.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<cookie_warden::Policy> load_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && path.filename() != "policy.schema.json") {
      files.push_back(path);
    }
  }
  std::ranges::sort(files);
  const cookie_warden::PublicSuffixHostNames hosts;
  std::vector<cookie_warden::Policy> policies;
  for (const fs::path& file : files) {
    policies.push_back(cookie_warden::load_policy(file.string(), hosts));
  }
  return policies;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) {
      std::cerr << "usage: compile-policies FOLDER OUTPUT\n";
      return 2;
    }
    const auto bytes = cookie_warden::compile_policies(load_folder(argv[1]));
    std::ofstream out(argv[2], std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error(std::string(argv[2]) + ": cannot be written");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile-policies: " << error.what() << '\n';
    return 1;
  }
}
