// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <gumbo.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// Tabs, whose labels stand together above all panels: which label is that of which panel
/// (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/, and Bootstrap's way without those attributes).
class Tabs {
 public:
  explicit Tabs(const GumboNode& root) { collect(root); }

  /// The label of the panel; empty if it is none.
  [[nodiscard]] std::string_view label_of(const GumboNode& panel) const;
  /// The label of a panel that the page has, which label_of() gives.
  [[nodiscard]] bool heads_panel(const GumboNode& element) const;

 private:
  void collect(const GumboNode& node);

  std::set<std::string, std::less<>> ids_{};                    ///< Of all elements.
  std::map<std::string, std::string, std::less<>> by_panel_{};  ///< Label by the panel's id.
  std::map<std::string, std::string, std::less<>> by_tab_{};    ///< Label by the tab's id.
};

}  // namespace cookie_warden::reader
