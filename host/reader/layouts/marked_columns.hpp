// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "reader/document.hpp"
#include "reader/layouts/legend.hpp"

namespace cookie_warden::reader {

/// Tables with a column for each category and a mark in one of them ("X", "✓") get one column that
/// tells the category. The columns' heads name it, or are signs of the legend.
void join_marked_columns(Document& document, const Legend& legend);

}  // namespace cookie_warden::reader
