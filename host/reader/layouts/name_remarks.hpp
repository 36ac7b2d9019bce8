// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// What stands in parentheses behind the names of a cell: "_sp_id.* (Snowplow, 2 years)".
struct NameRemarks {
  std::string provider{};                ///< Where all names have the same one.
  std::vector<std::string> durations{};  ///< One for each name, or none at all.
};

/// `names`: how many the cell holds. Nothing where no lifetime stands in the parentheses.
[[nodiscard]] NameRemarks read_remarks(std::string_view cell, std::size_t names);

}  // namespace cookie_warden::reader
