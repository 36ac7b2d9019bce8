// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// Where a cell spans several rows, Markdown and copied text hold it in the first of them only, and
/// the cells of the others stand too far left. They are moved to the columns whose headings they
/// fit, and what spans them is repeated. Names are never repeated.
void place_short_rows(std::vector<TableRow>& rows);

}  // namespace cookie_warden::reader
