// SPDX-License-Identifier: MPL-2.0
#include "adapters/host_names.hpp"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>

namespace cookie_warden {

PublicSuffixHostNames::PublicSuffixHostNames() : list_(psl_builtin()) {}
PublicSuffixHostNames::~PublicSuffixHostNames() = default;

std::string PublicSuffixHostNames::canonical(std::string_view host) const {
  std::string name = canonical_ascii_host(host);
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(name, is_ascii)) return name;
  char* ascii = nullptr;
  if (idn2_to_ascii_8z(name.c_str(), &ascii, IDN2_NONTRANSITIONAL) != IDN2_OK) return name;
  // Again, because IDNA has full stops of its own (RFC 3490 3.1).
  name = canonical_ascii_host(ascii);
  idn2_free(ascii);
  return name;
}

std::string_view PublicSuffixHostNames::registrable(std::string_view host) const {
  if (host.empty() || is_ip_address(host)) return host;
  // libpsl wants a terminated string; cookie and page hosts are short.
  const std::string name(host);
  const char* found = psl_registrable_domain(list_, name.c_str());
  return found ? host.substr(static_cast<std::size_t>(found - name.c_str())) : host;
}

bool PublicSuffixHostNames::is_registry(std::string_view host) const {
  // Not the private part: github.io is a site too. Nor any unknown last label, such as localhost.
  return psl_is_public_suffix2(list_, std::string(host).c_str(),
                               PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

}  // namespace cookie_warden
