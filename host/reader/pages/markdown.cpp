// SPDX-License-Identifier: MPL-2.0
// Each line of Markdown becomes one line of HTML, so that evidence points at the page's own lines,
// and HTML inside Markdown passes through.
#include <algorithm>
#include <deque>
#include <set>

#include "reader/document.hpp"
#include "reader/names/names.hpp"
#include "reader/pages/markdown_inline.hpp"
#include "reader/pages/markdown_lines.hpp"
#include "reader/pages/markdown_rows.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

class Converter {
 public:
  explicit Converter(std::string_view markdown)
      : lines_(split_lines(markdown)), escapes_(markdown.find("\\_") != std::string_view::npos) {
    join_tags();
    join_rows();
  }

  std::string run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      if (!joined_.contains(at_)) line();
      (paragraph_ ? pending_ : out_) += '\n';
    }
    close_all();
    return std::move(out_);
  }

 private:
  /// A tag whose attributes stand on lines of their own, as pandoc writes long ones: on one line.
  void join_tags() {
    constexpr std::size_t kMostLines = 12;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!ends_in_tag(lines_[i])) continue;
      std::string whole(lines_[i]);
      std::size_t end = i + 1;
      while (end < lines_.size() && end < i + kMostLines && ends_in_tag(whole))
        whole.append(" ").append(trim(lines_[end++]));
      if (ends_in_tag(whole)) continue;
      join(i, end, std::move(whole));
      i = end - 1;
    }
  }

  void join_rows() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      OpenRow row = open_row(lines_, i);
      if (row.end == 0) continue;
      join(i, row.end, std::move(row.whole));
      i = row.end - 1;
    }
  }

  /// Lines `begin` to `end` are one.
  void join(std::size_t begin, std::size_t end, std::string whole) {
    for (std::size_t next = begin + 1; next < end; ++next) joined_.insert(next);
    lines_[begin] = wholes_.emplace_back(std::move(whole));
  }

  void line() {
    const std::string_view raw = lines_[at_];
    std::string_view text = trim(raw);
    while (text.starts_with('>')) text = trim(text.substr(1));
    if (fenced_) return fence(text);
    if (is_fence(text)) return open_fence(trim(text.substr(3)));
    if (text.empty() || is_attribute_list(at_)) {
      close_paragraph();
      close_table();
      return;
    }
    if (table_row(text)) return;
    const std::size_t indent = indent_of(raw);
    if (heading(text)) return;
    if (glued_name(text) || labels_of_name(text)) return;
    named_ = false;
    if (const std::size_t bullet = bullet_length(text); bullet && !is_ruler(text, "-* ")) {
      item(indent, text.substr(bullet), is_digit(text[0]));
    } else if (is_ruler(text, "=") || is_ruler(text, "- ") || is_ruler(text, "* ")) {
      close_paragraph();
    } else {
      continue_text(indent, text);
    }
  }

  static bool is_fence(std::string_view text) {
    return text.starts_with("```") || text.starts_with("~~~");
  }

  /// Kramdown's "{: .class }", and the item that its "{:toc}" replaces.
  bool is_attribute_list(std::size_t at) const {
    const std::string_view text = trim(lines_[at]);
    if (text.starts_with("{:") || text.starts_with(":::")) return true;  // ":::info" opens a box
    const bool toc = at + 1 < lines_.size() && trim(lines_[at + 1]).starts_with("{:toc");
    return toc && bullet_length(trim(lines_[at])) > 0;
  }

  /// `language`: a program's, in which names are no cookies, unless it is one of texts.
  void open_fence(std::string_view language) {
    close_all();
    out_ += "<pre>";
    fenced_ = true;
    const std::string name = lower(language);
    constexpr std::string_view kTexts[] = {"text", "txt", "plain", "plaintext", "markdown", "md"};
    program_ = !name.empty() && std::ranges::find(kTexts, name) == std::end(kTexts);
  }

  /// Inside a fence: code stays as it is.
  void fence(std::string_view text) {
    if (is_fence(text)) {
      out_ += "</pre>";
      fenced_ = false;
    } else if (!program_) {
      out_ += escape_html(lines_[at_]) + "<br>";
    }
  }

  bool next_underlines() const {
    if (at_ + 1 >= lines_.size()) return false;
    const std::string_view next = trim(lines_[at_ + 1]);
    return next.size() >= 3 && (is_ruler(next, "=") || is_ruler(next, "-"));
  }

  bool heading(std::string_view text) {
    std::size_t level = 0;
    while (level < text.size() && level < 7 && text[level] == '#') ++level;
    const bool hashes = level > 0 && level < 7 && (level == text.size() || is_space(text[level]));
    const bool underlined = !paragraph_ && !bullet_length(text) && next_underlines() &&
                            text.find('|') == std::string_view::npos;
    if (!hashes && !underlined) return false;
    close_all();
    if (hashes) {
      text = trim(text.substr(level));
      while (text.ends_with('#')) text.remove_suffix(1);
    } else {
      level = trim(lines_[at_ + 1])[0] == '=' ? 1 : 2;
    }
    std::string tag = "h";
    tag += std::to_string(level);
    tag += '>';
    out_.append("<").append(tag).append(inline_html(text, escapes_)).append("</").append(tag);
    return true;
  }

  bool table_row(std::string_view text) {
    const bool next_separates = at_ + 1 < lines_.size() && is_separator(trim(lines_[at_ + 1]));
    const bool bars = text.find('|') != std::string_view::npos;
    const bool heads = bars && !table_ && holds_headings(text);
    if (!table_ && !(bars && (heads || next_separates || is_separator(text)))) {
      if (!(bars && text.starts_with('|') && text.ends_with('|') && text.size() > 1)) return false;
    }
    if (table_ && !bars && !stands_in_table(lines_, at_)) {
      close_table();
      return false;
    }
    if (!table_) {
      close_paragraph();
      out_ += "<table>";
      table_ = true;
      closed_rows_ = text.starts_with('|') && text.ends_with('|');
    }
    std::size_t lines = 1;
    const std::string whole = closed_rows_ ? broken_row(lines_, at_, lines) : std::string();
    add_row(lines > 1 ? whole : text);
    for (; lines > 1; --lines, ++at_) out_ += '\n';
    return true;
  }

  void add_row(std::string_view text) {
    out_ += "<tr>";
    if (is_separator(text)) {
      const std::string_view rest = trim(text.substr(text.rfind('|') + 1));
      if (!rest.empty() && rest.find_first_not_of("-: ") != std::string_view::npos) {
        out_ += "<td>" + inline_html(rest, escapes_) + "</td>";
      }
    } else {
      for (const std::string_view cell : cells_of(text))
        out_ += "<td>" + inline_html(trim(cell), escapes_) + "</td>";
    }
    out_ += "</tr>";
  }

  /// "**\_ga**Counts visits": a cookie of a Cookiebot declaration, whose cells the conversion to
  /// Markdown put side by side.
  bool glued_name(std::string_view text) {
    if (paragraph_ || !text.starts_with("**")) return false;
    const std::size_t end = text.find("**", 2);
    if (end == std::string_view::npos) return false;
    const std::string_view rest = text.substr(end + 2);
    std::string name(text.substr(2, end - 2));
    std::erase(name, '\\');
    const NameCell cell = read_name_cell(name.substr(0, name.find(" [")), true);
    if (!begins_large(rest) || cell.names.size() != 1 || !cell.refused.empty()) return false;
    item(0, std::string(text.substr(0, end + 2)) + ": " + std::string(rest), false);
    named_ = true;
    return true;
  }

  /// "**Maximum Storage Duration**: 1 year**Type**: HTTP Cookie", the paragraph below such a name.
  bool labels_of_name(std::string_view text) {
    if (!named_ || paragraph_ || !text.starts_with("**")) return false;
    if (text.find("**:", 2) != text.find("**", 2)) return false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t value = std::min(text.find("**:", at + 2), text.size());
      const std::size_t next = std::min(text.find("**", value + 2), text.size());
      paragraph_in_item(text.substr(at, next - at));
      close_paragraph();
      at = next;
    }
    return true;
  }

  void item(std::size_t indent, std::string_view text, bool numbered) {
    close_paragraph();
    while (!lists_.empty() && indent < lists_.back()) close_list();
    constexpr std::size_t kDeepest = 30;
    if ((lists_.empty() || indent > lists_.back() + 1) && lists_.size() < kDeepest) {
      lists_.push_back(indent);
      out_ += numbered ? "<ol>" : "<ul>";
      numbered_.push_back(numbered);
    }
    out_ += "<li>";
    paragraph_in_item(text);
  }

  void paragraph_in_item(std::string_view text) {
    out_ += "<p>";
    paragraph_ = true;
    add_text(text);
  }

  void continue_text(std::size_t indent, std::string_view text) {
    const bool html = is_html_line(text);
    if (!paragraph_) {
      while (!lists_.empty() && indent <= lists_.back()) close_list();
      if (!html) {
        out_ += "<p>";
        paragraph_ = true;
      }
    }
    if (html && paragraph_) close_paragraph();
    if (html) {
      html_line(text);
    } else {
      add_text(text);
    }
  }

  /// In "<td>_icl_*, wpml_*</td>" nothing is emphasis.
  static bool holds_marks(std::string_view text) {
    return text.find("**") != text.npos || text.find_first_of("`\\") != text.npos ||
           text.find("](") != text.npos;
  }

  /// No emphasis runs across a tag: "<td>_gcl_au</td><td>x_*</td>".
  void html_line(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t open = std::min(text.find('<', at), text.size());
      const std::string_view between = text.substr(at, open - at);
      out_ += holds_marks(between) ? inline_html(between, escapes_) : std::string(between);
      const std::size_t close = std::min(text.find('>', open), text.size());
      at = std::min(close + 1, text.size());
      out_ += text.substr(open, at - open);
    }
  }

  /// Emphasis may run over lines, so a paragraph is kept until its end. Short lines stay lines.
  void add_text(std::string_view text) {
    constexpr std::size_t kShort = 70;  // bytes
    pending_ += text;
    const bool hard = lines_[at_].ends_with("  ") || text.ends_with('\\');
    const bool ends = text.ends_with(':') || text.ends_with('.') || next_is_label();
    if (hard || text.size() < kShort || ends) pending_ += "<br>";
  }

  /// "**Provider:** ..." in the next line: pages that put each label in a line mean lines.
  bool next_is_label() const {
    constexpr std::size_t kLongest = 60;  // bytes
    const std::string_view next = at_ + 1 < lines_.size() ? trim(lines_[at_ + 1]) : "";
    if (!next.starts_with("**")) return false;
    const std::size_t end = next.substr(0, kLongest).find("**", 2);
    return end != std::string_view::npos &&
           (next[end - 1] == ':' || next.substr(end + 2, 1) == ":");
  }

  void close_paragraph() {
    if (paragraph_) out_ += inline_html(pending_, escapes_) + "</p>";
    pending_.clear();
    paragraph_ = false;
  }
  void close_table() {
    if (table_) out_ += "</table>";
    table_ = false;
  }
  void close_list() {
    close_paragraph();
    out_ += numbered_.back() ? "</ol>" : "</ul>";
    lists_.pop_back();
    numbered_.pop_back();
  }
  void close_all() {
    close_paragraph();
    close_table();
    while (!lists_.empty()) close_list();
  }

  std::vector<std::string_view> lines_;
  bool escapes_;  ///< Underscores of the text are written "\\_".
  std::size_t at_ = 0;
  std::string out_{};
  std::vector<std::size_t> lists_{};  ///< Indents of the open lists.
  std::vector<bool> numbered_{};      ///< Which of them are.
  std::string pending_{};             ///< Of the open paragraph.
  bool paragraph_ = false;
  bool named_ = false;  ///< The open item is a name that was glued to its purpose.
  bool table_ = false;
  std::deque<std::string> wholes_{};  ///< Lines that were put together; lines_ points to them.
  std::set<std::size_t> joined_{};    ///< Lines that are part of one above.
  bool closed_rows_ = false;          ///< The table's first row begins and ends with a bar.
  bool fenced_ = false;
  bool program_ = false;  ///< Inside the fence.
};

}  // namespace

std::string markdown_to_html(std::string_view markdown) { return Converter(markdown).run(); }

}  // namespace cookie_warden::reader
