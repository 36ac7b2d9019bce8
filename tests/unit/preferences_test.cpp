// SPDX-License-Identifier: MPL-2.0
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "adapters/preferences_file.hpp"
#include "app/choices.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;
using nlohmann::json;

namespace {

Preferences many() {
  Preferences made;
  made.kept = {.functional = false, .statistics = true, .unknown_third_party = true};
  made.sites["odwb.be"] = {.paused = true,
                           .exceptions = {{"_ga_*", Verdict::keep}, {"a\"b\\é", Verdict::reject}}};
  made.sites["::1"] = {.exceptions = {{"*", Verdict::keep}}};
  return made;
}

std::string refusal(const std::string& text) {
  try {
    (void)parse_preferences(text, "home/preferences.json");
    return {};
  } catch (const PreferencesError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("preferences are written and read again without a change") {
  CHECK(parse_preferences(write_preferences(many()), "f") == many());
  CHECK(parse_preferences(write_preferences({}), "f") == Preferences{});
  CHECK(parse_preferences("{\"schema\":1}", "f") == Preferences{});
  CHECK(parse_preferences(R"({"schema":1,"kept":{"statistics":true}})", "f").kept.statistics);
}

TEST_CASE("preferences of a wrong type are refused with file, pointer and remedy") {
  const json full = json::parse(write_preferences(many()));
  const std::vector<json> wrong{nullptr, 7, -1.5, "text", json::array(), json::object(), true};
  int refused = 0;
  const json flat = full.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    // The value itself, and the list or object that holds it.
    for (auto at = json::json_pointer(pointer); !at.empty(); at = at.parent_pointer()) {
      for (const json& other : wrong) {
        if (other.type() == full[at].type() || (other.is_number() && full[at].is_number()))
          continue;
        json changed = full;
        changed[at] = other;
        const std::string error = refusal(changed.dump());
        CAPTURE(at.to_string(), other.dump(), error);
        REQUIRE(error.starts_with("home/preferences.json: /"));
        REQUIRE(error.find("remove the file") != std::string::npos);
        // Of an exception the whole is named: it has two fields.
        const std::string named = at.to_string();
        const bool names_it =
            error.find(": " + named + ": ") != std::string::npos ||
            error.find(": " + at.parent_pointer().to_string() + ": ") != std::string::npos;
        REQUIRE(names_it);
        ++refused;
      }
    }
  }
  CHECK(refused > 100);
  for (const char* text : {"", "{", "[]", "{}", "{\"schema\":2}", "{\"schema\":\"1\"}",
                           "{\"schema\":1,\"colour\":1}", "{\"schema\":1,\"kept\":{\"x\":true}}",
                           "{\"schema\":1,\"sites\":{\"a.example\":{\"pasued\":true}}}"}) {
    CAPTURE(text);
    CHECK_FALSE(refusal(text).empty());
  }
}

TEST_CASE("a change is seen by every program that has the file open, and defaults need no file") {
  const TemporaryFolder home;
  const auto path = home.path / "preferences.json";
  PreferencesFile one(path);
  PreferencesFile other(path);
  CHECK(other.current() == Preferences{});
  CHECK_FALSE(std::filesystem::exists(path));
  const auto before = other.fingerprint();
  set_paused(one, "odwb.be", true);
  CHECK(other.current().sites.at("odwb.be").paused);
  CHECK(other.fingerprint() != before);
  set_exception(other, "odwb.be", "_ga", Verdict::keep);
  set_paused(one, "odwb.be", false);
  CHECK(one.current().sites.at("odwb.be").exceptions.size() == 1);
  set_exception(one, "odwb.be", "_ga", Verdict::reject);
  CHECK(other.current().sites.at("odwb.be").exceptions.size() == 1);
  set_exception(one, "odwb.be", "_ga", std::nullopt);
  CHECK(other.current() == Preferences{});
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  std::filesystem::remove(path);
  CHECK(one.current() == Preferences{});
}

TEST_CASE("a broken file is never overwritten, and is read again once it is corrected") {
  const TemporaryFolder home;
  const auto path = home.path / "preferences.json";
  PreferencesFile file(path);
  set_paused(file, "odwb.be", true);
  std::ofstream(path) << "{\"schema\":1,";
  CHECK_THROWS_AS(file.current(), PreferencesError);
  CHECK_THROWS_AS(file.current(), PreferencesError);
  CHECK_THROWS_AS(set_paused(file, "a.example", true), PreferencesError);
  std::ifstream left(path);
  CHECK(std::string((std::istreambuf_iterator<char>(left)), {}) == "{\"schema\":1,");
  std::ofstream(path) << "{\"schema\":1,\"kept\":{\"marketing\":true}}";
  CHECK(file.current().kept.marketing);
}

TEST_CASE("a folder that cannot be written is an error that names it") {
  const TemporaryFolder home;
  std::ofstream(home.path / "file") << "x";
  PreferencesFile file(home.path / "file" / "preferences.json");
  try {
    set_paused(file, "a.example", true);
    FAIL("no error");
  } catch (const PreferencesError& error) {
    CHECK(std::string(error.what()).find((home.path / "file").string()) != std::string::npos);
    CHECK(std::string(error.what()).find("writable") != std::string::npos);
  }
}

TEST_CASE("two processes that change preferences at once lose none of their changes") {
  const TemporaryFolder home;
  constexpr int kChanges = 150;
  std::vector<pid_t> children;
  for (int writer = 0; writer < 2; ++writer) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      int exit_code = 0;
      try {
        PreferencesFile file(home.path / "preferences.json");
        for (int i = 0; i < kChanges; ++i) {
          // One of equal length goes, so that the file's size tells nothing.
          file.change([&](Preferences& preferences) {
            const auto site = [&](int number) {
              return std::to_string(writer) + "-" + std::to_string(1000 + number) + ".example";
            };
            preferences.sites[site(i)].paused = true;
            if (i >= 10) preferences.sites.erase(site(i - 10));
          });
        }
      } catch (const std::exception&) {
        exit_code = 1;
      }
      ::_exit(exit_code);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  PreferencesFile file(home.path / "preferences.json");
  CHECK(file.current().sites.size() == 20);
  int left = 0;
  for (const auto& entry : std::filesystem::directory_iterator(home.path)) {
    left += entry.path().filename().string().starts_with("preferences.json.") ? 1 : 0;
  }
  CHECK(left == 1);  // the lock, and no temporary file
}
