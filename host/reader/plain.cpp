// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/document.hpp"
#include "reader/plain_tables.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTitle = 90;  // bytes

/// "- 2 -" at the foot of a printed page.
bool is_page_number(std::string_view text) {
  return text.size() <= 9 && std::ranges::any_of(text, is_digit) &&
         text.find_first_not_of("0123456789 -/") == std::string_view::npos;
}

class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : lines_(split_lines(text)) {}

  Document run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view text = trim(lines_[at_]);
      if (text.empty() || is_page_number(text)) {
        flush();
      } else if (auto table = plain_table(lines_, at_)) {
        flush();
        document_.blocks.push_back(std::move(table->block));
        at_ += table->lines - 1;
      } else {
        line(text);
      }
    }
    flush();
    return std::move(document_);
  }

 private:
  void line(std::string_view text) {
    const bool bullet = text.starts_with("\u2022") || text.starts_with("\u25CF") ||
                        text.starts_with("- ") || text.starts_with("* ") ||
                        text.starts_with("\u2013 ") || text.starts_with("\u25AA");
    if (bullet) {
      flush();
      pending_.kind = Block::Kind::item;
      pending_.level = 1;
      text = trim(text.substr(text.find_first_of("-* ") == 0 ? 1 : 3));
    }
    if (pending_.text.plain.empty()) {
      pending_.line = static_cast<std::uint32_t>(at_ + 1);
    } else {
      pending_.text.plain += '\n';
    }
    pending_.text.plain += text;
  }

  void flush() {
    std::string& plain = pending_.text.plain;
    if (!plain.empty()) {
      const bool one_line = plain.find('\n') == std::string::npos && plain.size() <= kLongestTitle;
      const bool sentence = plain.ends_with('.') || plain.ends_with(',') || plain.ends_with(';');
      pending_.title = one_line && !sentence && pending_.kind == Block::Kind::paragraph;
      document_.blocks.push_back(std::move(pending_));
    }
    pending_ = Block{};
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  Document document_{};
  Block pending_{};
};

}  // namespace

Document read_plain(std::string_view text) {
  const std::string spaced = plain_spaces(text);
  return PlainReader(spaced).run();
}

}  // namespace cookie_warden::reader
