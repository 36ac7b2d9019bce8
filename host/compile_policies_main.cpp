// SPDX-License-Identifier: MPL-2.0
// compile-policies FOLDER OUTPUT: part of the build. Checks every policy below FOLDER and writes
// them as one store that programs open without parsing.

#include <fstream>
#include <iostream>

#include "adapters/host_names.hpp"
#include "app/policy_folder.hpp"
#include "core/policy_table.hpp"

int main(int argc, char** argv) {
  try {
    if (argc != 3) {
      std::cerr << "usage: compile-policies FOLDER OUTPUT\n";
      return 2;
    }
    const auto bytes = cookie_warden::compile_policies(
        cookie_warden::load_policy_folder(argv[1], cookie_warden::PublicSuffixHostNames()));
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
