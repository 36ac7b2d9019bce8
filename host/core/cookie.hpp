// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cookie_warden {

/// The jar a partitioned cookie lives in (CHIPS, Firefox state partitioning).
struct PartitionKey {
  std::string top_level_site{};  ///< Scheme and registrable domain: "https://odwb.be".
  std::optional<bool> has_cross_site_ancestor{};

  bool operator==(const PartitionKey&) const = default;
};

/// A cookie as the WebExtension type cookies.Cookie describes it
/// (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/cookies/Cookie),
/// without its value: no type of this program can hold one.
struct Cookie {
  std::string name{};
  std::string domain{};    ///< As the browser wrote it, leading dot included.
  bool host_only = false;  ///< Set without a Domain attribute (RFC 6265 5.3 step 6).
  std::string path = "/";
  bool secure = false;
  bool http_only = false;
  std::string same_site{};  ///< "no_restriction", "lax", "strict", "unspecified" or empty.
  bool session = false;
  std::optional<double> expiration_date{};  ///< Seconds since the Unix epoch.
  std::string store_id{};                   ///< Container, profile or private window.
  std::optional<PartitionKey> partition_key{};
  std::string first_party_domain{};  ///< Firefox's first-party isolation; else empty.
};

/// One cookie stored by the browser.
struct CookieEvent {
  std::string uid{};             ///< Made by the extension; unique.
  std::int64_t at_ms = 0;        ///< Milliseconds since the Unix epoch, UTC.
  bool is_private = false;       ///< From a private window: decided, never logged.
  std::string top_level_site{};  ///< Origin, URL or host in the address bar; empty if not known.
  Cookie cookie{};
};

// The names of these values are sent and stored: append only, never rename.
enum class Category : std::uint8_t { necessary, functional, statistics, marketing, unknown };
enum class Party : std::uint8_t { first, third, unknown };
enum class Verdict : std::uint8_t { keep, reject };
enum class Reason : std::uint8_t {
  user,
  consent_choice,
  site,
  platform,
  provider,
  undeclared,
  unknown
};
enum class Outcome : std::uint8_t { removed, absent, failed, blocked };

[[nodiscard]] std::string_view to_string(Category category);
[[nodiscard]] std::string_view to_string(Party party);
[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] std::string_view to_string(Reason reason);
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// Null if no category, verdict or outcome has that name.
[[nodiscard]] std::optional<Category> category_from(std::string_view name);
[[nodiscard]] std::optional<Verdict> verdict_from(std::string_view name);
[[nodiscard]] std::optional<Outcome> outcome_from(std::string_view name);

}  // namespace cookie_warden
