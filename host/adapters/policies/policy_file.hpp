// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/domain.hpp"
#include "core/policy.hpp"

namespace cookie_warden {

/// A policy file that breaks host/policies/policy.schema.json or the rules of its kind. what() is
/// one line: file, JSON pointer, fault and remedy.
class PolicyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Parses and checks one policy. `file` names it in errors. Domains become canonical. Throws
/// PolicyError.
[[nodiscard]] Policy parse_policy(std::string_view json, std::string_view file,
                                  const HostNames& hosts);

/// Reads a file of at most 16 MiB. Throws PolicyError.
[[nodiscard]] Policy load_policy(const std::string& path, const HostNames& hosts);

/// The policy as a file: two spaces of indent, the schema's order of fields, final newline.
/// parse_policy() reads it back.
[[nodiscard]] std::string write_policy(const Policy& policy);

}  // namespace cookie_warden
