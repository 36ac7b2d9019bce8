// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// "Name: x", "Provider: y", ..., one to a line.
struct LabelledLines {
  std::string text{};
  std::size_t lines = 0;  ///< That they take on the page.
};

/// Labels and, in one column beside them, their values, as text browsers and PDF converters set
/// the table of a single cookie. Null if none begin in line `at`.
[[nodiscard]] std::optional<LabelledLines> labelled_lines(
    const std::vector<std::string_view>& lines, std::size_t at);

}  // namespace cookie_warden::reader
