// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/layouts/readers.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestHead = 300;  // bytes of the names an item begins with

/// An item that begins with names: what they are, and the text after them.
struct Headed {
  std::vector<Name> names{};
  std::string rest{};
  std::string label{};        ///< Before the names: often the provider.
  Shape shape = Shape::none;  ///< Of the surest.
};

/// Signs and pictures before the first letter.
std::string_view without_bullet(std::string_view text) {
  while (!text.empty() && !is_alnum(text[0]) &&
         std::string_view("_.*[{<\"'`$#(").find(text[0]) == std::string_view::npos) {
    text.remove_prefix(1);
  }
  return text;
}

/// Where the names end: a dash between blanks, a colon, a parenthesis, a line feed.
std::size_t head_end(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    const bool space_before = is_space(text[i - 1]);
    const bool space_after = i + 1 >= text.size() || is_space(text[i + 1]);
    if (c == '\n' || (c == ':' && space_after) || (c == '(' && space_before)) return i;
    if ((c == '-' || c == '=') && (space_before && space_after)) return i;
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u2013") || rest.starts_with("\u2014") || rest.starts_with("\u2192"))
      return i;
  }
  return text.size();
}

/// "_hjid, 365 days": where the names end in a list of words; 0 if the first is none.
std::size_t last_name_end(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const NameCell cell = read_name_cell(text.substr(begin, comma - begin), true);
    if (cell.names.size() != 1 || !cell.refused.empty()) break;
    end = comma;
    begin = comma + 1;
  }
  return end;
}

/// Of a sentence that begins with names ("_sid is paired with the header X-SID"): where they end.
/// 0 if it begins with another word.
std::size_t leading_names_end(std::string_view text) {
  std::size_t last = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool name = read_name_cell(word, false).names.size() == 1;
    const bool joins = vocabulary().conjunctions.whole(words(fold(word))).has_value();
    if (!name && (!joins || begin == 0)) break;
    if (name) last = end;
    begin = end + 1;
  }
  return last;
}

std::string_view without_separators(std::string_view rest) {
  rest = trim(rest);
  while (!rest.empty() && std::string_view(":-=,.").find(rest[0]) != std::string_view::npos)
    rest = trim(rest.substr(1));
  while (rest.starts_with("\u2013") || rest.starts_with("\u2014") || rest.starts_with("\u2192")) {
    rest = trim(rest.substr(3));
  }
  return rest;
}

std::optional<Headed> headed_by_names(std::string_view text) {
  text = without_bullet(trim(text));
  std::size_t end = head_end(text.substr(0, kLongestHead + 1));
  if (end > kLongestHead) return std::nullopt;
  // "um_contrast. High contrast. 6 months."
  const std::size_t stop = text.find(". ");
  const NameCell before = read_name_cell(text.substr(0, stop == text.npos ? 0 : stop), true);
  const bool stopped = stop < end && before.refused.empty() &&
                       std::ranges::any_of(before.names, [](const Name& name) {
                         return name.shape >= Shape::likely;
                       });
  if (stopped) end = stop;
  if (const std::size_t first = end == text.size() ? leading_names_end(text) : 0; first > 0)
    end = first;
  NameCell cell = read_name_cell(text.substr(0, end), true);
  if (!cell.refused.empty()) {
    end = last_name_end(text.substr(0, end));
    cell = read_name_cell(text.substr(0, end), true);
  }
  if (cell.names.empty() || !cell.refused.empty()) return std::nullopt;
  Headed out;
  for (const Name& name : cell.names) out.shape = std::max(out.shape, name.shape);
  out.names = std::move(cell.names);
  out.rest = without_separators(text.substr(end));
  return out;
}

/// "(15 minutes)" after a name.
std::string_view without_parentheses(std::string_view gap) {
  constexpr std::size_t kLongest = 60;  // bytes
  const std::string_view text = trim(gap);
  const std::size_t close = text.find(')');
  if (!text.starts_with('(') || close == std::string_view::npos || close > kLongest) return gap;
  return text.substr(close + 1);
}

/// Between two names of an enumeration: a comma, a slash, "and", "and the cookies".
bool joins_names(std::string_view gap) {
  constexpr std::size_t kLongest = 30;  // bytes
  gap = without_parentheses(gap);
  if (gap.size() > kLongest || gap.find_first_of(".:;()") != std::string_view::npos) return false;
  const auto all = words(fold(gap));
  const bool joined = std::ranges::any_of(all, [](const std::string& word) {
    return vocabulary().conjunctions.whole({word}).has_value();
  });
  if (all.empty()) return gap.find_first_of(",/") != std::string_view::npos;
  return joined && all.size() <= 4;
}

/// "**_ga**, **_gid** and the cookies **_gat_***, from Google": each is set apart.
std::optional<Headed> headed_by_marks(const Text& text) {
  const std::string_view plain = text.plain;
  auto begin = static_cast<std::size_t>(without_bullet(trim(plain)).data() - plain.data());
  Headed out;
  // "RTB House: `u`, `g`".
  constexpr std::size_t kLongestLabel = 45;  // bytes
  const std::size_t colon = plain.find(": ", begin);
  const bool labelled = colon != std::string_view::npos && colon < begin + kLongestLabel &&
                        !text.marks.empty() && text.marks[0].begin == colon + 2;
  if (labelled) {
    out.label = trim(plain.substr(begin, colon - begin));
    begin = colon + 2;
  }
  std::size_t end = 0;
  for (const Text::Mark& mark : text.marks) {
    const bool next = end == 0
                          ? mark.begin == begin
                          : mark.begin >= end && joins_names(plain.substr(end, mark.begin - end));
    if (!next) break;
    NameCell cell = read_name_cell(plain.substr(mark.begin, mark.end - mark.begin), true);
    if (cell.names.empty() || !cell.refused.empty()) break;
    for (Name& name : cell.names) {
      out.shape = std::max({out.shape, name.shape, mark.code ? Shape::likely : Shape::none});
      out.names.push_back(std::move(name));
    }
    end = mark.end;
  }
  if (out.names.size() < (labelled ? 1U : 2U)) return std::nullopt;
  out.rest = without_separators(plain.substr(end));
  return out;
}

bool is_cased_like_a_name(const std::string& name) {
  const bool all_upper = std::ranges::none_of(name, is_lower);
  return is_lower(name[0]) || all_upper || is_digit(name[0]);
}

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
    const Judgement around = section_.judgement();
    const bool cookies_around = mentions_cookies(section_.title()) || around.stated;
    takes_likely_ = sure > 0 || (cookies_around && headed * 2 >= items && likely > 0);
    takes_words_ = (sure > 0 && headed * 10 >= items * 7) || (around.stated && bare == items) ||
                   (around.stated && sure + likely > 0 && headed == items);
  }

  /// As headed_by_names(); a word that is set in bold or as code is likely to be a name.
  static std::optional<Headed> headed_of(const Block& block) {
    auto head = headed_by_names(block.text.plain);
    if (auto marked = headed_by_marks(block.text);
        marked && (!head || marked->names.size() > head->names.size())) {
      return marked;
    }
    if (!head || head->shape != Shape::word || block.text.marks.empty()) return head;
    const Text::Mark& mark = block.text.marks.front();
    const std::string& name = head->names[0].printed;
    const std::size_t at = block.text.plain.find(name);
    const bool set_apart = mark.code || is_cased_like_a_name(name);
    if (mark.begin <= at && at + name.size() <= mark.end && set_apart) head->shape = Shape::likely;
    return head;
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
    if (cookies_ && !described &&
        (read_names_in_parentheses(block, section_, out_) ||
         read_name_list(block.text.plain, block.line, section_, out_))) {
      section_.row_read();
      return;
    }
    auto head = headed_of(block);
    if (head && (names_group(*head, block) || names_service(*head, index))) head.reset();
    const bool link = head && head->rest.starts_with("http");  // "Chrome: https://..."
    if (head && !link && takes(*head)) {
      begin(block, std::move(*head));
      return;
    }
    read_sentences(block, section_, out_);
    const bool nests =
        index + 1 < blocks_.size() && (blocks_[index + 1].level > block.level ||
                                       blocks_[index + 1].kind == Block::Kind::paragraph);
    const std::string_view title = nests ? group_title(block) : std::string_view();
    if (!title.empty()) section_.enter_title(title, 2 * block.level);
    if (title.size() < block.text.plain.size())
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

  /// What an item with others below it calls them: all of it, or its first words in bold.
  static std::string_view group_title(const Block& block) {
    constexpr std::size_t kLongest = 90;  // bytes
    const std::string_view text = block.text.plain;
    if (text.size() < kLongest && judge(text).stated) return text;
    if (block.text.marks.empty() || block.text.marks[0].begin != 0) return {};
    const std::string_view bold = text.substr(0, block.text.marks[0].end);
    return bold.size() < kLongest && judge(bold).stated ? bold : std::string_view();
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
    if (const Judgement said = category_clause(head.rest); said.stated) fields_.own = said;
  }

  /// The first clause and what stands in parentheses: "keeps the session, with a request header"
  /// speaks of something else too.
  static std::string said_of_name(std::string_view text) {
    std::string out(text.substr(0, text.find_first_of(",;(")));
    for (std::size_t open = text.find('('); open != std::string_view::npos;
         open = text.find('(', open + 1)) {
      const std::size_t close = std::min(text.find(')', open), text.size());
      out += ' ';
      out += text.substr(open + 1, close - open - 1);
    }
    return out;
  }

  /// "keeps your session, 1 day, strictly necessary": a clause that is nothing but a category.
  static Judgement category_clause(std::string_view text) {
    constexpr std::size_t kMostWords = 3;
    std::vector<std::string> clause;
    Judgement found;
    auto all = clause_words(text.substr(0, 600));
    all.emplace_back("|");
    for (const std::string& word : all) {
      if (word != "|") {
        if (!vocabulary().cookie.any({word})) clause.push_back(word);
        continue;
      }
      if (!clause.empty() && clause.size() <= kMostWords) {
        const auto match = vocabulary().categories.at(clause, 0);
        if (match && match->end == clause.size())
          found = {static_cast<Category>(match->id), true, Confidence::medium, ""};
      }
      clause.clear();
    }
    return found;
  }

  static std::vector<std::string> duration_in_parentheses(std::string_view text) {
    for (std::size_t open = text.find('('); open != std::string_view::npos && open < 600;
         open = text.find('(', open + 1)) {
      const std::size_t close = std::min(text.find(')', open), text.size());
      if (auto read = read_duration(text.substr(open + 1, close - open - 1))) return {*read};
    }
    return {};
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

  void close() {
    if (!open_) return;
    out_.add(fields_.finish(section_.judgement()));
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
  bool cookies_ = false;  ///< The section speaks of cookies.
  bool takes_likely_ = false;
  bool takes_words_ = false;
};

}  // namespace

std::size_t read_list(const Document& document, std::size_t at, Section& section, Rows& out) {
  return ListReader(document, at, section, out).run();
}

}  // namespace cookie_warden::reader
