// SPDX-License-Identifier: MPL-2.0
// Pages of tests/reader, each beside what it declares (NAME.expected.json).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "reader/read_policy.hpp"
#include "reader/words/vocabulary.hpp"
#include "support/catch.hpp"

namespace {

using namespace cookie_warden;
using nlohmann::json;
namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// Expectations by page.
std::map<fs::path, json> pages() {
  const std::string suffix = ".expected.json";
  std::map<fs::path, json> found;
  for (const auto& entry : fs::directory_iterator(READER_PAGES)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(suffix)) continue;
    const fs::path plain = entry.path().parent_path() / name.substr(0, name.rfind('.'));
    fs::path expected = plain.string() + suffix;
    if (!fs::exists(expected)) expected = plain.parent_path() / (plain.stem().string() + suffix);
    INFO(name);
    REQUIRE(fs::exists(expected));
    found[entry.path()] = json::parse(content(expected));
  }
  return found;
}

json as_json(const Rule& rule) {
  constexpr const char* kConfidence[] = {"high", "medium", "low"};
  REQUIRE(rule.evidence);
  return {{"name", rule.printed.empty() ? rule.name : rule.printed},
          {"pattern", rule.name},
          {"category", to_string(rule.category)},
          {"duration", rule.duration},
          {"provider", rule.provider},
          {"purpose", rule.purpose},
          {"domain", rule.domain},
          {"consentChoice", rule.consent_choice},
          {"line", rule.evidence->line},
          {"confidence", kConfidence[static_cast<int>(rule.evidence->confidence)]}};
}

void check_cookies(const std::vector<Rule>& rules, const json& expected) {
  std::set<std::string> wanted;
  for (const json& cookie : expected) {
    const auto name = cookie.at("name").get<std::string>();
    wanted.insert(name);
    INFO("cookie " << name);
    const auto found = std::ranges::find_if(rules, [&](const Rule& rule) {
      return (rule.printed.empty() ? rule.name : rule.printed) == name;
    });
    REQUIRE(found != rules.end());
    const json read = as_json(*found);
    for (const auto& [field, value] : cookie.items()) {
      INFO(field);
      CHECK(read.at(field) == value);
    }
  }
  for (const Rule& rule : rules) {
    INFO("not a cookie of the page: " << rule.name);
    CHECK(wanted.contains(rule.printed.empty() ? rule.name : rule.printed));
  }
}

}  // namespace

TEST_CASE("Each page of the collection is read as what it declares") {
  for (const auto& [path, expected] : pages()) {
    INFO(path.filename().string());
    const ReadPolicy read = read_policy(content(path));
    CHECK(read.error == "");
    if (expected.contains("format")) CHECK(to_string(read.format) == expected.at("format"));
    if (expected.contains("language")) {
      CHECK(read.policy.source_language == expected.at("language").get<std::string>());
    }
    CHECK(read.policy.complete == expected.value("complete", false));
    check_cookies(read.policy.rules, expected.at("cookies"));
  }
}

TEST_CASE("A page stays the same policy when its lines end in carriage returns") {
  for (const auto& [path, expected] : pages()) {
    INFO(path.filename().string());
    std::string windows;
    for (const char c : content(path))
      windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    check_cookies(read_policy(windows).policy.rules, expected.at("cookies"));
  }
}

TEST_CASE("A page cut off anywhere never makes an unsure cookie necessary") {
  for (const auto& [path, expected] : pages()) {
    INFO(path.filename().string());
    std::set<std::string> necessary;
    for (const json& cookie : expected.at("cookies")) {
      if (cookie.at("category") == "necessary") necessary.insert(cookie.at("name"));
    }
    const std::string page = content(path);
    for (std::size_t size = 0; size < page.size(); size += 97) {
      for (const Rule& rule : read_policy(page.substr(0, size)).policy.rules) {
        const std::string& name = rule.printed.empty() ? rule.name : rule.printed;
        INFO(name << " after " << size << " bytes");
        const bool cut_name = std::ranges::any_of(
            necessary, [&](const std::string& whole) { return whole.starts_with(name); });
        CHECK((rule.category != Category::necessary || cut_name));
      }
    }
  }
}

TEST_CASE("All languages of the vocabulary have the same keys, and every key has words") {
  std::set<std::string> first;
  for (const auto& [name, bytes] : reader::vocabulary_files()) {
    INFO(name);
    const json file = json::parse(bytes);
    CHECK(std::string(name) == file.at("language").get<std::string>() + ".json");
    std::set<std::string> keys;
    const json flat = file.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      const std::string key = pointer.substr(0, pointer.find_last_of('/'));
      keys.insert(key.empty() ? pointer : key);
      INFO(pointer);
      CHECK((value.is_string() && value != ""));
    }
    if (first.empty()) first = keys;
    CHECK(keys == first);
  }
  CHECK(reader::vocabulary_files().size() == 8);
}
