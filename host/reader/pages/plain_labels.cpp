// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_labels.hpp"

#include <algorithm>
#include <set>

#include "reader/names/names.hpp"
#include "reader/pages/plain_cells.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

struct Pair {
  std::string_view label{};  ///< Empty: the value goes on.
  std::string_view value{};
};

/// The line cut before character number `column`; null if a word stands across.
std::optional<Pair> cut(std::string_view line, std::size_t column) {
  const std::size_t at = byte_of(line, column);
  if (at == 0 || at >= line.size() || !is_space(line[at - 1]) || is_space(line[at])) return {};
  std::string_view label = trim(line.substr(0, at));
  if (label.ends_with(':')) label.remove_suffix(1);
  return Pair{trim(label), trim(line.substr(at))};
}

void add(LabelledLines& out, const Pair& pair) {
  if (pair.label.empty()) {
    out.text.append(" ").append(pair.value);
  } else {
    out.text.append(out.text.empty() ? "" : "\n")
        .append(pair.label)
        .append(": ")
        .append(pair.value);
  }
  ++out.lines;
}

/// A label may end before byte `at`: "Cookie name|_ga", "Name:|_ga", "Lifetime|2 years",
/// "Cookie name|shop_cart", "Privacy|https://...".
bool ends_glued_label(std::string_view line, std::size_t at) {
  if (is_space(line[at]) || line[at] == '-') return false;  // "Cookie-Informationen"
  const std::string_view rest = line.substr(at);
  if (line[at - 1] == ':' || !is_lower(line[at]) || rest.starts_with("http")) return true;
  return label_role(line.substr(0, at)) == Role::name &&
         shape_of(rest.substr(0, rest.find_first_of(" ,"))) >= Shape::likely;
}

/// "Cookie name _ga, _gid": the longest label that the line begins with, and what follows it.
/// `glued`: with nothing between the two.
std::optional<Pair> cut_behind_label(std::string_view line, bool glued) {
  constexpr std::size_t kLongestLabel = 40;  // bytes
  line = trim(line);
  std::optional<Pair> found;
  for (std::size_t end = 2; end < line.size() && end <= kLongestLabel; ++end) {
    if (glued ? !ends_glued_label(line, end) : !is_space(line[end])) continue;
    std::string_view label = line.substr(0, end);
    if (glued && label.ends_with(':')) label.remove_suffix(1);
    // Not "cookie-|agreed", "Lifetime 1|year", "Name:_|_ga".
    const bool whole = label.find_first_of("_:0123456789") == std::string_view::npos &&
                       !label.ends_with('-') && !label.ends_with('*');
    if (whole && label_role(label) != Role::none) found = Pair{label, trim(line.substr(end))};
  }
  const bool pair = found && !found->value.starts_with(':') &&  // "Nom : x"
                    label_role(found->value) == Role::none;
  return pair ? found : std::nullopt;
}

/// The same where one blank parts each label from its value, or nothing: several labels, none of
/// them twice.
std::optional<LabelledLines> near_labels(const std::vector<std::string_view>& lines,
                                         std::size_t at) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kMost = 24;
  const bool glued = !cut_behind_label(lines[at], false);
  LabelledLines out;
  std::set<std::string_view> labels;
  bool named = false;
  for (std::size_t i = at; i < lines.size() && labels.size() < kMost; ++i) {
    if (lines[i].find('\t') != std::string_view::npos) break;
    const auto pair = cut_behind_label(lines[i], glued);
    if (!pair || !labels.insert(pair->label).second) break;
    named = named || label_role(pair->label) == Role::name;
    add(out, *pair);
  }
  return named && labels.size() >= kFewest ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<LabelledLines> labelled_lines(const std::vector<std::string_view>& lines,
                                            std::size_t at) {
  constexpr std::size_t kFewest = 2;  // labels
  const auto first = segments_of(lines[at]);
  if (lines[at].find('\t') != std::string_view::npos) return {};
  if (first.size() != 2) return near_labels(lines, at);
  if (label_role(first[0].text) == Role::none || label_role(first[1].text) != Role::none) return {};
  LabelledLines out;
  std::size_t labels = 0;
  for (std::size_t i = at; i < lines.size(); ++i) {
    const auto pair = cut(lines[i], first[1].begin);
    if (!pair || (!pair->label.empty() && label_role(pair->label) == Role::none)) break;
    labels += pair->label.empty() ? 0U : 1U;
    add(out, *pair);
  }
  return labels >= kFewest ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace cookie_warden::reader
