// SPDX-License-Identifier: MPL-2.0
#include "floor_answer.hpp"

#include <nlohmann/json.hpp>

namespace cookie_warden::bench {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json hello(const json& id) {
  return {{"type", "hello"},
          {"id", id},
          {"protocol", 1},
          {"host", "1.0.0"},
          {"policies", {{"sites", 1}, {"platforms", 1}, {"providers", 1}, {"rules", 1}}},
          {"fingerprint", "0123456789abcdef"}};
}

ordered_json decisions(const json& request) {
  ordered_json list = ordered_json::array();
  for (const json& event : request.at("events")) {
    list.push_back({{"uid", event.at("uid")},
                    {"verdict", "reject"},
                    {"category", "statistics"},
                    {"party", "first"},
                    {"reason", "provider"},
                    {"policy", "google-analytics"},
                    {"rule", "_ga"}});
  }
  return {{"type", "decisions"}, {"id", request.at("id")}, {"decisions", std::move(list)}};
}

}  // namespace

std::string floor_answer(std::string_view frame) {
  const json request = json::parse(frame);
  const bool is_hello = request.at("type") == "hello";
  return (is_hello ? hello(request.at("id")) : decisions(request)).dump();
}

}  // namespace cookie_warden::bench
