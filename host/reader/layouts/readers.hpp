// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "reader/document.hpp"
#include "reader/layouts/row.hpp"
#include "reader/layouts/section.hpp"
#include "reader/layouts/table_columns.hpp"

namespace cookie_warden::reader {

/// A table of cookies. `columns`: those of the last table, and then of this one.
void read_table(const Block& table, const Section& section, std::optional<Columns>& columns,
                Rows& out);

/// Label and value pairs that describe one cookie each: lines ("Name: _ga"), a label's line before
/// its value's, or a table of two columns.
struct CardAttempt {
  std::size_t read = 0;    ///< Blocks from `at` that were read; 0: no card begins there.
  std::size_t looked = 1;  ///< Blocks that need not be tried again.
  std::size_t lines = 0;   ///< That were looked through in vain.
};
CardAttempt read_cards(const Document& document, std::size_t at, const Section& section, Rows& out);
void read_card_table(const Block& table, const Section& section, Rows& out);

/// Items that begin with a name. Returns how many blocks from `at` form the list; none is read if
/// no item begins so.
std::size_t read_list(const Document& document, std::size_t at, Section& section, Rows& out);

/// A line that is a provider and its cookies with their lifetimes; false if it is none. `coded`:
/// the page sets all that stands where names should as code.
bool read_name_list(std::string_view line, std::uint32_t number, const Section& section, Rows& out,
                    bool coded = false);

/// Names with their lifetimes in parentheses behind what they are for; false if there are none.
bool read_names_in_parentheses(const Block& block, const Section& section, Rows& out);

/// A name in a line of its own, with labels and values in the lines or the list below it. Returns
/// how many blocks from `at` form the card; 0 if none begins there.
std::size_t read_named_card(const Document& document, std::size_t at, const Section& section,
                            Rows& out);

/// A heading that is a name, with sentences about it below. Returns how many blocks from `at` were
/// read; 0 if it is none. `around`: the category that was said before. `among_names`: other
/// headings of its level surely are names.
std::size_t read_name_heading(const Document& document, std::size_t at, const Section& section,
                              const Judgement& around, bool among_names, Rows& out);
[[nodiscard]] bool is_sure_name_heading(const Block& block);

/// A cookie's name as the title of its card.
[[nodiscard]] bool is_name_title(const Block& block);

/// Names inside sentences go to `out.loose`: they count where the page names none otherwise, and
/// in sections without a table or a list if the sentence introduces them ("cookies such as _ga").
void read_sentences(const Block& block, const Section& section, Rows& out);

/// The whole page.
[[nodiscard]] Rows read_document(const Document& document);

}  // namespace cookie_warden::reader
