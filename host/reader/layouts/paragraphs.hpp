// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// The paragraphs whose lines are titles, a table's headings or a list without bullets, cut into
/// blocks of their own; those that begin with names set apart become items of a list.
[[nodiscard]] Document part_paragraphs(const Document& document);

}  // namespace cookie_warden::reader
