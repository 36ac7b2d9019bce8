// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <set>
#include <span>

#include "reader/layouts/declared_only.hpp"
#include "reader/layouts/flat.hpp"
#include "reader/layouts/legend.hpp"
#include "reader/layouts/marked_columns.hpp"
#include "reader/layouts/paragraphs.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/table_columns.hpp"
#include "reader/layouts/titles.hpp"
#include "reader/layouts/whole_page.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Short texts that stand on the page more than once.
std::set<std::string> repeated_titles(const Document& document) {
  constexpr std::size_t kLongest = 90;  // bytes
  std::set<std::string> seen;
  std::set<std::string> repeated;
  for (const Block& block : document.blocks) {
    const bool titled = block.title || block.kind == Block::Kind::heading;
    if (!titled || block.text.plain.size() > kLongest) continue;
    std::string text = squeeze(block.text.plain);
    if (!seen.insert(text).second) repeated.insert(std::move(text));
  }
  return repeated;
}

/// Whether a card or a pasted table may begin there: no heading does but a label or a name, and
/// "Necessary" or "Cookie policy" as a title labels nothing, although it does elsewhere.
bool may_begin_rows(const Block& block) {
  const bool heading = block.kind == Block::Kind::heading;
  if ((!heading && !block.title) || is_name_title(block)) return true;
  const Role role = label_role(block.text.plain);
  if (role == Role::consent || role == Role::other) return false;
  return role != Role::none || (!heading && !judge(block.text.plain).stated);
}

/// Words that are written as names are, and some surely.
bool holds_only_names(std::string_view text) {
  bool sure = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,\n", i), text.size());
    const std::string_view token = text.substr(i, end - i);
    i = end + 1;
    if (token.empty()) continue;
    const Shape shape = shape_of(token);
    if (shape < Shape::likely) return false;
    sure = sure || shape == Shape::sure;
  }
  return sure;
}

class PageReader {
 public:
  PageReader(const Document& document, Legend legend)
      : document_(document), section_(repeated_titles(document), std::move(legend)) {
    most_vain_lines_ = 100'000 + document.blocks.size();
    // The only heading of the first level names the page ("Adobe Analytics cookies").
    bool titled = false;
    for (const Block& block : document.blocks) {
      if (is_sure_name_heading(block)) name_levels_.insert(block.level);
      if (block.kind != Block::Kind::heading || block.level != 1) continue;
      page_title_ = titled ? nullptr : &block;
      titled = true;
    }
    // A text has no headings: the first title that speaks of cookies, but of no kind of them.
    const auto names_page = [](const Block& block) {
      return block.title && mentions_cookies(block.text.plain) && !judge(block.text.plain).stated &&
             label_role(block.text.plain) == Role::none;
    };
    const auto has_heading = [](const Block& block) { return block.kind == Block::Kind::heading; };
    if (std::ranges::any_of(document.blocks, has_heading)) return;
    const auto first = std::ranges::find_if(document.blocks, names_page);
    if (first != document.blocks.end()) page_title_ = &*first;
  }

  Rows run() {
    while (at_ < document_.blocks.size()) step(document_.blocks[at_]);
    keep_loose(out_);
    if (!mentions_cookies_anywhere(document_) && !names_a_tracker(out_.rows)) out_.rows.clear();
    if (section_.functional_is_exempt()) whole_page_.functional_is_exempt();
    whole_page_.apply(out_);
    return std::move(out_);
  }

 private:
  void step(const Block& block) {
    const std::size_t before = out_.rows.size();
    const std::size_t loose = out_.loose.size();
    rows_above_ = last_rows_;
    if (block.kind == Block::Kind::table) {
      read_table(block, section_, columns_, out_);
      if (out_.rows.size() == before) read_layout_table(block);
      ++at_;
    } else if (const std::size_t card = read_card(block); card > 0) {
      at_ += card;
    } else if (const std::size_t flat = read_flat(); flat > 0) {
      at_ += flat;
    } else if (const std::size_t named = read_heading_of_name(block); named > 0) {
      at_ += named;
    } else if (block.kind == Block::Kind::heading || &block == page_title_) {
      section_.enter_heading(std::max(block.level, 1), block.text.plain, &block == page_title_);
      among_names_ = false;
      whole_page_.notice(block.text.plain);
      ++at_;
    } else if (block.kind == Block::Kind::item) {
      for (std::size_t i = at_;
           i < document_.blocks.size() && document_.blocks[i].kind == Block::Kind::item; ++i) {
        if (i >= noticed_) whole_page_.notice(document_.blocks[i].text.plain), noticed_ = i + 1;
      }
      at_ += read_list(document_, at_, section_, out_);
    } else {
      paragraph(block);
      ++at_;
    }
    last_rows_ = out_.rows.size() - before;
    if (last_rows_ > 0) section_.rows_read();
    if (out_.loose.size() > loose) section_.name_read();
  }

  std::size_t read_card(const Block& block) {
    const bool begins = block.kind == Block::Kind::paragraph && section_.speaks_of_cookies();
    return begins ? read_named_card(document_, at_, section_, out_) : 0;
  }

  std::size_t read_heading_of_name(const Block& block) {
    if (block.kind != Block::Kind::heading || block.level < 2) return 0;
    // What was said before the first of them holds for all, up to the next group's title; what
    // stands below one is said of it.
    const Judgement group = section_.heading_judgement();
    const bool announced = at_ > 0 && announces(document_.blocks[at_ - 1].text.plain);
    if (!among_names_ || announced || group.category != group_of_names_)
      before_names_ = section_.judgement();
    group_of_names_ = group.category;
    const bool among = name_levels_.contains(block.level);
    const std::size_t read =
        read_name_heading(document_, at_, section_, before_names_, among, out_);
    among_names_ = among_names_ || read > 0;
    return read;
  }

  /// Cards and pasted tables may begin at any paragraph. What a failed attempt has looked through
  /// is not looked through again.
  std::size_t read_flat() {
    const Block& block = document_.blocks[at_];
    if (!may_begin_rows(block) || vain_lines_ > most_vain_lines_) return 0;
    if (heads_list(at_) && !is_name_title(block)) return 0;
    if (at_ >= tried_tables_) {
      const FlatAttempt flat = read_flat_table(document_, at_, section_, flat_page_, out_);
      if (flat.read > 0) return flat.read;
      tried_tables_ = at_ + flat.looked;
      vain_lines_ += flat.lines;
    }
    if (at_ >= tried_cards_) {
      const CardAttempt cards = read_cards(document_, at_, section_, out_);
      if (cards.read > 0) return cards.read;
      tried_cards_ = at_ + cards.looked;
      vain_lines_ += cards.lines;
    }
    return 0;
  }

  /// A heading right above a list, or an item with items below it, is no label.
  bool heads_list(std::size_t at) const {
    if (at + 1 >= document_.blocks.size()) return false;
    const Block& block = document_.blocks[at];
    const Block& next = document_.blocks[at + 1];
    if (next.kind != Block::Kind::item) return false;
    return block.kind == Block::Kind::heading ||
           (block.kind == Block::Kind::item && next.level > block.level);
  }

  /// A table that is no list of cookies: its cells are read as paragraphs.
  void read_layout_table(const Block& table) {
    if (table.rows.size() == 1) {
      const auto only = only_cell(table.rows[0]);
      const std::string& text = table.rows[0][only.value_or(0)].text.plain;
      if ((only || table.rows[0].size() == 1) && is_title_line(text)) section_.enter_title(text, 1);
    }
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

  /// A paragraph of nothing but names: cells that the text's way into a file has torn from their
  /// table, so that what stands above them may belong to other rows.
  bool read_torn_names(const Block& block) {
    constexpr std::size_t kLongest = 1500;  // bytes
    const std::string& text = block.text.plain;
    if (text.size() > kLongest || !section_.speaks_of_cookies() || !holds_only_names(text))
      return false;
    Row row;
    row.names = read_name_cell(text, true).names;
    row.line = block.line;
    row.section = section_.title();
    row.judgement = section_.heading_judgement();
    const bool kept = row.judgement.category == Category::necessary ||
                      row.judgement.category == Category::functional;
    if (kept) {
      row.judgement = {Category::unknown, true, Evidence::Confidence::low,
                       "It stands apart from its table: the category must be looked up."};
    }
    out_.loose.push_back(std::move(row));
    return true;
  }

  /// A sentence that was broken to a width: some lines begin in small letters.
  static bool is_wrapped(const std::string& text) {
    const auto lines = split_lines(text);
    return std::any_of(lines.begin() + 1, lines.end(),
                       [](std::string_view line) { return begins_small(trim(line)); });
  }

  /// Lines that are a provider and its cookies; false if the paragraph holds none.
  bool read_name_lists(const Block& block) {
    std::uint32_t number = block.line;
    bool any = false;
    if (is_wrapped(block.text.plain)) {
      const std::string whole = squeeze(block.text.plain);
      for (const std::string_view sentence : sentences(whole))
        any = read_name_list(sentence, number, section_, out_) || any;
      if (any) return true;
    }
    for (const std::string_view line : split_lines(block.text.plain)) {
      any = read_name_list(trim(line), number++, section_, out_) || any;
    }
    return any;
  }

  /// The sentence that points to the rows above: by the table, or by "these cookies" where nothing
  /// but the next chapter follows.
  std::string_view sentence_of_rows_above(std::string_view text) const {
    if (speaks_of_above(text)) return text;
    const bool last = at_ + 1 >= document_.blocks.size() || document_.blocks[at_ + 1].title ||
                      document_.blocks[at_ + 1].kind == Block::Kind::heading;
    if (!last || points_below(text)) return {};
    for (const std::string_view sentence : sentences(text)) {
      if (speaks_of_these(sentence) && mentions_cookies(sentence)) return sentence;
    }
    return {};
  }

  /// "The cookies of the table above are technical": the category of rows that had none.
  bool speaks_of_rows_above(std::string_view text) {
    const auto rows = std::span(out_.rows).last(rows_above_);
    const bool open =
        std::ranges::none_of(rows, [](const Row& row) { return row.judgement.stated; });
    if (rows.empty() || !open) return false;
    const std::string_view sentence = sentence_of_rows_above(text);
    if (sentence.empty()) return false;
    Judgement said =
        with_consent(judge(sentence.substr(0, sentence.find_first_of(".:"))), consent_in(text));
    if (!said.stated) return false;
    said.confidence = Evidence::Confidence::medium;
    said.note = "The category is taken from the sentence after.";
    for (Row& row : rows) row.judgement = said;
    return true;
  }

  /// "**Google Analytics** These cookies ...": a title and its text. Where the text begins.
  static std::size_t end_of_title(const Block& block) {
    constexpr std::size_t kLongest = 70;  // bytes
    if (block.title || block.text.marks.empty() || block.text.marks[0].begin != 0) return 0;
    const std::size_t end = block.text.marks[0].end;
    const std::string_view title = std::string_view(block.text.plain).substr(0, end);
    return end <= kLongest && read_name_cell(title, false).names.empty() ? end : 0;
  }

  /// "*Set with your consent.*": in italics as a whole, and yet no title.
  static bool is_sentence_on_consent(std::string_view text) {
    if (!text.ends_with('.') || judge_title(text).stated) return false;
    const ConsentSaid said = consent_in(text);
    return said.needed || said.is_free();
  }

  void paragraph(const Block& block) {
    const std::string_view text = block.text.plain;
    const int depth = 2 * block.level + 1;
    const std::size_t end = end_of_title(block);
    if (end > 0) {
      section_.enter_title(text.substr(0, end), depth);
    } else {
      section_.enter_leading_title(text, depth);
    }
    const bool named = read_names_in_parentheses(block, section_, out_);
    if (!named && (read_name_lists(block) || read_torn_names(block))) return;
    whole_page_.notice(text);
    if (speaks_of_rows_above(text)) return;
    const bool title = block.title && !is_sentence_on_consent(text);
    if (!title) section_.hear(text.substr(end));
    read_sentences(block, section_, out_);
    if (title) {
      section_.enter_title(text, depth, true);
    } else {
      section_.add_text(text.substr(end), depth);
    }
  }

  const Document& document_;
  const Block* page_title_ = nullptr;
  Section section_;
  Rows out_{};
  std::optional<Columns> columns_{};
  FlatPage flat_page_{};
  std::size_t at_ = 0;
  std::size_t last_rows_ = 0;   ///< That the last block gave.
  std::size_t rows_above_ = 0;  ///< That the block before this one gave.
  /// Attempts look far ahead; a page made of beginnings without ends must not cost more than
  /// others.
  std::size_t vain_lines_ = 0;
  std::size_t most_vain_lines_ = 0;
  std::size_t tried_tables_ = 0;
  std::size_t tried_cards_ = 0;
  std::size_t noticed_ = 0;
  std::set<int> name_levels_{};  ///< Levels of headings that surely are names.
  bool among_names_ = false;     ///< No other heading since one that named a cookie.
  Judgement before_names_{};     ///< What was said before the first of those.
  Category group_of_names_ = Category::unknown;
  WholePage whole_page_{};
};

}  // namespace

Rows read_document(const Document& document) {
  Document parted = part_paragraphs(document);
  keep_declared_only(parted);
  Legend legend = spell_out_legend(parted);
  join_marked_columns(parted, legend);
  return PageReader(parted, std::move(legend)).run();
}

}  // namespace cookie_warden::reader
