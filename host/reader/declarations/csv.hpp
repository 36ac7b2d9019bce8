// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// One record of a CSV file (RFC 4180), from `at` on; both `at` and `line` move behind it.
[[nodiscard]] std::vector<std::string> csv_record(std::string_view text, std::size_t& at,
                                                  std::uint32_t& line, char separator = ',');

}  // namespace cookie_warden::reader
