// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden {

/// ASCII host or cookie domain in the form that comparisons use: lower case, without a leading or
/// trailing dot (RFC 6265 5.1.2 and 5.2.3), an IPv6 address without brackets. Other bytes are left
/// as they are.
[[nodiscard]] std::string canonical_ascii_host(std::string_view host);

/// The host of a URL, an origin or a bare host[:port], brackets of an IPv6 address removed. Empty
/// if there is none, as in "about:blank", file URLs and the opaque origin "null".
[[nodiscard]] std::string_view host_of(std::string_view url);

/// IPv4 in dotted form or IPv6, without brackets.
[[nodiscard]] bool is_ip_address(std::string_view host);

/// RFC 6265 5.1.3 for canonical names: equal, or below `domain` at a dot and not an IP address.
[[nodiscard]] bool domain_matches(std::string_view host, std::string_view domain);

/// The domain one label up ("a.b.c" -> "b.c"), empty at the top and for an IP address.
[[nodiscard]] std::string_view parent_domain(std::string_view host);

/// What the Public Suffix List and IDNA know; the core has no tables of its own.
class HostNames {
 public:
  virtual ~HostNames() = default;
  /// canonical_ascii_host(), and Unicode labels in their ASCII form (RFC 5891).
  [[nodiscard]] virtual std::string canonical(std::string_view host) const = 0;
  /// The registrable domain, a suffix of the canonical `host`; the host itself where it has none
  /// (an IP address, a single label, a public suffix).
  [[nodiscard]] virtual std::string_view registrable(std::string_view host) const = 0;
  /// Whether a registry gives out the names below the canonical `host`, as with com and co.uk.
  [[nodiscard]] virtual bool is_registry(std::string_view host) const = 0;
};

}  // namespace cookie_warden
