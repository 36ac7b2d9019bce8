// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/wrapped_titles.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "reader/layouts/text_lines.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "reader/words/utf8.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kNarrowest = 60;      // bytes; of a text that was broken to a width
constexpr std::size_t kMostLines = 4;       // of one title
constexpr std::size_t kMostAbove = 6;       // lines of several titles
constexpr std::size_t kLongestTitle = 200;  // bytes

using Lines = std::vector<std::string_view>;

bool may_be_title(std::string_view line) {
  const bool ends = line.empty() || std::string_view(".,;:").find(line.back()) != line.npos;
  return !ends && !is_line_of_names(line) && !is_duration_cell(line);
}

/// Lines at the beginning of a paragraph that are shorter than its text, up to a line of text, or
/// up to its end if the next paragraph is text.
std::size_t lines_above_text(const Document& document, std::size_t at, std::size_t width) {
  const auto is_text = [&](std::string_view line) {
    return trim(line).size() * 10 > width * 8 && begins_large(trim(line));
  };
  const Block& block = document.blocks[at];
  if (block.kind != Block::Kind::paragraph || !block.text.marks.empty()) return 0;
  const Lines lines = split_lines(block.text.plain);
  std::size_t end = 0;
  std::size_t labels = 0;  // headings of a table are more than one
  while (end < lines.size() && trim(lines[end]).size() * 10 < width * 7) {
    labels += label_role(lines[end]) != Role::none ? 1U : 0U;
    if (!may_be_title(trim(lines[end])) || end > kMostAbove || labels > 1) return 0;
    ++end;
  }
  if (end < lines.size()) return is_text(lines[end]) ? end : 0;
  const bool next = at + 1 < document.blocks.size() && end > 1 && end <= kMostLines &&
                    document.blocks[at + 1].kind == Block::Kind::paragraph &&
                    is_text(split_lines(document.blocks[at + 1].text.plain)[0]);
  return next ? end : 0;
}

bool goes_on_below(const Lines& lines, std::size_t i, std::size_t end) {
  return i + 1 < end && is_lower(trim(lines[i + 1])[0]);
}

/// To what titles were broken: the longest line of one that surely goes on.
std::size_t width_of_titles(const Document& document, std::size_t width) {
  std::size_t widest = 0;
  for (std::size_t at = 0; at < document.blocks.size(); ++at) {
    const std::size_t end = lines_above_text(document, at, width);
    if (end == 0) continue;
    const Lines lines = split_lines(document.blocks[at].text.plain);
    bool broken = false;
    for (std::size_t i = 0; i < end; ++i) broken = broken || goes_on_below(lines, i, end);
    for (std::size_t i = 0; broken && i < end; ++i)
      widest = std::max(widest, trim(lines[i]).size());
  }
  return widest;
}

/// The lines after `begin` that belong to the title which begins there: no room was left for their
/// first word.
std::size_t end_of_title(const Lines& lines, std::size_t begin, std::size_t end,
                         std::size_t widest) {
  std::size_t next = begin + 1;
  for (; next < end && next < begin + kMostLines; ++next) {
    const std::string_view below = trim(lines[next]);
    const std::size_t word = std::min(below.find(' '), below.size());
    const bool room = trim(lines[next - 1]).size() + 1 + word <= widest;
    if (!is_lower(below[0]) && (room || heads_text(below) || heads_group(below))) break;
  }
  return next;
}

Block block_of(const Block& whole, const Lines& lines, std::size_t begin, std::size_t end,
               char between) {
  Block part;
  part.level = whole.level;
  part.line = whole.line + static_cast<std::uint32_t>(begin);
  part.joined = begin > 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) part.text.plain += between;
    part.text.plain += trim(lines[i]);
  }
  return part;
}

/// A paragraph of a title and nothing else.
bool is_title_alone(const Block& block, const Lines& lines, std::size_t width) {
  if (lines.size() < 2 || lines.size() > kMostLines || block.text.plain.size() > kLongestTitle)
    return false;
  if (!is_lower(trim(lines[1])[0]) || !begins_large(trim(lines[0]))) return false;
  const bool full = std::ranges::any_of(lines, [&](std::string_view line) {
    const std::string_view text = trim(line);
    return text.size() + 10 > width ||
           text.find_first_of("_*=<>:") != std::string_view::npos;  // names, labels
  });
  return !full && is_title(trim(lines.back()));
}

}  // namespace

std::size_t width_of(const Document& document) {
  std::size_t width = 0;
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::paragraph) continue;
    const std::string_view text = block.text.plain;
    for (std::size_t end = text.find('\n'), begin = 0; end != text.npos;
         begin = end + 1, end = text.find('\n', begin)) {
      const bool goes_on = end + 1 < text.size() && is_lower(text[end + 1]);
      if (goes_on) width = std::max(width, characters(text.substr(begin, end - begin)));
    }
  }
  return width;
}

Document with_titles_whole(const Document& document) {
  const std::size_t width = width_of(document);
  const bool broken = width >= kNarrowest && !document.copied;
  const std::size_t widest = broken ? width_of_titles(document, width) : 0;
  if (widest == 0) return document;
  Document out = document;
  out.blocks.clear();
  for (std::size_t at = 0; at < document.blocks.size(); ++at) {
    const Block& block = document.blocks[at];
    const bool text = block.kind == Block::Kind::paragraph && block.text.marks.empty();
    const Lines lines = text ? split_lines(block.text.plain) : Lines();
    if (is_title_alone(block, lines, width)) {
      out.blocks.push_back(block_of(block, lines, 0, lines.size(), ' '));
      out.blocks.back().title = true;
      continue;
    }
    const std::size_t end = lines_above_text(document, at, width);
    for (std::size_t i = 0; i < end;) {
      const std::size_t next = end_of_title(lines, i, end, widest);
      out.blocks.push_back(block_of(block, lines, i, next, ' '));
      out.blocks.back().title = true;
      i = next;
    }
    if (end == 0) {
      out.blocks.push_back(block);
    } else if (end < lines.size()) {
      out.blocks.push_back(block_of(block, lines, end, lines.size(), '\n'));
    }
  }
  return out;
}

Document with_titles_below_tables(Document document) {
  std::vector<Block> blocks;
  for (Block& block : document.blocks) {
    blocks.push_back(std::move(block));
    Block& table = blocks.back();
    if (table.kind != Block::Kind::table || table.rows.size() < 3) continue;
    const TableRow& last = table.rows.back();
    const auto is_empty = [](const Cell& cell) { return cell.repeated || cell.text.plain.empty(); };
    const bool alone = last.size() > 1 && std::all_of(last.begin() + 1, last.end(), is_empty);
    const std::string text = last[0].text.plain;
    if (!alone || !is_title_of_group(text)) continue;
    Block title;
    title.line = last[0].line ? last[0].line : table.line;
    title.title = true;
    title.text.plain = text;
    table.rows.pop_back();
    blocks.push_back(std::move(title));
  }
  document.blocks = std::move(blocks);
  return document;
}

}  // namespace cookie_warden::reader
