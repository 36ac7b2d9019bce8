// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>

#include "reader/names/names.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// What a line looks like, be it a cell or anything else.
struct Look {
  Shape name = Shape::none;  ///< Of the names it holds and nothing else.
  bool joined = false;       ///< One of them is written with '_',
  bool brand = false;        ///< ... or as companies are: "HubSpot".
  bool duration = false;
  bool hosts = false;
  bool category = false;
  bool title = false;
  bool group = false;  ///< A title of cookies: "Analytics cookies".
};

/// `unit`: what a bare number counts.
[[nodiscard]] Look look_at(std::string_view text, std::optional<Unit> unit);

}  // namespace cookie_warden::reader
