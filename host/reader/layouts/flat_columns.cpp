// SPDX-License-Identifier: MPL-2.0
// Tables pasted column by column: a heading, its cells line by line, the next heading.
#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestColumn = 400;  // lines

/// One column: its heading's role, and where its cells begin and end.
struct Column {
  Role role = Role::none;
  std::size_t begin = 0, end = 0;
};

/// "Necessary" and "Link" are cells here.
Role heading_role(std::string_view text) {
  const Role role = label_role(text);
  return role == Role::consent || role == Role::other ? Role::none : role;
}

Column column_at(const std::vector<FlatLine>& lines, std::size_t at) {
  Column column{heading_role(lines[at].text), at + 1, at + 1};
  const std::size_t last = std::min(lines.size(), at + kLongestColumn);
  while (column.end < last && heading_role(lines[column.end].text) == Role::none) ++column.end;
  return column;
}

bool continues_name(const std::string& above, std::string_view below) {
  const bool open = above.ends_with('-') || above.ends_with('_') || above.ends_with('.');
  return (open && is_alnum(below[0])) || below[0] == '~' || below[0] == '{';
}

/// The names of a column, broken ones put together; empty if its cells are none.
std::vector<std::string> names_of(const std::vector<FlatLine>& lines, const Column& column) {
  std::vector<std::string> names;
  for (std::size_t i = column.begin; i < column.end; ++i) {
    const std::string_view text = lines[i].text;
    if (std::ranges::any_of(text, is_space)) return {};
    if (!names.empty() && continues_name(names.back(), text)) {
      names.back() += text;
    } else {
      names.emplace_back(text);
    }
  }
  for (const std::string& name : names) {
    const NameCell cell = read_name_cell(name, true);
    if (cell.names.empty() || !cell.refused.empty()) return {};
  }
  return names;
}

}  // namespace

std::size_t read_column_lines(const std::vector<FlatLine>& lines, const Section& section,
                              Rows& out) {
  if (lines.size() < 4 || label_role(lines[0].text) != Role::name) return 0;
  const Column first = column_at(lines, 0);
  const std::vector<std::string> names = names_of(lines, first);
  std::size_t others = 0;
  std::size_t read = first.end;
  std::vector<std::string> durations;
  for (std::size_t at = first.end; at < lines.size() && !names.empty();) {
    const Column column = column_at(lines, at);
    // The page's headings again: the next table.
    if (column.role == Role::name) break;
    ++others;
    read = at + 1;
    if (column.role == Role::duration) {
      // A heading of two lines may come first.
      for (std::size_t i = column.begin; i < column.end && durations.size() < names.size(); ++i) {
        const bool cell = is_duration_cell(lines[i].text);
        if (!cell && !durations.empty()) break;
        if (cell) durations.push_back(read_duration(lines[i].text).value_or(""));
        read = i + 1;
      }
      break;
    }
    read = column.end;
    at = column.end;
  }
  if (others < 2 || names.empty()) return 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Row row;
    row.names = read_name_cell(names[i], true).names;
    if (durations.size() == names.size()) row.durations = {durations[i]};
    row.line = lines[first.begin].line;
    row.section = section.title();
    row.judgement = section.judgement();
    row.names_sure = Confidence::medium;
    row.note = "The table was pasted column by column.";
    out.add(std::move(row));
  }
  return read;
}

}  // namespace cookie_warden::reader
