// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <string>

#include "reader/pages/html_table.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::ranges::find(tags, tag) != tags.end();
}

std::string attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? found->value : "";
}

/// A word of the element's class.
bool has_class(const GumboNode& element, std::string_view name) {
  const std::string all = " " + attribute(element, "class") + " ";
  return all.find(" " + std::string(name) + " ") != std::string::npos;
}

}  // namespace

/// "Opens in a new tab", for screen readers, inside a link ("<a>_ga<span class=sr-only>"): no part
/// of the name. The classes of OneTrust, Bootstrap and WordPress.
bool is_hidden_in_link(const GumboNode& element) {
  const GumboNode* link = element.parent;
  if (!link || link->type != GUMBO_NODE_ELEMENT || link->v.element.tag != GUMBO_TAG_A) return false;
  constexpr std::string_view kClasses[] = {"ot-scrn-rdr", "sr-only", "visually-hidden",
                                           "visuallyhidden", "screen-reader-text"};
  return std::ranges::any_of(kClasses, [&](auto name) { return has_class(element, name); });
}

/// The number of a footnote.
bool is_footnote(const GumboNode& element) {
  const GumboVector& list = element.v.element.children;
  if (element.v.element.tag != GUMBO_TAG_SUP || list.length != 1) return false;
  const auto& child = *static_cast<const GumboNode*>(list.data[0]);
  if (child.type == GUMBO_NODE_ELEMENT) return true;  // a link to it
  return child.type == GUMBO_NODE_TEXT && std::string_view(child.v.text.text).size() <= 3;
}

/// A program, in which names are no cookies.
bool is_listing(const GumboNode& element) {
  if (element.v.element.tag != GUMBO_TAG_PRE) return false;
  const GumboNode* node = &element;
  while (node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0) {
    node = static_cast<const GumboNode*>(node->v.element.children.data[0]);
  }
  if (node->type != GUMBO_NODE_TEXT) return false;
  const std::string_view text(node->v.text.text);
  return text.find_first_of("{};$") != std::string_view::npos;
}

bool is_skipped(const GumboNode& element) {
  return is_footnote(element) || is_listing(element) || is_hidden_in_link(element) ||
         is_one_of(element.v.element.tag,
                   {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_HEAD, GUMBO_TAG_NAV,
                    GUMBO_TAG_FOOTER, GUMBO_TAG_SVG, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
                    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SELECT, GUMBO_TAG_OBJECT, GUMBO_TAG_TEMPLATE,
                    GUMBO_TAG_VIDEO, GUMBO_TAG_MATH});
}

bool is_emphasis(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_STRONG, GUMBO_TAG_B, GUMBO_TAG_EM, GUMBO_TAG_I, GUMBO_TAG_CODE, GUMBO_TAG_TT,
            GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_U, GUMBO_TAG_MARK, GUMBO_TAG_VAR});
}

bool is_code(GumboTag tag) {
  return is_one_of(tag, {GUMBO_TAG_CODE, GUMBO_TAG_TT, GUMBO_TAG_KBD, GUMBO_TAG_SAMP});
}

bool is_inline(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_A,     GUMBO_TAG_SPAN,   GUMBO_TAG_SMALL,   GUMBO_TAG_SUB,    GUMBO_TAG_SUP,
            GUMBO_TAG_ABBR,  GUMBO_TAG_FONT,   GUMBO_TAG_Q,       GUMBO_TAG_CITE,   GUMBO_TAG_TIME,
            GUMBO_TAG_LABEL, GUMBO_TAG_IMG,    GUMBO_TAG_INPUT,   GUMBO_TAG_BIG,    GUMBO_TAG_S,
            GUMBO_TAG_DFN,   GUMBO_TAG_BDI,    GUMBO_TAG_BDO,     GUMBO_TAG_WBR,    GUMBO_TAG_INS,
            GUMBO_TAG_DEL,   GUMBO_TAG_STRIKE, GUMBO_TAG_ACRONYM, GUMBO_TAG_UNKNOWN});
}

bool follows_element(const GumboNode& element) {
  const GumboNode* parent = element.parent;
  if (!parent || parent->type != GUMBO_NODE_ELEMENT || element.index_within_parent == 0) {
    return false;
  }
  const GumboVector& list = parent->v.element.children;
  return static_cast<GumboNode*>(list.data[element.index_within_parent - 1])->type ==
         GUMBO_NODE_ELEMENT;
}

/// Bootstrap's class="h5": the level; else 0.
int classed_level(const GumboNode& element) {
  const std::string classes = " " + lower(attribute(element, "class")) + " ";
  for (int level = 1; level <= 6; ++level) {
    if (classes.find(" h" + std::to_string(level) + " ") != std::string::npos) return level;
  }
  return 0;
}

/// An element of a framework ("<v-card-title>") in a line of its own: source code sets blocks so.
bool is_component_block(const GumboNode& element) {
  if (element.v.element.tag != GUMBO_TAG_UNKNOWN) return false;
  const GumboNode* parent = element.parent;
  if (!parent || parent->type != GUMBO_NODE_ELEMENT) return false;
  const GumboVector& list = parent->v.element.children;
  const auto parts = [&](std::size_t i) {
    if (i >= list.length) return true;
    const auto& node = *static_cast<const GumboNode*>(list.data[i]);
    const bool blank = node.type == GUMBO_NODE_WHITESPACE;
    return blank && std::string_view(node.v.text.text).find('\n') != std::string_view::npos;
  };
  const std::size_t at = element.index_within_parent;
  return (at == 0 || parts(at - 1)) && parts(at + 1);
}

/// "<v-card-title>" in a line of its own.
bool is_component_title(const GumboNode& element) {
  if (!is_component_block(element)) return false;
  const GumboStringPiece& tag = element.v.element.original_tag;
  const std::string_view text = std::string_view(tag.data, tag.length).substr(0, 60);
  const std::string name = lower(text.substr(0, text.find_first_of(" \t\n/>")));
  return name.ends_with("title") && !name.ends_with("subtitle");
}

bool is_heading(const GumboNode& element) {
  return is_one_of(element.v.element.tag,
                   {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5,
                    GUMBO_TAG_H6, GUMBO_TAG_SUMMARY, GUMBO_TAG_LEGEND}) ||
         attribute(element, "role") == "heading" || classed_level(element) > 0 ||
         is_component_title(element);
}

int heading_level(const GumboNode& element) {
  const GumboTag tag = element.v.element.tag;
  if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) return static_cast<int>(tag - GUMBO_TAG_H1) + 1;
  if (const int level = classed_level(element)) return level;
  const std::string level = attribute(element, "aria-level");
  return level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 6;
}

bool is_titled(const GumboNode& element) {
  const std::string names = lower(attribute(element, "class"));
  return names.find("title") != std::string::npos || names.find("heading") != std::string::npos ||
         names.find("header") != std::string::npos || names.ends_with("head") ||
         names.find("head ") != std::string::npos || element.v.element.tag == GUMBO_TAG_BUTTON;
}

Text tidy(Text text) {
  Text out;
  std::vector<std::size_t> moved(text.plain.size() + 1);
  bool blank = false;
  bool line = false;
  for (std::size_t i = 0; i < text.plain.size(); ++i) {
    const char c = text.plain[i];
    if (is_space(c)) {
      blank = true;
      line = line || c == '\n';
      moved[i] = out.plain.size();
      continue;
    }
    if (blank && !out.plain.empty()) out.plain += line ? '\n' : ' ';
    blank = line = false;
    moved[i] = out.plain.size();
    out.plain += c;
  }
  moved[text.plain.size()] = out.plain.size();
  for (const Text::Mark& mark : text.marks) {
    std::size_t begin = mark.begin;
    while (begin < mark.end && is_space(text.plain[begin])) ++begin;
    std::size_t end = mark.end;
    while (end > begin && is_space(text.plain[end - 1])) --end;
    if (begin < end) out.marks.push_back({moved[begin], moved[end - 1] + 1, mark.code});
  }
  return out;
}

bool is_marked_whole(const Text& text) {
  std::size_t marked = 0;
  for (const Text::Mark& mark : text.marks) marked = std::max(marked, mark.end - mark.begin);
  // A colon or a full stop may stand outside.
  return !text.plain.empty() && marked + 2 >= text.plain.size();
}

}  // namespace cookie_warden::reader
