// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <cmath>
#include <limits>

#include "adapters/protocol/messages.hpp"
#include "support/json.hpp"

namespace cookie_warden::protocol {
namespace {

using nlohmann::json;

constexpr const char* kUpdateHint = "Update the extension and the host to the same version.";
constexpr std::int64_t kMaxLogLimit = 1000;
constexpr std::int64_t kMaxLearnParts = 128;

/// Where a field stands, as a JSON pointer that is only written out for an error.
struct Place {
  const Place* parent = nullptr;
  std::string_view field{};
  std::size_t index = 0;

  [[nodiscard]] std::string pointer() const {
    if (!parent) return {};
    return parent->pointer() + "/" + (field.empty() ? std::to_string(index) : std::string(field));
  }
};

[[noreturn]] void bad_request(const Place& place, const std::string& fault) {
  throw RequestError("bad_request", place.pointer() + " " + fault, kUpdateHint);
}

/// Null if the field is absent or null.
const json* find(const json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json& require(const json& object, const char* field, const Place& place) {
  const json* found = find(object, field);
  if (!found) bad_request({&place, field}, "is missing");
  return *found;
}

const std::string& as_text(const json& value, const Place& place) {
  if (!value.is_string()) bad_request(place, "must be a string");
  return value.get_ref<const std::string&>();
}

std::string text_or_empty(const json& object, const char* field, const Place& place) {
  const json* found = find(object, field);
  return found ? as_text(*found, {&place, field}) : std::string();
}

std::string text(const json& object, const char* field, const Place& place) {
  const std::string& found = as_text(require(object, field, place), {&place, field});
  if (found.empty()) bad_request({&place, field}, "must not be empty");
  return found;
}

bool flag(const json& object, const char* field, const Place& place, bool otherwise) {
  const json* found = find(object, field);
  if (found && !found->is_boolean()) bad_request({&place, field}, "must be true or false");
  return found ? found->get<bool>() : otherwise;
}

double number(const json& value, const Place& place) {
  if (!value.is_number()) bad_request(place, "must be a number");
  return value.get<double>();
}

std::int64_t integer(const json& value, const Place& place) {
  if (!value.is_number_integer() ||
      (value.is_number_unsigned() &&
       value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})) {
    bad_request(place, "must be an integer");
  }
  return value.get<std::int64_t>();
}

const json& array(const json& object, const char* field, const Place& place) {
  const json& found = require(object, field, place);
  if (!found.is_array()) bad_request({&place, field}, "must be an array");
  if (found.size() > kMaxBatch) {
    bad_request({&place, field}, "has more than " + std::to_string(kMaxBatch) + " elements");
  }
  return found;
}

std::optional<PartitionKey> parse_partition_key(const json& cookie, const Place& place) {
  const json* found = find(cookie, "partitionKey");
  if (!found) return std::nullopt;
  const Place here{&place, "partitionKey"};
  if (!found->is_object()) bad_request(here, "must be an object");
  PartitionKey key;
  key.top_level_site = text_or_empty(*found, "topLevelSite", here);
  if (find(*found, "hasCrossSiteAncestor")) {
    key.has_cross_site_ancestor = flag(*found, "hasCrossSiteAncestor", here, false);
  }
  return key;
}

Cookie parse_cookie(const json& object, const Place& place) {
  if (!object.is_object()) bad_request(place, "must be an object");
  Cookie cookie;
  // A cookie may be nameless (RFC 6265 5.2 as amended by 6265bis), but the field is there.
  cookie.name = as_text(require(object, "name", place), {&place, "name"});
  cookie.domain = text(object, "domain", place);
  cookie.host_only = flag(object, "hostOnly", place, !cookie.domain.starts_with('.'));
  if (auto path = text_or_empty(object, "path", place); !path.empty())
    cookie.path = std::move(path);
  cookie.secure = flag(object, "secure", place, false);
  cookie.http_only = flag(object, "httpOnly", place, false);
  cookie.same_site = text_or_empty(object, "sameSite", place);
  const json* expiry = find(object, "expirationDate");
  if (expiry) cookie.expiration_date = number(*expiry, {&place, "expirationDate"});
  cookie.session = flag(object, "session", place, !expiry);
  cookie.store_id = text_or_empty(object, "storeId", place);
  cookie.partition_key = parse_partition_key(object, place);
  cookie.first_party_domain = text_or_empty(object, "firstPartyDomain", place);
  return cookie;
}

std::int64_t parse_time(const json& value, const Place& place) {
  const double time = number(value, place);
  if (!(std::fabs(time) <= kMaxTimeMs)) bad_request(place, "is not a time");
  return static_cast<std::int64_t>(std::floor(time));
}

CookieEvent parse_event(const json& object, const Place& place) {
  if (!object.is_object()) bad_request(place, "must be an object");
  CookieEvent event;
  event.uid = text(object, "uid", place);
  if (event.uid.size() > kMaxUidBytes) bad_request({&place, "uid"}, "is too long");
  event.at_ms = parse_time(require(object, "at", place), {&place, "at"});
  require(object, "private", place);
  event.is_private = flag(object, "private", place, true);
  event.top_level_site = text_or_empty(object, "topLevelSite", place);
  event.cookie = parse_cookie(require(object, "cookie", place), {&place, "cookie"});
  return event;
}

Body parse_hello(const json& object, const Place& root) {
  return Hello{integer(require(object, "protocol", root), {&root, "protocol"}),
               text(object, "extension", root), text(object, "browser", root)};
}

Body parse_decide(const json& object, const Place& root) {
  const json& events = array(object, "events", root);
  const Place list{&root, "events"};
  Decide decide;
  decide.events.reserve(events.size());
  for (const json& event : events) {
    decide.events.push_back(parse_event(event, {&list, {}, decide.events.size()}));
  }
  return decide;
}

Body parse_outcomes(const json& object, const Place& root) {
  const json& outcomes = array(object, "outcomes", root);
  const Place list{&root, "outcomes"};
  Outcomes parsed;
  for (const json& entry : outcomes) {
    const Place here{&list, {}, parsed.results.size()};
    if (!entry.is_object()) bad_request(here, "must be an object");
    const auto result = outcome_from(text(entry, "result", here));
    if (!result) bad_request({&here, "result"}, "is not an outcome");
    parsed.results.emplace_back(text(entry, "uid", here), *result);
  }
  return parsed;
}

Body parse_site(const json& object, const Place& root) { return Site{text(object, "site", root)}; }

Body parse_pause(const json& object, const Place& root) {
  return Pause{text(object, "site", root), true};
}

Body parse_resume(const json& object, const Place& root) {
  return Pause{text(object, "site", root), false};
}

Body parse_exception(const json& object, const Place& root, std::optional<Verdict> verdict) {
  return Except{text(object, "site", root), text(object, "cookie", root), verdict};
}

Body parse_log(const json& object, const Place& root) {
  LogFilter filter;
  if (auto site = text_or_empty(object, "site", root); !site.empty()) filter.site = site;
  if (auto cookie = text_or_empty(object, "cookie", root); !cookie.empty()) filter.cookie = cookie;
  if (auto name = text_or_empty(object, "verdict", root); !name.empty()) {
    filter.verdict = verdict_from(name);
    if (!filter.verdict) bad_request({&root, "verdict"}, "is not a verdict");
  }
  if (auto name = text_or_empty(object, "category", root); !name.empty()) {
    filter.category = category_from(name);
    if (!filter.category) bad_request({&root, "category"}, "is not a category");
  }
  if (const json* before = find(object, "before")) {
    filter.before = integer(*before, {&root, "before"});
  }
  filter.limit = 100;
  if (const json* limit = find(object, "limit")) filter.limit = integer(*limit, {&root, "limit"});
  if (*filter.limit < 1 || *filter.limit > kMaxLogLimit) {
    bad_request({&root, "limit"}, "must be 1 to " + std::to_string(kMaxLogLimit));
  }
  return Log{filter};
}

Body parse_preferences(const json& object, const Place& root) {
  SetPreferences set;
  if (const auto preset = text_or_empty(object, "preset", root); !preset.empty()) {
    if (preset != "balanced" && preset != "strict") {
      bad_request({&root, "preset"}, "must be \"balanced\" or \"strict\"");
    }
    set.preset = preset == "strict" ? kStrict : kBalanced;
  }
  const json* kept = find(object, "kept");
  if (!kept) return set;
  const Place here{&root, "kept"};
  if (!kept->is_object()) bad_request(here, "must be an object");
  for (const auto& [name, value] : kept->items()) {
    const auto field = kept_kind(name);
    if (!field) bad_request({&here, name}, "is not a kind of cookie");
    if (!value.is_boolean()) bad_request({&here, name}, "must be true or false");
    set.kept.emplace_back(*field, value.get<bool>());
  }
  return set;
}

Body parse_learn(const json& object, const Place& root) {
  Learn learn{text(object, "site", root), text(object, "url", root),
              integer(require(object, "part", root), {&root, "part"}),
              integer(require(object, "parts", root), {&root, "parts"}),
              as_text(require(object, "text", root), {&root, "text"})};
  if (learn.parts < 1 || learn.parts > kMaxLearnParts) {
    bad_request({&root, "parts"}, "must be 1 to " + std::to_string(kMaxLearnParts));
  }
  if (learn.part < 0 || learn.part >= learn.parts) {
    bad_request({&root, "part"}, "must be below parts");
  }
  return learn;
}

Body parse_save_policy(const json& object, const Place& root) {
  const json& policy = require(object, "policy", root);
  if (!policy.is_object()) bad_request({&root, "policy"}, "must be an object");
  return SavePolicy{dump_json(policy)};
}

Body parse_findings(const json& object, const Place& root) {
  const auto site = text_or_empty(object, "site", root);
  return Findings{site.empty() ? std::nullopt : std::optional(site)};
}

struct Parser {
  std::string_view type;
  Body (*parse)(const json&, const Place&);
};
constexpr std::array<Parser, 16> kParsers{
    {{"decide", parse_decide},
     {"outcome", parse_outcomes},
     {"hello", parse_hello},
     {"site", parse_site},
     {"pause", parse_pause},
     {"resume", parse_resume},
     {"allow", [](const json& o, const Place& p) { return parse_exception(o, p, Verdict::keep); }},
     {"block",
      [](const json& o, const Place& p) { return parse_exception(o, p, Verdict::reject); }},
     {"forget", [](const json& o, const Place& p) { return parse_exception(o, p, {}); }},
     {"log", parse_log},
     {"preferences", parse_preferences},
     {"learn", parse_learn},
     {"save-policy", parse_save_policy},
     {"remove-policy",
      [](const json& o, const Place& p) -> Body { return RemovePolicy{text(o, "policy", p)}; }},
     {"policy",
      [](const json& o, const Place& p) -> Body { return GetPolicy{text(o, "policy", p)}; }},
     {"findings", parse_findings}}};

}  // namespace

Request parse_request(std::string_view text_of_frame, std::optional<std::int64_t>& id) {
  const ParsedJson parsed = parse_json(text_of_frame);
  if (!parsed.error.empty()) throw RequestError("bad_json", parsed.error, kUpdateHint);
  const json& object = parsed.value;
  const Place root;
  if (!object.is_object()) {
    throw RequestError("bad_request", "a message must be an object", kUpdateHint);
  }
  const json& id_value = require(object, "id", root);
  id = integer(id_value, {&root, "id"});
  const std::string type = text(object, "type", root);
  for (const Parser& parser : kParsers) {
    if (parser.type == type) return {*id, parser.parse(object, root)};
  }
  throw RequestError("unknown_type", "\"" + type + "\" is not a message of this host",
                     "Update the Cookie Warden host.");
}

CookieEvent parse_event_line(std::string_view line) {
  const ParsedJson parsed = parse_json(line);
  if (!parsed.error.empty()) throw RequestError("bad_json", parsed.error, "");
  const json& object = parsed.value;
  const Place root;
  if (!object.is_object()) {
    throw RequestError("bad_request", "a line must be a JSON object", "");
  }
  CookieEvent event;
  if (!object.contains("cookie")) {
    event.cookie = parse_cookie(object, root);
    return event;
  }
  event.uid = text_or_empty(object, "uid", root);
  if (const json* at = find(object, "at")) event.at_ms = parse_time(*at, {&root, "at"});
  event.is_private = flag(object, "private", root, false);
  event.top_level_site = text_or_empty(object, "topLevelSite", root);
  event.cookie = parse_cookie(require(object, "cookie", root), {&root, "cookie"});
  return event;
}

}  // namespace cookie_warden::protocol
