// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/html_pairs.hpp"

#include "reader/pages/html_table.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_blank(const GumboNode& node) {
  return node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_COMMENT;
}

bool is_block(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT && !is_skipped(node) && !is_heading(node) &&
         (node.v.element.tag == GUMBO_TAG_DIV || node.v.element.tag == GUMBO_TAG_P);
}

/// The text of an element that holds nothing but one; else empty.
std::string_view only_text(const GumboNode& element) {
  const GumboVector& list = element.v.element.children;
  if (list.length != 1) return {};
  const auto& child = *static_cast<const GumboNode*>(list.data[0]);
  return child.type == GUMBO_NODE_TEXT ? trim(child.v.text.text) : std::string_view();
}

bool is_label(std::string_view text) {
  constexpr std::size_t kLongest = 45;  // bytes
  if (text.empty() || text.size() > kLongest || text.ends_with(':')) return false;
  const Role role = label_role(text);
  return role != Role::none && role != Role::consent && role != Role::other;
}

}  // namespace

ElementPair element_pair(const GumboNode& element) {
  const GumboNode* parts[2] = {};
  std::size_t count = 0;
  const GumboVector& list = element.v.element.children;
  for (std::size_t i = 0; i < list.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(list.data[i]);
    if (is_blank(child)) continue;
    if (count == 2 || !is_block(child)) return {};
    parts[count++] = &child;
  }
  if (count != 2) return {};
  const std::string_view label = only_text(*parts[0]);
  // Two labels are the head of a table.
  if (!is_label(label) || is_label(only_text(*parts[1]))) return {};
  return {std::string(label), parts[1]};
}

}  // namespace cookie_warden::reader
