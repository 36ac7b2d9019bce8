// SPDX-License-Identifier: MPL-2.0
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "registration.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/folder.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;
namespace fs = std::filesystem;

namespace {

Places places_in(const fs::path& home) {
  return {home, home / ".config", "", home / ".local/share/cookie-warden"};
}

std::set<std::string> tree(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    names.insert(entry.path().string());
  }
  return names;
}

}  // namespace

TEST_CASE("every browser gets a manifest by its own rules, and uninstall leaves no trace") {
  for (const Browser& browser : kBrowsers) {
    CAPTURE(std::string(browser.id));
    const TemporaryFolder home;
    const Places places = places_in(home.path);
    CHECK_FALSE(is_detected(browser, places));
    fs::create_directories((browser.below_config ? places.config : places.home) / browser.folder);
    CHECK(is_detected(browser, places));
    const auto before = tree(home.path);

    const fs::path file = manifest_path(browser, places);
    register_host({{file, manifest_text(browser.family, "/opt/a \"quoted\" folder/host")}}, places);
    const auto manifest = nlohmann::json::parse(read_file(file, 10'000));
    CHECK(manifest["name"] == file.stem().string());
    CHECK(manifest["type"] == "stdio");
    CHECK(manifest["path"] == "/opt/a \"quoted\" folder/host");
    CHECK(manifest["description"].get<std::string>().size() > 10);
    if (browser.family == Family::chromium) {
      const auto origin = manifest["allowed_origins"].at(0).get<std::string>();
      CHECK(origin.size() == std::string("chrome-extension:///").size() + 32);
    } else {
      CHECK(manifest["allowed_extensions"].at(0) == "cookie-warden@cookiewarden.org");
    }
    CHECK((fs::status(file).permissions() & fs::perms(0777)) == fs::perms(0644));

    CHECK(unregister_host(places).size() == 1);
    CHECK(tree(home.path) == before);
    CHECK(unregister_host(places).empty());
  }
}

TEST_CASE("uninstall leaves files of others and folders in use alone") {
  const TemporaryFolder home;
  const Places places = places_in(home.path);
  const Browser& browser = kBrowsers[2];
  const fs::path file = manifest_path(browser, places);
  register_host({{file, manifest_text(browser.family, "/opt/host")}}, places);
  std::ofstream(file.parent_path() / "org.other.json") << "{}";
  std::ofstream(file) << R"({"name":"somebody.else"})";
  CHECK(unregister_host(places).empty());
  CHECK(fs::exists(file));
  CHECK(fs::exists(file.parent_path() / "org.other.json"));
}

TEST_CASE("a link in place of a manifest is neither followed nor removed") {
  const TemporaryFolder home;
  const Places places = places_in(home.path);
  const fs::path file = manifest_path(kBrowsers[0], places);
  const fs::path target = home.path / "precious";
  std::ofstream(target) << manifest_text(Family::chromium, "/opt/host");
  fs::create_directories(file.parent_path());
  fs::create_symlink(target, file);
  CHECK(unregister_host(places).empty());
  CHECK(fs::is_symlink(file));
  register_host({{file, manifest_text(Family::chromium, "/opt/other")}}, places);
  CHECK_FALSE(fs::is_symlink(file));
  CHECK(read_file(target, 10'000).find("/opt/host") != std::string::npos);
}

TEST_CASE("installing twice is installing once") {
  const TemporaryFolder home;
  const Places places = places_in(home.path);
  const auto before = tree(home.path);
  const fs::path file = manifest_path(kBrowsers[6], places);
  for (const char* host : {"/opt/old/host", "/opt/new/host"}) {
    register_host({{file, manifest_text(Family::firefox, host)}}, places);
  }
  CHECK(read_file(file, 10'000).find("/opt/new/host") != std::string::npos);
  unregister_host(places);
  CHECK(tree(home.path) == before);
}
