// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/listed_paragraphs.hpp"

#include <algorithm>

#include "reader/layouts/text_lines.hpp"
#include "reader/names/names.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// The names before a dash, of a paragraph that nothing is set apart in: "mbox, at_check - ...".
NameCell names_before_dash(std::string_view text) {
  constexpr std::size_t kLongest = 120;  // bytes
  std::size_t dash = text.size();
  for (const std::string_view sign : {" - ", " \u2013 ", " \u2014 "})
    dash = std::min(dash, text.find(sign));
  if (dash >= std::min(text.size(), kLongest) || text.find('\n') != std::string_view::npos)
    return {};
  NameCell cell = read_name_cell(text.substr(0, dash), true);
  const bool noun = std::ranges::any_of(cell.names, [](const Name& name) {
    return name.shape < Shape::likely && !is_lower(name.printed[0]);
  });
  return cell.refused.empty() && !noun ? std::move(cell) : NameCell{};
}

/// "*mbox*, *at_check* and *mboxPC* - ...": where the marks end that only commas or a conjunction
/// part.
std::size_t end_of_leading_marks(const Text& text) {
  std::size_t end = text.marks[0].end;
  for (std::size_t i = 1; i < text.marks.size(); ++i) {
    if (text.marks[i].begin < end) continue;
    const std::string_view between =
        trim(std::string_view(text.plain).substr(end, text.marks[i].begin - end));
    const bool joins =
        between == "," || between == "/" || vocabulary().conjunctions.whole(words(fold(between)));
    if (!joins) break;
    end = text.marks[i].end;
  }
  return std::min(end, text.plain.size());
}

/// The names that a paragraph begins with, set apart from what follows: "**mbox** (Adobe): ...".
NameCell leading_names(const Block& block) {
  if (block.kind != Block::Kind::paragraph) return {};
  if (block.text.marks.empty()) return names_before_dash(block.text.plain);
  if (block.title) return {};
  const std::string_view text = block.text.plain;
  const Text::Mark mark{block.text.marks[0].begin, end_of_leading_marks(block.text), false};
  const std::string_view rest = trim(text.substr(std::min(mark.end, text.size())));
  const bool parted = rest.starts_with('(') || rest.starts_with(':') || rest.starts_with("- ") ||
                      rest.starts_with("\u2013") || rest.starts_with("\u2014");
  if (mark.begin != 0 || !parted || text.find('\n') != std::string_view::npos) return {};
  NameCell cell = read_name_cell(text.substr(0, mark.end), true);
  return cell.refused.empty() ? std::move(cell) : NameCell{};
}

/// Paragraphs one after another that begin so, with a name among them that is one for certain.
void list_named_paragraphs(std::vector<Block>& blocks) {
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t end = i;
    bool sure = false;
    for (; end < blocks.size(); ++end) {
      const NameCell cell = leading_names(blocks[end]);
      if (cell.names.empty()) break;
      sure = sure || std::ranges::any_of(
                         cell.names, [](const Name& name) { return name.shape == Shape::sure; });
    }
    for (std::size_t k = i; sure && end >= i + 2 && k < end; ++k) {
      blocks[k].kind = Block::Kind::item;
      blocks[k].level = std::max(blocks[k].level, 1);
      blocks[k].title = false;
    }
    i = std::max(end, i + 1);
  }
}

/// A paragraph of names and a paragraph about them, again and again: a definition list without its
/// markup. They become items.
void pair_paragraphs(std::vector<Block>& blocks) {
  const auto is_pair = [&](std::size_t i) {
    if (i + 1 >= blocks.size()) return false;
    const Block& names = blocks[i];
    const Block& text = blocks[i + 1];
    const bool plain = names.kind == Block::Kind::paragraph &&
                       text.kind == Block::Kind::paragraph && !names.joined && !text.joined &&
                       !text.title;
    return plain && names.text.plain.find('\n') == std::string::npos &&
           is_line_of_names(names.text.plain) && text.text.plain.ends_with('.') &&
           text.text.plain.find(' ') != std::string::npos &&
           label_role(text.text.plain.substr(0, text.text.plain.find(':'))) == Role::none;
  };
  std::vector<Block> out;
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t end = i;
    while (is_pair(end)) end += 2;
    if (end < i + 4) {
      out.push_back(std::move(blocks[i++]));
      continue;
    }
    for (; i < end; i += 2) {
      Block item = std::move(blocks[i]);
      item.kind = Block::Kind::item;
      item.level = std::max(item.level, 1);
      item.title = false;
      item.text = {item.text.plain + ": " + blocks[i + 1].text.plain, {}};
      out.push_back(std::move(item));
    }
  }
  blocks = std::move(out);
}

}  // namespace

void list_paragraphs(std::vector<Block>& blocks) {
  list_named_paragraphs(blocks);
  pair_paragraphs(blocks);
}

}  // namespace cookie_warden::reader
