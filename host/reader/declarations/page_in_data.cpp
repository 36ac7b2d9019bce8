// SPDX-License-Identifier: MPL-2.0
// Pages that travel as a text in JSON: iubenda's {"success": true, "content": "<h1>..."},
// WordPress's {"content": {"rendered": "<p>..."}}.
#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr int kDeepest = 40;

bool is_page(std::string_view text) {
  constexpr std::size_t kShortest = 200;  // bytes; less is a label with a tag in it
  constexpr std::string_view kBlocks[] = {"<p", "<h", "<li", "<td", "<div", "<br"};
  return text.size() >= kShortest && std::ranges::any_of(kBlocks, [&](std::string_view tag) {
           return text.find(tag) != std::string_view::npos;
         });
}

void collect(const Value& value, int depth, std::string& out) {
  if (depth > kDeepest) return;
  if (value.is(Value::Type::text) && is_page(value.text)) out.append(value.text).append("\n");
  for (const auto& member : value.members) collect(member.second, depth + 1, out);
  for (const Value& item : value.items) collect(item, depth + 1, out);
}

}  // namespace

std::string page_in_data(std::string_view text) {
  text = trim(text);
  std::string out;
  if (text.starts_with('{') || text.starts_with('[')) collect(read_literal(text), 0, out);
  return out;
}

}  // namespace cookie_warden::reader
