// SPDX-License-Identifier: MPL-2.0
// Lists in plain text, by their signs and by how far they are indented.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// How a line begins an item of a list.
struct ItemSign {
  std::size_t indent = 0;  ///< Bytes before the sign.
  std::size_t text = 0;    ///< Bytes before the item's text; 0: the line begins no item.
  std::size_t column = 0;  ///< Characters before it.
};

/// The sign that each line begins with: a bullet, or a number where the numbers go on line by
/// line. Headings are numbered too, but text stands between them.
[[nodiscard]] std::vector<ItemSign> item_signs(const std::vector<std::string_view>& lines);

/// The lists that a line stands in.
class OpenLists {
 public:
  /// The level of an item that begins so: 1 in the outermost list.
  int enter(const ItemSign& sign);
  /// The level of a paragraph that begins after `indent` bytes: 0 outside of all lists.
  int leave(std::size_t indent);

 private:
  std::vector<ItemSign> open_{};
};

}  // namespace cookie_warden::reader
