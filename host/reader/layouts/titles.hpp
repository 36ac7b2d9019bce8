// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cookie_warden::reader {

/// "Strictly necessary cookies: set automatically ..." is a title and a sentence.
[[nodiscard]] std::string_view title_before_colon(std::string_view text);

/// "Cookie settings" opens a dialog and heads nothing.
[[nodiscard]] bool is_settings_link(std::string_view text);

/// A word for a company's form stands in it ("Ltd", "GmbH", "S.p.A.").
[[nodiscard]] bool names_company(std::string_view text);

/// "Google reCAPTCHA (Google Ireland Limited)": iubenda's way, in all its languages.
[[nodiscard]] bool names_service_and_company(std::string_view text);

/// "3. External media", "§ 4 Contact", "IV. Rights".
[[nodiscard]] bool is_numbered(std::string_view text);

/// "b) Preference cookies, ...": an item beside the one above.
[[nodiscard]] bool is_item_of_list(std::string_view text);

/// "4.2 Functional cookies. These give you ...": a title and a sentence.
[[nodiscard]] std::string_view title_before_stop(std::string_view text);

/// "Others", "Third parties": a group without a category.
[[nodiscard]] bool is_bare_other_group(std::string_view text);

/// "Which cookies make the site nicer?": in a list of questions each begins a group.
[[nodiscard]] bool asks_about_cookies(std::string_view text);

/// "... you use. The cookies": a sentence ends inside the line.
[[nodiscard]] bool holds_sentence(std::string_view line);

/// A short line without a full stop that speaks of cookies of a category stands for a heading.
[[nodiscard]] bool is_title_line(std::string_view line);

/// "Strictly necessary cookies" right before the colon at `colon`, of a text whose line breaks are
/// lost: where it begins; npos if no such title stands there.
[[nodiscard]] std::size_t begin_of_title(std::string_view text, std::size_t colon);

}  // namespace cookie_warden::reader
