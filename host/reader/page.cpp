// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <set>

#include "reader/flat.hpp"
#include "reader/readers.hpp"
#include "reader/roles.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostFlatLines = 3000;  // read at a time

/// Lines of the paragraphs from `at` on, up to a heading, a table or a list.
std::vector<FlatLine> flat_lines(const Document& document, std::size_t at, std::size_t limit) {
  std::vector<FlatLine> lines;
  for (std::size_t i = at; i < document.blocks.size() && lines.size() < limit; ++i) {
    const Block& block = document.blocks[i];
    if (block.kind == Block::Kind::table || block.kind == Block::Kind::heading) break;
    std::uint32_t line = block.line;
    const auto parts = split_lines(block.text.plain);
    for (const std::string_view part : parts) {
      if (!trim(part).empty()) lines.push_back({trim(part), i, line});
      line += parts.size() > 1 ? 1U : 0U;
    }
  }
  return lines;
}

/// Where in a paragraph the headings of a pasted table begin; 0 if they do not, or at its start.
std::size_t table_head_in(const std::string& text) {
  if (text.find('\n') == std::string::npos) return 0;
  const auto lines = split_lines(text);
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const bool labels = label_role(lines[i]) != Role::none &&
                        label_role(lines[i + 1]) != Role::none &&
                        label_role(lines[i - 1]) == Role::none;
    if (labels || !glued_roles(lines[i]).empty()) {
      return static_cast<std::size_t>(lines[i].data() - text.data());
    }
  }
  return 0;
}

class PageReader {
 public:
  explicit PageReader(const Document& document) : document_(document) {
    // The only heading of the first level names the page ("Adobe Analytics cookies").
    for (const Block& block : document.blocks) {
      if (block.kind != Block::Kind::heading || block.level != 1) continue;
      if (page_title_) {
        page_title_ = nullptr;
        break;
      }
      page_title_ = &block;
    }
  }

  Rows run() {
    while (at_ < document_.blocks.size()) step(document_.blocks[at_]);
    keep_loose();
    if (!mentions_cookies_anywhere() && !names_a_tracker()) out_.rows.clear();
    if (out_.rows.size() > 0 && only_necessary_) apply_only_necessary();
    return std::move(out_);
  }

 private:
  void step(const Block& block) {
    const std::size_t before = out_.rows.size();
    if (block.kind == Block::Kind::table) {
      read_table(block, section_, columns_, out_);
      if (out_.rows.size() == before) read_layout_table(block);
      ++at_;
    } else if (const std::size_t flat = read_flat(); flat > 0) {
      at_ += flat;
    } else if (block.kind == Block::Kind::heading) {
      section_.enter_heading(block.level, block.text.plain, &block == page_title_);
      notice(block.text.plain);
      ++at_;
    } else if (block.kind == Block::Kind::item) {
      for (std::size_t i = at_;
           i < document_.blocks.size() && document_.blocks[i].kind == Block::Kind::item; ++i) {
        if (i >= noticed_) notice(document_.blocks[i].text.plain), noticed_ = i + 1;
      }
      at_ += read_list(document_, at_, section_, out_);
    } else {
      paragraph(block);
      ++at_;
    }
    if (out_.rows.size() != before) section_.rows_read();
  }

  /// Cards and pasted tables may begin at any paragraph. What a failed attempt has looked through
  /// is not looked through again.
  std::size_t read_flat() {
    const Block& block = document_.blocks[at_];
    if (block.kind == Block::Kind::heading && label_role(block.text.plain) == Role::none) return 0;
    if (at_ < tried_) return 0;
    const std::vector<FlatLine> head = flat_lines(document_, at_, 3);
    const bool labels = head.size() >= 3 && label_role(head[0].text) != Role::none &&
                        label_role(head[1].text) != Role::none;
    std::size_t looked = 1;
    if (labels || (!head.empty() && !glued_roles(head[0].text).empty())) {
      const std::vector<FlatLine> lines = flat_lines(document_, at_, kMostFlatLines);
      std::size_t read = labels ? read_cell_lines(lines, section_, out_) : 0;
      if (read == 0) read = read_joined_rows(lines, section_, out_);
      if (read > 0) return lines[read - 1].block + 1 - at_;
      looked = lines.back().block + 1 - at_;
    }
    const CardAttempt cards = read_cards(document_, at_, section_, out_);
    if (cards.read > 0) return cards.read;
    looked = std::max(labels ? std::size_t{1} : looked, cards.looked);
    tried_ = at_ + looked;
    return 0;
  }

  /// A table that is no list of cookies: its cells are read as paragraphs.
  void read_layout_table(const Block& table) {
    for (const TableRow& row : table.rows) {
      for (const Cell& cell : row) {
        if (cell.repeated || cell.text.plain.empty()) continue;
        Block block;
        block.line = cell.line ? cell.line : table.line;
        block.text = cell.text;
        read_sentences(block, section_, out_);
      }
    }
  }

  void paragraph(const Block& block) {
    const std::string_view text = block.text.plain;
    const int depth = 2 * block.level + 1;
    notice(text);
    read_sentences(block, section_, out_);
    if (block.title) {
      section_.enter_title(text, depth);
      return;
    }
    // "**Google Analytics** These cookies ...": a title and its text.
    const bool marked = !block.text.marks.empty() && block.text.marks[0].begin == 0;
    const std::size_t end = marked ? block.text.marks[0].end : 0;
    const bool titled =
        marked && end <= 70 && read_name_cell(text.substr(0, end), false).names.empty();
    if (titled) section_.enter_title(text.substr(0, end), depth);
    section_.add_text(titled ? text.substr(end) : text, depth);
  }

  /// Statements about the whole page.
  void notice(std::string_view text) {
    if (text.size() > 4000) return;
    for (const std::string_view sentence : sentences(text)) {
      only_necessary_ = only_necessary_ || says_only_necessary(sentence);
      out_.complete = out_.complete || says_complete(sentence);
    }
  }

  /// A page without any word for cookies is about other names.
  bool mentions_cookies_anywhere() const {
    return std::ranges::any_of(document_.blocks, [](const Block& block) {
      if (mentions_cookies(block.text.plain)) return true;
      return std::ranges::any_of(block.rows, [](const TableRow& row) {
        return std::ranges::any_of(row, [](const Cell& cell) {
          return !cell.repeated && mentions_cookies(cell.text.plain);
        });
      });
    });
  }

  /// "_ga" under "Analytics", or a name that everybody knows.
  bool names_a_tracker() const {
    return std::ranges::any_of(out_.rows, [](const Row& row) {
      return std::ranges::any_of(row.names, [&](const Name& name) {
        return is_known_name(name.printed) || (row.judgement.stated && name.printed[0] == '_');
      });
    });
  }

  void keep_loose() {
    std::set<std::string> sections;
    std::set<std::string> names;
    for (const Row& row : out_.rows) {
      sections.insert(row.section);
      for (const Name& name : row.names) names.insert(lower(name.printed));
    }
    const bool alone = out_.rows.empty();
    for (Row& row : out_.loose) {
      const bool introduced = row.names_sure == Evidence::Confidence::medium;
      const bool new_section = introduced && !sections.contains(row.section);
      if (!alone && !new_section) continue;
      std::erase_if(row.names,
                    [&](const Name& name) { return names.contains(lower(name.printed)); });
      for (const Name& name : row.names) names.insert(lower(name.printed));
      out_.add(std::move(row));
    }
  }

  void apply_only_necessary() {
    const bool other = std::ranges::any_of(out_.rows, [](const Row& row) {
      return row.judgement.stated && row.judgement.category != Category::necessary;
    });
    for (Row& row : out_.rows) {
      if (other || row.judgement.stated) continue;
      row.judgement = {Category::necessary, true, Evidence::Confidence::medium,
                       "The page says that it uses only necessary cookies."};
    }
  }

  const Document& document_;
  const Block* page_title_ = nullptr;
  Section section_{};
  Rows out_{};
  std::optional<Columns> columns_{};
  std::size_t at_ = 0;
  std::size_t tried_ = 0;
  std::size_t noticed_ = 0;
  bool only_necessary_ = false;
};

}  // namespace

Rows read_document(const Document& document) {
  Document parted;
  for (const Block& block : document.blocks) {
    const std::size_t head =
        block.kind == Block::Kind::paragraph ? table_head_in(block.text.plain) : 0;
    parted.blocks.push_back(block);
    if (head == 0) continue;
    Text& first = parted.blocks.back().text;
    first.plain = trim(std::string_view(block.text.plain).substr(0, head));
    std::erase_if(first.marks,
                  [&](const Text::Mark& mark) { return mark.end > first.plain.size(); });
    Block rest = block;
    rest.text = {block.text.plain.substr(head), {}};
    rest.line += static_cast<std::uint32_t>(std::ranges::count(first.plain, '\n')) + 1;
    parted.blocks.push_back(std::move(rest));
  }
  return PageReader(parted).run();
}

}  // namespace cookie_warden::reader
