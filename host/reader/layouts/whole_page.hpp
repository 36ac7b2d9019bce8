// SPDX-License-Identifier: MPL-2.0
// What holds for all rows of a page, known when the last of them was read.
#pragma once

#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "reader/layouts/row.hpp"

namespace cookie_warden::reader {

/// Statements about the whole page.
class WholePage {
 public:
  void notice(std::string_view text);
  void functional_is_exempt() { exempts_functional_ = true; }
  void apply(Rows& rows) const;

 private:
  bool only_necessary_ = false;
  bool exempts_functional_ = false;
  bool complete_ = false;
};

/// A page without any word for cookies is about other names.
[[nodiscard]] bool mentions_cookies_anywhere(const Document& document);

/// "_ga" under "Analytics", or a name that everybody knows.
[[nodiscard]] bool names_a_tracker(const std::vector<Row>& rows);

/// Adds the names of sentences (`Rows::loose`) that no table or list has, unless the page's tables
/// say all there is to say where they stand.
void keep_loose(Rows& rows);

}  // namespace cookie_warden::reader
