// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/unlabelled_cards.hpp"

#include <algorithm>
#include <optional>
#include <utility>

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

bool has_label(std::string_view line) {
  const auto parts = split_labels(line);
  return label_role(line) != Role::none || (!parts.empty() && !parts[0].label.empty());
}

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
    if (has_label(card.lines[i])) return std::nullopt;
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

/// One line of a page's own paragraph.
bool is_line(const Block& block) {
  constexpr std::size_t kLongest = 200;  // bytes
  return block.kind == Block::Kind::paragraph && !block.joined &&
         block.text.plain.size() <= kLongest && block.text.plain.find('\n') == std::string::npos &&
         !has_label(block.text.plain);
}

/// A name, or several parted by commas.
bool is_line_of_names(const Block& block) {
  const NameCell cell = read_name_cell(block.text.plain, true);
  const auto noun = [](const Name& name) {
    return name.shape == Shape::word && !is_lower(name.printed[0]);
  };
  const bool spaced = block.text.plain.find(' ') != std::string::npos &&
                      block.text.plain.find(',') == std::string::npos;
  return !cell.names.empty() && cell.refused.empty() && !spaced &&
         std::ranges::none_of(cell.names, noun) && !judge(block.text.plain).stated;
}

/// "90 days, 90 days, 1 day": of several names too.
bool is_line_of_lifetimes(const Block& block) {
  const std::string_view text = block.text.plain;
  return tells_lifetime(text.substr(0, text.find(',')));
}

/// What a paragraph could be of such a card.
struct Paragraph {
  explicit Paragraph(const Block& block)
      : line(is_line(block)),
        names(line && is_line_of_names(block)),
        lifetimes(line && is_line_of_lifetimes(block)) {}
  bool line, names, lifetimes;
};

/// Cards of as many paragraphs each: the name first, its lifetime always at one place.
struct Rhythm {
  std::size_t length = 0;    ///< Paragraphs of a card.
  std::size_t lifetime = 0;  ///< Which of them tells it.

  [[nodiscard]] bool begins(const std::vector<Paragraph>& all, std::size_t at) const {
    if (at + length > all.size() || !all[at].names) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if (!all[at + i].line || all[at + i].lifetimes != (i == lifetime)) return false;
    }
    return true;
  }

  [[nodiscard]] std::vector<std::size_t> cards(const std::vector<Paragraph>& all) const {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < all.size();) {
      const bool card = begins(all, at);
      if (card) out.push_back(at);
      at += card ? length : 1;
    }
    return out;
  }
};

/// Headings of a table whose cells stand in paragraphs: it is read elsewhere.
bool has_heads(const std::vector<Block>& blocks) {
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (label_role(blocks[i].text.plain) == Role::name &&
        label_role(blocks[i + 1].text.plain) != Role::none)
      return true;
  }
  return false;
}

/// The rhythm most cards of a page keep, and where they begin.
std::pair<Rhythm, std::vector<std::size_t>> rhythm_of(const std::vector<Block>& blocks) {
  constexpr std::size_t kLongest = 4;  // paragraphs of a card
  const std::vector<Paragraph> all(blocks.begin(), blocks.end());
  std::pair<Rhythm, std::vector<std::size_t>> best;
  for (std::size_t length = 2; length <= kLongest; ++length) {
    for (std::size_t lifetime = 1; lifetime < length; ++lifetime) {
      const Rhythm rhythm{length, lifetime};
      std::vector<std::size_t> cards = rhythm.cards(all);
      if (cards.size() > best.second.size()) best = {rhythm, std::move(cards)};
    }
  }
  return best;
}

void table_paragraphs(std::vector<Block>& blocks) {
  constexpr std::size_t kSeveral = 3;  // cards on a page
  if (has_heads(blocks)) return;
  const auto [rhythm, begins] = rhythm_of(blocks);
  const auto is_sure = [&](std::size_t at) {
    return std::ranges::any_of(read_name_cell(blocks[at].text.plain, true).names,
                               [](const Name& name) { return name.shape == Shape::sure; });
  };
  if (begins.size() < kSeveral || std::ranges::none_of(begins, is_sure)) return;
  std::vector<Block> out;
  std::size_t after = blocks.size();  // the last card
  for (std::size_t i = 0, next = 0; i < blocks.size();) {
    if (next == begins.size() || begins[next] != i) {
      out.push_back(std::move(blocks[i++]));
      continue;
    }
    Card card{{}, rhythm.lifetime, false};
    for (std::size_t line = 0; line < rhythm.length; ++line)
      card.lines.push_back(blocks[i + line].text.plain);
    if (after != i) out.push_back(table_of(blocks[i].line));
    out.back().rows.push_back(row_of(card, blocks[i].line));
    after = i += rhythm.length;
    ++next;
  }
  blocks = std::move(out);
}

}  // namespace

void table_unlabelled_cards(std::vector<Block>& blocks) {
  table_paragraphs(blocks);

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
