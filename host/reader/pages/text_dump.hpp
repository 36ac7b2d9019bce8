// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// The text of a page as text browsers dump it, without what they draw for boxes to tick, buttons,
/// captions and the numbers of links. Lines stay where they are.
[[nodiscard]] std::string without_controls(std::string_view text);

/// A heading as html2text writes it, "***** Cookies *****": six stars for the first level.
struct StarredTitle {
  std::string_view text{};  ///< Empty if the line is none.
  int level = 0;            ///< 1 to 5.
};
[[nodiscard]] StarredTitle starred_title(std::string_view line);

}  // namespace cookie_warden::reader
