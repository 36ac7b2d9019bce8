// SPDX-License-Identifier: MPL-2.0
#include "reader/data_table.hpp"

#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/pages/markdown_inline.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Type = Value::Type;

constexpr std::size_t kMostColumns = 20;

bool is_row(const Value& item) {
  return (item.is(Type::object) && item.members.size() >= 2) ||
         (item.is(Type::list) && item.items.size() >= 2);
}

bool is_head(const Value& list) {
  return list.is(Type::list) && list.items.size() >= 2 &&
         std::ranges::all_of(list.items, [](const Value& cell) {
           return cell.is(Type::text) || (cell.is(Type::object) && !cell_text(cell).empty());
         });
}

}  // namespace

bool is_table(const Value& list) {
  return list.is(Type::list) && !list.items.empty() && std::ranges::all_of(list.items, is_row);
}

std::string cell_text(const Value& cell) {
  if (const Value& html = cell["html"]; html.is(Type::text)) return without_tags(html.text);
  const Value& inner = cell.any_of({"text", "content", "children", "label"});
  const Value& value = inner ? inner : cell;
  return value.is(Type::text) ? name_text(value.text) : squeeze(referred_text(value));
}

std::vector<std::string> keys_of(const Value& rows) {
  std::vector<std::string> keys;
  for (const Value& row : rows.items) {
    for (const auto& [key, value] : row.members) {
      if (keys.size() < kMostColumns && std::ranges::find(keys, key) == keys.end())
        keys.push_back(key);
    }
  }
  return keys;
}

std::string cell_html(std::string_view text) {
  std::string out;
  for (const char c : escape_html(text)) {
    if (c == '_' || c == '*' || c == '`' || c == '|' || c == '\\') {
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    } else {
      out += c;
    }
  }
  return out;
}

DataTable table_of(const std::vector<std::pair<std::string, Value>>& members) {
  DataTable table;
  for (const auto& [key, value] : members) {
    const std::string name = lower(key);
    if (is_head(value) && (name.starts_with("head") || name == "columns")) {
      for (const Value& cell : value.items) table.head.push_back(cell_text(cell));
    } else if (is_table(value) && !table.rows) {
      table.rows = &value;
    } else if (value.is(Type::text) &&
               (name == "title" || name == "caption" || name == "heading")) {
      table.title = value.text;
    }
  }
  return table;
}

}  // namespace cookie_warden::reader
