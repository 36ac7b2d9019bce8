// SPDX-License-Identifier: MPL-2.0
#include <iostream>

#include "adapters/log/decision_log.hpp"
#include "app/commands/command.hpp"
#include "app/data_dir.hpp"
#include "core/iso8601.hpp"
#include "identity.hpp"

namespace cookie_warden {

namespace po = boost::program_options;

int run_purge(const Arguments& arguments) {
  CommandLine line("purge --all | --before TIME",
                   "Deletes decisions from the log for good. With --all also the list of cookies\n"
                   "that were kept on their own sites.");
  line.options.add_options()("all", po::bool_switch(), "delete everything")(
      "before", po::value<std::string>(),
      "delete what is older than this day or time in UTC: 2026-11-23 or 2026-11-23T12:00");
  if (!line.parse(arguments)) return kDone;
  const auto before = line.find("before");
  if (line.flag("all") == before.has_value()) throw UsageError("choose --all or --before TIME");
  std::optional<std::string> at;
  if (before) {
    const auto time = parse_utc(*before);
    if (!time) throw UsageError("\"" + *before + "\" is not a day or time");
    at = format_utc(*time);
  }
  const auto folder = data_dir();
  if (!std::filesystem::exists(log_path(folder))) {
    std::cout << "there is no log yet\n";
    return kNothing;
  }
  DecisionLog log(folder, LogSession{"none", "cookie-warden purge", identity::kVersion});
  const auto deleted = log.purge(at);
  std::cout << deleted << " decisions deleted\n";
  return deleted == 0 ? kNothing : kDone;
}

}  // namespace cookie_warden
