// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/domain.hpp"

struct psl_ctx_st;

namespace cookie_warden {

/// Host names by libpsl (the system's Public Suffix List, ICANN and private part) and libidn2.
class PublicSuffixHostNames final : public HostNames {
 public:
  PublicSuffixHostNames();
  ~PublicSuffixHostNames() override;
  PublicSuffixHostNames(const PublicSuffixHostNames&) = delete;
  PublicSuffixHostNames& operator=(const PublicSuffixHostNames&) = delete;

  [[nodiscard]] std::string canonical(std::string_view host) const override;
  [[nodiscard]] std::string_view registrable(std::string_view host) const override;
  [[nodiscard]] bool is_registry(std::string_view host) const override;

 private:
  const psl_ctx_st* list_;
};

}  // namespace cookie_warden
