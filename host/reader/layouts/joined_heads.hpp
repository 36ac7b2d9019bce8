// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

struct JoinedHead {
  std::string_view text{};
  Role role = Role::none;
};

/// A line of headings that run together, or are parted by single blanks, taken apart.
struct JoinedHeads {
  std::vector<JoinedHead> heads{};
  bool glued = false;  ///< Nothing stands between two of them.
};

/// The ways to take the line apart, none if it is no line of headings: "Cookie name Purpose" may
/// be two headings or three, and only the rows below it can tell.
[[nodiscard]] std::vector<JoinedHeads> joined_heads(std::string_view line);

/// "NamePurposeExpirysidKeeps you signed in...": the bytes of the headings that such a line begins
/// with; 0 if it begins with none.
[[nodiscard]] std::size_t length_of_joined_heads(std::string_view line);

}  // namespace cookie_warden::reader
