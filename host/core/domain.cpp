// SPDX-License-Identifier: MPL-2.0
#include "core/domain.hpp"

#include <algorithm>

namespace cookie_warden {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ipv4_address(std::string_view host) {
  int parts = 0;
  while (true) {
    const auto dot = host.find('.');
    const auto part = host.substr(0, dot);
    if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, is_digit)) return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    host.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string canonical_ascii_host(std::string_view host) {
  while (host.starts_with('.')) host.remove_prefix(1);
  while (host.ends_with('.')) host.remove_suffix(1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::string lower(host);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view host_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  url = url.substr(0, url.find_first_of("/?#"));
  if (const auto user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  if (url.starts_with('[')) {
    const auto end = url.find(']');
    return end == std::string_view::npos ? std::string_view{} : url.substr(1, end - 1);
  }
  const auto colon = url.find(':');
  // More than one colon without brackets: an IPv6 address as cookies.Cookie.domain may write it.
  if (colon != std::string_view::npos && url.find(':', colon + 1) == std::string_view::npos) {
    // "about:blank" and the like have a scheme and no host.
    if (!std::ranges::all_of(url.substr(colon + 1), is_digit)) return {};
    url = url.substr(0, colon);
  }
  return url == "null" ? std::string_view{} : url;
}

bool is_ip_address(std::string_view host) {
  return host.find(':') != std::string_view::npos || is_ipv4_address(host);
}

bool domain_matches(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return !domain.empty() && host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.' && !is_ip_address(host);
}

std::string_view parent_domain(std::string_view host) {
  const auto dot = host.find('.');
  if (dot == std::string_view::npos || is_ip_address(host)) return {};
  return host.substr(dot + 1);
}

}  // namespace cookie_warden
