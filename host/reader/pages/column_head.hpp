// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// The heading of a column and the room it takes, in characters.
struct Heading {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text{};
};

/// At least two headings, one of them for names.
struct ColumnHead {
  std::vector<Heading> columns{};
  std::size_t lines = 0;  ///< That the headings take: "Retention" and "period" below it are one.
};

/// Headings parted by blanks, whose first line is line `at`. Null if none begin there.
[[nodiscard]] std::optional<ColumnHead> column_head(const std::vector<std::string_view>& lines,
                                                    std::size_t at);

}  // namespace cookie_warden::reader
