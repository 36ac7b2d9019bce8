// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/policies/policy_file.hpp"
#include "adapters/policies/policy_words.hpp"
#include "app/commands/command.hpp"
#include "app/data_dir.hpp"
#include "app/warden.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {

int run_policy_check(const Arguments& arguments);
int run_policy_read(const Arguments& arguments);

namespace {

namespace po = boost::program_options;

std::string_view kind_of(const PolicyView& policy) {
  return kKinds.at(static_cast<std::size_t>(policy.kind));
}

std::string counted(std::size_t rules) {
  return std::to_string(rules) + (rules == 1 ? " rule" : " rules");
}

int run_list(const Arguments& arguments) {
  CommandLine line("policy list [--kind KIND] [--json]",
                   "Lists the policies: the bundled ones and those learned on this machine.");
  line.options.add_options()("kind", po::value<std::string>(), "only site, platform or provider")(
      "json", po::bool_switch(), "one JSON object per line");
  if (!line.parse(arguments)) return kDone;
  const auto kind = line.find("kind");
  if (kind && *kind != kKinds[0] && *kind != kKinds[1] && *kind != kKinds[2]) {
    throw UsageError("there is no kind \"" + *kind + "\"");
  }
  const Warden warden(data_dir());
  bool found = false;
  for (const PolicyTable* table : {&warden.knowledge().learned, &warden.knowledge().bundled}) {
    const bool learned = table == &warden.knowledge().learned;
    for (std::uint32_t i = 0; i < table->policy_count(); ++i) {
      const PolicyView policy = table->policy(i);
      if (kind && *kind != kind_of(policy)) continue;
      found = true;
      const std::size_t rules = table->rules_of(i).size();
      if (line.flag("json")) {
        std::cout << dump_json(nlohmann::ordered_json{{"id", policy.id},
                                                      {"kind", kind_of(policy)},
                                                      {"title", policy.title},
                                                      {"rules", rules},
                                                      {"complete", policy.complete},
                                                      {"learned", learned},
                                                      {"source", policy.source_url}})
                  << '\n';
      } else {
        std::cout << std::left << std::setw(9) << kind_of(policy) << std::setw(32)
                  << terminal_text(policy.id) << ' ' << terminal_text(policy.title) << " ("
                  << counted(rules) << (learned ? ", learned)\n" : ")\n");
      }
    }
  }
  return found ? kDone : kNothing;
}

int run_show(const Arguments& arguments) {
  CommandLine line("policy show ID", "Prints a policy as a policy file.");
  line.word("id").options.add_options()("json", po::bool_switch(), "a policy file is JSON anyway");
  if (!line.parse(arguments)) return kDone;
  const Warden warden(data_dir());
  for (const PolicyTable* table : {&warden.knowledge().learned, &warden.knowledge().bundled}) {
    if (const auto policy = table->find(line.get("id"))) {
      std::cout << write_policy(decompile_policy(*table, policy->index));
      return kDone;
    }
  }
  std::cerr << "cookie-warden policy show: there is no policy \"" << terminal_text(line.get("id"))
            << "\"; see: cookie-warden policy list\n";
  return kNothing;
}

int run_add(const Arguments& arguments) {
  CommandLine line("policy add FILE",
                   "Adds a site's policy file to those of this machine; it is used from the next\n"
                   "decision on. One with the same id is replaced.");
  line.word("file");
  if (!line.parse(arguments)) return kDone;
  const PublicSuffixHostNames hosts;
  const Policy policy = load_policy(line.get("file"), hosts);
  if (policy.kind != PolicyKind::site) {
    throw PolicyError(line.get("file") + ": /kind: only the policy of a site can be added");
  }
  create_data_dir(data_dir());
  LearnedPolicies(data_dir() / "policies", hosts).save(policy);
  std::cout << policy.id << ": added, " << counted(policy.rules.size()) << '\n';
  const auto unsure = std::ranges::count_if(policy.rules, [](const Rule& rule) {
    return rule.category == Category::unknown ||
           (rule.evidence && rule.evidence->confidence == Evidence::Confidence::low);
  });
  if (unsure != 0) {
    std::cerr << "Not certain, marked \"low\" or \"unknown\": " << unsure
              << ". Correct these in the file, and add it again.\n";
  }
  return kDone;
}

int run_remove(const Arguments& arguments) {
  CommandLine line("policy remove ID",
                   "Removes a policy that was added or learned on this machine.");
  line.word("id");
  if (!line.parse(arguments)) return kDone;
  const PublicSuffixHostNames hosts;
  if (LearnedPolicies(data_dir() / "policies", hosts).remove(line.get("id"))) {
    std::cout << line.get("id") << ": removed\n";
    return kDone;
  }
  std::cerr << "cookie-warden policy remove: no policy \"" << terminal_text(line.get("id"))
            << "\" was added or learned on this machine\n";
  return kNothing;
}

constexpr std::array kPolicyCommands{
    Command{"read", "read a cookie policy page into a policy file", run_policy_read},
    Command{"list", "list the policies", run_list},
    Command{"show", "print a policy as a file", run_show},
    Command{"check", "check policy files", run_policy_check},
    Command{"add", "add a site's policy file", run_add},
    Command{"remove", "remove a policy that was added or learned", run_remove},
};

}  // namespace

int run_policy(const Arguments& arguments) {
  return dispatch(kPolicyCommands, "cookie-warden policy", arguments);
}

}  // namespace cookie_warden
