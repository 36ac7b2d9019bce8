// SPDX-License-Identifier: MPL-2.0
// What a paragraph is, by its lines; none of these lines is empty.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// "<dd>`YSC`, `PREF`: plays videos</dd>": a paragraph that begins with names set as code.
[[nodiscard]] bool begins_with_code(const Block& block);

/// Most lines of the paragraph begin so: they are a list without bullets.
[[nodiscard]] bool lists_names(const std::vector<std::string_view>& lines);

/// Where a list begins whose signs are lost, with items that take several lines: at least three
/// surely name cookies. The number of lines if there is none.
[[nodiscard]] std::size_t first_described_item(const std::vector<std::string_view>& lines);

/// "Storage duration:", with names and their lifetimes in the lines below.
[[nodiscard]] bool dates_names(const std::vector<std::string_view>& lines);

/// Names in lines of their own, each with sentences below it.
[[nodiscard]] bool describes_names(const std::vector<std::string_view>& lines);

/// A definition list of Markdown: names, each in its line, then ": " and what they are for.
[[nodiscard]] bool defines_names(const std::vector<std::string_view>& lines);

/// A name alone in the first line, and sentences about it in the other.
[[nodiscard]] bool describes_name(const Block& block);

/// "NID: 6 months", a list of one.
[[nodiscard]] bool dates_one_name(const Block& block);

/// "Preferences" in line `at`, after one card and before the "Name" of the next.
[[nodiscard]] bool parts_cards(const std::vector<std::string_view>& lines, std::size_t at);

/// Several labels of a name in one line.
[[nodiscard]] bool holds_cards(std::string_view line);

/// Before each label of the line.
[[nodiscard]] std::vector<std::string_view> split_at_labels(std::string_view line);

/// "Analytics cookies" in line `at`, right below a card's last label.
[[nodiscard]] bool heads_cards(const std::vector<std::string_view>& lines, std::size_t at);

/// Lines that stand for themselves, unless they are a card's.
[[nodiscard]] bool stand_alone(const std::vector<std::string_view>& lines);

/// Names, each in its line, below or above sentences of the same paragraph: the first line of
/// them and the one after; none if there are fewer than two.
[[nodiscard]] std::pair<std::size_t, std::size_t> run_of_names(
    const std::vector<std::string_view>& lines);

/// Where cards begin that follow one another without a blank line; none if there is but one.
[[nodiscard]] std::vector<std::size_t> cards_in(const std::vector<std::string_view>& lines);

}  // namespace cookie_warden::reader
