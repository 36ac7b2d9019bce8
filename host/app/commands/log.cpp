// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/log/log_reader.hpp"
#include "adapters/protocol/messages.hpp"
#include "app/commands/command.hpp"
#include "app/data_dir.hpp"
#include "core/iso8601.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

constexpr std::array kColumns{"uid",     "at",           "site",    "name",     "domain", "path",
                              "storeId", "partitionKey", "verdict", "category", "party",  "reason",
                              "policy",  "rule",         "outcome", "browser",  "repeats"};

void add_filter_options(CommandLine& line) {
  line.options.add_options()("site", po::value<std::string>(),
                             "only this site, or sites by a pattern with *")(
      "cookie", po::value<std::string>(), "only this cookie: a name, or a pattern with *")(
      "verdict", po::value<std::string>(), "only keep or reject")(
      "category", po::value<std::string>(),
      "only necessary, functional, statistics, marketing or unknown")(
      "since", po::value<std::string>(),
      "only from this day or time on, in UTC: 2026-11-23 or 2026-11-23T12:00");
}

LogFilter filter_of(const CommandLine& line) {
  LogFilter filter;
  const PublicSuffixHostNames hosts;
  if (const auto site = line.find("site")) {
    filter.site = site->find('*') == std::string::npos
                      ? hosts.registrable(hosts.canonical(host_of(*site)))
                      : *site;
  }
  filter.cookie = line.find("cookie");
  if (const auto name = line.find("verdict")) {
    filter.verdict = verdict_from(*name);
    if (!filter.verdict)
      throw UsageError("\"" + *name + "\" is not a verdict; write keep or reject");
  }
  if (const auto name = line.find("category")) {
    filter.category = category_from(*name);
    if (!filter.category) {
      throw UsageError("\"" + *name +
                       "\" is not a category; write necessary, functional, "
                       "statistics, marketing or unknown");
    }
  }
  if (const auto text = line.find("since")) {
    const auto time = parse_utc(*text);
    if (!time)
      throw UsageError("\"" + *text + "\" is not a day or time; write it as in 2026-11-23");
    filter.since = format_utc(*time);
  }
  return filter;
}

/// RFC 4180. Spreadsheets run text that starts like a formula, so that gets an apostrophe.
std::string csv_field(const nlohmann::ordered_json& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) return value.dump();
  std::string text = value.get<std::string>();
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

void print_csv(const LogEntry& entry) {
  const auto json = protocol::to_json(entry);
  for (const char* column : kColumns) {
    std::cout << csv_field(json.at(column)) << (column == kColumns.back() ? "\r\n" : ",");
  }
}

std::string why(const LogEntry& entry) {
  if (entry.reason == "unknown") return "no policy names it";
  if (entry.reason == "undeclared") return "not in the site's policy";
  return "by " + entry.reason + (entry.policy.empty() ? "" : " " + terminal_text(entry.policy));
}

void print_text(const LogEntry& entry) {
  const auto show = [](const std::string& text) { return terminal_text(text); };
  std::cout << entry.at << "  " << (entry.verdict == "keep" ? "kept    " : "rejected") << "  "
            << show(entry.name) << " (" << show(entry.domain) << ")"
            << (entry.site.empty() ? "" : " on " + show(entry.site)) << ": " << entry.category
            << ", " << why(entry);
  if (!entry.outcome.empty()) std::cout << "; " << entry.outcome;
  for (const FindingKind kind : entry.findings) std::cout << "; " << to_string(kind);
  if (entry.repeats != 0) std::cout << "; " << entry.repeats << " times before";
  std::cout << '\n';
}

}  // namespace

int run_log(const Arguments& arguments) {
  CommandLine line("log [OPTION ...]", "Shows the decisions in the log, newest first.");
  add_filter_options(line);
  line.options.add_options()("limit", po::value<std::int64_t>(), "at most so many")(
      "json", po::bool_switch(), "one JSON object per line")("csv", po::bool_switch(),
                                                             "comma-separated, with a header");
  if (!line.parse(arguments)) return kDone;
  if (line.flag("json") && line.flag("csv")) throw UsageError("choose one of --json and --csv");
  LogFilter filter = filter_of(line);
  filter.limit = line.find<std::int64_t>("limit");
  if (filter.limit && *filter.limit < 1) throw UsageError("--limit must be at least 1");

  LogReader reader(data_dir());
  if (line.flag("csv")) {
    for (const char* column : kColumns) {
      std::cout << column << (column == kColumns.back() ? "\r\n" : ",");
    }
  }
  bool found = false;
  reader.read(filter, [&](const LogEntry& entry) {
    found = true;
    if (line.flag("json")) {
      std::cout << dump_json(protocol::to_json(entry)) << '\n';
    } else if (line.flag("csv")) {
      print_csv(entry);
    } else {
      print_text(entry);
    }
    return static_cast<bool>(std::cout);
  });
  return found ? kDone : kNothing;
}

int run_stats(const Arguments& arguments) {
  CommandLine line("stats [OPTION ...]", "Counts the decisions in the log.");
  add_filter_options(line);
  line.options.add_options()("json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  const LogFilter filter = filter_of(line);
  LogReader reader(data_dir());
  constexpr std::int64_t kMostFrequent = 20;
  nlohmann::ordered_json json;
  bool found = false;
  for (const char* column :
       {"verdict", "category", "party", "reason", "outcome", "browser", "policy", "site"}) {
    const auto counts = reader.count_by(column, filter, kMostFrequent);
    found = found || !counts.empty();
    json[column] = nlohmann::ordered_json::object();
    if (!line.flag("json")) std::cout << column << '\n';
    for (const auto& [value, count] : counts) {
      json[column][value.empty() ? "none" : value] = count;
      if (line.flag("json")) continue;
      std::cout << "  " << count << "  " << (value.empty() ? "none" : terminal_text(value)) << '\n';
    }
  }
  if (line.flag("json")) std::cout << dump_json(json) << '\n';
  return found ? kDone : kNothing;
}

int run_export(const Arguments& arguments) {
  CommandLine line("export FILE",
                   "Writes a copy of the log to a new SQLite file, safe while browsers run.");
  line.word("file");
  if (!line.parse(arguments)) return kDone;
  LogReader(data_dir()).copy_to(line.get("file"));
  std::cout << line.get("file") << ": written\n";
  return kDone;
}

}  // namespace cookie_warden
