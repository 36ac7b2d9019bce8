// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "reader/layouts/row.hpp"
#include "reader/read_policy.hpp"

namespace cookie_warden::reader {

/// What the text is written in, by what it holds.
[[nodiscard]] PolicyFormat detect_format(std::string_view text);

/// Reads one of the formats that are no pages. False with a sentence in `problem` if the text is
/// none of that format.
[[nodiscard]] bool read_declaration(PolicyFormat format, std::string_view text, Rows& rows,
                                    std::string& problem);

[[nodiscard]] bool read_onetrust(std::string_view text, Rows& rows);
[[nodiscard]] bool read_cookiebot(std::string_view script, Rows& rows);
[[nodiscard]] bool read_consent_tool(std::string_view text, Rows& rows);
[[nodiscard]] bool read_open_cookie_database(std::string_view text, Rows& rows);
[[nodiscard]] bool read_edpb(std::string_view text, Rows& rows);
[[nodiscard]] bool read_iab(std::string_view text, Rows& rows);

}  // namespace cookie_warden::reader
