// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/declarations/literal.hpp"

namespace cookie_warden::reader {

/// Lists of data by the name they are assigned to ("const necessary = [...]").
using NamedLists = std::map<std::string, Value, std::less<>>;

/// `<CookieTable rows={[...]} title="Analytics" />`, `<x-table>`: its attributes in order.
/// Expressions that are neither texts nor lists of data are of type none.
struct ComponentTag {
  std::string name{};
  std::vector<std::pair<std::string, Value>> attributes{};
  std::size_t end = 0;     ///< After its '>'; 0: no component's tag begins there.
  std::size_t looked = 0;  ///< Bytes that were looked through.
};

/// `at` stands on the '<'; `line` is its line, `budget` how many values may still be read.
[[nodiscard]] ComponentTag read_component(std::string_view text, std::size_t at, std::uint32_t line,
                                          const NamedLists& lists, std::size_t& budget);

}  // namespace cookie_warden::reader
