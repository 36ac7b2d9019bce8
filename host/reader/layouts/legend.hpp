// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "reader/document.hpp"

namespace cookie_warden::reader {

/// Tables whose cells give the category by a sign ("A", "2", "III") that the page explains
/// elsewhere ("A: strictly necessary cookies"): the signs become the categories they stand for.
void spell_out_legend(Document& document);

}  // namespace cookie_warden::reader
