// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/unlabelled_cards.hpp"

#include <algorithm>
#include <optional>

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

struct Card {
  std::vector<std::string_view> lines{};
  std::size_t lifetime = 0;  ///< Which of the lines tells it.
  bool sure = false;         ///< Hardly anything else than a cookie is called so.
};

bool tells_lifetime(std::string_view line) {
  constexpr std::size_t kLongest = 50;  // bytes
  return line.size() <= kLongest && read_duration(line).has_value();
}

std::optional<Card> card_of(const Block& block) {
  constexpr std::size_t kFewest = 3, kMost = 5;  // lines
  if (block.kind != Block::Kind::paragraph || !block.text.marks.empty()) return std::nullopt;
  Card card{split_lines(block.text.plain), 0, false};
  for (std::string_view& line : card.lines) line = trim(line);
  if (card.lines.size() < kFewest || card.lines.size() > kMost) return std::nullopt;
  const std::string_view name = card.lines[0];
  if (std::ranges::any_of(name, is_space) || label_role(name) != Role::none || judge(name).stated)
    return std::nullopt;
  const NameCell cell = read_name_cell(name, true);
  if (cell.names.size() != 1 || !cell.refused.empty()) return std::nullopt;
  for (std::size_t i = 1; i < card.lines.size(); ++i) {
    if (label_role(card.lines[i]) != Role::none || !split_labels(card.lines[i])[0].label.empty())
      return std::nullopt;
    if (!tells_lifetime(card.lines[i])) continue;
    if (card.lifetime != 0) return std::nullopt;
    card.lifetime = i;
  }
  card.sure = cell.names[0].shape == Shape::sure;
  return card.lifetime != 0 ? std::optional(std::move(card)) : std::nullopt;
}

/// A company or a site, not a sentence.
bool is_provider(std::string_view line) {
  constexpr std::size_t kLongest = 50;  // bytes
  return line.size() <= kLongest && !line.ends_with('.') && begins_large(line);
}

TableRow row_of(const Card& card, std::uint32_t line) {
  TableRow row(4);
  for (Cell& cell : row) cell.line = line;
  row[0].text.plain = card.lines[0];
  row[3].text.plain = card.lines[card.lifetime];
  for (std::size_t i = 1; i < card.lines.size(); ++i) {
    if (i == card.lifetime) continue;
    const bool provider = i == 1 && card.lines.size() > 3 && is_provider(card.lines[i]);
    std::string& text = row[provider ? 1 : 2].text.plain;
    text.append(text.empty() ? "" : " ").append(card.lines[i]);
  }
  return row;
}

Block table_of(std::uint32_t line) {
  Block table;
  table.kind = Block::Kind::table;
  table.line = line;
  TableRow head;
  for (const char* text : {"Cookie", "Provider", "Purpose", "Duration"}) {
    Cell cell;
    cell.text.plain = text;
    cell.header = true;
    head.push_back(std::move(cell));
  }
  table.rows.push_back(std::move(head));
  return table;
}

}  // namespace

void table_unlabelled_cards(std::vector<Block>& blocks) {
  constexpr std::ptrdiff_t kSeveral = 3;  // cards on a page; two may be chance
  std::vector<std::optional<Card>> cards;
  for (const Block& block : blocks) cards.push_back(card_of(block));
  const auto is_sure = [](const auto& card) { return card && card->sure; };
  const auto count =
      std::ranges::count_if(cards, [](const auto& card) { return card.has_value(); });
  if (count < kSeveral || std::ranges::none_of(cards, is_sure)) return;
  std::vector<Block> out;
  bool open = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (cards[i]) {
      if (!open) out.push_back(table_of(blocks[i].line));
      out.back().rows.push_back(row_of(*cards[i], blocks[i].line));
      open = true;
    } else {
      out.push_back(std::move(blocks[i]));
      open = false;
    }
  }
  blocks = std::move(out);
}

}  // namespace cookie_warden::reader
