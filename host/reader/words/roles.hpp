// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// What a column's heading announces. The first telling words decide ("Provider of cookie" is a
/// provider); the bare word "cookie" only where nothing else does.
[[nodiscard]] Role role_of(std::string_view heading);

/// The heading names cookies expressly ("Cookie name"), so that any word below it is one.
[[nodiscard]] bool names_cookies(std::string_view heading);

/// The role of a text that is a label and nothing else, with or without a colon.
[[nodiscard]] Role label_role(std::string_view text);

/// "Label: value", or the text before the first label with Role::none.
struct Labelled {
  Role role = Role::none;
  std::string label{};
  std::string value{};
};

/// A line or a sentence taken apart at its labels ("Bewaartermijn: 1 jaar. Uitgever: X").
[[nodiscard]] std::vector<Labelled> split_labels(std::string_view text);

}  // namespace cookie_warden::reader
