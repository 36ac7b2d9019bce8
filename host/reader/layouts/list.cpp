// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/layouts/headed.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

/// One list: its items, and the paragraphs inside them.
class ListReader {
 public:
  ListReader(const Document& document, std::size_t at, Section& section, Rows& out)
      : blocks_(document.blocks), at_(at), section_(section), out_(out) {}

  std::size_t run() {
    const int level = blocks_[at_].level;
    std::size_t end = at_;
    while (end < blocks_.size() && blocks_[end].kind == Block::Kind::item &&
           blocks_[end].level >= level) {
      ++end;
    }
    cookies_ = section_.speaks_of_cookies();
    around_ = section_.judgement();
    decide(end);
    for (std::size_t i = at_; i < end; ++i) item(blocks_[i], i);
    // "<dt>name</dt><dd>purpose</dd>", "<li>name<p>purpose</p></li>".
    while (open_ && end < blocks_.size() && is_inside(blocks_[end])) {
      const std::string& text = blocks_[end++].text.plain;
      take_labels(text);
      if (fields_.row.durations.empty()) fields_.row.durations = duration_in_parentheses(text);
    }
    close();
    return end - at_;
  }

 private:
  bool is_inside(const Block& block) const {
    return block.kind == Block::Kind::paragraph && block.level >= open_level_ && !block.title;
  }

  /// Whether single words of the list may be names: it holds sure ones, or its section speaks of
  /// cookies of one category and every item is one word.
  void decide(std::size_t end) {
    std::size_t headed = 0;
    std::size_t sure = 0;
    std::size_t likely = 0;
    std::size_t bare = 0;
    std::size_t items = 0;
    for (std::size_t i = at_; i < end; ++i) {
      // "Google Ireland Limited", with its cookies below.
      if (i + 1 < end && blocks_[i + 1].level > blocks_[i].level) continue;
      ++items;
      const auto head = headed_of(blocks_[i]);
      if (!head) continue;
      ++headed;
      sure += head->shape == Shape::sure ? 1U : 0U;
      likely += head->shape == Shape::likely ? 1U : 0U;
      const std::string& name = head->names[0].printed;
      const bool cased = is_cased_like_a_name(name) && (name.size() > 1 || is_lower(name[0]));
      bare += head->rest.empty() && cased ? 1U : 0U;
    }
    const Judgement& around = around_;
    const bool cookies_around = mentions_cookies(section_.title()) || around.stated;
    takes_likely_ = sure > 0 || (cookies_around && headed * 2 >= items && likely > 0);
    takes_words_ = (sure > 0 && headed * 10 >= items * 7) || (around.stated && bare == items) ||
                   (around.stated && sure + likely > 0 && headed == items);
  }

  bool takes(const Headed& head) const {
    if (!cookies_) return false;
    if (head.shape == Shape::sure) return true;
    if (head.shape == Shape::likely) return takes_likely_;
    return takes_words_ && is_cased_like_a_name(head.names[0].printed);
  }

  void item(const Block& block, std::size_t index) {
    if (open_ && block.level > open_level_ && take_labels(block.text.plain)) return;
    close();
    // What stands in the items below describes the name.
    const bool described = index + 1 < blocks_.size() && blocks_[index + 1].level > block.level &&
                           blocks_[index + 1].kind == Block::Kind::item;
    auto head = headed_of(block);
    if (!head || !takes(*head)) enter_title_of(block);
    const bool named = head && head->shape == Shape::sure && head->names.size() > 1 &&
                       takes(*head) && tells_more_in_parentheses(*head, block.text.plain);
    if (cookies_ && !described && !named &&
        (read_names_in_parentheses(block, section_, out_) ||
         read_name_list(block.text.plain, block.line, section_, out_, names_code(block.text)))) {
      section_.row_read();
      return;
    }
    if (head && (names_group(*head, block) || names_service(*head, index))) head.reset();
    const bool link = head && head->rest.starts_with("http");  // "Chrome: https://..."
    if (head && !link && takes(*head)) {
      begin(block, std::move(*head));
      return;
    }
    parted_ = parted_ || mentions_cookies(block.text.plain) || is_other_group(block.text.plain);
    read_sentences(block, section_, out_);
    const bool nests =
        index + 1 < blocks_.size() && (blocks_[index + 1].level > block.level ||
                                       blocks_[index + 1].kind == Block::Kind::paragraph);
    const auto labels = split_labels(block.text.plain.substr(0, 60));
    // "Consent: required" is no category's title.
    const bool labelled = !labels.empty() && labels[0].role == Role::consent;
    const std::string_view title = nests && !labelled ? group_title(block) : std::string_view();
    if (nests && !labelled) section_.leave_group(2 * block.level);
    if (!title.empty()) section_.enter_title(title, 2 * block.level);
    // "Category: Functional", after the other lines of a card.
    const bool of_card = index > at_ && !labels.empty() && labels[0].role == Role::category;
    if (title.size() < block.text.plain.size() && !of_card)
      section_.add_text(std::string_view(block.text.plain).substr(title.size()), 2 * block.level);
  }

  /// "**necessary**", "**analytical** - which count visits": a kind of cookies, not a cookie.
  static bool names_group(const Headed& head, const Block& block) {
    if (head.shape == Shape::sure || block.text.marks.empty() || block.text.marks[0].code)
      return false;
    return std::ranges::all_of(head.names, [](const Name& name) {
      return name.printed.find_first_of("_.") == std::string::npos && judge(name.printed).stated;
    });
  }

  /// "_cb, _chartbeat2 - Chartbeat; 13 months (_cb_svref: 30 minutes)": the first parenthesis
  /// stands inside what is told of the names, not behind one of them.
  static bool tells_more_in_parentheses(const Headed& head, const std::string& text) {
    constexpr std::size_t kBeginning = 20;  // bytes
    const std::size_t rest = text.find(head.rest.substr(0, kBeginning));
    return !head.rest.empty() && rest != std::string::npos && text.find('(') > rest;
  }

  /// "Videos: `dmvk`, `ts`. At most a year.": nothing but code from the colon to the stop.
  static bool names_code(const Text& text) {
    const std::size_t colon = text.plain.find(": ");
    const std::size_t stop = std::min(text.plain.find(". ", colon), text.plain.size());
    if (colon == std::string::npos) return false;
    std::size_t code = 0;
    std::size_t other = stop - colon - 2;
    for (const Text::Mark& mark : text.marks) {
      if (!mark.code || mark.begin < colon || mark.end > stop) continue;
      ++code;
      other -= std::min(other, mark.end - mark.begin);
    }
    constexpr std::size_t kBetween = 6;  // bytes: ", ", " and "
    return code > 0 && other <= kBetween * code;
  }

  /// "**ID5**", with its cookies in the items or the paragraph below.
  bool names_service(const Headed& head, std::size_t index) const {
    if (head.shape == Shape::sure || !head.rest.empty() || index + 1 >= blocks_.size())
      return false;
    const Block& next = blocks_[index + 1];
    const bool below = next.level > blocks_[index].level || next.kind == Block::Kind::paragraph;
    if (!below || next.title) return false;
    if (label_role(next.text.plain.substr(0, next.text.plain.find(':'))) != Role::none)
      return false;
    Rows ignored;
    const auto named = headed_of(next);
    const bool code =
        !next.text.marks.empty() && next.text.marks[0].code && next.level > blocks_[index].level;
    return (named && (named->shape == Shape::sure || (code && named->shape == Shape::likely))) ||
           read_name_list(next.text.plain, 0, section_, ignored);
  }

  /// "**Marketing cookies**, on some pages only. These are ...".
  void enter_title_of(const Block& block) {
    const std::string_view bold = group_title(block);
    if (bold.size() < block.text.plain.size() && mentions_cookies(bold) && !speaks_of_above(bold)) {
      section_.enter_title(bold, 2 * block.level);
    } else {
      section_.enter_leading_title(block.text.plain, 2 * block.level);
    }
  }

  /// What an item with others below it calls them: all of it, or its first words in bold.
  static std::string_view group_title(const Block& block) {
    constexpr std::size_t kLongest = 90;  // bytes
    const std::string_view text = block.text.plain;
    const bool begins_bold = !block.text.marks.empty() && block.text.marks[0].begin == 0;
    const std::string_view bold = text.substr(0, begins_bold ? block.text.marks[0].end : 0);
    const bool stated = bold.size() < kLongest && judge(bold).stated;
    // "**Convenience services.** You can decline these.": a title and a sentence.
    if (stated && bold.ends_with('.')) return bold;
    const bool exempt = consent_in(text).is_free();  // "To run the site, no consent needed"
    if (text.size() < kLongest && (judge(text).stated || exempt)) return text;
    return stated ? bold : std::string_view();
  }

  void begin(const Block& block, Headed head) {
    open_ = true;
    open_level_ = block.level;
    Row& row = fields_.row;
    row.names = std::move(head.names);
    if (!judge(head.label).stated) row.provider = std::move(head.label);
    row.line = block.line;
    row.section = section_.title();
    row.service = section_.service();
    row.names_sure = head.shape == Shape::sure ? Confidence::high : Confidence::medium;
    if (head.shape == Shape::word) row.names_sure = Confidence::low;
    if (is_duration_cell(head.rest)) {
      row.durations = read_durations(head.rest, row.names.size(), {});
      return;
    }
    if (!take_labels(head.rest)) row.purpose = squeeze(head.rest);
    if (row.durations.empty()) row.durations = duration_in_parentheses(head.rest);
    row.not_a_cookie = row.not_a_cookie || is_other_storage(said_of_name(head.rest));
    // "Pending" says nothing of a cookie that stands among marketing cookies.
    const Judgement said = category_clause(head.rest);
    if (said.stated && (said.category != Category::unknown || !section_.judgement().stated))
      fields_.own = said;
  }

  bool take_labels(std::string_view text) {
    bool any = false;
    for (const Labelled& part : split_labels(text.substr(0, 2000))) {
      if (part.role == Role::none || part.role == Role::name) {
        if (fields_.row.purpose.empty()) fields_.row.purpose = squeeze(part.value);
        continue;
      }
      fields_.take(part.role, part.label, part.value);
      any = true;
    }
    return any;
  }

  /// "... who sent you to us. Kept for 60 days.": a short last sentence, which says nothing else.
  static std::vector<std::string> lifetime_at_end(std::string_view purpose) {
    constexpr std::size_t kLongest = 50;  // bytes
    const auto all = sentences(purpose);
    if (all.size() < 2 || all.back().size() > kLongest) return {};
    std::string told = lifetime_in(all.back());
    return told.empty() ? std::vector<std::string>{} : std::vector{std::move(told)};
  }

  void close() {
    if (!open_) return;
    const Judgement now = section_.judgement();
    if (fields_.row.durations.empty()) fields_.row.durations = lifetime_at_end(fields_.row.purpose);
    out_.add(fields_.finish(now.stated || parted_ ? now : around_));
    section_.row_read();
    fields_ = Fields{};
    open_ = false;
  }

  const std::vector<Block>& blocks_;
  std::size_t at_;
  Section& section_;
  Rows& out_;
  Fields fields_{};
  bool open_ = false;
  int open_level_ = 0;
  Judgement around_{};    ///< Of the text above the list.
  bool parted_ = false;   ///< An item may have begun another group.
  bool cookies_ = false;  ///< The section speaks of cookies.
  bool takes_likely_ = false;
  bool takes_words_ = false;
};

}  // namespace

std::size_t read_list(const Document& document, std::size_t at, Section& section, Rows& out) {
  return ListReader(document, at, section, out).run();
}

}  // namespace cookie_warden::reader
