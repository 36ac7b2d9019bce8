// SPDX-License-Identifier: MPL-2.0
// CSV of any tool: what a column holds is told by its heading, in any of the reader's languages.
#include <algorithm>

#include "reader/declarations/csv.hpp"
#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_entry.hpp"
#include "reader/declarations/declared_group.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostColumns = 60;
constexpr std::size_t kMostRecords = 100'000;

/// The sign that parts the fields of the first line; 0 if none does.
char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size()));
  char best = 0;
  std::ptrdiff_t most = 0;
  for (const char sign : {',', ';', '\t'}) {
    const std::ptrdiff_t count = std::ranges::count(line, sign);
    if (count > most) {
      most = count;
      best = sign;
    }
  }
  return best;
}

/// The headings, if they are those of a table of cookies: a name and something told of it, and
/// hardly any heading that says nothing.
std::vector<std::string> headings_of(std::string_view text, char separator, std::size_t& at,
                                     std::uint32_t& line) {
  std::vector<std::string> head = csv_record(text, at, line, separator);
  if (head.size() < 3 || head.size() > kMostColumns) return {};
  std::size_t names = 0;
  std::size_t told = 0;
  for (std::string& heading : head) {
    heading = squeeze(heading);
    if (heading.size() > 60) return {};
    const Role role = key_role(heading);
    names += role == Role::name ? 1U : 0U;
    told += role != Role::none ? 1U : 0U;
  }
  return names > 0 && told >= 3 ? head : std::vector<std::string>{};
}

}  // namespace

std::vector<std::string> csv_record(std::string_view text, std::size_t& at, std::uint32_t& line,
                                    char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back() += text[++at];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == separator) {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

bool is_cookie_csv(std::string_view text) {
  const char separator = separator_of(text);
  if (separator == 0) return false;
  std::size_t at = 0;
  std::uint32_t line = 1;
  const std::size_t columns = headings_of(text, separator, at, line).size();
  return columns > 0 && csv_record(text, at, line, separator).size() == columns;
}

bool read_cookie_csv(std::string_view text, Rows& rows) {
  const char separator = separator_of(text);
  std::size_t at = 0;
  std::uint32_t line = 1;
  const std::vector<std::string> head = headings_of(text, separator, at, line);
  if (head.empty()) return false;
  Placed placed;
  placed.in_cookies = true;
  for (std::size_t records = 0; at < text.size() && records < kMostRecords; ++records) {
    Value entry;
    entry.type = Value::Type::object;
    entry.line = line;
    const std::vector<std::string> fields = csv_record(text, at, line, separator);
    for (std::size_t i = 0; i < std::min(fields.size(), head.size()); ++i) {
      Value cell;
      cell.type = Value::Type::text;
      cell.text = squeeze(fields[i]);
      if (!cell.text.empty()) entry.members.emplace_back(head[i], std::move(cell));
    }
    if (auto row = read_entry(entry, "", placed, Categories())) rows.add(std::move(*row));
  }
  return true;
}

}  // namespace cookie_warden::reader
