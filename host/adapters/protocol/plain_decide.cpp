// SPDX-License-Identifier: MPL-2.0
// Nearly every frame is a `decide` request as the extension's JSON.stringify() writes it. Reading
// that form alone, without a tree of values, takes a tenth of the general parser's time.

#include <charconv>
#include <cmath>
#include <system_error>

#include "adapters/protocol/messages.hpp"

namespace cookie_warden::protocol {
namespace {

/// Walks over JSON. Every function returns false for what it does not know, valid or not.
class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool take(char c) {
    skip_space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  [[nodiscard]] bool at_end() {
    skip_space();
    return at_ == end_;
  }

  /// A string of ASCII without escapes.
  bool text(std::string_view& out) {
    if (!take('"')) return false;
    const char* begin = at_;
    while (at_ != end_ && *at_ >= 0x20 && *at_ != '"' && *at_ != '\\') ++at_;
    if (at_ == end_ || *at_ != '"') return false;
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    ++at_;
    return true;
  }

  bool text(std::string& out) {
    std::string_view found;
    if (!text(found)) return false;
    out = found;
    return true;
  }

  bool flag(bool& out) {
    skip_space();
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    out = rest.starts_with("true");
    if (!out && !rest.starts_with("false")) return false;
    at_ += out ? 4 : 5;
    return true;
  }

  bool integer(std::int64_t& out) {
    std::string_view digits;
    bool whole = false;
    return literal(digits, whole) && whole && convert(digits, out);
  }

  bool number(double& out) {
    std::string_view digits;
    bool whole = false;
    return literal(digits, whole) && convert(digits, out);
  }

  /// An object; `field(name)` reads each field's value.
  template <class Field>
  bool object(Field field) {
    if (!take('{')) return false;
    if (take('}')) return true;
    do {
      std::string_view name;
      if (!text(name) || !take(':') || !field(name)) return false;
    } while (take(','));
    return take('}');
  }

  template <class Element>
  bool array(Element element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!element()) return false;
    } while (take(','));
    return take(']');
  }

 private:
  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  bool digits() {
    const char* begin = at_;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
    return at_ != begin;
  }

  /// A number by JSON's grammar, which is narrower than that of std::from_chars.
  bool literal(std::string_view& out, bool& whole) {
    skip_space();
    const char* begin = at_;
    if (at_ != end_ && *at_ == '-') ++at_;
    const char* first = at_;
    if (!digits() || (*first == '0' && at_ - first > 1)) return false;
    whole = true;
    if (at_ != end_ && *at_ == '.') {
      whole = false;
      ++at_;
      if (!digits()) return false;
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) return false;
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    return true;
  }

  template <class Number>
  static bool convert(std::string_view digits, Number& out) {
    const char* end = digits.data() + digits.size();
    const auto [last, error] = std::from_chars(digits.data(), end, out);
    return error == std::errc() && last == end;
  }

  const char* at_;
  const char* end_;
};

/// The fields of one object that were read; a second one of the same name is not plain.
class Seen {
 public:
  bool first(unsigned field) {
    const bool is_new = !has(field);
    fields_ |= 1U << field;
    return is_new;
  }
  [[nodiscard]] bool has(unsigned field) const { return (fields_ >> field & 1U) != 0; }

 private:
  unsigned fields_ = 0;
};

bool read_partition_key(PlainReader& in, PartitionKey& key) {
  Seen seen;
  return in.object([&](std::string_view name) {
    if (name == "topLevelSite") return seen.first(0) && in.text(key.top_level_site);
    if (name == "hasCrossSiteAncestor") {
      return seen.first(1) && in.flag(key.has_cross_site_ancestor.emplace());
    }
    return false;
  });
}

bool read_cookie(PlainReader& in, Cookie& cookie) {
  enum Field : unsigned {
    name_,
    domain_,
    host_only,
    path,
    secure,
    http_only,
    same_site,
    session,
    expiry,
    store,
    partition,
    first_party
  };
  Seen seen;
  const bool read = in.object([&](std::string_view name) {
    if (name == "name") return seen.first(name_) && in.text(cookie.name);
    if (name == "domain") return seen.first(domain_) && in.text(cookie.domain);
    if (name == "hostOnly") return seen.first(host_only) && in.flag(cookie.host_only);
    if (name == "path") return seen.first(path) && in.text(cookie.path);
    if (name == "secure") return seen.first(secure) && in.flag(cookie.secure);
    if (name == "httpOnly") return seen.first(http_only) && in.flag(cookie.http_only);
    if (name == "sameSite") return seen.first(same_site) && in.text(cookie.same_site);
    if (name == "session") return seen.first(session) && in.flag(cookie.session);
    if (name == "expirationDate") {
      return seen.first(expiry) && in.number(cookie.expiration_date.emplace());
    }
    if (name == "storeId") return seen.first(store) && in.text(cookie.store_id);
    if (name == "partitionKey") {
      return seen.first(partition) && read_partition_key(in, cookie.partition_key.emplace());
    }
    return name == "firstPartyDomain" && seen.first(first_party) &&
           in.text(cookie.first_party_domain);
  });
  if (!read || !seen.has(name_) || cookie.domain.empty()) return false;
  if (!seen.has(host_only)) cookie.host_only = !cookie.domain.starts_with('.');
  if (!seen.has(session)) cookie.session = !seen.has(expiry);
  if (cookie.path.empty()) cookie.path += '/';
  return true;
}

bool read_time(PlainReader& in, std::int64_t& at_ms) {
  double time = 0;
  if (!in.number(time) || !(std::fabs(time) <= kMaxTimeMs)) return false;
  at_ms = static_cast<std::int64_t>(std::floor(time));
  return true;
}

bool read_event(PlainReader& in, CookieEvent& event) {
  enum Field : unsigned { uid, at, is_private, top, cookie };
  Seen seen;
  const bool read = in.object([&](std::string_view name) {
    if (name == "uid") return seen.first(uid) && in.text(event.uid);
    if (name == "at") return seen.first(at) && read_time(in, event.at_ms);
    if (name == "private") return seen.first(is_private) && in.flag(event.is_private);
    if (name == "topLevelSite") return seen.first(top) && in.text(event.top_level_site);
    return name == "cookie" && seen.first(cookie) && read_cookie(in, event.cookie);
  });
  return read && seen.has(at) && seen.has(is_private) && seen.has(cookie) && !event.uid.empty() &&
         event.uid.size() <= kMaxUidBytes;
}

}  // namespace

std::optional<Request> read_plain_decide(std::string_view text) {
  enum Field : unsigned { type, id, events };
  PlainReader in(text);
  Seen seen;
  Request request;
  Decide decide;
  const bool read = in.object([&](std::string_view name) {
    if (name == "type") {
      std::string_view value;
      return seen.first(type) && in.text(value) && value == "decide";
    }
    if (name == "id") return seen.first(id) && in.integer(request.id);
    return name == "events" && seen.first(events) && in.array([&] {
      return decide.events.size() < kMaxBatch && read_event(in, decide.events.emplace_back());
    });
  });
  if (!read || !seen.has(type) || !seen.has(id) || !seen.has(events) || !in.at_end()) {
    return std::nullopt;
  }
  request.body = std::move(decide);
  return request;
}

}  // namespace cookie_warden::protocol
