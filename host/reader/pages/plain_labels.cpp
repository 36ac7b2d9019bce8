// SPDX-License-Identifier: MPL-2.0
#include "reader/pages/plain_labels.hpp"

#include <algorithm>

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

}  // namespace

std::optional<LabelledLines> labelled_lines(const std::vector<std::string_view>& lines,
                                            std::size_t at) {
  constexpr std::size_t kFewest = 2;  // labels
  const auto first = segments_of(lines[at]);
  if (first.size() != 2 || lines[at].find('\t') != std::string_view::npos) return {};
  if (label_role(first[0].text) == Role::none || label_role(first[1].text) != Role::none) return {};
  LabelledLines out;
  std::size_t labels = 0;
  for (std::size_t i = at; i < lines.size(); ++i) {
    const auto pair = cut(lines[i], first[1].begin);
    if (!pair || (!pair->label.empty() && label_role(pair->label) == Role::none)) break;
    if (pair->label.empty()) {
      out.text.append(" ").append(pair->value);
    } else {
      out.text.append(labels > 0 ? "\n" : "").append(pair->label).append(": ").append(pair->value);
      ++labels;
    }
    ++out.lines;
  }
  return labels >= kFewest ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace cookie_warden::reader
