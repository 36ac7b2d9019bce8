// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// A page whose tables are data for a component or a macro, with tables of HTML in their places, so
/// that each stands under its heading: JSX's `<CookieTable rows={[{name: "_ga", ...}]} />` and
/// `<Row name="_ga" purpose="..." />`, Nunjucks' `{{ govukTable({head: [...], rows: [...]}) }}`.
/// Line feeds are kept, and each row stands in its data's line where that is below.
[[nodiscard]] std::string with_data_tables(std::string_view page);

}  // namespace cookie_warden::reader
