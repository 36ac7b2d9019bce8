// SPDX-License-Identifier: MPL-2.0
#include <iostream>

#include "adapters/log/decision_log.hpp"
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

const char* sentence(const Decision& decision) {
  switch (decision.reason) {
    case Reason::user:
      return decision.rule == "paused" ? "You paused this site." : "You decided so for this site.";
    case Reason::consent_choice:
      return "It only remembers your choice about cookies.";
    case Reason::site:
      return "The site's own cookie policy says what it is for.";
    case Reason::platform:
      return "It belongs to the software that the site runs on.";
    case Reason::provider:
      return "It is a known cookie of a known provider.";
    case Reason::undeclared:
      return "The site's cookie policy names all its cookies, but not this one.";
    case Reason::unknown:
      break;
  }
  return "No cookie policy speaks of it.";
}

void print_field(const char* name, std::string_view text) {
  if (!text.empty()) std::cout << name << terminal_text(text) << '\n';
}

void print_text(const Decision& decision, const std::optional<Citation>& citation,
                const std::optional<LogEntry>& last) {
  std::cout << (decision.verdict == Verdict::keep ? "kept" : "rejected") << ": "
            << to_string(decision.category) << ", " << to_string(decision.party) << "-party\n"
            << sentence(decision) << '\n';
  if (citation) {
    print_field("policy:   ", std::string(citation->policy.title) + " (" +
                                  std::string(citation->policy.id) + ")");
    print_field("source:   ", citation->policy.source_url);
    print_field("rule:     ", citation->rule.name);
    print_field("provider: ", citation->rule.provider);
    print_field("service:  ", citation->rule.service);
    print_field("purpose:  ", citation->rule.purpose);
    print_field("lifetime: ", citation->rule.duration);
  }
  if (decision.contradicted) {
    std::cout << "A policy learned on this machine calls it necessary; a known provider's policy "
                 "contradicts.\n";
  }
  if (last) {
    std::cout << "last seen: " << last->at << ", "
              << (last->verdict == "keep" ? "kept" : "rejected")
              << (last->outcome.empty() ? "" : ", " + last->outcome) << '\n';
  }
}

std::optional<LogEntry> last_entry(const std::string& cookie, const std::string& site) {
  std::optional<LogEntry> last;
  try {
    LogReader reader(data_dir());
    LogFilter filter{.site = site};
    filter.cookie = cookie;
    filter.limit = 1;
    reader.read(filter, [&](const LogEntry& entry) {
      last = entry;
      return false;
    });
  } catch (const LogError&) {
    // The decision can be explained without a log.
  }
  return last;
}

}  // namespace

int run_explain(const Arguments& arguments) {
  CommandLine line("explain COOKIE --site SITE [--domain DOMAIN] [--json]",
                   "Says how a cookie would be decided now, by which policy, and what the log has\n"
                   "of it. Without --domain it is a cookie of the site itself.");
  line.word("cookie").options.add_options()("site", po::value<std::string>()->required(),
                                            "the site in the address bar")(
      "domain", po::value<std::string>(), "the cookie's domain, where it is another")(
      "partitioned", po::bool_switch(), "in a jar of its own below the site")(
      "json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  Warden warden(data_dir());
  warden.refresh();
  CookieEvent event;
  event.top_level_site = line.get("site");
  event.cookie.name = line.get("cookie");
  event.cookie.domain = line.find("domain").value_or(std::string(host_of(line.get("site"))));
  if (line.flag("partitioned")) event.cookie.partition_key = PartitionKey{line.get("site"), {}};
  const Situation situation = warden.situate(event);
  if (situation.top_site.empty()) throw UsageError("\"" + line.get("site") + "\" is not a site");
  const Decision decision = warden.decide(event, situation, nullptr);
  const auto citation = find_citation(warden.knowledge(), decision.policy, decision.rule);
  const auto last = last_entry(event.cookie.name, situation.top_site);
  if (!line.flag("json")) {
    print_text(decision, citation, last);
    return kDone;
  }
  auto json = protocol::to_json(decision, "");
  json["explanation"] = sentence(decision);
  json["source"] = citation ? nlohmann::ordered_json(citation->policy.source_url) : nullptr;
  json["purpose"] = citation ? nlohmann::ordered_json(citation->rule.purpose) : nullptr;
  json["lastSeen"] = last ? protocol::to_json(*last) : nlohmann::ordered_json(nullptr);
  std::cout << dump_json(json) << '\n';
  return kDone;
}

}  // namespace cookie_warden
