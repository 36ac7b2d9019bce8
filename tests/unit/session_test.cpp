// SPDX-License-Identifier: MPL-2.0
#include "app/session.hpp"

#include <fstream>

#include "adapters/native_messaging.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/json.hpp"
#include "support/small_disk.hpp"

using namespace cookie_warden;
using namespace cookie_warden::test;
using nlohmann::json;

namespace {

json event_json(const std::string& uid, const std::string& name, const std::string& domain,
                const std::string& top) {
  return {{"uid", uid},
          {"at", 1'795'430'400'123},
          {"private", false},
          {"topLevelSite", top},
          {"cookie", {{"name", name}, {"domain", domain}}}};
}

json ask(Session& session, const json& request) {
  const std::string reply = session.answer(request.dump());
  CHECK(reply.size() <= kMaxFrameBytes);
  return json::parse(reply);
}

json decide(Session& session, const json& events) {
  return ask(session, {{"type", "decide"}, {"id", 1}, {"events", events}});
}

json decide_one(Session& session, const json& event) {
  return decide(session, json::array({event}));
}

json many_events(const std::string& prefix, int count) {
  json events = json::array();
  for (int i = 0; i < count; ++i) {
    events.push_back(event_json(prefix + std::to_string(i), std::string(400, 'n'), "a.example",
                                "https://a.example"));
  }
  return events;
}

}  // namespace

TEST_CASE("no request gets a reply that is larger than a frame") {
  const TemporaryFolder home;
  Session session(home.path, {});
  const std::string large(kMaxFrameBytes - 200, 'x');
  const std::string controls(kMaxFrameBytes / 6 - 200, '\x01');
  const std::string wide = [] {
    std::string text = "x";
    while (text.size() < 500'000) text += "é";
    return text;
  }();
  for (const std::string& text : {large, controls, wide}) {
    CHECK(ask(session, {{"type", text}, {"id", 1}})["code"] == "unknown_type");
    CHECK(ask(session, {{"type", "preferences"}, {"id", 1}, {"kept", {{text, true}}}})["code"] ==
          "bad_request");
    CHECK(ask(session, {{"type", "policy"}, {"id", 1}, {"policy", text}})["type"] == "error");
    CHECK(ask(session, {{"type", "remove-policy"}, {"id", 1}, {"policy", text}})["type"] ==
          "error");
    CHECK(ask(session, {{"type", "allow"}, {"id", 1}, {"site", "a.example"}, {"cookie", text}})
              .contains("type"));
    CHECK(ask(session, {{"type", "site"}, {"id", 1}, {"site", "a.example"}}).contains("type"));
    CHECK(decide_one(session, event_json("u" + std::to_string(text.size()), text, "a.example",
                                         "https://a.example"))
              .contains("type"));
    CHECK(ask(session, {{"type", "log"}, {"id", 1}}).contains("type"));
  }
}

TEST_CASE("a full disk is said to be full, nothing is half recorded, and room makes it good") {
  const TemporaryFolder home;
  const auto data = home.path / "data";
  const auto ballast = home.path / "ballast";
  const OnSmallDisk result = on_small_disk(home.path, 1500, [&] {
    Session session(data, {});
    if (decide(session, many_events("a", 10))["type"] != "decisions") return false;
    std::ofstream(ballast) << std::string(1'000'000, 'b');
    json refused;
    int accepted = 10;
    for (int i = 0; i < 50 && refused.is_null(); ++i) {
      const json reply = decide(session, many_events("b" + std::to_string(i) + "-", 100));
      if (reply["type"] == "decisions") {
        accepted += 100;
      } else {
        refused = reply;
      }
    }
    if (refused.is_null() || refused["code"] != "disk_full" || refused["hint"] == "") return false;
    // Still full: asked again, the session says it again.
    if (decide(session, many_events("c", 100))["code"] != "disk_full") return false;
    std::filesystem::remove(ballast);
    if (decide(session, many_events("c", 100))["type"] != "decisions") return false;
    SQLite::Database db(log_path(data).string(), SQLite::OPEN_READONLY);
    return db.execAndGet("SELECT count(*) FROM decisions").getInt() == accepted + 100 &&
           db.execAndGet("PRAGMA integrity_check").getString() == "ok";
  });
  if (result == OnSmallDisk::not_allowed) {
    WARN("no disk can be mounted here: not tested");
    return;
  }
  CHECK(result == OnSmallDisk::passed);
}

TEST_CASE("a disk that is full from the start is said to be full") {
  const TemporaryFolder home;
  const OnSmallDisk result = on_small_disk(home.path, 64, [&] {
    std::ofstream(home.path / "ballast") << std::string(60'000, 'b');
    Session session(home.path / "data", {});
    return decide(session, many_events("a", 1))["code"] == "disk_full";
  });
  if (result == OnSmallDisk::not_allowed) {
    WARN("no disk can be mounted here: not tested");
    return;
  }
  CHECK(result == OnSmallDisk::passed);
}

TEST_CASE("a saved policy of a site is used with the platform that it names, until it is removed") {
  const TemporaryFolder home;
  Session session(home.path / "data", {});
  const auto reason = [&](const char* uid) {
    const json reply = decide_one(session, event_json(uid, "csrftoken", "data.learned.example",
                                                      "https://data.learned.example"));
    return reply["decisions"][0]["policy"].dump();
  };
  const json policy = json::parse(R"({"schema":1,"id":"learned.example","kind":"site","title":"L",
      "sites":["learned.example"],"uses":["opendatasoft","gone"],"complete":false,
      "source":{"url":"https://learned.example/"},"cookies":[]})");
  const std::string before = reason("1");
  CHECK(ask(session, {{"type", "save-policy"}, {"id", 1}, {"policy", policy}})["type"] == "done");
  CHECK(reason("2") == "\"opendatasoft\"");
  const json shown = ask(session, {{"type", "policy"}, {"id", 1}, {"policy", "learned.example"}});
  CHECK(shown["learned"] == true);
  CHECK(shown["policy"] == policy);
  CHECK(
      ask(session, {{"type", "remove-policy"}, {"id", 1}, {"policy", "learned.example"}})["type"] ==
      "done");
  CHECK(reason("3") == before);
}

TEST_CASE("what cannot be written is named, and the session goes on") {
  const TemporaryFolder home;
  std::ofstream(home.path / "file") << "x";
  Session session(home.path / "file" / "data", {});
  session.prepare();
  const json reply = decide(session, many_events("a", 1));
  CHECK(reply["code"] == "log_unavailable");
  CHECK(reply["message"].get<std::string>().find((home.path / "file").string()) !=
        std::string::npos);
  CHECK_FALSE(reply["hint"].get<std::string>().empty());
  for (const json& request :
       {json{{"type", "pause"}, {"id", 1}, {"site", "a.example"}},
        json{{"type", "allow"}, {"id", 1}, {"site", "a.example"}, {"cookie", "x"}},
        json{{"type", "preferences"}, {"id", 1}, {"preset", "strict"}}}) {
    const json refused = ask(session, request);
    CAPTURE(request.dump(), refused.dump());
    CHECK(refused["code"] == "preferences_unavailable");
  }
  json in_private = many_events("p", 1);
  in_private[0]["private"] = true;
  CHECK(decide(session, in_private)["type"] == "decisions");
}

TEST_CASE("an unknown cookie that was kept on its own site is kept where an embed sets it again") {
  const TemporaryFolder home;
  const auto verdict = [&](Session& session, const char* uid, const char* top) {
    const json reply = decide_one(session, event_json(uid, "their_login", "b.example", top));
    return reply["decisions"][0]["verdict"];
  };
  {
    Session session(home.path, {});
    CHECK(verdict(session, "1", "https://a.example") == "reject");
    CHECK(verdict(session, "2", "https://b.example") == "keep");
    CHECK(verdict(session, "3", "https://a.example") == "keep");
  }
  Session later(home.path, {});
  CHECK(verdict(later, "4", "https://a.example") == "keep");
  const json known =
      decide_one(later, event_json("1", "their_login", "b.example", "https://a.example"));
  CHECK(known["decisions"][0]["verdict"] == "reject");  // what stands in the log
}
