// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/flat.hpp"
#include "reader/layouts/flat_heads.hpp"
#include "reader/layouts/joined_heads.hpp"

#include <algorithm>

#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostLines = 3000;  // read at a time
constexpr std::size_t kFewLines = 200;    // tried first: most tables are short

/// How a pasted table's headings stand.
enum class Heads {
  none,    // ... or the table has none
  lines,   // each in its line, then the cells
  column,  // one, then its cells
  joined   // all in one line
};

/// Headings and all rows in one line, parted by nothing.
bool begins_with_heads(std::string_view line, FlatPage& page) {
  constexpr std::size_t kShortest = 60;  // bytes
  const std::size_t hump =
      std::min(line.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1), line.size());
  if (line.size() < kShortest || label_role(trim(line.substr(0, hump))) == Role::none) return false;
  return page.heads_left-- > 0 && length_of_joined_heads(line) > 0;
}

Heads heads_of(const Document& document, std::size_t at, const std::vector<FlatLine>& head,
               FlatPage& page) {
  // "Cookies" may be the title of a table whose headings stand in the next line.
  const auto is_row = [](const JoinedHeads& way) { return way.heads.size() > 2; };
  const bool title = head.size() > 1 && std::ranges::any_of(joined_heads(head[1].text), is_row);
  if (head.size() >= 3 && !title && label_role(head[0].text) != Role::none) {
    if (label_role(head[1].text) != Role::none) return Heads::lines;
    constexpr std::size_t kEnough = 30;  // lines: headings and two rows
    if (role_of(head[1].text) != Role::none && heads_in_lines(flat_lines(document, at, kEnough)))
      return Heads::lines;
    if (label_role(head[0].text) == Role::name) return Heads::column;
  }
  const bool joined = !head.empty() && (!joined_heads(head[0].text).empty() ||
                                        begins_with_heads(head[0].text, page));
  return joined ? Heads::joined : Heads::none;
}

FlatAttempt read_unheaded(const Document& document, std::size_t at, const Section& section,
                          FlatPage& page, Rows& out) {
  constexpr std::size_t kLines = 600;
  const Block& block = document.blocks[at];
  const std::size_t feed = block.text.plain.find('\n');
  const bool joined = at + 1 < document.blocks.size() && document.blocks[at + 1].joined;
  const bool alone = feed == std::string::npos && !joined;
  if (block.kind == Block::Kind::item || alone) return {};
  if (!begins_unheaded_row(trim(std::string_view(block.text.plain).substr(0, feed)))) return {};
  const std::vector<FlatLine> lines = flat_lines(document, at, kLines);
  const std::size_t read = read_unheaded_lines(lines, section, page, out);
  if (read == 0) return {0, 1, lines.size()};
  return {lines[read - 1].block + 1 - at, 1, 0};
}

FlatLines read_lines(const std::vector<FlatLine>& lines, Heads heads, const Document& document,
                     const Section& section, FlatPage& page, Rows& out) {
  if (heads == Heads::column) {
    const std::size_t read = read_column_lines(lines, section, out);
    if (read > 0) return {read, 1};
  }
  // Where labels and values stand in turn, cards may begin at each of the lines.
  if (heads != Heads::lines) return read_cut_rows(lines, document, section, page, out);
  return {read_cell_lines(lines, section, out), 1};
}

}  // namespace

std::vector<FlatLine> flat_lines(const Document& document, std::size_t at, std::size_t limit,
                                 bool whole) {
  std::vector<FlatLine> lines;
  for (std::size_t i = at; i < document.blocks.size() && lines.size() < limit; ++i) {
    const Block& block = document.blocks[i];
    if (block.kind == Block::Kind::table || block.kind == Block::Kind::heading) break;
    if (whole) {
      lines.push_back({trim(block.text.plain), i, block.line, block.joined});
      continue;
    }
    std::uint32_t line = block.line;
    bool joined = block.joined;
    const auto parts = split_lines(block.text.plain);
    for (const std::string_view part : parts) {
      if (!trim(part).empty()) lines.push_back({trim(part), i, line, joined});
      line += parts.size() > 1 ? 1U : 0U;
      joined = true;
    }
  }
  return lines;
}

FlatAttempt read_flat_table(const Document& document, std::size_t at, const Section& section,
                            FlatPage& page, Rows& out) {
  const std::vector<FlatLine> head = flat_lines(document, at, 3);
  const Heads heads = heads_of(document, at, head, page);
  if (heads == Heads::none) return read_unheaded(document, at, section, page, out);
  // Where blank lines part the headings, they part the cells, which may have several lines.
  const bool parted = heads == Heads::lines && head[0].block != head[1].block && !head[1].joined;
  for (const std::size_t limit : {kFewLines, kMostLines}) {
    const std::vector<FlatLine> lines = flat_lines(document, at, limit, parted);
    Rows rows;
    const FlatLines found = read_lines(lines, heads, document, section, page, rows);
    // A table that ends far before the lines that were gathered does not depend on the rest.
    const bool ends = found.read > 0 && found.read < limit / 4;
    if (!ends && lines.size() >= limit && limit < kMostLines) continue;
    for (Row& row : rows.rows) out.add(std::move(row));
    for (std::string& doubt : rows.doubts) out.doubts.push_back(std::move(doubt));
    // More than is read at a time: its rest may go unread, and a person must know.
    constexpr std::size_t kNear = 20;  // lines
    if (found.read > 0 && lines.size() >= kMostLines && found.read + kNear > lines.size())
      out.doubts.push_back(shorten(lines[found.read - 1].text, 120));
    const auto blocks = [&](std::size_t count) { return lines[count - 1].block + 1 - at; };
    if (found.read > 0) return {blocks(found.read), blocks(found.looked), 0};
    return {0, blocks(found.looked), lines.size()};
  }
  return {};
}

}  // namespace cookie_warden::reader
