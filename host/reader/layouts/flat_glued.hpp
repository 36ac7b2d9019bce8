// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cookie_warden::reader {

struct GluedName {
  std::size_t begin = 0, end = 0;  ///< Bytes of the row.
  std::string duration{};          ///< As read_duration() gives it; empty if none stands there.
};

/// The name in a row whose cells run together, "Town HallsessionSessionKeeps ...": it stands after
/// the first cell, which the row has in common with the one above or below it, or which ends with a
/// parenthesis. `duration_next`: a lifetime stands after it, else a text that begins with a
/// capital. Null if that cannot be told.
[[nodiscard]] std::optional<GluedName> glued_name(std::string_view row, std::string_view above,
                                                  std::string_view below, bool duration_next);

}  // namespace cookie_warden::reader
