// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// Makes items of paragraphs that are lists: those that begin with names set apart, one after
/// another, and those of names alone with a paragraph about them below each.
void list_paragraphs(std::vector<Block>& blocks);

}  // namespace cookie_warden::reader
