// SPDX-License-Identifier: MPL-2.0
// "session-", and in the lines or the list below it "Provider: ...", "Purpose: ...", "Expires:
// ...": a card whose first line is the name itself.
#include <algorithm>

#include "reader/layouts/headed.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/text_lines.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestName = 300;  // bytes: some cards stand for several cookies
constexpr std::size_t kLongestCard = 3000;

std::vector<Name> names_of_line(std::string_view line) {
  if (line.size() > kLongestName || label_role(line) != Role::none) return {};
  NameCell cell = read_name_cell(line, true);
  const bool nouns = std::ranges::any_of(cell.names, [](const Name& name) {
    const bool noun = is_upper(name.printed[0]) && std::ranges::any_of(name.printed, is_lower);
    return name.shape == Shape::none || (name.shape == Shape::word && noun);
  });
  return cell.refused.empty() && !nouns ? std::move(cell.names) : std::vector<Name>{};
}

/// "Cookies: uid, cto_bundle", below the name of the service.
std::vector<Name> names_of_label(const Labelled& label) {
  if (label.value.size() > kLongestName) return {};
  NameCell cell = read_name_cell(label.value, true);
  return cell.refused.empty() ? std::move(cell.names) : std::vector<Name>{};
}

/// The first line is set apart as a whole, as the title of what follows.
bool is_title_line(const Block& block, std::size_t end) {
  std::size_t marked = 0;
  for (const Text::Mark& mark : block.text.marks) {
    if (mark.begin < end) marked += std::min(mark.end, end) - mark.begin;
  }
  return marked * 2 > end;
}

/// Labels that a cookie has, and a company has not.
bool describes_cookie(const std::vector<Labelled>& parts) {
  std::size_t known = 0;
  bool telling = false;
  for (const Labelled& part : parts) {
    known += part.role != Role::none && part.role != Role::other ? 1U : 0U;
    telling = telling || part.role == Role::duration || part.role == Role::purpose;
  }
  return known >= 2 && telling && parts[0].role != Role::none;
}

/// What a card says, and how many blocks it takes.
struct Card {
  std::string_view name{};
  std::vector<Labelled> parts{};
  std::string purpose{};
  std::size_t blocks = 0;
};

/// "Provider: Heron Ltd" in a paragraph; not "Name: _ga", which begins a card itself.
bool is_labelled(const Block& block) {
  if (block.title || block.text.plain.find('\n') != std::string::npos) return false;
  const auto parts = split_labels(std::string_view(block.text.plain).substr(0, kLongestName));
  return !parts.empty() && parts[0].role != Role::none && !parts[0].value.empty() &&
         !std::ranges::count(parts, Role::name, &Labelled::role);
}

/// In one paragraph, or with its other labels in those that follow.
Card in_lines(const std::vector<Block>& blocks, std::size_t at) {
  constexpr std::size_t kMostMore = 6;  // paragraphs
  const std::string_view text = blocks[at].text.plain;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || text.size() > kLongestCard) return {};
  Card card{text.substr(0, end), split_labels(text.substr(end + 1)), {}, 1};
  const bool labels = !card.parts.empty() && card.parts[0].role != Role::none;
  for (std::size_t i = at + 1; labels && i < blocks.size() && i <= at + kMostMore; ++i) {
    if (blocks[i].kind != Block::Kind::paragraph || !is_labelled(blocks[i])) break;
    for (Labelled& part : split_labels(blocks[i].text.plain)) card.parts.push_back(std::move(part));
    ++card.blocks;
  }
  return card;
}

/// The name in a paragraph, what it is for in the next, if anything, and then labels: a list, or a
/// paragraph for each.
Card in_blocks(const std::vector<Block>& blocks, std::size_t at) {
  constexpr std::size_t kMostItems = 8;
  if (blocks[at].text.plain.size() > kLongestName) return {};
  Card card{blocks[at].text.plain, {}, {}, 1};
  const auto is = [&](std::size_t i, Block::Kind kind) {
    return i < blocks.size() && blocks[i].kind == kind &&
           blocks[i].text.plain.size() < kLongestCard;
  };
  const auto is_label = [&](std::size_t i) {
    return is(i, Block::Kind::item) || (is(i, Block::Kind::paragraph) && is_labelled(blocks[i]));
  };
  std::size_t next = at + 1;
  if (is(next, Block::Kind::paragraph) && !blocks[next].title && !is_label(next) &&
      is_label(next + 1))
    card.purpose = squeeze(blocks[next++].text.plain);
  const std::size_t last = next + kMostItems;
  for (; next < last && is_label(next); ++next) {
    for (Labelled& part : split_labels(blocks[next].text.plain))
      card.parts.push_back(std::move(part));
  }
  card.blocks = next - at;
  return card;
}

/// Where the few short paragraphs below a heading end, if the next heading follows them or nothing
/// does; 0: there are others.
std::size_t end_of_short_text(const std::vector<Block>& blocks, std::size_t at) {
  constexpr std::size_t kMost = 4;  // paragraphs
  std::size_t next = at + 1;
  while (next < blocks.size() && next <= at + kMost &&
         blocks[next].kind == Block::Kind::paragraph &&
         (!blocks[next].title || blocks[next].text.plain.find(". ") != std::string::npos) &&
         blocks[next].text.plain.size() < kLongestName) {
    // "For advertising we use:" is said of what follows.
    if (next > at + 1 && announces(blocks[next].text.plain)) return 0;
    ++next;
  }
  return next == blocks.size() || blocks[next].kind == Block::Kind::heading ? next : 0;
}

/// Sentences under a name's heading, up to the next block that is none.
/// `among_names`: each cookie has such a heading.
std::string sentences_below(const std::vector<Block>& blocks, std::size_t at, bool among_names,
                            std::size_t& next) {
  std::string text;
  next = at + 1;
  const auto is = [&](Block::Kind kind) {
    return next < blocks.size() && blocks[next].kind == kind && !blocks[next].title &&
           text.size() + blocks[next].text.plain.size() < kLongestCard;
  };
  // A second paragraph may speak of anything, unless every cookie has its heading.
  if (const std::size_t end = end_of_short_text(blocks, at); among_names && end > at + 2) {
    for (; next < end; ++next) text += (text.empty() ? "" : "\n") + blocks[next].text.plain;
    return text;
  }
  if (is(Block::Kind::paragraph)) return blocks[next++].text.plain;
  for (; is(Block::Kind::item); ++next) text += (text.empty() ? "" : " ") + blocks[next].text.plain;
  return text;
}

/// A plain word, or one in capitals, heads a cookie only among headings that surely do.
bool is_name_heading(const Block& block, bool among_names) {
  if (is_sure_name_heading(block)) return true;
  const std::string_view text = block.text.plain;
  if (!among_names || std::ranges::any_of(text, is_space)) return false;
  return !names_of_line(text).empty() && !judge(text).stated;
}

}  // namespace

bool is_sure_name_heading(const Block& block) {
  if (block.kind != Block::Kind::heading || block.text.plain.size() > kLongestName) return false;
  const NameCell cell = read_name_cell(block.text.plain, true);
  const auto sure = [&](const Name& name) {
    const bool placeholder = name.pattern.find('*') != std::string::npos;
    return name.shape == Shape::sure || (name.shape == Shape::likely && placeholder);
  };
  return !cell.names.empty() && cell.refused.empty() && std::ranges::all_of(cell.names, sure);
}

std::size_t read_name_heading(const Document& document, std::size_t at, const Section& section,
                              const Judgement& around, bool among_names, Rows& out) {
  const Block& heading = document.blocks[at];
  if (!is_name_heading(heading, among_names)) return 0;
  std::size_t next = at + 1;
  const std::string text = sentences_below(document.blocks, at, among_names, next);
  if (text.empty()) return 0;
  Fields fields;
  Row& row = fields.row;
  row.names = read_name_cell(heading.text.plain, true).names;
  row.line = heading.line;
  row.section = section.title();
  row.names_sure = Confidence::medium;
  for (const Labelled& part : split_labels(text))
    fields.take(part.role == Role::none ? Role::purpose : part.role, part.label, part.value);
  if (row.durations.empty()) {
    if (std::string lifetime = lifetime_in(text); !lifetime.empty()) row.durations = {lifetime};
  }
  // "Remembers your login. Technically necessary"
  if (!fields.own.stated) fields.own = category_clause(text);
  out.add(fields.finish(around));
  return next - at;
}

std::size_t read_named_card(const Document& document, std::size_t at, const Section& section,
                            Rows& out) {
  const Block& block = document.blocks[at];
  const bool lines = block.text.plain.find('\n') != std::string::npos;
  const Card card = lines ? in_lines(document.blocks, at) : in_blocks(document.blocks, at);
  const bool titled = lines && is_title_line(block, card.name.size());
  if (card.parts.empty() || (!titled && !describes_cookie(card.parts))) return 0;
  const auto label = std::ranges::find(card.parts, Role::name, &Labelled::role);
  const bool service = label != card.parts.end();
  // "Name: a" in each line: as many cards.
  const auto first = split_labels(card.name.substr(0, 60));
  const bool cards = std::ranges::count(card.parts, Role::name, &Labelled::role) > 1 ||
                     (!first.empty() && first[0].role != Role::none);
  if (cards) return 0;
  std::vector<Name> names =
      service ? names_of_label(*label) : names_of_line(behind_service(card.name));
  if (names.empty()) return 0;
  Fields fields;
  Row& row = fields.row;
  row.names_sure = std::ranges::any_of(names, [](const Name& n) { return n.shape == Shape::sure; })
                       ? Confidence::high
                       : Confidence::medium;
  row.names = std::move(names);
  row.line = block.line;
  row.section = section.title();
  row.service = service ? squeeze(card.name) : section.service();
  row.purpose = card.purpose;
  for (const Labelled& part : card.parts) {
    const Role role = part.role == Role::none ? Role::purpose : part.role;
    fields.take(role, part.label, part.value);
  }
  out.add(fields.finish(section.judgement()));
  return card.blocks;
}

}  // namespace cookie_warden::reader
