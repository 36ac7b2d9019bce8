// SPDX-License-Identifier: MPL-2.0
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/log/log_reader.hpp"
#include "adapters/protocol/messages.hpp"
#include "app/citation.hpp"
#include "app/commands/command.hpp"
#include "app/data_dir.hpp"
#include "app/warden.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

constexpr std::int64_t kDefaultLimit = 1000;

const char* sentence(FindingKind kind) {
  switch (kind) {
    case FindingKind::undeclared:
      return "is not named by the site's cookie policy, which names all its cookies";
    case FindingKind::contradicted:
      return "is called necessary by the site, but is a known tracker";
    case FindingKind::overlong:
      return "lives longer than the site's policy says";
    case FindingKind::before_choice:
      break;
  }
  return "is a tracker that was set before you chose which cookies to accept";
}

}  // namespace

int run_findings(const Arguments& arguments) {
  CommandLine line("findings [--site SITE] [--limit N] [--json]",
                   "Shows what the log has of sites that do not keep their own cookie policies.");
  line.options.add_options()("site", po::value<std::string>(),
                             "only this site, or sites by a pattern with *")(
      "limit", po::value<std::int64_t>()->default_value(kDefaultLimit), "at most so many")(
      "json", po::bool_switch(), "one JSON object per line");
  if (!line.parse(arguments)) return kDone;
  const PublicSuffixHostNames hosts;
  std::optional<std::string> site;
  if (const auto text = line.find("site")) {
    site = text->find('*') == std::string::npos ? hosts.registrable(hosts.canonical(host_of(*text)))
                                                : *text;
  }
  const auto limit = line.get<std::int64_t>("limit");
  if (limit < 1) throw UsageError("--limit must be at least 1");
  auto findings = LogReader(data_dir()).findings(site, limit);
  add_declared_lifetimes(findings, Warden(data_dir()).knowledge());
  for (const Finding& finding : findings) {
    if (line.flag("json")) {
      std::cout << dump_json(protocol::to_json(finding)) << '\n';
    } else {
      std::cout << terminal_text(finding.site) << ": " << terminal_text(finding.name) << " ("
                << terminal_text(finding.domain) << ") " << sentence(finding.kind)
                << (finding.declared.empty() ? "" : " (" + terminal_text(finding.declared) + ")")
                << '\n';
    }
  }
  return findings.empty() ? kNothing : kDone;
}

}  // namespace cookie_warden
