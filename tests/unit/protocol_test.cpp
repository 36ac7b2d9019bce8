// SPDX-License-Identifier: MPL-2.0
#include <filesystem>
#include <fstream>

#include "adapters/protocol/messages.hpp"
#include "app/session.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/json.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;
using nlohmann::json;

namespace {

json example(const std::string& name) {
  std::ifstream file(std::string(PROJECT_FOLDER) + "/tests/messages/" + name + ".json");
  return json::parse(file);
}

std::vector<std::string> examples() {
  std::vector<std::string> names;
  const std::filesystem::path folder(std::string(PROJECT_FOLDER) + "/tests/messages");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().stem().string());
  }
  return names;
}

/// The code of the error that the request gets, empty if it is read.
std::string fault(const json& request, std::string* message = nullptr) {
  std::optional<std::int64_t> id;
  try {
    (void)protocol::parse_request(request.dump(), id);
    return {};
  } catch (const protocol::RequestError& error) {
    if (message) *message = error.what();
    return error.code();
  }
}

/// Calls `visit(pointer)` for every value inside `value`.
template <class Visit>
void each_value(const json& value, const json::json_pointer& at, Visit visit) {
  if (!at.empty()) visit(at);
  if (value.is_object()) {
    for (const auto& [name, inner] : value.items()) each_value(inner, at / name, visit);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) each_value(value[i], at / i, visit);
  }
}

/// Do two replies have the same fields of the same types? Null stands for any.
void check_shape(const json& real, const json& told, const std::string& where) {
  CAPTURE(where);
  if (real.is_null() || told.is_null()) return;
  REQUIRE(std::string(real.type_name()) == told.type_name());
  if (told.is_object()) {
    for (const auto& [name, value] : told.items()) {
      if (name == "findings" && !real.contains(name)) continue;
      CAPTURE(name);
      REQUIRE(real.contains(name));
      check_shape(real[name], value, where + "/" + name);
    }
  } else if (told.is_array() && !told.empty() && !real.empty()) {
    check_shape(real[0], told[0], where + "/0");
  }
}

}  // namespace

TEST_CASE("every request of the shared examples is read, but for the one that is made to fail") {
  const auto names = examples();
  REQUIRE(names.size() >= 15);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(fault(example(name)["request"]) == (name == "error" ? "bad_request" : ""));
  }
}

TEST_CASE("a session answers the shared examples with replies of the shape that they show") {
  const TemporaryFolder home;
  Session session(home.path / "data", {Caller::Kind::extension, "test"});
  std::vector<std::string> order{"hello", "decide", "outcome", "save-policy"};
  for (const std::string& name : examples()) {
    if (std::ranges::find(order, name) == order.end() && name != "remove-policy")
      order.push_back(name);
  }
  order.emplace_back("remove-policy");
  for (const std::string& name : order) {
    CAPTURE(name);
    const json exchange = example(name);
    const json reply = json::parse(session.answer(exchange["request"].dump()));
    CAPTURE(reply.dump());
    REQUIRE(reply["type"] == exchange["reply"]["type"]);
    REQUIRE(reply["id"] == exchange["request"]["id"]);
    check_shape(reply, exchange["reply"], name);
  }
}

TEST_CASE("a value of a wrong type is a bad request that names the field") {
  const std::vector<json> wrong{nullptr, true, 7, -1.5, "text", json::array(), json::object()};
  int refused = 0;
  for (const std::string& name : examples()) {
    const json request = example(name)["request"];
    each_value(request, json::json_pointer(), [&](const json::json_pointer& at) {
      for (const json& value : wrong) {
        if (value.type() == request[at].type() || (value.is_number() && request[at].is_number())) {
          continue;
        }
        json changed = request;
        changed[at] = value;
        std::string message;
        const std::string code = fault(changed, &message);
        if (code.empty()) continue;  // optional, or a field of a policy, which is checked later
        CAPTURE(name, at.to_string(), value.dump(), message);
        CHECK(code == "bad_request");
        if (name != "error") CHECK(message.find(at.to_string()) != std::string::npos);
        ++refused;
      }
    });
  }
  CHECK(refused > 300);
}

TEST_CASE("a field that must be there is missed by name") {
  const json request = example("decide")["request"];
  for (const char* field :
       {"/events", "/events/0/uid", "/events/0/at", "/events/0/private", "/events/0/cookie",
        "/events/0/cookie/name", "/events/0/cookie/domain"}) {
    const json::json_pointer pointer(field);
    json changed = request;
    changed[pointer.parent_pointer()].erase(pointer.back());
    std::string message;
    CHECK(fault(changed, &message) == "bad_request");
    CHECK(message.find(field) != std::string::npos);
  }
}

TEST_CASE("text that is no request gets an error, and the session goes on") {
  const TemporaryFolder home;
  Session session(home.path, {});
  const auto code = [&](std::string_view text) {
    return json::parse(session.answer(text))["code"].get<std::string>();
  };
  CHECK(code("") == "bad_json");
  CHECK(code("{") == "bad_json");
  CHECK(code("{\"id\":1,\"type\":\"hello\xff\"}") == "bad_json");
  CHECK(code(std::string(100'000, '[')) == "bad_json");
  CHECK(code("{\"id\":1e400,\"type\":\"hello\"}") == "bad_json");
  CHECK(code("[]") == "bad_request");
  CHECK(code("{\"id\":1}") == "bad_request");
  CHECK(code("{\"id\":99999999999999999999,\"type\":\"hello\"}") == "bad_request");
  CHECK(code("{\"id\":1,\"type\":\"sing\"}") == "unknown_type");
  CHECK(json::parse(session.answer("{\"id\":5,\"type\":\"sing\"}"))["id"] == 5);
  CHECK(json::parse(session.answer(example("hello")["request"].dump()))["type"] == "hello");
}

TEST_CASE("the halves say which of them is too old") {
  const TemporaryFolder home;
  Session session(home.path, {});
  json hello = example("hello")["request"];
  const auto hint = [&](int version) {
    hello["protocol"] = version;
    const json reply = json::parse(session.answer(hello.dump()));
    CHECK(reply["code"] == "protocol_mismatch");
    return reply["hint"].get<std::string>();
  };
  CHECK(hint(2).find("host") != std::string::npos);
  CHECK(hint(0).find("extension") != std::string::npos);
}

TEST_CASE("another extension is refused") {
  const TemporaryFolder home;
  const Caller stranger =
      recognise_caller({"chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"});
  Session session(home.path, stranger);
  const json reply = json::parse(session.answer(example("hello")["request"].dump()));
  CHECK(reply["code"] == "caller_not_allowed");
}

TEST_CASE("a private event is decided and leaves no byte on the disk") {
  const TemporaryFolder home;
  const std::string secret = "only_in_private_windows";
  {
    Session session(home.path, {});
    json request = example("decide")["request"];
    for (json& event : request["events"]) {
      event["private"] = true;
      event["cookie"]["name"] = secret;
      event["topLevelSite"] = "https://secret-site.example";
      event["cookie"].erase("partitionKey");
    }
    const json reply = json::parse(session.answer(request.dump()));
    CHECK(reply["decisions"].size() == 2);
    CHECK(reply["decisions"][0]["reason"] == "unknown");
    request["events"][0]["private"] = false;
    request["events"][0]["cookie"]["name"] = "ordinary";
    request["events"][0]["topLevelSite"] = "https://ordinary.example";
    CHECK(json::parse(session.answer(request.dump()))["type"] == "decisions");
  }
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(home.path)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(file)), {});
    CHECK(content.find(secret) == std::string::npos);
    CHECK(content.find("secret-site") == std::string::npos);
  }
  CHECK(files > 0);
}
