// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/layouts/name_remarks.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/short_rows.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestNameCell = 6000;  // bytes: some cells list a hundred names

class TableReader {
 public:
  TableReader(const Block& table, const Section& section, const Columns& columns, Rows& out)
      : rows_(table.rows), section_(section), columns_(columns), out_(out) {
    table_line_ = table.line;
  }

  void run() {
    weak_ = !columns_.says_cookie && !holds_names();
    dated_ = std::ranges::find(columns_.roles, Role::duration) != columns_.roles.end();
    tells_category_ =
        std::ranges::any_of(rows_, [this](const TableRow& row) { return has_category(row); });
    for (std::size_t i = 0; i < columns_.first_row && i < rows_.size(); ++i) caption(rows_[i]);
    last_.resize(rows_.empty() ? 0 : rows_[0].size());
    for (std::size_t i = first_row(); i < rows_.size(); ++i) {
      heads_follow_ = i + 1 < rows_.size() && repeats_heads(rows_[i + 1]);
      if (!is_heading_row(rows_[i])) row(rows_[i]);
    }
  }

 private:
  /// Headings that nobody knows ("what", "gone after") are headings yet.
  std::size_t first_row() const {
    const auto is_head = [](const Cell& cell) { return cell.header || cell.text.plain.empty(); };
    const bool heads = columns_.first_row == 0 && rows_.size() > 1 && rows_[0].size() > 1 &&
                       std::ranges::all_of(rows_[0], is_head) &&
                       !std::ranges::all_of(rows_[1], is_head);
    return heads ? 1 : columns_.first_row;
  }

  const std::string& text(const TableRow& row, std::size_t column) const {
    return row[column].text.plain;
  }

  /// A column of categories says one here.
  bool has_category(const TableRow& row) const {
    for (std::size_t c = 0; c < row.size() && c < columns_.roles.size(); ++c) {
      if (columns_.roles[c] == Role::category && category_cell(text(row, c))) return true;
    }
    return false;
  }

  /// Under "Category" the row has an empty cell.
  bool leaves_category_open(const TableRow& row) const {
    for (std::size_t c = 0; c < row.size() && c < columns_.heads.size(); ++c) {
      if (text(row, c).empty() && label_role(columns_.heads[c]) == Role::category) return true;
    }
    return false;
  }

  /// At least a fifth of the names look like some: then the plain words among them are names too.
  bool holds_names() const {
    std::size_t all = 0;
    std::size_t likely = 0;
    for (std::size_t i = columns_.first_row; i < rows_.size(); ++i) {
      const std::string& cell = text(rows_[i], columns_.name);
      if (cell.size() > kLongestNameCell) continue;
      for (const Name& name : read_name_cell(cell, true).names) {
        ++all;
        likely += name.shape >= Shape::likely ? 1U : 0U;
      }
    }
    return likely * 5 >= all;
  }

  /// A row above the headings or across all columns: the table's title, or a group's.
  void caption(const TableRow& row) {
    const auto only = only_cell(row);
    if (!only) return;
    const std::string& title = text(row, *only);
    const Judgement said = judge(title);
    if (said.stated && is_broken_category(row, title)) return;
    const ConsentSaid consent = consent_in(title);
    if (said.stated && title.size() < 120) {
      group_ = section_.with_consent_said(with_consent(said, consent));
    } else if (frees_cookies(title) && title.size() < 80 && !title.ends_with('?')) {
      group_ = {Category::necessary, true, Confidence::medium,
                "The table says that these need no consent, or cannot be refused."};
    } else if (group_.stated && heads_follow_) {
      group_ = Judgement{.category = Category::unknown, .stated = true};
    } else if (is_other_group(title) || (group_.stated && is_group(title))) {
      group_ = Judgement{.category = Category::unknown, .stated = true};
    }
    group_title_ = title;
  }

  /// Where a column tells categories, a word alone in a row is a cell of it that the text's width
  /// broke off: of the row above, if that has none, but never enough to keep it.
  bool is_broken_category(const TableRow& row, const std::string& title) {
    const bool column = std::ranges::find(columns_.roles, Role::category) != columns_.roles.end();
    const bool spans = std::ranges::any_of(row, &Cell::repeated);
    const auto own = category_cell(title);
    if (!column || spans || !own || mentions_cookies(title) || title.size() > 40) return false;
    if (open_row_ && own->category != Category::necessary) out_.rows.back().judgement = *own;
    open_row_ = false;
    return true;
  }

  /// "Cookies for a better experience (consent required)", after a group with a category.
  static bool is_group(const std::string& title) {
    const ConsentSaid said = consent_in(title);
    return mentions_cookies(title) || said.needed || said.always || said.not_needed;
  }

  bool is_heading_row(const TableRow& row) const {
    std::size_t known = 0;
    std::size_t filled = 0;
    for (const Cell& cell : row) {
      filled += cell.text.plain.empty() ? 0U : 1U;
      known += label_role(cell.text.plain) != Role::none ? 1U : 0U;
    }
    return filled >= 2 && known == filled;
  }

  /// Most cells stand above the table's columns already.
  bool repeats_heads(const TableRow& row) const {
    std::size_t same = 0;
    for (std::size_t c = 0; c < std::min(row.size(), columns_.heads.size()); ++c)
      same += !columns_.heads[c].empty() && text(row, c) == columns_.heads[c] ? 1U : 0U;
    return is_heading_row(row) || (same > 1 && same * 2 > row.size());
  }

  void row(const TableRow& row) {
    const std::string& cell = text(row, columns_.name);
    const auto only = only_cell(row);
    if (only) {
      const NameCell lone = read_name_cell(text(row, *only).substr(0, kLongestNameCell), false);
      if (*only != columns_.name || lone.names.empty()) {
        if (!row[*only].repeated) caption(row);
        if (lone.names.empty()) return;
      }
    }
    if (cell.empty() || cell.size() > kLongestNameCell) return;
    NameCell names = read_name_cell(cell, true);
    if (names.names.empty() && columns_.headed && dated_) take_plain_word(cell, names);
    if (!names.refused.empty() && names.refused.size() < 120) out_.doubts.push_back(names.refused);
    if (weak_) {
      std::erase_if(names.names, [&](const Name& name) {
        return name.shape != Shape::sure && !(dated_ && !is_upper(name.printed[0]));
      });
    }
    if (names.names.empty()) return;
    out_.add(make_row(row, std::move(names)));
  }

  /// In a table with lifetimes "session" or "lang" in the column of names is one.
  static void take_plain_word(const std::string& cell, NameCell& names) {
    const bool plain = cell.size() > 2 && cell.size() < 40 && is_lower(cell[0]) &&
                       std::ranges::all_of(cell, [](char c) { return is_lower(c) || is_digit(c); });
    if (!plain || vocabulary().cookie.any({cell}) || cell == "none" || cell == "various") return;
    names.names.push_back({cell, cell, Shape::word, false});
    names.refused.clear();
  }

  Row make_row(const TableRow& row, NameCell names) {
    Row out;
    out.names = std::move(names.names);
    out.line = row[columns_.name].line ? row[columns_.name].line : table_line_;
    out.section = section_.title();
    out.not_a_cookie = is_other_storage(out.section);
    out.names_sure = columns_.headed ? Confidence::high : Confidence::medium;
    if (!columns_.headed) out.note = "The table's columns have no headings.";
    if (weak_) out.names_sure = Confidence::low;
    Judgement said = group_.stated ? group_ : section_.judgement();
    bool by_row = false;
    ConsentSaid consent;
    for (std::size_t c = 0; c < row.size() && c < columns_.roles.size(); ++c) {
      std::string_view head;
      if (c < columns_.heads.size()) head = columns_.heads[c];
      if (c != columns_.name)
        take(columns_.roles[c], head, value(row, c), out, said, by_row, consent);
    }
    NameRemarks remarks;
    if (!names.beside.empty()) remarks = read_remarks(text(row, columns_.name), out.names.size());
    if (out.durations.empty()) out.durations = remarks.durations;
    if (out.provider.empty())
      out.provider = remarks.durations.empty() ? names.beside : remarks.provider;
    if (out.provider.empty()) out.service = section_.service();
    open_row_ = !by_row;
    const bool open = tells_category_ || leaves_category_open(row);
    if (open && !by_row && !group_.stated && said.category == Category::necessary) {
      said = {Category::unknown, true, Confidence::low,
              "The table has a column of categories, and says none for this row."};
    }
    if (!by_row && !said.stated && !out.purpose.empty()) said = category_of_purpose(out.purpose);
    if (!said.stated && consent.not_needed && !consent.needed) {
      said = {Category::necessary, true, Confidence::medium,
              "The table says that it needs no consent."};
    }
    out.judgement = with_consent(said, consent);
    return out;
  }

  /// A cell left of the names that is empty repeats the one above it.
  const std::string& value(const TableRow& row, std::size_t column) {
    const std::string& own = text(row, column);
    if (!own.empty()) last_[column] = own;
    return own.empty() && column < columns_.name ? last_[column] : own;
  }

  void take(Role role, std::string_view head, const std::string& cell, Row& out, Judgement& said,
            bool& by_row, ConsentSaid& consent) const {
    if (cell.empty()) return;
    if (role == Role::provider) {
      out.provider = squeeze(cell);
      if (!out.party) out.party = read_party(cell);
    } else if (role == Role::domain) {
      out.domain = squeeze(cell);
      if (!out.party) out.party = read_party(cell);
    } else if (role == Role::purpose) {
      out.purpose.append(out.purpose.empty() ? "" : " ").append(squeeze(cell));
    } else if (role == Role::duration) {
      if (out.durations.empty()) {
        out.durations = read_durations(cell, out.names.size(), columns_.duration_unit);
      }
      out.not_a_cookie = out.not_a_cookie || is_other_storage(cell);
    } else if (role == Role::party) {
      out.party = read_party(cell);
    } else if (role == Role::storage) {
      out.not_a_cookie = out.not_a_cookie || is_other_storage(cell);
    } else if (role == Role::category) {
      const auto own = category_cell(cell);
      // A word that nobody knows is no leave to keep the cookie.
      const bool kept =
          said.category == Category::necessary || said.category == Category::functional;
      if (!own && !by_row && kept && is_word_of_category(cell)) {
        said = {Category::unknown, true, Confidence::low, "The page's category is not known."};
      }
      // Of two columns the one that keeps the cookie least.
      if (own && (!by_row || is_less_kept(own->category, said.category))) said = *own;
      by_row = by_row || own.has_value();
      out.not_a_cookie = out.not_a_cookie || is_other_storage(cell);
    } else if (role == Role::consent) {
      take_consent(head, cell, said, by_row, consent);
    } else if (role == Role::none && out.durations.empty() && is_duration_cell(cell)) {
      out.durations = read_durations(cell, out.names.size(), std::nullopt);
    }
  }

  /// Not "Session", "1st party", "HTTP", which some pages call a type.
  static bool is_word_of_category(const std::string& cell) {
    return !is_duration_cell(cell) && !read_party(cell) && !mentions_cookies(cell) &&
           !vocabulary().storage.any(words(fold(cell)));
  }

  static bool is_less_kept(Category a, Category b) {
    if (a == Category::unknown) return b == Category::necessary || b == Category::functional;
    return b != Category::unknown && a > b;
  }

  /// A column such as "Opt-out" or "Consent required": "necessary", "no", "yes".
  static void take_consent(std::string_view head, const std::string& cell, Judgement& said,
                           bool& by_row, ConsentSaid& consent) {
    const auto own = category_cell(cell);
    const bool asks = vocabulary().consent_words.any(words(fold(head.substr(0, 80))));
    const bool chosen = invites_choice(cell);  // "choose 'essential cookies only'"
    if (own && own->category == Category::necessary && cell.size() < 40 && !asks && !chosen) {
      const bool contradicts = said.stated && said.category != Category::functional &&
                               said.category != Category::necessary &&
                               said.category != Category::unknown;
      if (!contradicts) said = *own;
      by_row = true;
    }
    const ConsentSaid words = consent_answer(head.substr(0, 80), cell);
    consent.always = consent.always || words.always;
    consent.not_needed = consent.not_needed || words.not_needed;
    consent.needed = consent.needed || words.needed;
  }

  const std::vector<TableRow>& rows_;
  const Section& section_;
  const Columns& columns_;
  Rows& out_;
  std::uint32_t table_line_ = 0;
  Judgement group_{};
  std::string group_title_{};
  std::vector<std::string> last_{};
  bool weak_ = false;   ///< What stands where names should may be companies.
  bool dated_ = false;  ///< A column tells lifetimes.
  bool tells_category_ = false;
  bool heads_follow_ = false;  ///< The next row repeats the table's headings.
  bool open_row_ = false;      ///< The last row's own cells say no category.
};

void read_placed_table(const Block& table, const Section& section, std::optional<Columns>& columns,
                       Rows& out) {
  if (is_card_table(table.rows)) {
    read_card_table(table, section, out);
    return;
  }
  if (auto turned = transposed(table.rows)) {
    Block upright = table;
    upright.rows = std::move(*turned);
    if (const auto found = find_columns(upright.rows, std::nullopt)) {
      TableReader(upright, section, *found, out).run();
      return;
    }
  }
  auto found = find_columns(table.rows, columns);
  if (!found) return;
  TableReader(table, section, *found, out).run();
  columns = std::move(found);
}

}  // namespace

void read_table(const Block& table, const Section& section, std::optional<Columns>& columns,
                Rows& out) {
  if (table.rows.empty() || table.rows[0].empty()) return;
  if (std::ranges::any_of(table.rows,
                          [](const TableRow& r) { return r.back().text.plain.empty(); })) {
    Block placed = table;
    place_short_rows(placed.rows);
    read_placed_table(placed, section, columns, out);
    return;
  }
  read_placed_table(table, section, columns, out);
}

}  // namespace cookie_warden::reader
