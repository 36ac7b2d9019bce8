// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/declarations/literal.hpp"

namespace cookie_warden::reader {

/// A table given as data: rows that are lists or objects.
struct DataTable {
  std::string title{};
  std::vector<std::string> head{};
  const Value* rows = nullptr;  ///< Null: there is no such table.
};

/// Finds rows, headings and a title among an object's members or a component's attributes.
[[nodiscard]] DataTable table_of(const std::vector<std::pair<std::string, Value>>& members);

/// Every item is a list or an object of at least two values.
[[nodiscard]] bool is_table(const Value& list);

/// The keys of its objects, in order, where no headings are given.
[[nodiscard]] std::vector<std::string> keys_of(const Value& rows);

/// A cell is a text, or an object that holds one: {text: "..."}, {html: "..."}.
[[nodiscard]] std::string cell_text(const Value& cell);

/// As HTML that is safe from Markdown too, which emphasises what stands between underscores.
[[nodiscard]] std::string cell_html(std::string_view text);

}  // namespace cookie_warden::reader
