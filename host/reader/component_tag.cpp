// SPDX-License-Identifier: MPL-2.0
#include "reader/component_tag.hpp"

#include <algorithm>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 200'000;  // bytes: some hold all their data
constexpr std::size_t kMostAttributes = 40;

class TagReader {
 public:
  TagReader(std::string_view text, std::size_t at, std::uint32_t line, const NamedLists& lists,
            std::size_t& budget)
      : text_(text.substr(0, std::min(text.size(), at + kLongestTag))),
        at_(at + 1),
        counted_(at),
        line_(line),
        lists_(lists),
        budget_(budget) {}

  ComponentTag run() {
    ComponentTag tag;
    if (at_ >= text_.size() || !is_alpha(text_[at_])) return tag;
    const std::size_t begin = at_;
    tag.name = word();
    if (!is_upper(tag.name[0]) && tag.name.find('-') == std::string::npos) return tag;
    while (at_ < text_.size() && tag.end == 0 && tag.attributes.size() < kMostAttributes) {
      skip_space();
      if (at_ < text_.size() && text_[at_] == '>') {
        tag.end = at_ + 1;
      } else if (at_ < text_.size() && !attribute(tag)) {
        ++at_;
      }
    }
    tag.looked = at_ - begin;
    return tag;
  }

 private:
  std::string word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_alnum(text_[at_]) || text_[at_] == '_' || text_[at_] == '-' ||
                                  text_[at_] == '.' || text_[at_] == ':')) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  bool attribute(ComponentTag& tag) {
    std::string name = word();
    if (name.empty()) return false;
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '=') return true;
    ++at_;
    skip_space();
    tag.attributes.emplace_back(std::move(name), value());
    return true;
  }

  Value value() {
    Value out;
    if (at_ >= text_.size()) return out;
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      const std::size_t end = std::min(text_.find(c, at_ + 1), text_.size());
      out.type = Value::Type::text;
      out.text = text_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, text_.size());
    } else if (c == '{') {
      out = expression();
    } else {
      word();
    }
    return out;
  }

  /// {[...]}, {"text"}, {list}; anything else is passed over.
  Value expression() {
    ++at_;
    skip_space();
    Value out;
    const char c = at_ < text_.size() ? text_[at_] : '}';
    if (c == '[' || c == '"' || c == '\'' || c == '`') {
      out = read_literal(text_, at_, line_here(), budget_);
    } else {
      const std::size_t begin = at_;
      const auto list = lists_.find(word());
      if (list != lists_.end()) out = list->second;
      if (begin == at_ && at_ < text_.size() && text_[at_] == '}') return out;
    }
    close_brace();
    return out;
  }

  void close_brace() {
    int depth = 1;
    for (; at_ < text_.size() && depth > 0; ++at_) {
      const char c = text_[at_];
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
  }

  std::uint32_t line_here() {
    const auto from = text_.begin() + static_cast<std::ptrdiff_t>(counted_);
    const auto to = text_.begin() + static_cast<std::ptrdiff_t>(at_);
    line_ += static_cast<std::uint32_t>(std::count(from, to, '\n'));
    counted_ = at_;
    return line_;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t counted_;
  std::uint32_t line_;
  const NamedLists& lists_;
  std::size_t& budget_;
};

}  // namespace

ComponentTag read_component(std::string_view text, std::size_t at, std::uint32_t line,
                            const NamedLists& lists, std::size_t& budget) {
  return TagReader(text, at, line, lists, budget).run();
}

}  // namespace cookie_warden::reader
