// SPDX-License-Identifier: MPL-2.0
// Tables whose cells give the category by a sign ("A", "2", "III") that the page explains
// elsewhere ("A: strictly necessary cookies").
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/cookie.hpp"
#include "reader/document.hpp"

namespace cookie_warden::reader {

/// What each sign stands for; no value if it is explained as two different categories.
using Legend = std::map<std::string, std::optional<Category>>;

/// The signs in the page's tables become the categories they stand for.
Legend spell_out_legend(Document& document);

/// The same in a table that text was put together to.
void spell_out_signs(Block& table, const Legend& legend);

}  // namespace cookie_warden::reader
