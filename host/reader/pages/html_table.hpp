// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <gumbo.h>

#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

[[nodiscard]] bool is_skipped(const GumboNode& element);
[[nodiscard]] bool is_emphasis(GumboTag tag);
/// Of those, what names are set in.
[[nodiscard]] bool is_code(GumboTag tag);
[[nodiscard]] bool is_inline(GumboTag tag);
[[nodiscard]] bool is_component_block(const GumboNode& element);
/// Nothing stands between the element and the one before it.
[[nodiscard]] bool follows_element(const GumboNode& element);
[[nodiscard]] bool is_heading(const GumboNode& element);
[[nodiscard]] int heading_level(const GumboNode& element);
/// Its class says that it is a title or a header.
[[nodiscard]] bool is_titled(const GumboNode& element);
/// A table element, or one whose role or style says so.
[[nodiscard]] bool is_table(const GumboNode& element);
/// Another table stands inside it.
[[nodiscard]] bool holds_table(const GumboNode& element);
/// A cell has chapters: the table only arranges the page.
[[nodiscard]] bool holds_chapters(const GumboNode& table);
/// The text of an element, with a line feed where a block begins.
[[nodiscard]] Cell table_cell(const GumboNode& element);
/// Rows of equal length: cells that span several are repeated.
[[nodiscard]] std::vector<TableRow> table_rows(const GumboNode& table);

/// White space squeezed, with the marks moved along and empty ones dropped.
[[nodiscard]] Text tidy(Text text);
[[nodiscard]] bool is_marked_whole(const Text& text);

}  // namespace cookie_warden::reader
