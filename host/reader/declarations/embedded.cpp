// SPDX-License-Identifier: MPL-2.0
// Declarations that stand in a page's scripts: the configuration of a consent tool, the data from
// which a framework draws the page.
#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// Words without which a script declares no cookie, and texts that begin as only names do.
bool may_declare(std::string_view script) {
  const std::string lowered = lower(script);
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"cookie", "tarteaucitron", "storage", "'_", "\"_"},
      [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

/// Bodies of scripts, in order; none that a comment hides.
class Scripts {
 public:
  explicit Scripts(std::string_view html) : html_(html) {}

  /// False at the page's end.
  bool next(std::string_view& body, std::uint32_t& line) {
    for (;;) {
      const std::size_t open = html_.find('<', at_);
      if (open == std::string_view::npos) return false;
      move_to(open);
      if (html_.substr(at_).starts_with("<!--")) {
        const std::size_t close = html_.find("-->", at_ + 4);
        move_to(close == std::string_view::npos ? html_.size() : close + 3);
      } else if (lower(html_.substr(at_, 7)) == "<script") {
        const std::size_t tag = html_.find('>', at_);
        if (tag == std::string_view::npos) return false;
        move_to(tag + 1);
        line = line_;
        body = html_.substr(at_, end_of_script() - at_);
        move_to(at_ + body.size());
        return true;
      } else {
        move_to(at_ + 1);
      }
    }
  }

 private:
  std::size_t end_of_script() const {
    for (std::size_t end = html_.find("</", at_); end != std::string_view::npos;
         end = html_.find("</", end + 2)) {
      if (lower(html_.substr(end + 2, 6)) == "script") return end;
    }
    return html_.size();
  }

  void move_to(std::size_t end) {
    const auto at = [&](std::size_t i) { return html_.begin() + static_cast<std::ptrdiff_t>(i); };
    line_ += static_cast<std::uint32_t>(std::count(at(at_), at(end), '\n'));
    at_ = end;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

/// What a template's tags set to lists and objects.
void add_template_data(std::string_view page, std::string_view open, std::string_view close,
                       Literals& literals, std::size_t& budget) {
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = page.find(open); at != std::string_view::npos && budget > 0;
       at = page.find(open, at)) {
    const std::size_t begin = at + open.size();
    const std::size_t end = std::min(page.find(close, begin), page.size());
    const std::string_view code = page.substr(begin, end - begin);
    const bool sets = code.find("= [") != code.npos || code.find("= {") != code.npos;
    line +=
        static_cast<std::uint32_t>(std::ranges::count(page.substr(counted, at - counted), '\n'));
    counted = at;
    at = end;
    if (!sets) continue;
    for (auto& literal : literals_of(code, line, budget)) literals.push_back(std::move(literal));
  }
}

}  // namespace

Rows read_scripts(std::string_view page, bool is_program) {
  Literals literals;
  std::size_t budget = kMostValues;
  if (is_program) literals = literals_of(page, 1, budget);
  // Twig's and Nunjucks' data: {% set groups = [...] %}. Ruby's: <% groups = [...] %>.
  add_template_data(page, "{% set ", "%}", literals, budget);
  add_template_data(page, "<%", "%>", literals, budget);
  Scripts scripts(page);
  std::string_view body;
  std::uint32_t line = 1;
  while (scripts.next(body, line) && budget > 0) {
    if (!may_declare(body)) continue;
    for (auto& literal : literals_of(body, line, budget)) literals.push_back(std::move(literal));
  }
  Rows rows;
  read_literals(literals, rows);
  return rows;
}

}  // namespace cookie_warden::reader
