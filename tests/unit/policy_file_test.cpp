// SPDX-License-Identifier: MPL-2.0
#include "adapters/policies/policy_file.hpp"

#include <filesystem>
#include <fstream>

#include "app/policy_folder.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/json_schema.hpp"
#include "support/policies.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;
using nlohmann::json;
using Pointer = json::json_pointer;

namespace {

const std::filesystem::path kPolicies = std::filesystem::path(PROJECT_FOLDER) / "host/policies";

const JsonSchema& schema() {
  static const JsonSchema read = [] {
    std::ifstream file(kPolicies / "policy.schema.json");
    return JsonSchema(json::parse(file));
  }();
  return read;
}

/// Every field that a policy can have, for the kind that can have most.
json full() {
  return json::parse(R"({
    "schema": 1, "id": "shop.example", "kind": "site", "title": "The Shop",
    "sites": ["shop.example", "other.example"], "uses": ["engine"], "complete": true,
    "source": {"url": "https://shop.example/cookies", "language": "fr", "read": "2026-11-23"},
    "cookies": [
      {"name": "sid", "category": "necessary", "consentChoice": true, "provider": "Shop",
       "service": "Basket", "purpose": "Keeps the basket", "duration": "P1Y"},
      {"name": "_x_<n>", "pattern": "_x_*", "category": "statistics", "domain": "cdn.example",
       "party": "third", "anonymous": true, "duration": "session",
       "evidence": {"line": 7, "section": "Cookies", "confidence": "medium", "note": "guess"}}
    ]})");
}

/// What the loader says of a document; empty if it takes it.
std::string refusal(const json& document) {
  try {
    (void)parse_policy(document.dump(), "folder/shop.example.json", hosts());
    return {};
  } catch (const PolicyError& error) {
    return error.what();
  }
}

/// Calls `visit(pointer)` for every value inside `value`, deepest last.
template <class Visit>
void each_value(const json& value, const Pointer& at, const Visit& visit) {
  if (!at.empty()) visit(at);
  if (value.is_object()) {
    for (const auto& [name, inner] : value.items()) each_value(inner, at / name, visit);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) each_value(value[i], at / i, visit);
  }
}

/// "FILE: POINTER: fault; remedy", on one line.
void check_error(const std::string& error, const std::string& pointer) {
  CAPTURE(error, pointer);
  CHECK(error.starts_with("folder/shop.example.json: " + pointer + ": "));
  CHECK(error.find("; ") != std::string::npos);
  CHECK(error.find('\n') == std::string::npos);
  CHECK_FALSE(error.ends_with("; "));
}

}  // namespace

TEST_CASE("a policy file with every field is read, written and read again without a change") {
  REQUIRE(refusal(full()).empty());
  REQUIRE(schema().accepts(full()));
  const Policy read = parse_policy(full().dump(), "f", hosts());
  CHECK(read.rules[1].name == "_x_*");
  CHECK(read.rules[1].printed == "_x_<n>");
  CHECK(read.rules[1].evidence->line == 7);
  const std::string written = write_policy(read);
  CHECK(json::parse(written) == full());
  CHECK(write_policy(parse_policy(written, "f", hosts())) == written);
}

TEST_CASE("every bundled policy is read, written and read again without a change") {
  std::size_t read = 0;
  for (const auto& file : policy_files(kPolicies)) {
    CAPTURE(file.string());
    std::ifstream in(file);
    const json document = json::parse(in);
    const Policy policy = load_policy(file.string(), hosts());
    REQUIRE(schema().accepts(document));
    json written = json::parse(write_policy(policy));
    if (!document.contains("complete") && written.value("complete", true) == false) {
      written.erase("complete");
    }
    CHECK(written == document);
    ++read;
  }
  CHECK(read > 100);
}

TEST_CASE("a value of a wrong type is refused with file, pointer and remedy") {
  const std::vector<json> wrong{nullptr, true, 7, -1.5, "text", json::array(), json::object()};
  int refused = 0;
  each_value(full(), Pointer(), [&](const Pointer& at) {
    for (const json& value : wrong) {
      json changed = full();
      const bool number = changed[at].is_number() && value.is_number();
      if (number || value.type() == changed[at].type()) continue;
      changed[at] = value;
      check_error(refusal(changed), at.to_string());
      ++refused;
    }
  });
  CHECK(refused > 150);
}

TEST_CASE("a field that no policy has is refused by name, wherever it stands") {
  for (const char* where : {"", "/source", "/cookies/0", "/cookies/1/evidence"}) {
    json changed = full();
    changed[Pointer(where)]["expiry"] = "P1Y";
    check_error(refusal(changed), std::string(where) + "/expiry");
  }
  json changed = full();
  changed["a/b~c"] = 1;
  check_error(refusal(changed), "/a~1b~0c");  // as RFC 6901 writes it
}

TEST_CASE("what the schema refuses, the loader refuses, and both take the same words") {
  const std::vector<json> values{"",
                                 "x",
                                 "session",
                                 "P1D",
                                 "P",
                                 "PT",
                                 "p1d",
                                 "P1D1Y",
                                 "P123456789D",
                                 "site",
                                 "platform",
                                 "provider",
                                 "necessary",
                                 "unknown",
                                 "Necessary",
                                 "first",
                                 "any",
                                 "high",
                                 "https://a.example",
                                 "ftp://a.example",
                                 "http://",
                                 "fr",
                                 "fr-BE",
                                 "fra",
                                 "FR",
                                 "2026-02-30",
                                 "2026-1-1",
                                 "a.example",
                                 "*.a.example",
                                 "a b",
                                 "a/b",
                                 "a:80",
                                 "a*",
                                 "*",
                                 "**",
                                 "-a",
                                 "a..b",
                                 "A.b",
                                 "_ga_*",
                                 std::string(41, 'a'),
                                 std::string(101, 'a'),
                                 std::string(201, 'a'),
                                 std::string(257, 'a'),
                                 std::string(401, 'a'),
                                 std::string(1001, 'a'),
                                 0,
                                 1,
                                 2,
                                 -1,
                                 1.5,
                                 1e30,
                                 true,
                                 false,
                                 nullptr,
                                 json::array(),
                                 json::array({"a.example"}),
                                 json::array({"a.example", "a.example"}),
                                 json::array({""}),
                                 json::array({7}),
                                 json::object(),
                                 json::object({{"url", "x"}})};
  int both_refuse = 0;
  int both_take = 0;
  std::vector<std::string> looser;
  std::vector<std::string> stricter;
  each_value(full(), Pointer(), [&](const Pointer& at) {
    for (const json& value : values) {
      json changed = full();
      changed[at] = value;
      const bool by_schema = schema().accepts(changed);
      const std::string error = refusal(changed);
      if (!by_schema && error.empty()) looser.push_back(at.to_string() + " = " + value.dump());
      if (by_schema && !error.empty()) stricter.push_back(at.to_string() + " " + error);
      both_refuse += !by_schema && !error.empty() ? 1 : 0;
      both_take += by_schema && error.empty() ? 1 : 0;
    }
    json without = full();
    json& parent = without[at.parent_pointer()];
    if (parent.is_object()) {
      parent.erase(at.back());
    } else {
      parent.erase(static_cast<std::size_t>(std::stoul(at.back())));
    }
    if (!schema().accepts(without) && refusal(without).empty()) {
      looser.push_back("without " + at.to_string());
    }
  });
  CHECK(looser == std::vector<std::string>{});
  CHECK(both_refuse > 800);
  CHECK(both_take > 100);
  // Only what a schema cannot say well: rules of a kind, days of the calendar, canonical names.
  for (const std::string& error : stricter) {
    const bool beyond_schema = error.find("is for ") != std::string::npos ||
                               error.find("is not for") != std::string::npos ||
                               error.find("is not a day") != std::string::npos ||
                               error.find("every cookie") != std::string::npos ||
                               error.find("is missing; name the domains") != std::string::npos ||
                               error.find("is not a domain") != std::string::npos ||
                               error.find("is not a duration") != std::string::npos ||
                               error.find("would be every site") != std::string::npos ||
                               error.find("stands twice") != std::string::npos;
    CAPTURE(error);
    CHECK(beyond_schema);
  }
}

TEST_CASE("the rules of each kind are kept beyond the schema") {
  struct Row {
    const char* change;  ///< JSON Patch
    const char* pointer;
  };
  const auto rows = std::vector<Row>{
      {R"([{"op":"remove","path":"/sites"}])", "/sites"},
      {R"([{"op":"replace","path":"/kind","value":"provider"}])", "/sites"},
      {R"([{"op":"replace","path":"/kind","value":"platform"}])", "/complete"},
      {R"([{"op":"replace","path":"/kind","value":"platform"},
           {"op":"remove","path":"/complete"}])",
       "/uses"},
      {R"([{"op":"replace","path":"/sites/0","value":"*.shop.example"}])", "/sites/0"},
      {R"([{"op":"replace","path":"/sites/1","value":"co.uk"}])", "/sites/1"},
      {R"([{"op":"replace","path":"/cookies/0/name","value":"*"}])", "/cookies/0/name"},
      {R"([{"op":"replace","path":"/cookies/0/name","value":"***"}])", "/cookies/0/name"},
      {R"([{"op":"replace","path":"/cookies/0/name","value":"a=b"}])", "/cookies/0/name"},
      {R"([{"op":"replace","path":"/cookies/0/name","value":"a\u001bb"}])", "/cookies/0/name"},
      {R"([{"op":"add","path":"/cookies/0/anonymous","value":true}])", "/cookies/0/anonymous"},
      {R"([{"op":"add","path":"/cookies/1/consentChoice","value":true}])",
       "/cookies/1/consentChoice"},
      {R"([{"op":"copy","from":"/cookies/0","path":"/cookies/1"}])", "/cookies/1/name"},
      {R"([{"op":"replace","path":"/source/read","value":"2026-02-30"}])", "/source/read"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.change);
    check_error(refusal(full().patch(json::parse(row.change))), row.pointer);
  }
  CHECK_NOTHROW(
      policy("p", "provider", "", R"({"name":"*","category":"marketing","domain":"ads.example"})"));
  CHECK_THROWS_AS(policy("p", "provider", "", R"({"name":"*","category":"marketing"})"),
                  PolicyError);
}

TEST_CASE("domains become canonical, whichever way a person writes them") {
  const Policy read = policy("p", "site", R"("sites":[".WWW.Müller.example."])",
                             R"({"name":"a","category":"necessary","domain":".CDN.example"})");
  CHECK(read.sites[0] == "www.xn--mller-kva.example");
  CHECK(read.rules[0].domain == "cdn.example");
}

TEST_CASE("a file that is not there, too large or not JSON is an error with its name") {
  const TemporaryFolder home;
  const auto error = [&](const std::string& name) {
    try {
      (void)load_policy((home.path / name).string(), hosts());
      return std::string("none");
    } catch (const PolicyError& fault) {
      return std::string(fault.what());
    }
  };
  std::ofstream(home.path / "broken.json") << "{\"schema\": 1,";
  std::ofstream(home.path / "deep.json") << std::string(100'000, '[');
  std::ofstream(home.path / "list.json") << "[]";
  std::filesystem::create_directory(home.path / "folder.json");
  std::ofstream(home.path / "large.json") << "{}";
  std::filesystem::resize_file(home.path / "large.json", 17 * 1024 * 1024);
  for (const char* name :
       {"absent.json", "broken.json", "deep.json", "list.json", "folder.json", "large.json"}) {
    CAPTURE(error(name));
    CHECK(error(name).starts_with((home.path / name).string() + ": "));
    CHECK(error(name).find("; ") != std::string::npos);
  }
}
