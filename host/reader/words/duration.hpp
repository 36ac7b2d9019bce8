// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// A lifetime as policies write it: "session" or ISO 8601 (P1Y, P13M, PT30M). Of a range the
/// longer end; "up to" is dropped. Null if the text states none, or no end ("persistent").
/// `unit`: what a bare number counts (from a column's heading).
[[nodiscard]] std::optional<std::string> read_duration(std::string_view text,
                                                       std::optional<Unit> unit = {});

/// The whole text is a lifetime, nothing more than a few words long: a table's cell.
[[nodiscard]] bool is_duration_cell(std::string_view text);

/// What one of a text's sentences says of a lifetime ("Kept for 60 days.", "..., 3 months"); empty
/// if none does.
[[nodiscard]] std::string lifetime_in(std::string_view text);

/// The unit that a heading such as "Lifetime (days)" names.
[[nodiscard]] std::optional<Unit> unit_in(std::string_view heading);

/// ISO 8601 of a number of seconds, in the largest unit that loses nothing.
[[nodiscard]] std::string duration_of_seconds(double seconds);

}  // namespace cookie_warden::reader
