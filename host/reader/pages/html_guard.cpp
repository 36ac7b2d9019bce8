// SPDX-License-Identifier: MPL-2.0
// Gumbo destroys its tree by recursion, looks through its stack of open elements at almost every
// tag, and compares each attribute of a tag with those before it. A look at the tags beforehand
// keeps all three small, so that parsing takes time linear in the page's size.
#include <algorithm>
#include <map>
#include <string>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kMostTags = 400'000;  // about 150 MB of parse tree
constexpr int kMostOpen = 256;              // real pages stay below 60
constexpr int kMostAttributes = 200;
constexpr int kMostRoots = 8;  // html and body tags: each merges its attributes into the first

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Elements without an end tag, or whose end tag the next one of their kind makes unnecessary.
bool never_nests(std::string_view name) {
  return is_one_of(
      name, {"area", "base",  "br",     "col",    "embed",   "hr",    "img",    "input",    "link",
             "meta", "param", "source", "track",  "wbr",     "p",     "li",     "dt",       "dd",
             "tr",   "td",    "th",     "thead",  "tbody",   "tfoot", "option", "optgroup", "html",
             "head", "body",  "frame",  "keygen", "command", "path",  "image"});
}

bool holds_text_only(std::string_view name) {
  return is_one_of(
      name, {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"});
}

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) {}

  std::string problem() {
    while (at_ < html_.size()) {
      at_ = std::min(html_.find('<', at_), html_.size());
      if (at_ + 1 >= html_.size()) break;
      const char next = html_[at_ + 1];
      if (next == '!' || next == '?') {
        skip_markup_declaration();
      } else if (is_alpha(next) || next == '/') {
        read_tag(next == '/');
        if (!problem_.empty()) return problem_;
      } else {
        ++at_;
      }
    }
    return problem_;
  }

 private:
  void skip_markup_declaration() {
    const bool comment = html_.substr(at_).starts_with("<!--");
    const std::size_t end = comment ? html_.find("-->", at_ + 2) : html_.find('>', at_);
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
  }

  void read_tag(bool closing) {
    if (++tags_ > kMostTags) {
      problem_ = "The page has more than " + std::to_string(kMostTags) + " tags.";
      return;
    }
    at_ += closing ? 2 : 1;
    const std::size_t begin = at_;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/')
      ++at_;
    const std::string name = lower(html_.substr(begin, std::min<std::size_t>(at_ - begin, 32)));
    skip_attributes();
    closing ? close(name) : open(name);
  }

  /// Quoted values may hold '>'.
  void skip_attributes() {
    int attributes = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      const char c = html_[at_];
      if (is_space(c) || c == '/') {
        ++at_;
        continue;
      }
      if (++attributes > kMostAttributes) problem_ = "A tag of the page has too many attributes.";
      while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '=')
        ++at_;
      skip_value();
    }
    at_ = std::min(at_ + 1, html_.size());
  }

  void skip_value() {
    std::size_t i = at_;
    while (i < html_.size() && is_space(html_[i])) ++i;
    if (i >= html_.size() || html_[i] != '=') return;
    ++i;
    while (i < html_.size() && is_space(html_[i])) ++i;
    if (i < html_.size() && (html_[i] == '"' || html_[i] == '\'')) {
      const std::size_t end = html_.find(html_[i], i + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return;
    }
    while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>') ++i;
    at_ = i;
  }

  void open(const std::string& name) {
    if ((name == "html" || name == "body") && ++roots_ > kMostRoots) {
      problem_ = "The page has more than " + std::to_string(kMostRoots) + " html or body tags.";
    }
    if (holds_text_only(name)) {
      skip_text(name);
    } else if (!never_nests(name) && (++open_[name], ++depth_ > kMostOpen)) {
      problem_ = "The page's elements are nested more than " + std::to_string(kMostOpen) + " deep.";
    }
  }

  /// Only an end tag of the same name closes an element for good.
  void close(const std::string& name) {
    const auto found = open_.find(name);
    if (found == open_.end() || found->second == 0) return;
    --found->second;
    --depth_;
  }

  void skip_text(const std::string& name) {
    while (at_ < html_.size()) {
      const std::size_t end = html_.find("</", at_);
      if (end == std::string_view::npos) break;
      at_ = end + 2;
      if (lower(html_.substr(at_, name.size())) == name) return;
    }
    at_ = html_.size();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  int depth_ = 0;
  int roots_ = 0;
  std::map<std::string, int> open_{};
  std::string problem_{};
};

}  // namespace

std::string html_problem(std::string_view html) { return Guard(html).problem(); }

}  // namespace cookie_warden::reader
