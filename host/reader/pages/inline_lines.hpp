// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// A text where each piece of markup inside a sentence got a line of its own ("We use", "_ga",
/// ", which counts visits."), with those sentences in one line again.
struct InlineLines {
  std::string text{};
  std::vector<std::uint32_t> line_of{};  ///< Of each line of `text`; empty if nothing was joined.

  /// Gives what was read of `text` the lines of the page.
  void number(Document& document) const;
};

[[nodiscard]] InlineLines join_inline_lines(std::string_view text);

}  // namespace cookie_warden::reader
