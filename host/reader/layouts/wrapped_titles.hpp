// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// What most lines of a text that was broken to a width come near to, in characters: its longest
/// that goes on in the next; 0 if none does.
[[nodiscard]] std::size_t width_of(const Document& document);

/// Titles that were broken to lines, as PDF converters leave them, as one line each in a block of
/// its own. They are set in larger letters, so that their lines are shorter than the text's.
[[nodiscard]] Document with_titles_whole(const Document& document);

/// The title that stands right below a table, which text without blank lines makes its last row, as
/// a block of its own.
[[nodiscard]] Document with_titles_below_tables(Document document);

}  // namespace cookie_warden::reader
