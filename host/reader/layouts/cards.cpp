// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/layouts/readers.hpp"
#include "reader/layouts/text_lines.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

struct Pair {
  Role role = Role::none;
  std::string label{};
  std::string value{};
  std::uint32_t line = 0;
};

/// Collects pairs; a second name begins the next card.
class CardBuilder {
 public:
  CardBuilder(const Section& section, Rows& out) : section_(section), out_(out) {}

  void add(const Pair& pair) {
    if (pair.role == Role::name && !pair.value.empty()) {
      const bool better = has_name_ && !names_cookie_ && names_cookies(pair.label);
      if (has_name_ && !better) finish();
      if (better) fields_.row.names.clear();
      take_names(pair);
      return;
    }
    if (has_name_ && seen_[static_cast<std::size_t>(pair.role)] && pair.role != Role::other &&
        pair.role != Role::purpose) {
      // What stands before the name belongs to the next card ("Provider", then "Name").
      pending_.push_back(pair);
      return;
    }
    if (!has_name_) {
      pending_.push_back(pair);
    } else {
      take(pair);
    }
  }

  void finish() {
    Row& row = fields_.row;
    if (has_name_ && !row.names.empty()) {
      row.section = section_.title();
      if (row.provider.empty()) row.service = section_.service();
      out_.add(fields_.finish(section_.judgement()));
    }
    fields_ = Fields{};
    has_name_ = names_cookie_ = false;
    std::ranges::fill(seen_, false);
  }

 private:
  void take_names(const Pair& pair) {
    NameCell cell = read_name_cell(pair.value.substr(0, 2000), true);
    names_cookie_ = names_cookies(pair.label);
    has_name_ = true;
    fields_.row.line = pair.line;
    fields_.row.names = std::move(cell.names);
    fields_.row.names_sure = names_cookie_ ? Confidence::high : Confidence::medium;
    if (fields_.row.names.empty() && !cell.refused.empty() && cell.refused.size() < 120) {
      out_.doubts.push_back(cell.refused);
    }
    if (fields_.row.provider.empty()) fields_.row.provider = cell.beside;
    for (const Pair& before : pending_) take(before);
    pending_.clear();
  }

  void take(const Pair& pair) {
    fields_.take(pair.role, pair.label, pair.value);
    // "Type: third party" leaves room for "Category: marketing".
    if (pair.role == Role::category && !fields_.own.stated) return;
    seen_[static_cast<std::size_t>(pair.role)] = true;
  }

  const Section& section_;
  Rows& out_;
  Fields fields_{};
  std::vector<Pair> pending_{};
  bool has_name_ = false;
  bool names_cookie_ = false;
  bool seen_[16] = {};
};

constexpr std::size_t kMostLines = 2000;     // read at a time
constexpr std::size_t kLongestValue = 3000;  // bytes of a card's line

struct Line {
  std::string_view text{};
  std::size_t block = 0;
  std::uint32_t line = 0;
  bool name_title = false;
};

/// A title that heads what follows, after cards: the next group.
bool heads_group(const Block& block) {
  return (block.title || block.kind == Block::Kind::heading) && !is_name_title(block);
}

/// "Performance cookies" alone in a paragraph that nothing sets apart.
bool heads_next_group(const Block& block) {
  constexpr std::size_t kMostWords = 5;
  return is_title_line(block.text.plain) && words(fold(block.text.plain)).size() <= kMostWords;
}

bool begins_with_label(std::string_view text) {
  if (label_role(text) != Role::none) return true;
  const auto parts = split_labels(text.substr(0, 60));
  return !parts.empty() && parts[0].role != Role::none;
}

/// The names of a title: all of it, or what stands behind the service ("Survey: s_id and s_key").
/// A word that is written as no name is may stand between two cards.
std::string_view names_of_title(const Document& document, std::size_t at) {
  const Block& block = document.blocks[at];
  const bool titled = block.title || block.kind == Block::Kind::heading;
  if (!titled || block.text.plain.find('\n') != std::string::npos) return {};
  const std::string_view text = behind_service(block.text.plain);
  Block names = block;
  names.text.plain = text;
  if (is_name_title(names)) return text;
  const bool card = at > 0 && at + 1 < document.blocks.size() &&
                    begins_with_label(document.blocks[at + 1].text.plain) &&
                    begins_with_label(document.blocks[at - 1].text.plain) &&
                    document.blocks[at + 1].kind == Block::Kind::paragraph;
  const bool word = std::ranges::all_of(text, [](char c) { return is_lower(c) || c == '_'; });
  return card && word && label_role(text) == Role::none ? text : std::string_view();
}

/// A card below its name, which is read for itself.
bool begins_named_card(const Block& block) {
  const std::string_view text = block.text.plain;
  const std::size_t feed = text.find('\n');
  return feed != text.npos && is_line_of_names(behind_service(trim(text.substr(0, feed))));
}

/// The lines of the blocks from `at` on that may belong to cards.
std::vector<Line> lines_from(const Document& document, std::size_t at, std::size_t limit) {
  std::vector<Line> lines;
  for (std::size_t i = at; i < document.blocks.size() && lines.size() < limit; ++i) {
    const Block& block = document.blocks[i];
    if (block.kind == Block::Kind::table || block.text.plain.size() > kLongestValue) break;
    const std::string_view names = names_of_title(document, i);
    const bool name_title = !names.empty();
    if (block.kind == Block::Kind::heading && label_role(block.text.plain) == Role::none &&
        !name_title) {
      break;
    }
    // Not "Category", and its value in a paragraph of its own.
    const std::string_view above = i > 0 ? document.blocks[i - 1].text.plain : std::string_view();
    const bool value = label_role(above) != Role::none;
    const bool last = label_role(above.substr(above.rfind('\n') + 1)) != Role::none;
    if (i > at && block.title && !value && heads_next_group(block)) break;
    if (i > at && !last && begins_named_card(block)) break;
    std::uint32_t line = block.line;
    for (const std::string_view text : split_lines(name_title ? names : block.text.plain)) {
      if (!trim(text).empty()) lines.push_back({trim(text), i, line, name_title});
      line += block.text.plain.find('\n') == std::string::npos ? 0U : 1U;
    }
  }
  return lines;
}

/// A label stands in one of the next lines: after the name, or after a sentence of what it is for.
bool is_described(const std::vector<Line>& lines, std::size_t i) {
  for (std::size_t next = i + 1; next < lines.size() && next <= i + 2; ++next) {
    if (lines[next].name_title) return false;
    if (begins_with_label(lines[next].text)) return true;
  }
  return false;
}

/// Below the label of a name stands a title's text, and no name.
bool is_sentence(std::string_view line) {
  constexpr std::ptrdiff_t kFewestBlanks = 6;
  return line.ends_with('.') && std::ranges::count(line, ' ') >= kFewestBlanks;
}

/// The pairs of one line ("Name: _ga. Duration: 1 year"), or of a label's line and the next.
std::vector<Pair> pairs_at(const std::vector<Line>& lines, std::size_t& i) {
  const Line& line = lines[i];
  if (line.name_title && is_described(lines, i)) {
    return {{Role::name, "", std::string(line.text), line.line}};
  }
  const Role role = label_role(line.text);
  const bool title = role == Role::name && i + 1 < lines.size() && is_sentence(lines[i + 1].text);
  if (role != Role::none && !title) {
    Pair pair{role, std::string(line.text), "", line.line};
    const bool between = role == Role::name && i + 2 < lines.size() && i > 0 &&
                         label_role(lines[i + 2].text) != Role::none &&
                         label_role(lines[i + 1].text) == Role::consent;
    if (i + 1 < lines.size() && (between || !begins_with_label(lines[i + 1].text))) {
      ++i;
      pair.value = lines[i].text;
      pair.line = lines[i].line;
    }
    return {pair};
  }
  std::vector<Pair> pairs;
  for (const Labelled& part : split_labels(line.text)) {
    pairs.push_back({part.role, part.label, part.value, line.line});
  }
  return pairs;
}

bool begins_card(const std::vector<Pair>& pairs) {
  return !pairs.empty() && pairs[0].role != Role::none;
}

/// "Name: Matomo" is a service. A plain word with a capital is a name only among names.
void drop_services(Rows& rows) {
  const auto is_service = [](const Row& row) {
    const Name& name = row.names[0];
    return row.names.size() == 1 && row.names_sure != Confidence::high &&
           name.shape == Shape::word && is_upper(name.printed[0]);
  };
  const auto services = std::ranges::count_if(rows.rows, is_service);
  if (services * 4 >= std::ssize(rows.rows)) std::erase_if(rows.rows, is_service);
}

void drop_words(Rows& rows) {
  std::erase_if(rows.rows, [](const Row& row) { return row.names[0].shape < Shape::likely; });
}

}  // namespace

bool is_name_title(const Block& block) {
  constexpr std::size_t kLongest = 80;       // bytes
  constexpr std::size_t kLongestList = 200;  // of several names
  const bool titled = block.title || block.kind == Block::Kind::heading;
  const bool list = block.text.plain.find(", ") != std::string::npos;
  if (!titled || block.text.plain.size() > (list ? kLongestList : kLongest)) return false;
  const NameCell cell = read_name_cell(block.text.plain, true);
  return !cell.names.empty() && cell.refused.empty() && std::ranges::all_of(cell.names, is_likely);
}

CardAttempt read_cards(const Document& document, std::size_t at, const Section& section,
                       Rows& out) {
  // Where the first lines hold no label, no card begins; only then are all lines gathered.
  const std::vector<Line> first = lines_from(document, at, 3);
  std::size_t probe = 0;
  if (first.empty() || !begins_card(pairs_at(first, probe))) return {};
  const std::vector<Line> lines = lines_from(document, at, kMostLines);
  Rows rows;
  CardBuilder builder(section, rows);
  std::size_t labels = 0;
  std::size_t values = 0;
  std::size_t names = 0;
  std::size_t end = 0;
  std::size_t strangers = 0;  // lines without a label, one after another
  for (std::size_t i = 0; i < lines.size() && strangers <= 2; ++i) {
    const Block& block = document.blocks[lines[i].block];
    const std::vector<Pair> pairs = pairs_at(lines, i);
    if (!begins_card(pairs)) {
      if (heads_group(block) && (names > 0 || judge(block.text.plain).stated)) break;
      if (names > 0 && heads_next_group(block)) break;
      ++strangers;
      continue;
    }
    strangers = 0;
    for (const Pair& pair : pairs) {
      if (pair.role == Role::none) continue;
      ++labels;
      values += pair.value.empty() ? 0U : 1U;
      names += pair.role == Role::name && !pair.value.empty() ? 1U : 0U;
      builder.add(pair);
    }
    end = lines[i].block + 1 - at;
  }
  builder.finish();
  const std::size_t looked = std::max<std::size_t>(end, 1);
  drop_services(rows);
  // Names alone are no cards, but labels may stand there with nothing to say.
  if (values <= names && labels >= 2 * names) drop_words(rows);
  if (rows.rows.empty() || (values <= names && labels < 2 * names)) {
    return {0, looked, lines.size()};
  }
  for (Row& row : rows.rows) out.add(std::move(row));
  return {end, looked, 0};
}

void read_card_table(const Block& table, const Section& section, Rows& out) {
  Rows rows;
  CardBuilder builder(section, rows);
  for (const TableRow& row : table.rows) {
    const Role role = label_role(row[0].text.plain);
    if (role == Role::none) continue;
    builder.add(
        {role, row[0].text.plain, row[1].text.plain, row[0].line ? row[0].line : table.line});
  }
  builder.finish();
  drop_services(rows);
  for (Row& row : rows.rows) out.add(std::move(row));
}

}  // namespace cookie_warden::reader
