// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden {

/// Text from the web made harmless for a terminal: control characters (C0, DEL, C1) and those that
/// turn the direction of writing are shown as \xNN or \u{NNNN}; bytes that are no UTF-8 as \xNN.
[[nodiscard]] std::string terminal_text(std::string_view text);

}  // namespace cookie_warden
