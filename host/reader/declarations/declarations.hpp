// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/declarations/literal.hpp"
#include "reader/layouts/row.hpp"

namespace cookie_warden::reader {

/// Objects and lists with the names before them: configurations of consent tools, OneTrust's data,
/// whatever holds cookies in groups.
using Literals = std::vector<std::pair<std::string, Value>>;
void read_literals(const Literals& literals, Rows& rows);

/// The groups of OneTrust's data, if it is that.
[[nodiscard]] bool read_onetrust(const Value& root, Rows& rows);

/// The services that a page hands to tarteaucitron by their keys, without the cookies of those that
/// the page defines itself.
void read_tarteaucitron_jobs(const Literals& literals, Rows& rows);

/// The cookies that settings of Drupal's EU Cookie Compliance allow, if they are that.
void read_drupal_settings(const Value& settings, Rows& rows);

/// The page that JSON carries in its texts ({"content": "<h1>..."}); empty if it carries none.
[[nodiscard]] std::string page_in_data(std::string_view text);

/// Configurations in a page's scripts; `is_program`: the page is itself one.
[[nodiscard]] Rows read_scripts(std::string_view page, bool is_program);

/// A table of cookies as CSV, with commas, semicolons or tabs, its columns told by their headings.
[[nodiscard]] bool is_cookie_csv(std::string_view text);
[[nodiscard]] bool read_cookie_csv(std::string_view text, Rows& rows);

/// Lists and mappings in YAML's block style, by indentation.
[[nodiscard]] bool is_cookie_yaml(std::string_view text);
[[nodiscard]] Value read_yaml(std::string_view text);

/// The name a declaration gives, taken as it is: no word is too plain to be a name there.
[[nodiscard]] std::vector<Name> declared_name(std::string_view name);

/// Names from a regular expression.
[[nodiscard]] std::vector<Name> names_of_regex(std::string_view regex);

/// Text without the tags that pages format names with; "_ga_<container-id>" stays.
[[nodiscard]] std::string name_text(std::string_view html);

/// IAB Europe's Transparency and Consent Framework, appendix A: what a list of purposes says.
[[nodiscard]] Judgement judge_iab_purposes(const Value& purposes);

/// Text without tags and entities ("Google<br/>YouTube" becomes "Google, YouTube").
[[nodiscard]] std::string without_tags(std::string_view html);

}  // namespace cookie_warden::reader
