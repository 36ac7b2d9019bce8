// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/paragraphs.hpp"

#include <algorithm>

#include "reader/layouts/listed_paragraphs.hpp"
#include "reader/layouts/paragraph_parts.hpp"
#include "reader/layouts/text_lines.hpp"
#include "reader/layouts/wrapped_titles.hpp"
#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// "<dd>`YSC`, `PREF`: plays videos</dd>": a paragraph that begins with names set as code.
bool begins_with_code(const Block& block) {
  if (block.kind != Block::Kind::paragraph || block.level == 0 || block.text.marks.empty())
    return false;
  const Text::Mark& mark = block.text.marks[0];
  if (mark.begin != 0 || !mark.code) return false;
  const NameCell cell = read_name_cell(block.text.plain.substr(0, mark.end), true);
  const std::string_view rest = trim(std::string_view(block.text.plain).substr(mark.end));
  const bool goes_on = !rest.empty() && (rest[0] == ',' || rest[0] == ':' || rest[0] == '(' ||
                                         rest.starts_with("\u2013"));
  return cell.names.size() == 1 && cell.refused.empty() && goes_on;
}

/// Most lines of the paragraph begin so: they are a list without bullets.
bool lists_names(const std::vector<std::string_view>& lines) {
  const auto named = std::ranges::count_if(
      lines, [](std::string_view line) { return begins_with_names(trim(line)); });
  // "usprivacy: 1 year", among others, is a name too.
  const bool dated = named > 0 && std::ranges::all_of(lines, [](std::string_view line) {
                       return is_dated_name(trim(line));
                     });
  return lines.size() >= 2 && (dated || named * 4 >= std::ssize(lines) * 3);
}

/// A list whose signs are lost, with items that take several lines: at least three surely name
/// cookies.
bool lists_described_names(const std::vector<std::string_view>& lines) {
  constexpr std::ptrdiff_t kFewest = 3;
  // A service may stand above its cookies.
  if (lines.size() < 4 || !(begins_item(trim(lines[0])) || begins_item(trim(lines[1]))))
    return false;
  const auto sure = std::ranges::count_if(lines, [](std::string_view line) {
    return begins_item(trim(line)) && begins_with_names(trim(line));
  });
  return sure >= kFewest && sure * 6 >= std::ssize(lines);
}

/// "Storage duration:", with names and their lifetimes in the lines below.
bool dates_names(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view label = trim(lines[i]);
    if (label.ends_with(':') && is_dated_name(trim(lines[i + 1])) &&
        label_role(label.substr(0, label.size() - 1)) == Role::duration)
      return true;
  }
  return false;
}

bool describes_names(const std::vector<std::string_view>& lines) {
  std::size_t pairs = 0;
  std::size_t followed = 0;  // by the next pair, a title or nothing: no cells of a table
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_described(lines, i)) continue;
    ++pairs;
    const std::size_t end = description_end(lines, i);
    const std::string_view next = end < lines.size() ? trim(lines[end]) : std::string_view();
    followed += next.empty() || is_line_of_names(next) || heads_text(next) ? 1U : 0U;
  }
  return pairs > 0 && lines.size() > 2 && followed * 2 >= pairs;
}

/// A definition list of Markdown: names, each in its line, then ": " and what they are for.
bool defines_names(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with(": ")) return i > 0;
    const std::string_view line = trim(lines[i]);
    const NameCell cell = read_name_cell(line, true);
    if (cell.names.empty() || !cell.refused.empty()) return false;
  }
  return false;
}

/// A name alone in the first line, and sentences about it in the other.
bool describes_name(const Block& block) {
  constexpr std::size_t kLongestLabel = 60;  // bytes
  const std::string_view text = block.text.plain;
  const std::size_t end = text.find('\n');
  if (block.kind != Block::Kind::paragraph || end != text.rfind('\n') || end > text.size()) {
    return false;
  }
  const std::string_view name = trim(text.substr(0, end));
  const std::string_view rest = trim(text.substr(end));
  if (std::ranges::any_of(name, is_space) || !rest.ends_with('.')) return false;
  const NameCell cell = read_name_cell(name, true);
  const auto labels = split_labels(rest.substr(0, kLongestLabel));
  const bool labelled =
      std::ranges::any_of(labels, [](const Labelled& part) { return part.role != Role::none; });
  return cell.names.size() == 1 && cell.refused.empty() && cell.names[0].shape >= Shape::likely &&
         !labelled;
}

/// Lines that stand for themselves, unless they are a card's.
bool stand_alone(const std::vector<std::string_view>& lines) {
  const auto labels = std::ranges::count_if(lines, [](std::string_view line) {
    const auto parts = split_labels(trim(line).substr(0, 60));
    return label_role(line) != Role::none || (!parts.empty() && parts[0].role != Role::none);
  });
  return lines.size() > 1 && labels < 2;
}

/// Names, each in its line, below or above sentences of the same paragraph: the first line of
/// them and the one after; none if there are fewer than two.
std::pair<std::size_t, std::size_t> run_of_names(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kShortest = 45;  // bytes of a line of sentences
  std::size_t begin = 0;
  while (begin < lines.size() && !is_line_of_names(trim(lines[begin]))) ++begin;
  std::size_t end = begin;
  while (end < lines.size() && is_line_of_names(trim(lines[end]))) ++end;
  const bool below =
      begin > 0 && trim(lines[begin - 1]).find_last_of(".:!)") + 1 == trim(lines[begin - 1]).size();
  const bool prose = std::ranges::any_of(
      lines, [](std::string_view line) { return trim(line).size() >= kShortest; });
  const bool apart = begin == 0 || below;
  return end - begin >= 2 && apart && prose ? std::pair{begin, end} : std::pair{end, end};
}

/// The label that the line begins with.
Role leading_label(std::string_view line) {
  const auto labels = split_labels(trim(line).substr(0, 200));
  return labels.empty() ? Role::none : labels[0].role;
}

/// A name in its line, and "Purpose: ..." in the next. `label`: what the cards before this one
/// begin with; a word that is written as no name is may stand there too.
bool begins_card(const std::vector<std::string_view>& lines, std::size_t i, Role label) {
  if (i + 1 >= lines.size()) return false;
  const Role role = leading_label(lines[i + 1]);
  if (role == Role::none || role == Role::name) return false;
  const std::string_view line = trim(lines[i]);
  if (is_line_of_names(line)) return true;
  const NameCell cell = read_name_cell(line, true);
  return role == label && line.find(' ') == line.npos && label_role(line) == Role::none &&
         cell.names.size() == 1 && cell.refused.empty();
}

/// Where cards begin that follow one another without a blank line; none if there is but one.
std::vector<std::size_t> cards_in(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> begins;
  Role label = Role::none;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!begins_card(lines, i, label)) continue;
    if (begins.empty()) label = leading_label(lines[i + 1]);
    begins.push_back(i);
  }
  return begins.size() > 1 ? begins : std::vector<std::size_t>();
}

/// The first of several headings, each set apart from the next, that ends the paragraph before
/// them, as it does in text taken from a PDF: where that line begins; 0 if there is none.
std::size_t begin_of_heading(const Document& document, std::size_t at) {
  constexpr std::size_t kMore = 2;  // headings
  const std::string_view text = document.blocks[at].text.plain;
  const std::size_t feed = text.rfind('\n');
  if (feed == std::string_view::npos || label_role(text.substr(feed + 1)) == Role::none) return 0;
  for (std::size_t i = at + 1; i <= at + kMore; ++i) {
    if (i >= document.blocks.size() || document.blocks[i].kind != Block::Kind::paragraph) return 0;
    if (label_role(document.blocks[i].text.plain) == Role::none) return 0;
  }
  return feed + 1;
}

Document with_headings_apart(const Document& document) {
  Document out = document;
  out.blocks.clear();
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    out.blocks.push_back(document.blocks[i]);
    Block& block = out.blocks.back();
    const std::size_t begin =
        block.kind == Block::Kind::paragraph ? begin_of_heading(document, i) : 0;
    if (begin == 0) continue;
    Block heading = block;
    heading.line += static_cast<std::uint32_t>(std::ranges::count(block.text.plain, '\n'));
    heading.text = {block.text.plain.substr(begin), {}};
    block.text.plain.resize(begin - 1);
    std::erase_if(block.text.marks, [&](const Text::Mark& mark) { return mark.end >= begin; });
    out.blocks.push_back(std::move(heading));
  }
  return out;
}

/// Cuts the paragraphs of one document.
class Parting {
 public:
  explicit Parting(const Document& document)
      : copied_(document.copied), width_(document.copied ? 0 : width_of(document)) {
    constexpr std::ptrdiff_t kLeastDescribed = 3;  // one may be an accident of line breaks
    describes_ = std::ranges::count_if(document.blocks, describes_name) >= kLeastDescribed;
  }

  void add(const Block& block, Document& out) const {
    std::vector<std::string_view> lines;
    if (block.kind == Block::Kind::paragraph && block.text.plain.find('\n') != std::string::npos)
      lines = split_lines(block.text.plain);
    std::erase_if(lines, [](std::string_view line) { return trim(line).empty(); });
    if (add_names(block, lines, out) || add_titles(block, lines, out)) return;
    out.blocks.push_back(block);
    mend(out.blocks.back(), lines);
  }

 private:
  bool add_names(const Block& block, const std::vector<std::string_view>& lines,
                 Document& out) const {
    bool head = false;
    for (std::size_t i = 0; i < lines.size() && !head; ++i) head = is_head(lines, i);
    if (head || dates_names(lines)) {
      add_lines(block, lines, width_, out);
    } else if (const auto cards = cards_in(lines); !cards.empty()) {
      add_pieces(block, lines, cards, out);
    } else if (lists_names(lines)) {
      add_items(block, lines, out);
    } else if (!copied_ && block.text.marks.empty() && lists_described_names(lines)) {
      add_described_items(block, lines, width_, out);
    } else if (describes_names(lines) && !defines_names(lines)) {
      add_described(block, lines, out);
    } else if (copied_ && lines.size() > 1 && !(describes_ && describes_name(block))) {
      stand_alone(lines) ? add_alone(block, lines, out) : add_cards(block, lines, out);
    } else if (const auto [begin, end] = run_of_names(lines); begin < end) {
      add_parts(block, lines, begin, end, out);
    } else {
      return false;
    }
    return true;
  }

  /// The paragraph before and after each title that stands in it.
  bool add_titles(const Block& block, const std::vector<std::string_view>& lines,
                  Document& out) const {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (!begins_chapter(block, lines, i)) continue;
      begins.push_back(i);
      begins.push_back(i + 1);
    }
    if (begins.empty()) return false;
    const std::size_t first = out.blocks.size();
    add_pieces(block, lines, begins, out);
    for (std::size_t i = first; i < out.blocks.size(); ++i) {
      Block& piece = out.blocks[i];
      const auto at = static_cast<std::size_t>(piece.line - block.line);
      const auto title = std::ranges::find(begins, at);
      piece.title = title != begins.end() && (title - begins.begin()) % 2 == 0;
    }
    return true;
  }

  /// A title, with room beside it for the first word of the text below.
  bool begins_chapter(const Block& block, const std::vector<std::string_view>& lines,
                      std::size_t at) const {
    const std::string_view next = trim(lines[at + 1]);
    if (is_lower(next[0])) return false;
    std::string_view line = trim(lines[at]);
    // Elsewhere a sentence ends before it.
    const std::string_view before = at > 0 ? trim(lines[at - 1]) : std::string_view();
    const bool ends = before.ends_with('.') || before.ends_with(':') || before.ends_with('!') ||
                      before.ends_with(')');
    const bool plain = block.text.marks.empty();
    // "Preferences", after one card and before the "Name" of the next.
    if (at > 0 && plain && label_role(next) == Role::name && label_role(before) == Role::none &&
        heads_group(line))
      return true;
    if (at > 0 && (!ends || !plain || width_ == 0)) return false;
    if (line.ends_with(':')) line.remove_suffix(1);
    // A sentence that goes on in a large letter ends where the width does.
    if (is_full(line, next, width_)) return false;
    const bool apart = at == 0 && stands_off(lines, width_) && !trim(lines[0]).ends_with(':');
    return heads_text(line) || heads_group(line) || apart;
  }

  void mend(Block& block, const std::vector<std::string_view>& lines) const {
    // "Necessary (9)", which a copy of the page no longer sets as a title.
    if (block.kind == Block::Kind::paragraph && lines.empty() && heads_group(block.text.plain))
      block.title = true;
    if (begins_with_code(block)) block.kind = Block::Kind::item;
    // "NID: 6 months", a list of one.
    if (lines.empty() && block.kind == Block::Kind::paragraph && is_dated_name(block.text.plain) &&
        is_likely(read_name_cell(block.text.plain.substr(0, block.text.plain.find(':')), true)
                      .names[0])) {
      block.kind = Block::Kind::item;
      block.level = std::max(block.level, 1);
      block.title = false;
    }
    if (lines.size() > 1 && defines_names(lines)) make_item(block, "\n: ");
    if (describes_ && describes_name(block)) make_item(block, "\n");
    if (lines.size() > 1 && is_broken(trim(lines[0]))) {
      const std::string text = block.text.plain;
      const std::size_t feed = text.find('\n');
      // The marks are no longer where they were, and such a line has none.
      block.text = {text.substr(0, feed) + text.substr(feed + 1), {}};
    }
  }

  bool copied_ = false;
  bool describes_ = false;  ///< Paragraphs that are a name and sentences about it.
  std::size_t width_ = 0;   ///< See width_of(); 0 for a copied text.
};

/// A line that is no sentence below a table, or one with a category below a heading.
bool may_head_table(const std::vector<Block>& blocks, std::size_t at) {
  constexpr std::size_t kLongest = 80;  // bytes
  const Block& block = blocks[at];
  const std::string_view text = block.text.plain;
  const bool below_heading = at > 0 && blocks[at - 1].kind == Block::Kind::heading;
  const bool apart = at > 0 && (blocks[at - 1].kind == Block::Kind::table ||
                                (below_heading && judge_title(text).stated));
  return apart && block.kind == Block::Kind::paragraph && text.size() <= kLongest &&
         is_title(text) && !text.ends_with(':') && text.find('\n') == std::string_view::npos &&
         label_role(text) == Role::none && read_name_cell(text, false).names.empty();
}

/// "Measurement of our audience" between two tables, with a text below it or without: what heads
/// the second one, although a copy of the page no longer sets it as a title.
void mark_titles_of_tables(std::vector<Block>& blocks) {
  constexpr std::size_t kFar = 2;  // paragraphs between the title and its table
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!may_head_table(blocks, i)) continue;
    std::size_t next = i + 1;
    while (next < blocks.size() && next <= i + kFar &&
           blocks[next].kind == Block::Kind::paragraph && !blocks[next].title)
      ++next;
    const bool table = next < blocks.size() && blocks[next].kind == Block::Kind::table;
    if (table && blocks[next].rows.size() > 1) blocks[i].title = true;
  }
}

}  // namespace

Document part_paragraphs(const Document& page) {
  const Document document = with_headings_apart(with_titles_whole(page));
  const Parting parting(document);
  Document out;
  for (const Block& block : document.blocks) parting.add(block, out);
  list_paragraphs(out.blocks);
  mark_titles_of_tables(out.blocks);
  return out;
}

}  // namespace cookie_warden::reader
