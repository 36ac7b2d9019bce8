// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/html_tabs.hpp"

#include "reader/pages/html_table.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

std::string attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? found->value : "";
}

bool is_tab(const GumboNode& element) {
  const auto toggles = [&](const char* name) {
    const std::string what = attribute(element, name);
    return what == "tab" || what == "pill";
  };
  return attribute(element, "role") == "tab" || toggles("data-bs-toggle") || toggles("data-toggle");
}

/// The id of the panel that a tab opens.
std::string panel_of(const GumboNode& tab) {
  std::string id = attribute(tab, "aria-controls");
  for (const char* name : {"data-bs-target", "data-target", "href"}) {
    const std::string target = attribute(tab, name);
    if (id.empty() && target.starts_with('#')) id = target.substr(1);
  }
  return id;
}

}  // namespace

void Tabs::collect(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return;
  if (std::string id = attribute(node, "id"); !id.empty()) ids_.insert(std::move(id));
  if (is_tab(node)) {
    constexpr std::size_t kLongest = 90;  // bytes
    const std::string label = squeeze(table_cell(node).text.plain);
    if (label.empty() || label.size() > kLongest) return;
    if (const std::string panel = panel_of(node); !panel.empty()) by_panel_.emplace(panel, label);
    if (const std::string id = attribute(node, "id"); !id.empty()) by_tab_.emplace(id, label);
    return;
  }
  const GumboVector& list = node.v.element.children;
  for (std::size_t i = 0; i < list.length; ++i) {
    collect(*static_cast<const GumboNode*>(list.data[i]));
  }
}

std::string_view Tabs::label_of(const GumboNode& panel) const {
  const auto own = by_panel_.find(attribute(panel, "id"));
  if (own != by_panel_.end()) return own->second;
  if (attribute(panel, "role") != "tabpanel") return {};
  const auto tab = by_tab_.find(attribute(panel, "aria-labelledby"));
  return tab != by_tab_.end() ? std::string_view(tab->second) : std::string_view();
}

bool Tabs::heads_panel(const GumboNode& element) const {
  if (!is_tab(element)) return false;
  const std::string panel = panel_of(element);
  return by_panel_.contains(panel) && ids_.contains(panel);
}

}  // namespace cookie_warden::reader
