// SPDX-License-Identifier: MPL-2.0
// What a line of a text looks like.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// The line is one of a table's headings, or all of them.
[[nodiscard]] bool is_head(const std::vector<std::string_view>& lines, std::size_t at);

[[nodiscard]] bool is_title(std::string_view line);

/// "Analytics cookies", in the line above its text.
[[nodiscard]] bool heads_text(std::string_view line);

/// "Essential (always active)", "Advertising": nothing but a category, in the line above its text.
[[nodiscard]] bool heads_group(std::string_view line);

/// The text was broken between the two lines, inside a sentence. `width`: characters of a full
/// line; 0 if it is not known.
[[nodiscard]] bool goes_on(std::string_view line, std::string_view next, std::size_t width);

/// No room was left in the line for the first word of the next.
[[nodiscard]] bool is_full(std::string_view line, std::string_view next, std::size_t width);

[[nodiscard]] bool ends_sentence(std::string_view line);

/// "Videos (YouTube)" above a text that was broken to `width` bytes: its first words had room
/// beside it.
[[nodiscard]] bool stands_off(const std::vector<std::string_view>& lines, std::size_t width);

/// "_pcid, _pctx: 13 months", "Criteo: uid, cto_bundle (13 months)".
[[nodiscard]] bool begins_with_names(std::string_view line);

/// "plz, zone – remember where you live": words before a dash, in a list of names.
[[nodiscard]] bool begins_item(std::string_view line);

/// "YSC: end of the session".
[[nodiscard]] bool is_dated_name(std::string_view line);

/// Names and nothing else; "YouTube" is a service more often than a cookie.
[[nodiscard]] bool is_line_of_names(std::string_view line);

/// "Survey: s_id and s_key": what stands behind the service; all of the line if no service stands
/// before it.
[[nodiscard]] std::string_view behind_service(std::string_view line);

/// Names in one line and a sentence about them in the next, as definition lists are copied.
[[nodiscard]] bool is_described(const std::vector<std::string_view>& lines, std::size_t i);

/// Where the sentences about the names in line `i` end.
[[nodiscard]] std::size_t description_end(const std::vector<std::string_view>& lines,
                                          std::size_t i);

/// "cookielawinfo-checkbox-" alone in its line: the name goes on in the next one.
[[nodiscard]] bool is_broken(std::string_view line);

/// Begins with a name, whatever follows: "paywall_count Free articles read. 30 days".
[[nodiscard]] bool begins_with_sure_name(std::string_view line);

/// The title of a group of cards.
[[nodiscard]] bool is_title_of_group(std::string_view line);

}  // namespace cookie_warden::reader
