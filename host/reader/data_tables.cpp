// SPDX-License-Identifier: MPL-2.0
#include "reader/data_tables.hpp"

#include <algorithm>
#include <vector>

#include "reader/declarations/declared_key.hpp"
#include "reader/declarations/literal.hpp"
#include "reader/pages/markdown_inline.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 2000;  // bytes before the data

bool is_table(const Value& list) {
  return !list.items.empty() && std::ranges::all_of(list.items, [](const Value& item) {
    return item.is(Value::Type::object) && item.members.size() >= 2;
  });
}

std::vector<std::string> columns_of(const Value& list) {
  std::vector<std::string> columns;
  for (const Value& item : list.items) {
    for (const auto& [key, value] : item.members) {
      if (std::ranges::find(columns, key) == columns.end() && columns.size() < 20)
        columns.push_back(key);
    }
  }
  return columns;
}

/// `title="Analytics cookies"` of the component's tag.
std::string title_in(std::string_view tag) {
  for (const std::string_view key : {"title=\"", "heading=\"", "caption=\"", "label=\""}) {
    const std::size_t at = tag.find(key);
    if (at == std::string_view::npos) continue;
    const std::size_t begin = at + key.size();
    const std::size_t end = std::min(tag.find('"', begin), tag.size());
    return std::string(tag.substr(begin, end - begin));
  }
  return {};
}

class Tables {
 public:
  explicit Tables(std::string_view text) : text_(text) {}

  std::string run() {
    std::size_t budget = kMostValues;
    for (std::size_t at = text_.find("={["); at != std::string_view::npos && budget > 0;
         at = text_.find("={[", std::max(at + 3, copied_))) {
      const std::size_t open = text_.rfind('<', at);
      if (open == std::string_view::npos || open < copied_ || at - open > kLongestTag) continue;
      std::size_t end = at + 2;
      const Value list = read_literal(text_, end, line_at(at), budget);
      if (!is_table(list)) continue;
      end = std::min(text_.find('>', end), text_.size() - 1) + 1;
      copy_to(open);
      table(list, title_in(text_.substr(open, at - open)));
      const std::uint32_t last = line_at(end);
      while (line_ < last) feed();
      copied_ = end;
    }
    copy_to(text_.size());
    return std::move(out_);
  }

 private:
  /// Of a place that must not fall.
  std::uint32_t line_at(std::size_t at) {
    const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(counted_);
    counted_line_ += static_cast<std::uint32_t>(
        std::count(begin, text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted_ = at;
    return counted_line_;
  }

  void copy_to(std::size_t end) {
    const std::string_view part = text_.substr(copied_, end - copied_);
    out_ += part;
    line_ += static_cast<std::uint32_t>(std::ranges::count(part, '\n'));
    copied_ = end;
  }

  void feed() {
    out_ += '\n';
    ++line_;
  }

  void table(const Value& list, const std::string& title) {
    if (!title.empty()) out_ += "<p><strong>" + escape_html(title) + "</strong></p>";
    const std::vector<std::string> columns = columns_of(list);
    out_ += "<table><tr>";
    for (const std::string& column : columns)
      out_ += "<th>" + escape_html(key_words(column)) + "</th>";
    out_ += "</tr>";
    for (const Value& item : list.items) {
      while (line_ < item.line) feed();
      out_ += "<tr>";
      for (const std::string& column : columns)
        out_ += "<td>" + escape_html(squeeze(referred_text(item[column]))) + "</td>";
      out_ += "</tr>";
    }
    out_ += "</table>";
  }

  std::string_view text_;
  std::string out_{};
  std::size_t copied_ = 0;
  std::uint32_t line_ = 1;  ///< Of the end of `out_`.
  std::size_t counted_ = 0;
  std::uint32_t counted_line_ = 1;
};

}  // namespace

std::string with_data_tables(std::string_view program) { return Tables(program).run(); }

}  // namespace cookie_warden::reader
