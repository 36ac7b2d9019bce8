// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

struct StyledRows {
  std::vector<TableRow> rows{};  ///< Empty if the children are no rows of names.
  std::size_t end = 0;           ///< After the last child that was looked at.
};

/// The children of `parent` from `at` on that are rows of a table by their styles alone:
/// <div class="row"><span>_ga</span><span>Google</span><span>2 years</span></div>, one after
/// another.
[[nodiscard]] StyledRows styled_rows(const GumboNode& parent, std::size_t at);

}  // namespace cookie_warden::reader
