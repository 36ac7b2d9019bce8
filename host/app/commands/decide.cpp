// SPDX-License-Identifier: MPL-2.0
#include <filesystem>
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/policies/bundled_policies.hpp"
#include "adapters/policies/policy_file.hpp"
#include "adapters/preferences_file.hpp"
#include "adapters/protocol/messages.hpp"
#include "app/commands/command.hpp"
#include "app/policy_folder.hpp"
#include "support/json.hpp"

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

/// The bundled policies, and those of a folder, which replace bundled ones of the same id.
class Policies {
 public:
  Policies(const std::optional<std::string>& folder, const HostNames& hosts) {
    table = bundled_policies();
    if (!folder) return;
    auto policies = load_policy_folder(*folder, hosts);
    for (Policy& bundled : decompile_policies(table)) {
      const auto same = [&](const Policy& policy) { return policy.id == bundled.id; };
      if (std::ranges::none_of(policies, same)) policies.push_back(std::move(bundled));
    }
    bytes_ = compile_policies(policies);
    table = PolicyTable(bytes_);
  }

  PolicyTable table{};

 private:
  std::vector<std::byte> bytes_{};
};

std::string decide_line(const std::string& line, const Knowledge& knowledge,
                        const Preferences& preferences, const HostNames& hosts) {
  const CookieEvent event = protocol::parse_event_line(line);
  const Situation situation = situate(event, hosts);
  return dump_json(
      protocol::to_json(decide(situation, event.cookie, knowledge, preferences), event.uid));
}

}  // namespace

int run_decide(const Arguments& arguments) {
  CommandLine line(
      "decide [--policies FOLDER] [--preferences FILE] < events.jsonl > decisions.jsonl",
      "Reads one JSON object per line, a cookie event or a bare cookie as a browser's\n"
      "cookies.getAll() gives it, and writes one decision per line, in the same order.\n"
      "Nothing is logged. A line that cannot be read gets {\"error\": ...} in its place.");
  line.options.add_options()("policies", po::value<std::string>()->value_name("FOLDER"),
                             "add the policy files below this folder")(
      "preferences", po::value<std::string>()->value_name("FILE"),
      "decide by this preferences file instead of the defaults");
  if (!line.parse(arguments)) return kDone;

  const PublicSuffixHostNames hosts;
  const Policies policies(line.find("policies"), hosts);
  const Knowledge knowledge{.bundled = policies.table};
  Preferences preferences;
  if (line.has("preferences")) {
    const std::string& file = line.get("preferences");
    if (!std::filesystem::exists(file)) throw PreferencesError(file + ": there is no such file");
    preferences = PreferencesFile(file).current();
  }
  int exit_code = kDone;
  std::string text;
  for (std::size_t number = 1; std::getline(std::cin, text); ++number) {
    if (text.empty()) continue;
    try {
      std::cout << decide_line(text, knowledge, preferences, hosts) << '\n';
    } catch (const protocol::RequestError& error) {
      exit_code = kNothing;
      const std::string fault = "line " + std::to_string(number) + ": " + error.what();
      std::cerr << "cookie-warden decide: " << fault << '\n';
      std::cout << dump_json(nlohmann::ordered_json{{"error", fault}}) << '\n';
    }
    // Somebody may be waiting for the answer at the other end of a pipe.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  return std::cout.flush() ? exit_code : kNothing;
}

}  // namespace cookie_warden
