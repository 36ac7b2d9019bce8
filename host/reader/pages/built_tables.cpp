// SPDX-License-Identifier: MPL-2.0
// Tables that a Rails component builds call by call, as services of the British government do:
//   <%= govuk_table do |table| %> <% table.with_body do |body| %> <% body.with_row do |row| %>
//   <% row.with_cell(text: "_ga") %>
#include <algorithm>
#include <vector>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

enum class Call { other, table, row, cell };

bool has(std::string_view code, std::string_view word) {
  return code.find(word) != std::string_view::npos;
}

/// Whether the code opens a block that an "end" closes.
bool opens_block(std::string_view code) {
  for (const std::string_view word : {"if ", "unless ", "case ", "while ", "begin"}) {
    if (code.starts_with(word)) return true;
  }
  const std::size_t at = code.rfind(" do");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = trim(code.substr(at + 3));
  return rest.empty() || (rest.starts_with('|') && rest.ends_with('|'));
}

Call call_of(std::string_view code) {
  const std::string_view name = code.substr(0, code.find_first_of("(\"' "));
  if (name.ends_with("cell")) return Call::cell;
  if (name.ends_with("row")) return Call::row;
  return name.ends_with("table") ? Call::table : Call::other;
}

/// "#{...}" inside a text stands for anything.
std::string without_interpolation(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::size_t end = code.substr(i).starts_with("#{") ? code.find('}', i) : code.npos;
    if (end == std::string_view::npos) {
      out += code[i];
    } else {
      out += '*';
      i = end;
    }
  }
  return out;
}

/// The text of a cell: after "text:", or the first one.
std::string cell_text(std::string_view code) {
  const std::size_t label = code.find("text:");
  if (label != std::string_view::npos) code.remove_prefix(label);
  const std::size_t quote = code.find_first_of("\"'");
  if (quote == std::string_view::npos) return {};
  const std::size_t close = code.find(code[quote], quote + 1);
  return without_interpolation(code.substr(quote + 1, close - quote - 1));
}

class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  std::string run() {
    std::size_t copied = 0;
    for (std::size_t at = text_.find("<%"); at != std::string_view::npos;
         at = text_.find("<%", copied)) {
      const std::size_t end = text_.find("%>", at);
      if (end == std::string_view::npos) break;
      out_ += text_.substr(copied, at - copied);
      const std::string_view tag = text_.substr(at, end + 2 - at);
      if (!built(tag)) out_ += tag;
      copied = end + 2;
    }
    out_ += text_.substr(copied);
    return std::move(out_);
  }

 private:
  /// Whether the tag is a part of a table.
  bool built(std::string_view tag) {
    std::string_view code = tag.substr(2, tag.size() - 4);
    code = trim(code.substr(std::min(code.find_first_not_of("=-"), code.size())));
    if (code == "end" || code.starts_with("end ")) return close();
    const Call call = call_of(code);
    const bool inside = std::ranges::find(open_, Call::table) != open_.end();
    const bool part = call == Call::table || (inside && call != Call::other);
    if (opens_block(code)) {
      open_.push_back(part ? call : Call::other);
      if (part) out_ += call == Call::table ? "<table>" : call == Call::row ? "<tr>" : "<td>";
      return part;
    }
    if (!inside || call != Call::cell) return false;
    out_ += "<td>" + cell_text(code) + "</td>";
    return true;
  }

  bool close() {
    if (open_.empty()) return false;
    const Call call = open_.back();
    open_.pop_back();
    if (call == Call::other) return false;
    out_ += call == Call::table ? "</table>" : call == Call::row ? "</tr>" : "</td>";
    return true;
  }

  std::string_view text_;
  std::string out_{};
  std::vector<Call> open_{};
};

}  // namespace

std::string with_built_tables(std::string_view text) {
  const bool built = has(text, "table do") && (has(text, "cell(") || has(text, "cell "));
  return built ? Builder(text).run() : std::string(text);
}

}  // namespace cookie_warden::reader
