// SPDX-License-Identifier: MPL-2.0
#include "reader/data_tables.hpp"

#include <algorithm>
#include <vector>

#include "reader/component_tag.hpp"
#include "reader/data_table.hpp"
#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/pages/markdown_inline.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Type = Value::Type;

/// `<Row name="_ga" purpose="..." expiry="..." />`: a cookie's name and something told of it.
bool is_row_tag(const ComponentTag& tag) {
  std::size_t known = 0;
  bool name = false;
  for (const auto& [key, value] : tag.attributes) {
    if (!value.is(Type::text)) continue;
    const Role role = key_role(key);
    name = name || role == Role::name;
    known += role != Role::none && role != Role::other ? 1U : 0U;
  }
  return name && known >= 2;
}

class Tables {
 public:
  explicit Tables(std::string_view page) : page_(page) {}

  std::string run() {
    collect_lists();
    for (std::size_t at = page_.find_first_of("<{"); at != std::string_view::npos && may_look();
         at = page_.find_first_of("<{", std::max(at + 1, copied_))) {
      if (page_[at] == '<') {
        component(at);
      } else if (page_.substr(at).starts_with("{{")) {
        macro(at);
      } else if (!lists_.empty()) {
        mapped(at);
      }
    }
    copy_to(page_.size());
    return std::move(out_);
  }

 private:
  void collect_lists() {
    const auto has = [&](std::string_view word) {
      return page_.find(word) != std::string_view::npos;
    };
    if (!has("={") && !has(".map(")) return;
    for (auto& [name, value] : literals_of(page_, 1, budget_)) {
      if (is_table(value) && !is_party_list(name))
        lists_.emplace(std::move(name), std::move(value));
    }
  }

  /// A page made of beginnings without ends must not cost more than others.
  bool may_look() const { return budget_ > 0 && looked_ <= 4 * page_.size(); }

  void component(std::size_t at) {
    if (closes_table(at)) return;
    const ComponentTag tag = read_component(page_, at, line_at(at), lists_, budget_);
    looked_ += tag.looked;
    if (tag.end == 0) return;
    const DataTable data = table_of(tag.attributes);
    if (data.rows) {
      replace(at, tag.end, data);
    } else if (is_row_tag(tag)) {
      copy_to(at);
      row_tag(tag);
      skip_to(tag.end);
    } else if (is_upper(tag.name[0]) && !title_of(tag).empty()) {
      copy_to(at);
      out_ += "<p><strong>" + escape_html(title_of(tag)) + "</strong></p>";
      copied_ = at;  // the tag itself stays
    } else if (names_table(tag.name) && page_[tag.end - 2] != '/') {
      copy_to(at);
      out_ += "<table>";
      in_table_ = true;
      skip_to(tag.end);
    }
  }

  /// `<CookieGroup title="Necessary">`: what it shows above its children.
  static std::string title_of(const ComponentTag& tag) {
    for (const auto& [key, value] : tag.attributes) {
      const bool title = key == "title" || key == "heading" || key == "label" || key == "header";
      if (title && value.is(Type::text)) return value.text;
    }
    return {};
  }

  /// `<x-table>`, `<v-tabela>`, `<CookieTable>`: in the languages of this reader.
  static bool names_table(std::string_view name) {
    const std::string word = lower(name);
    return word.find("table") != std::string::npos || word.find("tabel") != std::string::npos ||
           word.find("tabla") != std::string::npos;
  }

  bool closes_table(std::size_t at) {
    if (!page_.substr(at).starts_with("</")) return false;
    constexpr std::size_t kLongestName = 60;  // bytes
    const std::string_view rest = page_.substr(at + 2, kLongestName);
    const std::string_view name = rest.substr(0, rest.find('>'));
    const bool component = name.size() < rest.size() && !name.empty() &&
                           (is_upper(name[0]) || name.find('-') != std::string_view::npos);
    if (!component || !names_table(name)) return false;
    copy_to(at);
    out_ += "</table>";
    in_table_ = false;
    skip_to(at + 3 + name.size());
    return true;
  }

  /// {rows.map((row) => <tr>...</tr>)}: the rows themselves.
  void mapped(std::size_t at) {
    constexpr std::size_t kLongestName = 80;  // bytes
    const std::string_view code = page_.substr(at + 1, kLongestName);
    const std::size_t dot = code.find(".map(");
    const auto list =
        dot == std::string_view::npos ? lists_.end() : lists_.find(trim(code.substr(0, dot)));
    if (list == lists_.end()) return;
    const std::size_t end = closing_brace(at);
    if (end == 0) return;
    DataTable data;
    data.rows = &list->second;
    copy_to(at);
    const bool open = in_table_;
    if (open) {
      rows_of(data, keys_in_order(list->second, page_.substr(at, end - at)));
    } else {
      table(data);
    }
    skip_to(end);
  }

  std::size_t closing_brace(std::size_t open) {
    constexpr std::size_t kLongest = 20'000;  // bytes
    int depth = 0;
    for (std::size_t i = open; i < std::min(page_.size(), open + kLongest); ++i) {
      ++looked_;
      depth += page_[i] == '{' ? 1 : page_[i] == '}' ? -1 : 0;
      if (depth == 0) return i + 1;
    }
    return 0;
  }

  /// The keys of its objects in the order in which the code prints them.
  static std::vector<std::string> keys_in_order(const Value& rows, std::string_view code) {
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const std::string& key : keys_of(rows)) {
      const std::size_t at = std::min(code.find("." + key + "}"), code.find("{" + key + "}"));
      if (at != std::string_view::npos) found.emplace_back(at, key);
    }
    std::ranges::sort(found);
    std::vector<std::string> keys;
    for (auto& [at, key] : found) keys.push_back(std::move(key));
    return keys.empty() ? keys_of(rows) : keys;
  }

  /// {{ govukTable({ head: [...], rows: [...] }) }}
  void macro(std::size_t at) {
    constexpr std::size_t kLongestName = 60;  // bytes
    const std::size_t open = page_.substr(at, kLongestName).find("({");
    if (open == std::string_view::npos) return;
    std::size_t end = at + open + 1;
    const Value call = read_literal(page_, end, line_at(at), budget_);
    looked_ += end - at;
    const DataTable data = table_of(call.members);
    if (!data.rows) return;
    const std::size_t close = page_.find("}}", end);
    if (close != std::string_view::npos) replace(at, close + 2, data);
  }

  void replace(std::size_t begin, std::size_t end, const DataTable& data) {
    copy_to(begin);
    table(data);
    skip_to(end);
  }

  /// Of a place that must not fall.
  std::uint32_t line_at(std::size_t at) {
    const auto begin = page_.begin() + static_cast<std::ptrdiff_t>(counted_);
    counted_line_ += static_cast<std::uint32_t>(
        std::count(begin, page_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted_ = at;
    return counted_line_;
  }

  void copy_to(std::size_t end) {
    const std::string_view part = page_.substr(copied_, end - copied_);
    out_ += part;
    line_ += static_cast<std::uint32_t>(std::ranges::count(part, '\n'));
    copied_ = end;
    for (std::size_t at = part.find("table"); at != std::string_view::npos;
         at = part.find("table", at + 5)) {
      if (at > 0 && part[at - 1] == '<') in_table_ = true;
      if (at > 1 && part.substr(at - 2, 2) == "</") in_table_ = false;
    }
  }

  void skip_to(std::size_t end) {
    const std::uint32_t last = line_at(end);
    while (line_ < last) feed();
    copied_ = end;
  }

  void feed() {
    out_ += '\n';
    ++line_;
  }

  void cells(const std::vector<std::string>& texts, std::string_view tag) {
    out_ += "<tr>";
    for (const std::string& text : texts)
      out_.append("<")
          .append(tag)
          .append(">")
          .append(cell_html(text))
          .append("</")
          .append(tag)
          .append(">");
    out_ += "</tr>";
  }

  void table(const DataTable& data) {
    if (!data.title.empty()) out_ += "<p><strong>" + escape_html(data.title) + "</strong></p>";
    const std::vector<std::string> keys = keys_of(*data.rows);
    std::vector<std::string> head = data.head;
    if (head.empty()) {
      for (const std::string& key : keys) head.push_back(key_words(key));
    }
    out_ += "<table>";
    if (!head.empty()) cells(head, "th");
    rows_of(data, keys);
    out_ += "</table>";
  }

  void rows_of(const DataTable& data, const std::vector<std::string>& keys) {
    for (const Value& row : data.rows->items) {
      while (line_ < row.line) feed();
      std::vector<std::string> texts;
      for (const Value& cell : row.items) texts.push_back(cell_text(cell));
      for (const std::string& key : row.items.empty() ? keys : std::vector<std::string>{})
        texts.push_back(cell_text(row[key]));
      cells(texts, "td");
    }
  }

  void row_tag(const ComponentTag& tag) {
    std::vector<std::string> head;
    std::vector<std::string> texts;
    for (const auto& [key, value] : tag.attributes) {
      if (key == "key") continue;
      head.push_back(key_words(key));
      texts.push_back(cell_text(value));
    }
    if (!in_table_) out_ += "<table>";
    if (!in_table_) cells(head, "th");
    cells(texts, "td");
    if (!in_table_) out_ += "</table>";
  }

  std::string_view page_;
  std::size_t budget_ = kMostValues;
  std::size_t looked_ = 0;  ///< Bytes, some of them more than once.
  NamedLists lists_{};
  std::string out_{};
  std::size_t copied_ = 0;
  std::uint32_t line_ = 1;  ///< Of the end of `out_`.
  std::size_t counted_ = 0;
  std::uint32_t counted_line_ = 1;
  bool in_table_ = false;  ///< Markup of a table is open.
};

}  // namespace

std::string with_data_tables(std::string_view page) { return Tables(page).run(); }

}  // namespace cookie_warden::reader
