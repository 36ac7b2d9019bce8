// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// A page written as a program, its components that are given rows of data (JSX's
/// `<CookieTable rows={[{name: "_ga", ...}]} />`) replaced by tables of HTML: so each stands under
/// its heading. Line feeds are kept, and each row stands in its object's line.
[[nodiscard]] std::string with_data_tables(std::string_view program);

}  // namespace cookie_warden::reader
