// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/declared_only.hpp"

#include <algorithm>
#include <string_view>

#include "reader/layouts/tokens.hpp"
#include "reader/words/judge.hpp"
#include "reader/words/not_set.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// The bytes of the names in a sentence of `text`, counted in the text.
std::vector<NamedAt> names_in(const Text& text, std::string_view sentence) {
  const auto offset = static_cast<std::size_t>(sentence.data() - text.plain.data());
  std::vector<NamedAt> out;
  for (const Token& token : tokens_of(text, sentence, offset)) {
    if (!is_likely_name(token) && !(token.marked && names_known(token.text)) && !token.code)
      continue;
    std::string_view name = token.text;
    while (!name.empty() && std::string_view(".,;:)!?").find(name.back()) != name.npos)
      name.remove_suffix(1);
    if (!name.empty()) out.push_back({token.begin, token.begin + name.size()});
  }
  return out;
}

constexpr std::size_t kLongest = 6000;  // bytes of a block that sentences are read in

void blank(Text& text, const std::vector<NamedAt>& names) {
  for (const NamedAt& name : names) {
    std::fill(text.plain.begin() + static_cast<std::ptrdiff_t>(name.begin),
              text.plain.begin() + static_cast<std::ptrdiff_t>(name.end), ' ');
  }
  std::erase_if(text.marks, [&](const Text::Mark& mark) {
    return mark.begin < kLongest && std::ranges::any_of(names, [&](const NamedAt& name) {
             return mark.begin < name.end && name.begin < mark.end;
           });
  });
}

/// Sentences, parted at semicolons, and at lines too short to go on in the next.
std::vector<std::string_view> statements(std::string_view text) {
  constexpr std::size_t kFull = 50;  // bytes of a line that the next may go on with
  std::vector<std::string_view> out;
  for (const std::string_view sentence : sentences(text)) {
    std::size_t begin = 0;
    std::size_t line = 0;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const bool feed = sentence[i] == '\n';
      const bool stops = sentence[i] == ';' || (feed && i - line < kFull);
      if (feed) line = i + 1;
      if (!stops) continue;
      out.push_back(sentence.substr(begin, i - begin));
      begin = i + 1;
    }
    out.push_back(sentence.substr(begin));
  }
  return out;
}

void blank_all(Text& text) {
  std::vector<NamedAt> all;
  for (const std::string_view sentence :
       sentences(std::string_view(text.plain).substr(0, kLongest))) {
    const std::vector<NamedAt> names = names_in(text, sentence);
    all.insert(all.end(), names.begin(), names.end());
  }
  blank(text, all);
}

bool is_title(const Block& block) { return block.kind == Block::Kind::heading || block.title; }

/// Where the part under the title at `at` ends: at the next title that is not below it.
std::size_t end_of_part(const std::vector<Block>& blocks, std::size_t at) {
  const Block& title = blocks[at];
  std::size_t i = at + 1;
  for (; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool heading = block.kind == Block::Kind::heading;
    const bool below = title.kind == Block::Kind::heading && heading && block.level > title.level;
    if (is_title(block) && !below) break;
  }
  return i;
}

/// "We do not set any of these:", and a list or a table.
std::size_t end_of_list(const std::vector<Block>& blocks, std::size_t at) {
  std::size_t i = at + 1;
  if (i < blocks.size() && blocks[i].kind == Block::Kind::table) return i + 1;
  while (i < blocks.size() && blocks[i].kind == Block::Kind::item) ++i;
  return i;
}

/// A table below "Change log" that says neither what a cookie is for nor how long it stays.
bool tells_changes(const Block& table) {
  return table.rows.empty() || std::ranges::none_of(table.rows[0], [](const Cell& cell) {
           const Role role = label_role(cell.text.plain);
           return role == Role::purpose || role == Role::duration || role == Role::category;
         });
}

class Reader {
 public:
  explicit Reader(Document& document) : blocks_(document.blocks), not_set_(document.language) {}

  void run() {
    std::size_t denied_until = 0;
    std::size_t history_until = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      Block& block = blocks_[i];
      const bool table = block.kind == Block::Kind::table;
      if (i < denied_until || (i < history_until && (!table || tells_changes(block)))) {
        blank_all(block.text);
        block.rows.clear();
      } else if (is_title(block)) {
        if (not_set_.said_by(block.text.plain)) denied_until = end_of_part(blocks_, i);
        if (not_set_.is_history(block.text.plain)) history_until = end_of_part(blocks_, i);
      } else if (!table) {
        if (announces_denied(i)) denied_until = end_of_list(blocks_, i);
        // "_ga: removed in 2023" begins with no name any more, nor with another word.
        if (blank_denied(block.text) && block.kind == Block::Kind::item) block.text = {};
      } else {
        if (lists_removed(block)) block.rows.clear();
        drop_removed(block.rows);
      }
    }
  }

 private:
  /// "Former cookie", "Removed on", and nothing of what it is for.
  bool lists_removed(const Block& table) const {
    return !table.rows.empty() && tells_changes(table) &&
           std::ranges::any_of(table.rows[0], [this](const Cell& cell) {
             return not_set_.tells_removal(cell.text.plain);
           });
  }

  /// Rows with a cell "Removed"; not the head, which may name a column so.
  void drop_removed(std::vector<TableRow>& rows) const {
    const auto is_removed = [this](const TableRow& row) {
      return std::any_of(row.begin() + (row.empty() ? 0 : 1), row.end(), [this](const Cell& cell) {
        return !cell.repeated && not_set_.is_removed(cell.text.plain);
      });
    };
    if (rows.empty()) return;
    rows.erase(std::remove_if(rows.begin() + 1, rows.end(), is_removed), rows.end());
  }

  /// The last sentence announces a list or a table of what is not set.
  bool announces_denied(std::size_t at) const {
    const Block& block = blocks_[at];
    const bool rows = at + 1 < blocks_.size() && (blocks_[at + 1].kind == Block::Kind::table ||
                                                  blocks_[at + 1].kind == Block::Kind::item);
    const std::string_view text = trim(block.text.plain);
    if (!text.ends_with(':') || block.kind != Block::Kind::paragraph) return false;
    const auto all = sentences(text);
    return !all.empty() && (rows || mentions_cookies(all.back())) && not_set_.said_by(all.back());
  }

  /// Blanks what the sentences deny; true if the text begins with such a name.
  bool blank_denied(Text& text) const {
    std::vector<NamedAt> denied;
    for (const std::string_view sentence :
         statements(std::string_view(text.plain).substr(0, kLongest))) {
      const auto offset = static_cast<std::size_t>(sentence.data() - text.plain.data());
      std::vector<NamedAt> names = names_in(text, sentence);
      if (names.empty()) continue;
      for (NamedAt& name : names) name = {name.begin - offset, name.end - offset};
      const std::vector<bool> said = not_set_.in(sentence, names);
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (said[i]) denied.push_back({names[i].begin + offset, names[i].end + offset});
      }
    }
    blank(text, denied);
    return !denied.empty() && trim(std::string_view(text.plain).substr(0, denied[0].begin)).empty();
  }

  std::vector<Block>& blocks_;
  NotSet not_set_;
};

}  // namespace

void keep_declared_only(Document& document) { Reader(document).run(); }

}  // namespace cookie_warden::reader
