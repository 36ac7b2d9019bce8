// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 4000;  // bytes

struct Tag {
  std::string_view open, close;
};
constexpr Tag kTags[] = {{"<%", "%>"}, {"{%", "%}"}, {"{{", "}}"}, {"#{", "}"}};

class TagFinder {
 public:
  explicit TagFinder(std::string_view text) : text_(text) {}

  /// Where the template tag at `at` ends; 0 if none stands there. `at` must not fall.
  std::size_t tag_end(std::size_t at) {
    for (std::size_t i = 0; i < std::size(kTags); ++i) {
      if (!text_.substr(at).starts_with(kTags[i].open)) continue;
      const std::size_t end = next_close(i, at + 2);
      if (end < at + kLongestTag) return end + kTags[i].close.size();
    }
    return 0;
  }

 private:
  /// The first end mark from `from` on; found once for all the opening marks before it.
  std::size_t next_close(std::size_t tag, std::size_t from) {
    std::size_t& known = closes_[tag];
    if (known < from)
      known = std::min(text_.find(kTags[tag].close, from), text_.size() + kLongestTag);
    return known;
  }

  std::string_view text_;
  std::size_t closes_[std::size(kTags)] = {};
};

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
  TagFinder tags(text);
  std::size_t i = front_matter_end(text);
  skip(0, i);
  while (i < text.size()) {
    const bool may_open = text[i] == '<' || text[i] == '{' || text[i] == '#';
    const std::size_t end = may_open ? tags.tag_end(i) : 0;
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
