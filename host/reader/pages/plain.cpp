// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reader/document.hpp"
#include "reader/pages/inline_lines.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/pages/plain_items.hpp"
#include "reader/pages/plain_labels.hpp"
#include "reader/pages/plain_tables.hpp"
#include "reader/pages/text_dump.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTitle = 120;  // bytes

/// "- 2 -", "Page 1 of 3" at the foot of a printed page.
bool is_page_number(std::string_view text) {
  const std::vector<std::string> all = words(fold(text));
  const bool told = all.size() >= 2 && all.size() <= 4 && vocabulary().pages.at(all, 0) &&
                    std::ranges::all_of(all[1], is_digit);
  if (told) return true;
  return text.size() <= 9 && std::ranges::any_of(text, is_digit) &&
         text.find_first_not_of("0123456789 -/") == std::string_view::npos;
}

/// Lines that number the pages of a print. A bare number may be a lifetime in days: it numbers a
/// page where it stands apart from other lines and goes on from the number before.
std::set<std::size_t> page_numbers(const std::vector<std::string_view>& lines) {
  constexpr int kMostFirst = 99;  // the first number: of an excerpt too
  std::set<std::size_t> found;
  const auto is_blank = [&](std::size_t i) {
    return i >= lines.size() || trim(lines[i]).empty() || lines[i].starts_with('\f');
  };
  int last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = trim(lines[i]);
    if (text.empty() || !is_page_number(text)) continue;
    if (!std::ranges::all_of(text, is_digit)) {
      found.insert(i);
      continue;
    }
    const int number = text.size() <= 4 ? std::stoi(std::string(text)) : 0;
    const bool apart = is_blank(i - 1) || is_blank(i + 1);  // i - 1 of 0 is past the end
    const bool first = last == 0 && number <= kMostFirst && is_blank(i - 1) && is_blank(i + 1);
    if (number == 0 || !apart || !(first || number == last + 1)) continue;
    last = number;
    found.insert(i);
  }
  return found;
}

/// "Cookie Policy v3.1                Page 1 of 3".
bool ends_with_page_number(std::string_view line) {
  const std::size_t gap = line.rfind("   ");
  return gap != std::string_view::npos && is_page_number(trim(line.substr(gap)));
}

/// A line that is drawn above and below a title.
bool is_ruler(std::string_view text) {
  return text.size() >= 5 && text.find_first_not_of("-=_*~") == std::string_view::npos;
}

/// Longer than any text is broken to, so that the page was copied from a browser.
bool is_unbroken(std::string_view line) {
  constexpr std::size_t kWidest = 170;  // bytes
  constexpr std::ptrdiff_t kFewestBlanks = 15;
  return line.size() > kWidest && std::ranges::count(line, ' ') >= kFewestBlanks &&
         line.find('\t') == std::string_view::npos && line.find("   ") == std::string_view::npos;
}

/// Lines that go on in the next one are rarer than those that nothing broke.
bool is_copied(const std::vector<std::string_view>& lines) {
  std::size_t unbroken = 0;
  std::size_t broken = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    unbroken += is_unbroken(lines[i]) ? 1U : 0U;
    constexpr std::size_t kNarrowest = 50;  // bytes
    const std::string_view next = i + 1 < lines.size() ? trim(lines[i + 1]) : std::string_view();
    const bool goes_on = !next.empty() && is_lower(next[0]) &&
                         next.substr(0, next.find(' ')).find_first_of("_-.:*") == next.npos;
    broken += lines[i].find('\t') == std::string_view::npos && goes_on &&
                      trim(lines[i]).size() > kNarrowest
                  ? 1U
                  : 0U;
  }
  return unbroken > broken;
}

/// "Name<tab>_ga" as "Name: _ga".
std::string with_label(std::string_view line) {
  const std::size_t tab = line.find('\t');
  std::string out(line);
  if (tab == std::string_view::npos || line.find('\t', tab + 1) != std::string_view::npos)
    return out;
  if (label_role(line.substr(0, tab)) == Role::none || trim(line.substr(tab)).empty()) return out;
  out.replace(tab, 1, line[tab - 1] == ':' ? " " : ": ");
  return out;
}

class PlainReader {
 public:
  PlainReader(std::string_view text, Paragraphs paragraphs)
      : lines_(split_lines(text)), paragraphs_(paragraphs) {}

  Document run() {
    document_.copied = is_copied(lines_);
    page_numbers_ = page_numbers(lines_);
    drop_running_lines();
    signs_ = item_signs(lines_);
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view text = trim(lines_[at_]);
      if (text.empty() || is_ruler(text) || is_border(text) || page_numbers_.contains(at_) ||
          ends_with_page_number(text)) {
        flush();
      } else if (const StarredTitle title = starred_title(text); !title.text.empty()) {
        heading(title);
      } else if (auto labelled = labelled_lines(lines_, at_)) {
        flush();
        pending_.line = static_cast<std::uint32_t>(at_ + 1);
        pending_.text.plain = std::move(labelled->text);
        flush();
        at_ += labelled->lines - 1;
      } else if (auto table = plain_table(lines_, at_)) {
        flush();
        document_.blocks.push_back(std::move(table->block));
        at_ += table->lines - 1;
      } else {
        line(text);
      }
      if (paragraphs_ == Paragraphs::lines) flush();
    }
    flush();
    return std::move(document_);
  }

 private:
  /// What stands beside the page numbers of a print, page after page.
  void drop_running_lines() {
    constexpr std::size_t kShortest = 15;  // bytes; shorter lines may be cells
    std::map<std::string_view, std::size_t> seen;
    for (const std::string_view line : lines_) ++seen[trim(line)];
    const auto drop = [&](std::size_t i) {
      const std::string_view text = trim(lines_[i]);
      // A form feed stays: the page begins there.
      if (text.size() >= kShortest && seen[text] > 1)
        lines_[i] = lines_[i].substr(0, lines_[i].starts_with('\f') ? 1 : 0);
      return !text.empty();
    };
    for (const std::size_t i : page_numbers_) {
      for (std::size_t back = 1; back <= 3 && back <= i && !drop(i - back); ++back) {
      }
      for (std::size_t next = i + 1; next < lines_.size() && next <= i + 3 && !drop(next); ++next) {
      }
    }
  }

  void heading(const StarredTitle& title) {
    flush();
    Block block;
    block.kind = Block::Kind::heading;
    block.level = title.level;
    block.line = static_cast<std::uint32_t>(at_ + 1);
    block.text.plain = title.text;
    document_.blocks.push_back(std::move(block));
  }

  void line(std::string_view text) {
    const ItemSign& sign = signs_[at_];
    if (joins_names(text)) return;
    if (describes_line_above(text)) {
      pending_.text.plain.append(" ").append(text);
      return;
    }
    if (sign.text > 0) {
      flush();
      pending_.kind = Block::Kind::item;
      pending_.level = lists_.enter(sign);
      text = trim(lines_[at_].substr(sign.text));
    } else if (pending_.text.plain.empty()) {
      pending_.level = lists_.leave(lines_[at_].find(text));
    }
    if (pending_.text.plain.empty()) {
      pending_.line = static_cast<std::uint32_t>(at_ + 1);
    } else {
      pending_.text.plain += '\n';
    }
    pending_.text.plain += with_label(text);
  }

  /// A comma in a line of its own, between names that were links.
  bool joins_names(std::string_view text) {
    std::string& plain = pending_.text.plain;
    if (text == "," && !plain.empty()) {
      plain += ',';
      comma_ = true;
      return true;
    }
    if (!std::exchange(comma_, false) || plain.empty()) return false;
    plain.append(" ").append(text);
    return true;
  }

  /// "– counts visits" below "_ga", as a copy of the page parts them.
  bool describes_line_above(std::string_view text) const {
    const bool dash = text.starts_with("\u2013 ") || text.starts_with("\u2014 ");
    if (!dash || at_ == 0 || pending_.text.plain.empty() || signs_[at_ - 1].text > 0) return false;
    const std::string_view above = trim(lines_[at_ - 1]);
    return above.find(' ') == std::string_view::npos || is_name(above);
  }

  void flush() {
    std::string& plain = pending_.text.plain;
    if (!plain.empty()) {
      const bool one_line = plain.find('\n') == std::string::npos && plain.size() <= kLongestTitle;
      constexpr std::size_t kLongestLabel = 60;  // bytes of a title that ends with a colon
      const bool sentence = std::string_view(".,;!").find(plain.back()) != std::string_view::npos ||
                            (plain.back() == ':' && plain.size() > kLongestLabel);
      const bool word =
          plain.find(' ') == std::string::npos && plain.ends_with("..");  // "_pk_id.."
      pending_.title = one_line && (!sentence || word) && pending_.kind == Block::Kind::paragraph;
      document_.blocks.push_back(std::move(pending_));
    }
    pending_ = Block{};
    comma_ = false;
  }

  std::vector<std::string_view> lines_;
  Paragraphs paragraphs_;
  std::vector<ItemSign> signs_{};
  OpenLists lists_{};
  std::set<std::size_t> page_numbers_{};
  std::size_t at_ = 0;
  Document document_{};
  Block pending_{};
  bool comma_ = false;  ///< The line before was one.
};

}  // namespace

Document read_plain(std::string_view text, Paragraphs paragraphs) {
  const InlineLines lines = join_inline_lines(plain_spaces(text));
  Document document = PlainReader(lines.text, paragraphs).run();
  lines.number(document);
  return document;
}

}  // namespace cookie_warden::reader
