// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/paragraphs.hpp"

#include <algorithm>
#include <set>

#include "reader/layouts/listed_paragraphs.hpp"
#include "reader/layouts/paragraph_kinds.hpp"
#include "reader/layouts/paragraph_parts.hpp"
#include "reader/layouts/text_lines.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/layouts/unlabelled_cards.hpp"
#include "reader/layouts/wrapped_titles.hpp"
#include "reader/names/names.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

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
      add_card_pieces(block, lines, cards, out);
    } else if (lists_names(lines)) {
      add_items(block, lines, out);
    } else if (add_list(block, lines, out)) {
      // Done.
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

  /// A list without signs, below a title or a sentence of the same paragraph.
  bool add_list(const Block& block, const std::vector<std::string_view>& lines,
                Document& out) const {
    if (copied_ || lines.empty() || !block.text.marks.empty()) return false;
    const std::size_t first = first_described_item(lines);
    if (first == lines.size()) return false;
    Document parts;
    add_pieces(block, lines, {first}, parts);
    if (first > 0) add(parts.blocks[0], out);
    const Block& list = parts.blocks.back();
    add_described_items(list, split_lines(list.text.plain), width_, out);
    return true;
  }

  /// The paragraph before and after each title that stands in it.
  bool add_titles(const Block& block, const std::vector<std::string_view>& lines,
                  Document& out) const {
    std::vector<std::size_t> titles;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (begins_chapter(block, lines, i)) titles.push_back(i);
    }
    if (ends_in_title(block, lines)) titles.push_back(lines.size() - 1);
    if (titles.empty()) return false;
    add_around(block, lines, titles, titles, out);
    return true;
  }

  /// Cards, and the titles of groups between them.
  static void add_card_pieces(const Block& block, const std::vector<std::string_view>& lines,
                              const std::vector<std::size_t>& cards, Document& out) {
    std::vector<std::size_t> titles;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (heads_cards(lines, i)) titles.push_back(i);
    }
    if (cards.back() + 1 == lines.size()) titles.push_back(cards.back());
    std::vector<std::size_t> begins = cards;
    begins.insert(begins.end(), titles.begin(), titles.end());
    std::ranges::sort(begins);
    add_around(block, lines, begins, titles, out);
  }

  /// Pieces that begin at `begins`; each of `titles` is one of its own.
  static void add_around(const Block& block, const std::vector<std::string_view>& lines,
                         std::vector<std::size_t> begins, const std::vector<std::size_t>& titles,
                         Document& out) {
    std::set<std::uint32_t> title_lines;
    for (const std::size_t i : titles) {
      title_lines.insert(block.line + static_cast<std::uint32_t>(i));
      begins.push_back(i + 1);
    }
    std::ranges::sort(begins);
    const std::size_t first = out.blocks.size();
    add_pieces(block, lines, begins, out);
    for (std::size_t i = first; i < out.blocks.size(); ++i)
      out.blocks[i].title = title_lines.contains(out.blocks[i].line);
  }

  /// A title, at the beginning of the paragraph or after a sentence of it.
  bool begins_chapter(const Block& block, const std::vector<std::string_view>& lines,
                      std::size_t at) const {
    const std::string_view next = trim(lines[at + 1]);
    if (is_lower(next[0])) return false;
    if (at > 0 && !block.text.marks.empty()) return false;
    if (at > 0 && parts_cards(lines, at)) return true;
    // "3. Cookies that measure": a number tells it, whatever stands above.
    if (at > 0 && is_numbered(trim(lines[at])) && is_title_line(trim(lines[at]))) return true;
    if (at > 0 && !ends_sentence(trim(lines[at - 1]))) return false;
    std::string_view line = trim(lines[at]);
    // Where nothing was broken to a width, a short line between two sentences is a title.
    constexpr std::size_t kMostWords = 3;
    if (at > 0 && width_ == 0)
      return ends_sentence(next) && words(fold(line)).size() <= kMostWords && heads_group(line);
    const bool apart = at == 0 && stands_off(lines, width_) && !line.ends_with(':');
    if (line.ends_with(':')) line.remove_suffix(1);
    // A sentence that goes on in a large letter ends where the width does.
    return !is_full(line, next, width_) && (heads_text(line) || heads_group(line) || apart);
  }

  /// The title of the next paragraph, which a blank line parts from it. One word may be a cell as
  /// well, and what it would make necessary must be sure.
  bool ends_in_title(const Block& block, const std::vector<std::string_view>& lines) const {
    if (width_ == 0 || lines.size() < 2 || !block.text.marks.empty()) return false;
    const std::string_view last = trim(lines.back());
    const std::string_view before = trim(lines[lines.size() - 2]);
    return heads_group(last) && judge_title(last).category != Category::necessary &&
           begins_large(last) && label_role(before) == Role::none && !is_full(before, last, width_);
  }

  void mend(Block& block, const std::vector<std::string_view>& lines) const {
    // "Necessary (9)", which a copy of the page no longer sets as a title.
    if (block.kind == Block::Kind::paragraph && lines.empty() && heads_group(block.text.plain))
      block.title = true;
    if (begins_with_code(block)) block.kind = Block::Kind::item;
    if (lines.empty() && dates_one_name(block)) {
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

/// "... 30 days Marketing cookies Set with your consent only.": words that stand for a title where
/// the line breaks are lost. `begin` of the first such title from `from` on; none: the text's size.
struct TitleInside {
  std::size_t begin = 0, end = 0;
};

TitleInside title_inside(std::string_view text, std::size_t from) {
  constexpr std::size_t kMostWords = 5;
  for (std::size_t begin = text.find(' ', from); begin < text.size();
       begin = text.find(' ', begin + 1)) {
    const std::size_t first = begin + 1;
    if (!begins_large(text.substr(first))) continue;
    std::size_t end = first;
    for (std::size_t count = 0; count < kMostWords && end < text.size(); ++count) {
      end = std::min(text.find(' ', end + 1), text.size());
      const bool stops = std::string_view(".,:;!?)").find(text[end - 1]) != std::string_view::npos;
      if (stops) break;
      const bool ends = end == text.size() || begins_large(text.substr(end + 1));
      const std::string_view title = text.substr(first, end - first);
      if (ends && mentions_cookies(title) && judge_title(title).stated) return {first, end};
      if (ends) break;
    }
  }
  return {text.size(), text.size()};
}

/// "Advertising cookies: ... Name: _fbp Purpose: ... Name: ...": groups of cards in one line. Each
/// title and each label becomes a block of that line.
bool add_cards_in_line(const Block& block, Document& out) {
  const std::string_view text = block.text.plain;
  if (block.kind != Block::Kind::paragraph || !block.text.marks.empty() || !holds_cards(text))
    return false;
  std::size_t from = 0;
  const auto add_piece = [&](std::string_view piece, bool title) {
    Block part;
    part.kind = block.kind;
    part.level = block.level;
    part.line = block.line;
    part.text.plain = trim(piece);
    part.title = title;
    part.joined = true;
    if (!part.text.plain.empty()) out.blocks.push_back(std::move(part));
  };
  const auto add_part = [&](std::size_t to, bool title) {
    for (const std::string_view piece : split_at_labels(trim(text.substr(from, to - from)))) {
      std::size_t at = 0;
      for (TitleInside inside = title_inside(piece, 0); !title && inside.begin < piece.size();
           inside = title_inside(piece, at)) {
        add_piece(piece.substr(at, inside.begin - at), false);
        add_piece(piece.substr(inside.begin, inside.end - inside.begin), true);
        at = inside.end;
      }
      add_piece(piece.substr(std::min(at, piece.size())), title);
    }
  };
  for (std::size_t colon = text.find(": "); colon != text.npos;
       colon = text.find(": ", colon + 1)) {
    const std::size_t begin = begin_of_title(text, colon);
    if (begin >= colon || begin < from) continue;
    add_part(begin, false);
    from = begin;
    add_part(colon, true);
    from = colon + 1;
  }
  add_part(text.size(), false);
  return true;
}

/// "First or third", "party": a heading of a column that was broken to two lines, beside others.
void join_broken_labels(std::vector<Block>& blocks) {
  const auto role_at = [&](std::size_t i) {
    return i < blocks.size() && blocks[i].kind == Block::Kind::paragraph
               ? label_role(blocks[i].text.plain)
               : Role::none;
  };
  std::vector<Block> out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool after = !out.empty() && label_role(out.back().text.plain) != Role::none;
    const bool begins = after && role_at(i + 2) != Role::none;
    if (begins && blocks[i].kind == Block::Kind::paragraph &&
        begins_small(blocks[i + 1].text.plain) && blocks[i + 1].kind == Block::Kind::paragraph) {
      const std::string whole = blocks[i].text.plain + " " + blocks[i + 1].text.plain;
      if (label_role(whole) != Role::none) {
        blocks[i].text.plain = whole;
        out.push_back(std::move(blocks[i++]));
        continue;
      }
    }
    out.push_back(std::move(blocks[i]));
  }
  blocks = std::move(out);
}

Document with_titles_in_lines(const Document& document) {
  Document out = document;
  out.blocks.clear();
  for (const Block& block : document.blocks) {
    if (!add_cards_in_line(block, out)) out.blocks.push_back(block);
  }
  return out;
}

}  // namespace

Document part_paragraphs(const Document& page) {
  Document document = with_headings_apart(with_titles_whole(with_titles_below_tables(page)));
  table_unlabelled_cards(document.blocks);
  const Parting parting(document);
  Document out;
  for (const Block& block : document.blocks) parting.add(block, out);
  list_paragraphs(out.blocks);
  out = with_titles_in_lines(out);
  join_broken_labels(out.blocks);
  mark_titles_of_tables(out.blocks);
  out.language = page.language;
  return out;
}

}  // namespace cookie_warden::reader
