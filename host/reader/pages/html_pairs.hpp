// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <gumbo.h>

#include <string>

namespace cookie_warden::reader {

/// A label and its value, each in an element of its own.
struct ElementPair {
  std::string label{};               ///< Empty if the element is no such pair.
  const GumboNode* value = nullptr;  ///< Null if there is none.
};

/// What `element` says if two elements are all it holds, and the first is a label that a cookie's
/// declaration has: <div><div>Name</div><div>_ga</div></div>, as OneTrust's preference centre does.
[[nodiscard]] ElementPair element_pair(const GumboNode& element);

}  // namespace cookie_warden::reader
