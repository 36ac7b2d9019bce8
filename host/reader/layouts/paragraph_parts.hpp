// SPDX-License-Identifier: MPL-2.0
// A paragraph's lines as blocks of their own.
#pragma once

#include <string_view>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// `between`: what stands between names and text.
void make_item(Block& block, std::string_view between);

/// Each line as a paragraph, but for those that go on in the next. `width`: see goes_on().
void add_lines(const Block& block, const std::vector<std::string_view>& lines, std::size_t width,
               Document& out);

/// Each pair as an item, each other line as a paragraph.
void add_described(const Block& block, const std::vector<std::string_view>& lines, Document& out);

/// Items of several lines, each from the line that begins with names to the next, and titles
/// between them. `width`: see goes_on().
void add_described_items(const Block& block, const std::vector<std::string_view>& lines,
                         std::size_t width, Document& out);

/// The lines of cards in one paragraph, without the titles between them.
void add_cards(const Block& block, const std::vector<std::string_view>& lines, Document& out);

/// Each line that begins with names as an item, each other as a paragraph.
void add_alone(const Block& block, const std::vector<std::string_view>& lines, Document& out);

/// Each line as an item, with the marks that stand in it.
void add_items(const Block& block, const std::vector<std::string_view>& lines, Document& out);

/// The lines up to each of `begins`, and those behind the last, as paragraphs.
void add_pieces(const Block& block, const std::vector<std::string_view>& lines,
                const std::vector<std::size_t>& begins, Document& out);

/// Lines [begin, end) as items, those around them as paragraphs.
void add_parts(const Block& block, const std::vector<std::string_view>& lines, std::size_t begin,
               std::size_t end, Document& out);

}  // namespace cookie_warden::reader
