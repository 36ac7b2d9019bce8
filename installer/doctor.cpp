// SPDX-License-Identifier: MPL-2.0
// cookie-warden doctor: what is wrong, and what to do about it.

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "adapters/log/log_reader.hpp"
#include "app/commands/command.hpp"
#include "app/warden.hpp"
#include "handshake.hpp"
#include "identity.hpp"
#include "registration.hpp"
#include "support/files.hpp"
#include "support/json.hpp"
#include "support/terminal_text.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr std::uintmax_t kMaxManifestBytes = 1024 * 1024;
/// The first SQLite without the WAL-reset bug (https://sqlite.org/wal.html#walresetbug).
constexpr int kFixedSqlite = 3'051'003;
constexpr std::uintmax_t kLittleSpace = 50 * 1024 * 1024;

/// One thing that was looked at. No remedy: all is well.
struct Check {
  std::string subject{};
  std::string state{};
  std::string remedy{};
};
using Checks = std::vector<Check>;

/// What is wrong with a manifest by the rules of its browser; empty if nothing is.
std::string manifest_fault(const fs::path& file, Family family) {
  const ParsedJson parsed = parse_json(read_file(file, kMaxManifestBytes));
  if (!parsed.error.empty()) return parsed.error;
  const auto& manifest = parsed.value;
  if (!manifest.is_object() || manifest.value("name", "") != identity::kHostName) {
    return "its name is not that of the file";
  }
  const std::string path = manifest.value("path", "");
  if (!fs::path(path).is_absolute()) return "its path is not absolute";
  if (::access(path.c_str(), X_OK) != 0) return path + " is not there or cannot be started";
  const bool chromium = family == Family::chromium;
  const std::string id = chromium ? "chrome-extension://" + std::string(identity::kChromiumId) + "/"
                                  : identity::kFirefoxId;
  const auto allowed = manifest.find(chromium ? "allowed_origins" : "allowed_extensions");
  if (allowed == manifest.end() || !allowed->is_array() ||
      std::find(allowed->begin(), allowed->end(), id) == allowed->end()) {
    return "it does not allow the extension " + id;
  }
  return {};
}

Check look_at_browser(const Browser& browser, const Places& places) {
  Check check{std::string(browser.title), {}, {}};
  fs::path file = manifest_path(browser, places);
  if (!fs::exists(file)) file = fs::path(browser.system) / file.filename();
  if (!fs::exists(file)) {
    check.state = "does not know the host";
    check.remedy = "run: cookie-warden install --browser " + std::string(browser.id);
    return check;
  }
  const std::string fault = manifest_fault(file, browser.family);
  check.state = file.string() + (fault.empty() ? "" : ": " + fault);
  if (!fault.empty()) check.remedy = "run: cookie-warden repair";
  return check;
}

/// Browsers in sandboxes start no program of the machine by themselves.
void look_at_sandboxes(const Places& places, Checks& checks) {
  if (fs::is_directory(places.home / "snap/chromium")) {
    checks.push_back(
        {"Chromium from Snap", "cannot start native hosts", "use Debian's package, or Firefox"});
  }
  if (fs::is_directory(places.home / "snap/firefox")) {
    checks.push_back({"Firefox from Snap", "asks once whether it may start the host", ""});
  }
  if (fs::is_directory(places.home / ".var/app/org.mozilla.firefox")) {
    checks.push_back({"Firefox from Flatpak", "cannot start programs outside its sandbox",
                      "use Debian's package"});
  }
}

void look_at_host(Checks& checks) {
  const fs::path host = host_program();
  const std::string origin = "chrome-extension://" + std::string(identity::kChromiumId) + "/";
  const std::vector<std::pair<const char*, std::vector<std::string>>> callers{
      {"host, as Chromium starts it", {origin}},
      {"host, as Firefox starts it",
       {"/" + std::string(identity::kHostName) + ".json", identity::kFirefoxId}}};
  for (const auto& [subject, arguments] : callers) {
    const std::string fault = handshake(host, arguments);
    checks.push_back({subject, fault.empty() ? "answers" : fault,
                      fault.empty() ? "" : "build or install it again: " + host.string()});
  }
}

Check look_at_data(const fs::path& data) {
  std::error_code error;
  const auto status = fs::status(data, error);
  if (!fs::exists(status)) return {"data folder", data.string() + ", not there yet", ""};
  if (!fs::is_directory(status)) {
    return {"data folder", data.string() + " is not a folder", "remove or rename it"};
  }
  if (::access(data.c_str(), W_OK | X_OK) != 0) {
    return {"data folder", data.string() + " cannot be written", "make it yours: chown, chmod 700"};
  }
  if ((status.permissions() & fs::perms(0077)) != fs::perms::none) {
    return {"data folder", data.string() + " can be read by others",
            "run: chmod 700 " + data.string()};
  }
  const auto space = fs::space(data, error).available;
  if (!error && space < kLittleSpace) {
    return {"data folder", "the disk is nearly full", "free some space"};
  }
  return {"data folder", data.string(), ""};
}

Check look_at_log(const fs::path& data) {
  try {
    LogReader reader(data);
    const std::string fault = reader.quick_check();
    if (fault != "ok") return {"log", "damaged: " + fault, "move it away; a new one is begun"};
    return {"log", log_path(data).string() + ", in order", ""};
  } catch (const LogError& error) {
    if (error.code() == "no_log") return {"log", "none yet", ""};
    return {"log", error.what(), error.hint()};
  }
}

Check look_at_preferences(const fs::path& data) {
  try {
    Warden warden(data);
    warden.refresh();
    if (warden.learned().problems().empty()) return {"preferences and policies", "in order", ""};
    return {"learned policies", warden.learned().problems().front(), "correct or remove the file"};
  } catch (const PreferencesError& error) {
    return {"preferences", error.what(), "correct or remove the file"};
  }
}

std::string without_home(std::string text, const Places& places) {
  const std::string home = places.home.string();
  for (auto at = text.find(home); at != std::string::npos; at = text.find(home)) {
    text.replace(at, home.size(), "~");
  }
  return text;
}

}  // namespace

int run_doctor(const Arguments& arguments) {
  CommandLine line("doctor [--json]",
                   "Looks at browsers, host, data and log, and says what to do where something is\n"
                   "wrong. The output has no personal paths and can be pasted into a report.");
  line.options.add_options()("json", po::bool_switch(), "one JSON object per line");
  if (!line.parse(arguments)) return kDone;
  const Places places = Places::from_environment();
  Checks checks;
  for (const Browser& browser : kBrowsers) {
    if (is_detected(browser, places)) checks.push_back(look_at_browser(browser, places));
  }
  if (checks.empty()) {
    checks.push_back({"browsers", "none found", "install Chromium or Firefox"});
  }
  look_at_sandboxes(places, checks);
  look_at_host(checks);
  checks.push_back(look_at_data(places.data));
  checks.push_back(look_at_log(places.data));
  checks.push_back(look_at_preferences(places.data));
  checks.push_back(
      {"SQLite",
       std::string(sqlite3_libversion()) + (sqlite3_libversion_number() >= kFixedSqlite
                                                ? ""
                                                : ", whose fault in resetting the write-ahead log "
                                                  "is guarded against by a lock file"),
       ""});
  bool well = true;
  for (const Check& check : checks) {
    well = well && check.remedy.empty();
    const std::string state = without_home(check.state, places);
    const std::string remedy = without_home(check.remedy, places);
    if (line.flag("json")) {
      std::cout << dump_json(nlohmann::ordered_json{{"subject", check.subject},
                                                    {"ok", remedy.empty()},
                                                    {"state", state},
                                                    {"remedy", remedy}})
                << '\n';
    } else {
      std::cout << (remedy.empty() ? "ok       " : "PROBLEM  ") << check.subject << ": "
                << terminal_text(state) << '\n';
      if (!remedy.empty()) std::cout << "         " << terminal_text(remedy) << '\n';
    }
  }
  return well ? kDone : kNothing;
}

}  // namespace cookie_warden
