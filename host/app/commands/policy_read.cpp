// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "adapters/host_names.hpp"
#include "adapters/policies/policy_file.hpp"
#include "app/commands/command.hpp"
#include "core/iso8601.hpp"
#include "reader/read_policy.hpp"
#include "support/files.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

std::string today() {
  using namespace std::chrono;
  const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch());
  return format_utc(now.count()).substr(0, 10);
}

ReadPolicyOptions options_of(const CommandLine& line) {
  ReadPolicyOptions options;
  if (const auto format = line.find("format")) {
    options.format = policy_format_from(*format);
    if (!options.format) {
      throw UsageError("there is no format \"" + *format + "\"; the formats are " +
                       policy_format_names());
    }
  }
  options.url = line.find("url").value_or("");
  const std::string host = line.find("site").value_or(std::string(host_of(options.url)));
  const PublicSuffixHostNames hosts;
  options.site = hosts.canonical(host_of(host));
  // "www." is a site's first host, whose policy is meant for all of it.
  if (options.site == "www." + std::string(hosts.registrable(options.site)))
    options.site.erase(0, std::string_view("www.").size());
  if (!host.empty() && !is_policy_id(options.site)) {
    throw UsageError("\"" + host + "\" is not a host; write it as in www.example.org");
  }
  if (options.url.empty() && !options.site.empty()) {
    options.url = "https://" + options.site + "/";
    std::cerr << "Without --url the source is said to be " << terminal_text(options.url) << '\n';
  }
  return options;
}

[[noreturn]] void fail_too_large(const std::string& path) {
  throw std::runtime_error(path + ": is larger than " + std::to_string(kMostPolicyBytes >> 20) +
                           " MiB, the most that is read; save only the part with the cookies");
}

std::string read_standard_input() {
  std::string page;
  std::array<char, 1 << 16> part{};
  while (std::cin.read(part.data(), part.size()) || std::cin.gcount() > 0) {
    page.append(part.data(), static_cast<std::size_t>(std::cin.gcount()));
    if (page.size() > kMostPolicyBytes) fail_too_large("standard input");
  }
  return page;
}

std::string read_page(const std::string& path) {
  std::error_code error;
  if (path == "-") return read_standard_input();
  if (path.starts_with("https://") || path.starts_with("http://")) {
    throw std::runtime_error(path +
                             ": nothing is fetched from the web; save the page in your "
                             "browser, and read the file");
  }
  if (std::filesystem::is_directory(path, error)) {
    throw std::runtime_error(path + ": is a folder, not a page");
  }
  if (std::filesystem::file_size(path, error) > kMostPolicyBytes && !error) {
    fail_too_large(path);
  }
  return read_file(path, kMostPolicyBytes);
}

}  // namespace

int run_policy_read(const Arguments& arguments) {
  CommandLine line(
      "policy read FILE [--site HOST] [--url URL] [--format F]",
      "Reads a site's cookie policy and prints it as a policy file, each cookie with\n"
      "the line it stands on and how sure the reader is. Correct it, then add it with\n"
      "\"cookie-warden policy add\". FILE may be - for standard input. Exit code 1: the page names "
      "no cookie, and the file\n"
      "that is printed has none.");
  line.word("file");
  line.options.add_options()("site", po::value<std::string>(), "host whose policy this is")(
      "url", po::value<std::string>(), "where the page was found")(
      "format", po::value<std::string>(),
      ("instead of telling it from the content: " + policy_format_names()).c_str())(
      "json", po::bool_switch(), "a policy file is JSON anyway");
  if (!line.parse(arguments)) return kDone;
  const ReadPolicyOptions options = options_of(line);
  const std::string& path = line.get("file");
  ReadPolicy read = read_policy(read_page(path), options);
  if (!read.error.empty()) throw std::runtime_error(path + ": " + read.error);
  for (const std::string& doubt : read.doubts) {
    std::cerr << "not a name: " << terminal_text(doubt) << '\n';
  }
  if (read.policy.rules.empty()) {
    std::cerr << "cookie-warden policy read: " << terminal_text(path) << " names no cookie\n";
  } else {
    const auto unsure = std::ranges::count_if(read.policy.rules, [](const Rule& rule) {
      return rule.evidence && rule.evidence->confidence == Evidence::Confidence::low;
    });
    std::cerr << "cookies: " << read.policy.rules.size()
              << "; not certain, marked \"low\": " << unsure << '\n';
    if (options.site.empty()) std::cerr << "Give --site HOST to get a policy that can be added.\n";
  }
  read.policy.source_read = today();
  std::cout << write_policy(read.policy);
  return read.policy.rules.empty() ? kNothing : kDone;
}

}  // namespace cookie_warden
