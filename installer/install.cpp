// SPDX-License-Identifier: MPL-2.0
// cookie-warden install, uninstall and repair.

#include <algorithm>
#include <iostream>

#include "app/commands/command.hpp"
#include "registration.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

std::string known_browsers() {
  std::string list;
  for (const Browser& browser : kBrowsers) list.append(" ").append(browser.id);
  return list;
}

/// The browsers that were asked for, or those that are there.
std::vector<Browser> choose(const Arguments& wanted, bool all, const Places& places) {
  std::vector<Browser> chosen;
  for (const std::string& id : wanted) {
    const auto found = std::ranges::find(kBrowsers, id, &Browser::id);
    if (found == kBrowsers.end()) {
      throw UsageError("there is no browser \"" + id + "\"; known are" + known_browsers());
    }
    chosen.push_back(*found);
  }
  if (!wanted.empty()) return chosen;
  for (const Browser& browser : kBrowsers) {
    if (all || is_detected(browser, places)) chosen.push_back(browser);
  }
  return chosen;
}

std::vector<fs::path> files_of(const Manifests& manifests) {
  std::vector<fs::path> files;
  for (const auto& [file, text] : manifests) files.push_back(file);
  return files;
}

void print(const std::vector<fs::path>& files, bool json, const char* what) {
  if (json) {
    auto list = nlohmann::ordered_json::array();
    for (const fs::path& file : files) list.push_back(file.string());
    std::cout << dump_json(nlohmann::ordered_json{{what, list}}) << '\n';
    return;
  }
  for (const fs::path& file : files) {
    std::cout << what << ' ' << terminal_text(file.string()) << '\n';
  }
}

}  // namespace

int run_install(const Arguments& arguments) {
  CommandLine line("install [--browser NAME ...] [--all] [--dry-run] [--json]",
                   "Tells browsers where the host is, by one small file for each browser that is\n"
                   "found on this machine. Known browsers:" +
                       known_browsers() + "." +
                       "\nThen load the extension in the browser, and restart it.");
  line.options.add_options()("browser", po::value<Arguments>()->composing(),
                             "only this browser, found or not")(
      "all", po::bool_switch(), "every known browser, found or not")(
      "manifest-dir", po::value<std::string>(), "write into this folder instead")(
      "family", po::value<std::string>()->default_value("firefox"),
      "with --manifest-dir: chromium or firefox")("dry-run", po::bool_switch(),
                                                  "only say which files would be written")(
      "json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  const Places places = Places::from_environment();
  const fs::path host = host_program();
  if (!fs::exists(host)) {
    throw std::runtime_error(host.string() + ": is not there; build or install it first");
  }
  Manifests manifests;
  if (const auto folder = line.find("manifest-dir")) {
    const std::string& family = line.get("family");
    if (family != "chromium" && family != "firefox") {
      throw UsageError("--family must be chromium or firefox");
    }
    const fs::path name = manifest_path(kBrowsers.front(), places).filename();
    manifests[fs::absolute(*folder) / name] =
        manifest_text(family == "chromium" ? Family::chromium : Family::firefox, host);
  } else {
    for (const Browser& browser : choose(line.words("browser"), line.flag("all"), places)) {
      manifests[manifest_path(browser, places)] = manifest_text(browser.family, host);
    }
  }
  if (manifests.empty()) {
    std::cerr << "cookie-warden install: no browser was found; name one with --browser\n";
    return kNothing;
  }
  if (!line.flag("dry-run")) register_host(manifests, places);
  print(files_of(manifests), line.flag("json"), line.flag("dry-run") ? "would write" : "written");
  return kDone;
}

int run_uninstall(const Arguments& arguments) {
  CommandLine line("uninstall [--json]",
                   "Takes back what install wrote. The log and the preferences stay; to delete\n"
                   "them too, remove the data folder that doctor names.");
  line.options.add_options()("json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  const auto removed = unregister_host(Places::from_environment());
  print(removed, line.flag("json"), "removed");
  if (removed.empty() && !line.flag("json")) std::cout << "nothing was registered\n";
  return removed.empty() ? kNothing : kDone;
}

int run_repair(const Arguments& arguments) {
  CommandLine line("repair [--json]",
                   "Writes the files of browsers anew that already know the host, for instance\n"
                   "after the program was moved.");
  line.options.add_options()("json", po::bool_switch(), "one JSON object");
  if (!line.parse(arguments)) return kDone;
  const Places places = Places::from_environment();
  Manifests manifests;
  for (const Browser& browser : kBrowsers) {
    const fs::path file = manifest_path(browser, places);
    if (fs::exists(file)) manifests[file] = manifest_text(browser.family, host_program());
  }
  if (!manifests.empty()) register_host(manifests, places);
  print(files_of(manifests), line.flag("json"), "written");
  return manifests.empty() ? kNothing : kDone;
}

}  // namespace cookie_warden
