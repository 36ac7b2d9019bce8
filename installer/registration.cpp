// SPDX-License-Identifier: MPL-2.0
#include "registration.hpp"

#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <system_error>

#include "app/data_dir.hpp"
#include "identity.hpp"
#include "manifests.hpp"
#include "support/files.hpp"
#include "support/json.hpp"

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 1024 * 1024;

fs::path receipt_path(const Places& places) { return places.data / "installed.json"; }

std::optional<std::string> read_if_there(const fs::path& file) {
  // A link may lead anywhere; ours are never links.
  if (!fs::is_regular_file(fs::symlink_status(file))) return std::nullopt;
  try {
    return read_file(file, kMaxFileBytes);
  } catch (const std::system_error&) {
    return std::nullopt;
  }
}

/// What earlier calls of register_host() made.
struct Receipt {
  std::set<std::string> files{};
  std::vector<std::string> folders{};  ///< Outermost first.

  static Receipt read(const Places& places) {
    Receipt receipt;
    const auto text = read_if_there(receipt_path(places));
    const ParsedJson parsed = parse_json(text.value_or("{}"));
    for (const auto& file : parsed.value.value("files", nlohmann::json::array())) {
      receipt.files.insert(file.get<std::string>());
    }
    for (const auto& folder : parsed.value.value("folders", nlohmann::json::array())) {
      receipt.folders.push_back(folder.get<std::string>());
    }
    return receipt;
  }

  void write(const Places& places) const {
    nlohmann::ordered_json out;
    out["files"] = files;
    out["folders"] = folders;
    write_file_atomically(receipt_path(places), out.dump(2) + "\n", 0600);
  }
};

/// Makes a folder and notes those that were not there. Browsers make theirs for the owner alone.
void make_folder(const fs::path& folder, Receipt& receipt) {
  if (fs::is_directory(folder)) return;
  make_folder(folder.parent_path(), receipt);
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_all);
  receipt.folders.push_back(folder.string());
}

bool remove_if_ours(const fs::path& file) {
  const auto text = read_if_there(file);
  return text && is_our_manifest(*text) && fs::remove(file);
}

}  // namespace

Places Places::from_environment() {
  const auto value = [](const char* name) {
    const char* found = std::getenv(name);
    return std::string(found ? found : "");
  };
  Places places;
  places.home = value("HOME");
  if (!places.home.is_absolute()) throw std::runtime_error("HOME is not set to an absolute path");
  places.config = value("XDG_CONFIG_HOME");
  if (!places.config.is_absolute()) places.config = places.home / ".config";
  places.path = value("PATH");
  places.data = data_dir();
  return places;
}

bool is_detected(const Browser& browser, const Places& places) {
  if (fs::is_directory((browser.below_config ? places.config : places.home) / browser.folder)) {
    return true;
  }
  for (std::size_t begin = 0; begin <= places.path.size();) {
    const std::size_t end = std::min(places.path.find(':', begin), places.path.size());
    const fs::path folder = places.path.substr(begin, end - begin);
    for (const std::string_view program : browser.programs) {
      const fs::path file = folder / program;
      if (!program.empty() && folder.is_absolute() && ::access(file.c_str(), X_OK) == 0) {
        return true;
      }
    }
    begin = end + 1;
  }
  return false;
}

fs::path manifest_path(const Browser& browser, const Places& places) {
  return (browser.below_config ? places.config : places.home) / browser.folder / browser.manifests /
         (std::string(identity::kHostName) + ".json");
}

std::string manifest_text(Family family, const fs::path& host) {
  std::string text = family == Family::chromium ? kChromiumManifest : kFirefoxManifest;
  const std::string quoted = nlohmann::json(host.string()).dump();
  const std::string placeholder = "\"@HOST_PATH@\"";
  text.replace(text.find(placeholder), placeholder.size(), quoted);
  return text;
}

fs::path host_program() {
  return fs::read_symlink("/proc/self/exe").parent_path() / "cookie-warden-host";
}

bool is_our_manifest(const std::string& text) {
  const ParsedJson parsed = parse_json(text);
  const auto& manifest = parsed.value;
  return parsed.error.empty() && manifest.is_object() && manifest.contains("name") &&
         manifest["name"] == identity::kHostName;
}

void register_host(const Manifests& manifests, const Places& places) {
  Receipt receipt = Receipt::read(places);
  make_folder(places.data, receipt);
  for (const auto& [file, text] : manifests) {
    make_folder(file.parent_path(), receipt);
    receipt.files.insert(file.string());
    // First the receipt: what is interrupted can still be taken back.
    receipt.write(places);
    write_file_atomically(file, text, 0644);
  }
}

std::vector<fs::path> unregister_host(const Places& places) {
  const Receipt receipt = Receipt::read(places);
  std::set<fs::path> candidates(receipt.files.begin(), receipt.files.end());
  for (const Browser& browser : kBrowsers) candidates.insert(manifest_path(browser, places));
  std::vector<fs::path> removed;
  for (const fs::path& file : candidates) {
    if (remove_if_ours(file)) removed.push_back(file);
  }
  std::error_code not_empty;
  fs::remove(receipt_path(places), not_empty);
  for (auto folder = receipt.folders.rbegin(); folder != receipt.folders.rend(); ++folder) {
    fs::remove(*folder, not_empty);
  }
  return removed;
}

}  // namespace cookie_warden
