// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include "adapters/host_names.hpp"
#include "adapters/policies/bundled_policies.hpp"
#include "adapters/policies/policy_file.hpp"
#include "adapters/protocol/messages.hpp"
#include "app/commands/command.hpp"
#include "app/policy_folder.hpp"
#include "core/check_policies.hpp"
#include "core/decide.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// The policies under check and everything that is wrong with them, one line each.
struct Check {
  PublicSuffixHostNames hosts{};
  std::vector<Policy> policies{};
  std::vector<std::string> files{};
  std::vector<std::string> problems{};

  void load(const fs::path& file) {
    try {
      policies.push_back(load_policy(file.string(), hosts));
      files.push_back(file.string());
    } catch (const PolicyError& error) {
      problems.emplace_back(error.what());
      return;
    }
    const Policy& policy = policies.back();
    if (file.stem().string() != policy.id) {
      problems.push_back(file.string() + ": /id: \"" + policy.id +
                         "\" is not the file's name; rename one of the two");
    }
  }

  /// `others` follow the policies under check and are not reported themselves.
  void find_conflicts_among(std::vector<Policy> others) {
    std::vector<Policy> all = policies;
    const auto is_checked = [&](const Policy& other) {
      return std::ranges::any_of(policies, [&](const Policy& p) { return p.id == other.id; });
    };
    std::erase_if(others, is_checked);
    all.insert(all.begin(), others.begin(), others.end());
    for (const PolicyConflict& conflict : find_conflicts(all)) {
      if (conflict.policy < others.size()) continue;
      problems.push_back(files[conflict.policy - others.size()] + ": " + conflict.pointer + ": " +
                         conflict.fault + "; " + conflict.remedy);
    }
  }

  /// A bundled policy has no rule that a person still has to judge.
  void require_judged_rules() {
    for (std::size_t i = 0; i < policies.size(); ++i) {
      for (std::size_t r = 0; r < policies[i].rules.size(); ++r) {
        const Rule& rule = policies[i].rules[r];
        const std::string where = files[i] + ": /cookies/" + std::to_string(r);
        if (rule.category == Category::unknown) {
          problems.push_back(where + "/category: is unknown; judge it or remove the rule");
        }
        if (rule.evidence) {
          problems.push_back(where + "/evidence: is for learned policies; remove it after review");
        }
      }
    }
  }
};

using nlohmann::json;

/// What a test row expects of a decision, against what it is; empty if they agree.
std::string difference(const json& expect, const nlohmann::ordered_json& decision) {
  for (const auto& [field, value] : expect.items()) {
    if (!decision.contains(field) || json(decision[field]) != value) {
      return field + " is " + (decision.contains(field) ? decision[field].dump() : "absent") +
             ", expected " + value.dump();
    }
  }
  return {};
}

/// Decides the test rows of every *.jsonl file in `folder` by the policies under check.
void check_rows(Check& check, const fs::path& folder) {
  const auto bytes = compile_policies(check.policies);
  const Knowledge knowledge{.bundled = PolicyTable(bytes)};
  std::set<std::string> seen;
  for (const char* kind : {"sites", "platforms", "providers"}) {
    const fs::path path = folder / (std::string(kind) + ".jsonl");
    std::ifstream file(path);
    std::string text;
    for (std::size_t number = 1; std::getline(file, text); ++number) {
      const std::string where = path.string() + ":" + std::to_string(number) + ": ";
      const ParsedJson row = parse_json(text);
      if (!row.error.empty() || !row.value.is_object() || !row.value.contains("policy") ||
          !row.value.contains("event") || !row.value.contains("expect")) {
        check.problems.push_back(where + "is not a test row; it has policy, event and expect");
        continue;
      }
      const std::string policy = row.value["policy"].get<std::string>();
      const CookieEvent event = protocol::parse_event_line(dump_json(row.value["event"]));
      const Situation situation = situate(event, check.hosts);
      const auto decision =
          protocol::to_json(decide(situation, event.cookie, knowledge, {}), event.uid);
      json expect = row.value["expect"];
      expect["policy"] = policy;
      if (const auto fault = difference(expect, decision); !fault.empty()) {
        check.problems.push_back(where + fault + "; correct the row or the policies");
      }
      seen.insert(policy);
    }
  }
  for (std::size_t i = 0; i < check.policies.size(); ++i) {
    if (seen.contains(check.policies[i].id)) continue;
    check.problems.push_back(check.files[i] + ": has no test row; add one to " + folder.string());
  }
}

}  // namespace

int run_policy_check(const Arguments& arguments) {
  CommandLine line("policy check FILE|FOLDER ... [--rows FOLDER] [--json]",
                   "Checks policy files: each by itself and against the bundled ones. A folder\n"
                   "stands for a whole catalogue, which is checked by itself.");
  line.word("file", true)
      .options.add_options()(
          "rows", po::value<std::string>(),
          "decide the test rows in this folder's sites.jsonl, platforms.jsonl and providers.jsonl, "
          "and require one for every policy")("json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  if (!line.has("file")) throw UsageError("name the files to check");
  Check check;
  bool catalogue = false;
  for (const std::string& path : line.words("file")) {
    if (!fs::is_directory(path)) {
      check.load(path);
      continue;
    }
    catalogue = true;
    for (const fs::path& file : policy_files(path)) check.load(file);
  }
  check.find_conflicts_among(catalogue ? std::vector<Policy>{}
                                       : decompile_policies(bundled_policies()));
  if (catalogue) check.require_judged_rules();
  if (const auto rows = line.find("rows")) check_rows(check, *rows);
  std::size_t rules = 0;
  for (const Policy& policy : check.policies) rules += policy.rules.size();
  const bool good = check.problems.empty() && !check.policies.empty();
  if (line.flag("json")) {
    std::cout << dump_json(nlohmann::ordered_json{{"policies", check.policies.size()},
                                                  {"rules", rules},
                                                  {"problems", check.problems}})
              << '\n';
    return good ? kDone : kNothing;
  }
  for (const std::string& problem : check.problems) {
    std::cerr << terminal_text(problem) << '\n';
  }
  std::cout << check.policies.size() << " policies, " << rules << " rules, "
            << check.problems.size() << " problems\n";
  return good ? kDone : kNothing;
}

}  // namespace cookie_warden
