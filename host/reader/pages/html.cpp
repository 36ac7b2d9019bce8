// SPDX-License-Identifier: MPL-2.0
#include <gumbo.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "reader/document.hpp"
#include "reader/pages/html_pairs.hpp"
#include "reader/pages/html_rows.hpp"
#include "reader/pages/html_table.hpp"
#include "reader/pages/html_tabs.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// A heading of which nothing is told.
constexpr std::string_view kEndOfPanel = "\u2026";
constexpr std::size_t kLongestTitle = 90;  // bytes; a longer bold paragraph is a sentence

/// Walks the tree once and makes blocks of it.
class Walker {
 public:
  Walker(Document& document, const GumboNode& root) : document_(document), tabs_(root) {}

  void children(const GumboNode& node) {
    const GumboVector& list = node.v.element.children;
    std::size_t tried = 0;  // up to here no table begins
    for (std::size_t i = 0; i < list.length; ++i) {
      const auto& child = *static_cast<GumboNode*>(list.data[i]);
      if (i >= tried && child.type == GUMBO_NODE_ELEMENT) {
        StyledRows found = styled_rows(node, i);
        tried = std::max(found.end, i + 1);
        if (!found.rows.empty()) {
          add_table(std::move(found.rows), child);
          i = found.end - 1;
          continue;
        }
      }
      visit(child);
    }
  }

  void flush() {
    Text text = take_text();
    if (!text.plain.empty()) {
      Block block;
      block.kind = kind_ == Block::Kind::paragraph && item_begins_ ? Block::Kind::item : kind_;
      block.level = block.kind == Block::Kind::heading ? level_ : list_depth_;
      if (block.kind == Block::Kind::item) {
        block.level = std::max(list_depth_, 1);
        block.number = number_ > 0 ? number_++ : 0;
      }
      item_begins_ = false;
      block.line = line_;
      const bool short_text = text.plain.size() <= kLongestTitle;
      block.title = short_text && (classed_title_ || is_marked_whole(text));
      block.text = std::move(text);
      document_.blocks.push_back(std::move(block));
    }
    line_ = 0;
    in_card_ = false;
  }

 private:
  void visit(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
      add_text(node.v.text.text, node.v.text.start_pos.line);
    } else if (node.type == GUMBO_NODE_CDATA) {
      add_text(node.v.text.text, node.v.text.start_pos.line);
    } else if (node.type == GUMBO_NODE_ELEMENT) {
      element(node);
    }
  }

  void add_text(const char* text, unsigned line) {
    const std::string_view view(text);
    std::size_t begin = 0;
    while (begin < view.size() && is_space(view[begin])) {
      line += view[begin] == '\n' ? 1U : 0U;
      ++begin;
    }
    if (begin < view.size() && line_ == 0) line_ = line;
    for (const char c : plain_spaces(view)) text_.plain += c == '\n' ? ' ' : c;
  }

  void element(const GumboNode& node) {
    if (is_skipped(node) || tabs_.heads_panel(node)) return;
    if (const auto label = tabs_.label_of(node); !label.empty()) {
      const int level = add_label(label, node);
      read_element(node);
      if (level > 0) end_panel(node, level);
    } else {
      read_element(node);
    }
  }

  void read_element(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      text_.plain += '\n';
    } else if (is_table(node)) {
      table(node);
    } else if (is_emphasis(tag)) {
      const std::size_t begin = text_.plain.size();
      children(node);
      // An emphasised block is told by its text; marks are for runs inside one.
      if (begin < text_.plain.size()) {
        text_.marks.push_back({begin, text_.plain.size(), is_code(tag)});
      }
      mark_label();
    } else if (is_heading(node)) {
      block(node, Block::Kind::heading);
    } else if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DT) {
      block(node, Block::Kind::item);
    } else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_MENU ||
               tag == GUMBO_TAG_DL) {
      flush();
      ++list_depth_;
      const int outer = std::exchange(number_, tag == GUMBO_TAG_OL ? 1 : 0);
      children(node);
      flush();
      number_ = outer;
      --list_depth_;
    } else if (is_inline(tag) && !is_component_block(node)) {
      part_words(node);
      children(node);
      if (tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_LABEL) mark_label();
    } else if (const ElementPair pair = element_pair(node); pair.value) {
      add_pair(pair);
    } else {
      block(node, Block::Kind::paragraph);
    }
  }

  /// The label of a panel as its heading, unless it stands right above it as in an accordion.
  /// Returns the heading's level, or 0.
  int add_label(std::string_view label, const GumboNode& panel) {
    flush();
    auto& blocks = document_.blocks;
    if (!blocks.empty() && blocks.back().text.plain == kEndOfPanel) blocks.pop_back();
    if (!blocks.empty() && blocks.back().text.plain == label) return 0;
    Block block;
    block.kind = Block::Kind::heading;
    block.level = std::min(outer_level_ + 1, 6);
    block.line = panel.v.element.start_pos.line;
    block.text.plain = label;
    const int level = block.level;
    document_.blocks.push_back(std::move(block));
    return level;
  }

  /// What follows the last panel stands below its label no more.
  void end_panel(const GumboNode& panel, int level) {
    flush();
    Block block;
    block.kind = Block::Kind::heading;
    block.level = level;
    block.line = panel.v.element.end_pos.line;
    block.text.plain = kEndOfPanel;
    document_.blocks.push_back(std::move(block));
  }

  /// One pair after another is a card: a paragraph with a line for each.
  void add_pair(const ElementPair& pair) {
    if (!in_card_) flush();
    if (line_ == 0) line_ = pair.value->v.element.start_pos.line;
    text_.plain.append(in_card_ ? "\n" : "").append(pair.label).append(": ");
    text_.plain += squeeze(table_cell(*pair.value).text.plain);
    in_card_ = true;
  }

  /// "<span>Always active</span><span>These": styles part what no blank does.
  void part_words(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag != GUMBO_TAG_SPAN && tag != GUMBO_TAG_LABEL && tag != GUMBO_TAG_A) return;
    if (follows_element(node) && !text_.plain.empty()) text_.plain += ' ';
  }

  /// "<span>Name</span> <span>_ga</span>" is "Name: _ga".
  void mark_label() {
    constexpr std::size_t kLongestLabel = 45;  // bytes
    const std::size_t size = text_.plain.size();
    const std::size_t from = size - std::min(size, kLongestLabel + 1);
    const std::size_t line = std::string_view(text_.plain).substr(from).rfind('\n');
    if (line == std::string_view::npos && from > 0) return;
    const std::size_t begin = line == std::string_view::npos ? 0 : from + line + 1;
    const std::string_view label = trim(std::string_view(text_.plain).substr(begin));
    const Role role = label.ends_with(':') ? Role::none : label_role(label);
    const bool told = role != Role::none && role != Role::consent && role != Role::other;
    if (told && !mentions_only_cookies(label)) text_.plain += ": ";
  }

  /// "Cookies" alone begins sentences more often than it labels a value.
  static bool mentions_only_cookies(std::string_view label) {
    return lower(label).starts_with("cookie") && label.size() <= 7;
  }

  void block(const GumboNode& node, Block::Kind kind) {
    flush();
    const bool outer_title = classed_title_;
    const Block::Kind outer_kind = kind_;
    kind_ = kind == Block::Kind::item ? Block::Kind::paragraph : kind;
    item_begins_ = kind == Block::Kind::item || (item_begins_ && kind == Block::Kind::paragraph);
    if (kind == Block::Kind::heading) level_ = level_in_lists(heading_level(node));
    classed_title_ = kind == Block::Kind::paragraph && is_titled(node);
    children(node);
    flush();
    if (kind == Block::Kind::item) item_begins_ = false;
    // "<summary><h2>Statistics</h2> with your consent</summary>": what stands beside a heading.
    const bool in_heading = kind == Block::Kind::heading && outer_kind == Block::Kind::heading;
    kind_ = in_heading ? Block::Kind::paragraph : outer_kind;
    classed_title_ = outer_title;
    if (kind == Block::Kind::heading) level_ = 0;
  }

  /// A heading inside a list stands below the one over the list, whatever its number.
  int level_in_lists(int level) {
    if (list_depth_ == 0) return outer_level_ = level;
    return std::min(std::max(level, outer_level_ + 1), 6);
  }

  void table(const GumboNode& node) {
    flush();
    if (holds_table(node) || holds_chapters(node)) {  // it only arranges what stands in it
      children(node);
      flush();
      return;
    }
    add_table(table_rows(node), node);
  }

  void add_table(std::vector<TableRow> rows, const GumboNode& node) {
    flush();
    Block block;
    block.kind = Block::Kind::table;
    block.line = node.v.element.start_pos.line;
    block.rows = std::move(rows);
    if (!block.rows.empty()) document_.blocks.push_back(std::move(block));
  }

  Text take_text() {
    Text out;
    out.plain.swap(text_.plain);
    out.marks.swap(text_.marks);
    return tidy(std::move(out));
  }

  Document& document_;
  Tabs tabs_;
  Text text_{};
  Block::Kind kind_ = Block::Kind::paragraph;
  int level_ = 0;
  int list_depth_ = 0;
  int number_ = 0;       ///< Of the next item of a numbered list.
  int outer_level_ = 0;  ///< Of the last heading outside of lists.
  bool classed_title_ = false;
  bool in_card_ = false;      ///< The text is pairs of labels and values.
  bool item_begins_ = false;  ///< The next text is the first of a list item.
  std::uint32_t line_ = 0;
};

struct Destroy {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

std::string declared_language(const GumboNode& root) {
  if (root.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* lang = gumbo_get_attribute(&root.v.element.attributes, "lang");
  if (!lang) return {};
  const std::string value = lower(lang->value);
  return value.substr(0, std::min(value.find_first_of("-_ "), value.size()));
}

}  // namespace

bool read_html(const std::string& html, Document& document, std::string& problem) {
  problem = html_problem(html);
  if (!problem.empty()) return false;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::unique_ptr<GumboOutput, Destroy> output(
      gumbo_parse_with_options(&options, html.data(), html.size()));
  if (!output || !output->root) {
    problem = "The page could not be parsed as HTML.";
    return false;
  }
  document.language = declared_language(*output->root);
  Walker walker(document, *output->root);
  walker.children(*output->root);
  walker.flush();
  return true;
}

}  // namespace cookie_warden::reader
