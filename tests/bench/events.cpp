// SPDX-License-Identifier: MPL-2.0
#include "events.hpp"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

namespace cookie_warden::bench {
namespace {

struct Kind {
  const char* name;
  const char* domain;  ///< Empty: the site's own.
  bool persistent;
};

constexpr std::array<Kind, 10> kKinds{{{"sessionid", "", false},
                                       {"csrftoken", "", true},
                                       {"_ga", "", true},
                                       {"_ga_7KXW2R3M5N", "", true},
                                       {"_pk_id.12.ab34", "", true},
                                       {"IDE", ".doubleclick.net", true},
                                       {"_fbp", "", true},
                                       {"django_language", "", true},
                                       {"view_count", "", false},
                                       {"embed_state", ".widgets.example", true}}};

constexpr std::int64_t kStartMs = 1'795'430'400'000;

}  // namespace

Events::Events(std::vector<std::string> sites, std::uint64_t seed)
    : sites_(std::move(sites)), random_(seed) {}

std::string Events::uid() {
  std::array<char, 37> text{};
  const std::uint64_t high = random_();
  const std::uint64_t low = random_();
  std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-8%03x-%012llx",
                static_cast<unsigned>(high >> 32), static_cast<unsigned>(high >> 16 & 0xffff),
                static_cast<unsigned>(high & 0xfff), static_cast<unsigned>(low & 0xfff),
                static_cast<unsigned long long>(low >> 16));
  return text.data();
}

std::string Events::event(bool is_private) {
  const Kind& kind = kKinds[static_cast<std::size_t>(number_) % kKinds.size()];
  const std::string& site = sites_[random_() % sites_.size()];
  const std::string domain = *kind.domain ? kind.domain : "www." + site;
  nlohmann::ordered_json cookie{{"name", kind.name},
                                {"domain", domain},
                                {"hostOnly", !domain.starts_with('.')},
                                {"path", "/"},
                                {"secure", true},
                                {"httpOnly", false},
                                {"sameSite", "lax"},
                                {"session", !kind.persistent},
                                {"storeId", "0"}};
  if (kind.persistent) cookie["expirationDate"] = 1'830'000'000.5;
  return nlohmann::ordered_json{{"uid", uid()},
                                {"at", kStartMs + number_++},
                                {"private", is_private},
                                {"topLevelSite", "https://www." + site},
                                {"cookie", std::move(cookie)}}
      .dump();
}

std::string Events::request(std::size_t count, bool is_private) {
  std::string text = R"({"type":"decide","id":)" + std::to_string(number_) + R"(,"events":[)";
  for (std::size_t i = 0; i < count; ++i) text.append(i == 0 ? "" : ",").append(event(is_private));
  return text + "]}";
}

std::vector<std::string> shipped_sites() { return {"odwb.be"}; }

}  // namespace cookie_warden::bench
