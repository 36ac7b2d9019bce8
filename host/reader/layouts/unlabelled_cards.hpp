// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// Cards of a consent window that were copied as text: paragraphs of a few lines each, the name
/// first and a lifetime in one of the others, with no labels. Those in a row become a table.
void table_unlabelled_cards(std::vector<Block>& blocks);

}  // namespace cookie_warden::reader
