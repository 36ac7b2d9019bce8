// SPDX-License-Identifier: MPL-2.0
// What the readers of tables in plain text share.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/pages/column_head.hpp"
#include "reader/pages/plain_tables.hpp"
#include "reader/words/utf8.hpp"

namespace cookie_warden::reader {

/// A run of text between tabs or several blanks. Places are in characters: columns stand below
/// each other in these, not in bytes.
struct Segment {
  std::size_t begin = 0;
  std::string_view text{};

  [[nodiscard]] std::size_t end() const { return begin + characters(text); }
};

/// None for a line drawn with dashes.
[[nodiscard]] std::vector<Segment> segments_of(std::string_view line);

/// The line heads a table: at least two columns, one of them for names.
[[nodiscard]] bool is_column_head(const std::vector<Segment>& segments);

/// Names of cookies and nothing else; no plain word.
[[nodiscard]] bool is_name(std::string_view text);

/// "LFR_SESSION_STATE_" and "20105" below it, "cookielawinfo-checkbox-" and "functional".
[[nodiscard]] bool is_broken_name(std::string_view above, std::string_view below);

void append(std::string& cell, std::string_view text, char between);

/// Cells below headings that begin in line `at`, as PDF converters set them with blanks.
[[nodiscard]] PlainTable column_table(const std::vector<std::string_view>& lines, std::size_t at,
                                      ColumnHead head);

/// Cells parted by tabs, below headings in line `at`.
[[nodiscard]] PlainTable tab_table(const std::vector<std::string_view>& lines, std::size_t at);

/// The same without headings: as many cells in each line, the first of them names. Null if none
/// begins at line `at`.
[[nodiscard]] std::optional<PlainTable> unheaded_tab_table(
    const std::vector<std::string_view>& lines, std::size_t at);

}  // namespace cookie_warden::reader
