// SPDX-License-Identifier: MPL-2.0
// Hugo's shortcodes (https://gohugo.io/content-management/shortcodes/) as the tags of components,
// which are read elsewhere: {{< cookie name="_ga" >}} is <x-cookie name="_ga">. One with nothing
// but a text, {{% expand "Statistics" %}}, is a title.
#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// The text between quotes, if nothing else stands there.
std::string_view only_text(std::string_view arguments) {
  if (arguments.size() < 3 || arguments.front() != '"' || arguments.back() != '"') return {};
  const std::string_view text = arguments.substr(1, arguments.size() - 2);
  return text.find('"') == std::string_view::npos ? text : std::string_view();
}

std::string replacement(std::string_view inside) {
  inside = trim(inside);
  if (inside.ends_with('/')) inside = trim(inside.substr(0, inside.size() - 1));
  const std::size_t end = std::min(inside.find_first_of(" \t\n"), inside.size());
  const std::string_view name = inside.substr(0, end);
  const std::string_view arguments = trim(inside.substr(end));
  if (name.starts_with('/')) return "";
  if (const std::string_view title = only_text(arguments); !title.empty())
    return "**" + std::string(title) + "**";
  if (arguments.find('=') == std::string_view::npos) return "";
  return "<x-" + std::string(name) + " " + std::string(arguments) + ">";
}

}  // namespace

std::string with_shortcodes(std::string_view markdown) {
  constexpr std::size_t kLongest = 4000;  // bytes of a shortcode
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = markdown.find("{{"); at != std::string_view::npos;
       at = markdown.find("{{", at + 2)) {
    const char kind = at + 2 < markdown.size() ? markdown[at + 2] : ' ';
    // Inside one that was replaced.
    if (at < copied || (kind != '<' && kind != '%')) continue;
    const std::string_view close = kind == '<' ? ">}}" : "%}}";
    const std::size_t end = markdown.substr(0, at + kLongest).find(close, at + 3);
    if (end == std::string_view::npos) continue;
    out.append(markdown.substr(copied, at - copied));
    out += replacement(markdown.substr(at + 3, end - at - 3));
    copied = end + close.size();
  }
  return out.append(markdown.substr(copied));
}

}  // namespace cookie_warden::reader
