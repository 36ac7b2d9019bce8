// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/name_remarks.hpp"

#include <algorithm>
#include <set>

#include "reader/names/names.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// The parts of "Snowplow, 2 years".
struct Remark {
  std::string provider{};
  std::string duration{};
};

Remark remark_in(std::string_view line) {
  const std::size_t open = line.find('(');
  const std::size_t close = line.find(')', std::min(open, line.size()));
  if (close == std::string_view::npos) return {};
  Remark out;
  const std::string_view inside = line.substr(open + 1, close - open - 1);
  for (std::size_t i = 0; i < inside.size();) {
    const std::size_t end = std::min(inside.find_first_of(",;", i), inside.size());
    const std::string_view part = trim(inside.substr(i, end - i));
    i = end + 1;
    if (is_duration_cell(part)) {
      out.duration = read_duration(part, std::nullopt).value_or("");
    } else if (out.provider.empty()) {
      out.provider = squeeze(part);
    }
  }
  return out;
}

}  // namespace

NameRemarks read_remarks(std::string_view cell, std::size_t names) {
  NameRemarks out;
  std::set<std::string> providers;
  for (const std::string_view line : split_lines(cell)) {
    Remark remark = remark_in(line);
    const std::size_t count = read_name_cell(line, true).names.size();
    providers.insert(std::move(remark.provider));
    out.durations.insert(out.durations.end(), count, remark.duration);
  }
  const bool dated = std::ranges::any_of(out.durations, [](const auto& d) { return !d.empty(); });
  if (!dated || out.durations.size() != names) return {};
  if (providers.size() == 1) out.provider = *providers.begin();
  return out;
}

}  // namespace cookie_warden::reader
