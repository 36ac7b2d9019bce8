// SPDX-License-Identifier: MPL-2.0
// Markup that a page keeps in a script element until a script shows it: Borlabs' box of cookies in
// <script type="text/template">.
#include <algorithm>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTag = 1000;  // bytes

/// The types that template libraries give to markup.
bool holds_markup(std::string_view tag) {
  constexpr std::string_view kTypes[] = {
      "text/template",   "text/html",        "text/x-template",
      "text/x-handleba", "text/ng-template", "text/x-mustache",
      "text/x-jquery-t", "text/x-tmpl",      "text/x-underscore"};
  const std::string lowered = lower(tag);
  return std::ranges::any_of(
      kTypes, [&](std::string_view type) { return lowered.find(type) != std::string::npos; });
}

/// Blanks, so that lines stay where they are.
void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

}  // namespace

std::string with_script_templates(std::string html) {
  const std::string lowered = lower(html);
  for (std::size_t at = lowered.find("<script"); at != std::string::npos;
       at = lowered.find("<script", at)) {
    const std::size_t end = lowered.find('>', at);
    if (end == std::string::npos) break;
    const std::size_t close = lowered.find("</script", end);
    if (close == std::string::npos) break;
    const std::size_t after = std::min(lowered.find('>', close), lowered.size() - 1) + 1;
    if (end - at < kLongestTag && holds_markup(std::string_view(html).substr(at, end - at))) {
      blank(html, at, end + 1);
      blank(html, close, after);
    }
    at = after;
  }
  return html;
}

}  // namespace cookie_warden::reader
