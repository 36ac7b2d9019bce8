// SPDX-License-Identifier: MPL-2.0
// Any bytes, read as one format, end with a policy that keeps the policy format's rules, or with an
// error. READER_FORMAT names the format; "detected" leaves the choice to the reader.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string_view>

#include "core/pattern.hpp"
#include "reader/read_policy.hpp"

namespace {

using namespace cookie_warden;

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << '\n';
  std::abort();
}

void check(const Rule& rule) {
  require(!rule.name.empty() && rule.name.size() <= 256, "a name's length");
  require(!is_pattern(rule.name) || literal_length(rule.name) >= 2, "a pattern for every cookie");
  for (const char c : rule.name + rule.printed) {
    require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != ';' && c != '=', "a name");
  }
  require(rule.purpose.size() <= 1000 && rule.provider.size() <= 200, "a text's length");
  require(!rule.consent_choice || rule.category == Category::necessary, "a consent choice");
  require(rule.evidence.has_value(), "evidence");
  require(
      rule.category != Category::unknown || rule.evidence->confidence == Evidence::Confidence::low,
      "an unknown category that is sure");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ReadPolicyOptions options;
  options.format = policy_format_from(READER_FORMAT);
  options.site = "club.example";
  const ReadPolicy read = read_policy({reinterpret_cast<const char*>(data), size}, options);
  require(read.error.empty() || read.policy.rules.empty(), "rules beside an error");
  std::set<std::pair<std::string, std::string>> seen;
  for (const Rule& rule : read.policy.rules) {
    check(rule);
    require(seen.emplace(rule.name, rule.domain).second, "two rules for the same cookies");
  }
  return 0;
}
