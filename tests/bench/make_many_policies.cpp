// SPDX-License-Identifier: MPL-2.0
// make-many-policies OUTPUT: the bundled policies and 100,000 site policies of ten rules each.

#include <fstream>
#include <iostream>

#include "adapters/policies/bundled_policies.hpp"

namespace {

using namespace cookie_warden;

constexpr int kSites = 100'000;
constexpr int kRules = 10;

Policy made_up_site(int number) {
  const std::string domain = "site-" + std::to_string(number) + ".example";
  Policy policy{
      .id = domain, .title = domain, .sites = {domain}, .source_url = "https://" + domain};
  for (int i = 0; i < kRules; ++i) {
    Rule rule{.name = "cookie_" + std::to_string((number * 7 + i) % 5000)};
    // A third of the rules are patterns, as in published policies with many of them.
    if (i % 3 == 2) rule.name += "_*";
    rule.category = static_cast<Category>(i % 4);
    rule.purpose = "What cookie " + std::to_string(i) + " is for";
    rule.duration = "P1Y";
    policy.rules.push_back(std::move(rule));
  }
  return policy;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make-many-policies OUTPUT\n";
    return 2;
  }
  auto policies = decompile_policies(bundled_policies());
  for (int i = 0; i < kSites; ++i) policies.push_back(made_up_site(i));
  const auto bytes = compile_policies(policies);
  std::ofstream out(argv[1], std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  return out.flush() ? 0 : 1;
}
