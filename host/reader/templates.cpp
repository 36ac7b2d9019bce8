// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/document.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 4000;  // bytes

struct Tag {
  std::string_view open, close;
};
constexpr Tag kTags[] = {{"<%", "%>"}, {"{%", "%}"}, {"{{", "}}"}, {"#{", "}"}};

/// Where the template tag at `at` ends; 0 if none stands there.
std::size_t tag_end(std::string_view text, std::size_t at) {
  for (const Tag& tag : kTags) {
    if (!text.substr(at).starts_with(tag.open)) continue;
    const std::size_t end = text.substr(0, at + kLongestTag).find(tag.close, at + 2);
    if (end != std::string_view::npos) return end + tag.close.size();
  }
  return 0;
}

/// "---" up to the next "---" at the page's start.
std::size_t front_matter_end(std::string_view text) {
  if (!text.starts_with("---\n")) return 0;
  const std::size_t end = text.substr(0, 8 * kLongestTag).find("\n---", 3);
  return end == std::string_view::npos ? 0 : end + 4;
}

}  // namespace

std::string without_templates(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto skip = [&](std::size_t begin, std::size_t end) {
    out.append(
        static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                            text.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
        '\n');
  };
  std::size_t i = front_matter_end(text);
  skip(0, i);
  while (i < text.size()) {
    const bool may_open = text[i] == '<' || text[i] == '{' || text[i] == '#';
    const std::size_t end = may_open ? tag_end(text, i) : 0;
    if (end == 0) {
      out += text[i++];
    } else {
      skip(i, end);
      i = end;
    }
  }
  return out;
}

}  // namespace cookie_warden::reader
