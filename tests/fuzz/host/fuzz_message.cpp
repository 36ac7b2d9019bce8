// SPDX-License-Identifier: MPL-2.0
// Any bytes as one frame's text: a request or an error, and the fast reader agrees with the general
// one on whatever it reads.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <tuple>

#include "adapters/host_names.hpp"
#include "adapters/policies/bundled_policies.hpp"
#include "adapters/protocol/messages.hpp"

namespace {

using namespace cookie_warden;

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << '\n';
  std::abort();
}

bool same(const CookieEvent& a, const CookieEvent& b) {
  const auto fields = [](const CookieEvent& e) {
    const Cookie& c = e.cookie;
    return std::tie(e.uid, e.at_ms, e.is_private, e.top_level_site, c.name, c.domain, c.host_only,
                    c.path, c.secure, c.http_only, c.same_site, c.session, c.expiration_date,
                    c.store_id, c.partition_key, c.first_party_domain);
  };
  return fields(a) == fields(b);
}

void check_plain(const protocol::Request& plain, const protocol::Request& general) {
  const auto& left = std::get<protocol::Decide>(plain.body).events;
  require(std::holds_alternative<protocol::Decide>(general.body), "the type of a plain request");
  const auto& right = std::get<protocol::Decide>(general.body).events;
  require(plain.id == general.id && left.size() == right.size(),
          "id and events of a plain request");
  for (std::size_t i = 0; i < left.size(); ++i) require(same(left[i], right[i]), "an event");
}

void check_reply(const protocol::Request& request) {
  static const PublicSuffixHostNames hosts;
  static const Knowledge knowledge{.bundled = bundled_policies()};
  protocol::DecisionsReply reply(request.id);
  for (const CookieEvent& event : std::get<protocol::Decide>(request.body).events) {
    reply.add(decide(situate(event, hosts), event.cookie, knowledge, Preferences{}), event.uid);
  }
  const std::string text = std::move(reply).text();
  require(nlohmann::json::accept(text), "a reply is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto plain = protocol::read_plain_decide(text);
  std::optional<std::int64_t> id;
  try {
    const protocol::Request request = protocol::parse_request(text, id);
    if (plain) check_plain(*plain, request);
    if (std::holds_alternative<protocol::Decide>(request.body)) check_reply(request);
  } catch (const protocol::RequestError& error) {
    require(!plain, "a plain request is a request");
    const std::string reply = protocol::error_reply(id, error.code(), error.what(), error.hint());
    require(nlohmann::json::accept(reply), "an error is JSON");
  }
  return 0;
}
