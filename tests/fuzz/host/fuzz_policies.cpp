// SPDX-License-Identifier: MPL-2.0
// Any bytes are a policy that is written and read again as the same, and compiled and found, or an
// error that names the file.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "adapters/host_names.hpp"
#include "adapters/policies/policy_file.hpp"
#include "adapters/preferences_file.hpp"
#include "adapters/protocol/messages.hpp"
#include "core/policy_table.hpp"

namespace {

using namespace cookie_warden;

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << '\n';
  std::abort();
}

void check_policy(std::string_view text, const HostNames& hosts) {
  try {
    const Policy policy = parse_policy(text, "file.json", hosts);
    const std::string written = write_policy(policy);
    require(write_policy(parse_policy(written, "again.json", hosts)) == written, "a round trip");
    const auto bytes = compile_policies({&policy, 1});
    require(PolicyTable(bytes).find(policy.id).has_value(), "a policy that is not found");
  } catch (const PolicyError& error) {
    const std::string_view what = error.what();
    require(what.starts_with("file.json: "), "an error that does not name the file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PublicSuffixHostNames hosts;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_policy(text, hosts);
  try {
    (void)parse_preferences(text, "preferences.json");
  } catch (const PreferencesError&) {
  }
  try {
    (void)situate(protocol::parse_event_line(text), hosts);
  } catch (const protocol::RequestError&) {
  }
  return 0;
}
