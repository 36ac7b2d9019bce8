// SPDX-License-Identifier: MPL-2.0
// Settings of Drupal's EU Cookie Compliance: `allowed_cookies` is a text with a line for each
// cookie, "category:name" or a name alone; see
// https://www.drupal.org/project/eu_cookie_compliance.
#include <map>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_group.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// What the categories' own settings say, in files that may follow in the same text: each begins
/// with its id.
std::map<std::string, Judgement> categories_of(const Value& settings) {
  std::map<std::string, Judgement> out;
  std::string id;
  for (const auto& [key, value] : settings.members) {
    if (key == "id") {
      id = value.text;
      out[id] = judge_key(id);
    } else if (key == "label" && !id.empty() && !out[id].stated) {
      out[id] = judge(value.text);
    } else if (key == "checkbox_default_state" && !id.empty()) {
      const bool required = value.text == "required";
      out[id] = with_consent(out[id], {.not_needed = required, .needed = !required});
    }
  }
  return out;
}

void add_line(std::string_view line, std::uint32_t number,
              const std::map<std::string, Judgement>& known, Rows& rows) {
  const std::size_t colon = line.find(':');
  Row row;
  row.line = number;
  if (colon != std::string_view::npos) {
    row.section = trim(line.substr(0, colon));
    const auto found = known.find(row.section);
    row.judgement = found != known.end() ? found->second : judge_key(row.section);
    line = line.substr(colon + 1);
  }
  row.names = declared_name(line);
  if (!row.names.empty()) rows.add(std::move(row));
}

}  // namespace

void read_drupal_settings(const Value& settings, Rows& rows) {
  const Value& allowed = settings["allowed_cookies"];
  if (!allowed.is(Value::Type::text)) return;
  const auto known = categories_of(settings);
  for (const std::string_view line : split_lines(allowed.text))
    add_line(trim(line), allowed.line, known, rows);
}

}  // namespace cookie_warden::reader
