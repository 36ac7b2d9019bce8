// SPDX-License-Identifier: MPL-2.0
// "Google Analytics: _ga (2 years), _gid (1 day)": a provider and its cookies in one line.
#include <algorithm>

#include "reader/layouts/readers.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kLongestLabel = 90;  // bytes
constexpr std::size_t kLongestNote = 60;   // bytes of what stands in parentheses

/// One name of the list, and what stands in parentheses after it.
struct Element {
  Name name{};
  std::string note{};
  std::string duration{};
};

/// Where the label ends and the list begins: after a colon, or a dash between blanks.
std::size_t label_end(std::string_view line) {
  for (std::size_t i = 1; i + 1 < line.size() && i <= kLongestLabel; ++i) {
    if (line[i] == ':' && is_space(line[i + 1])) return i;
    for (const std::string_view dash : {"- ", "\u2013 ", "\u2014 "}) {
      if (is_space(line[i - 1]) && line.substr(i).starts_with(dash)) return i;
    }
  }
  return 0;
}

std::string_view without_separator(std::string_view text) {
  text.remove_prefix(text[0] == ':' || text[0] == '-' ? 1 : 3);
  return trim(text);
}

/// The length of " and ".
std::size_t conjunction_at(std::string_view list, std::size_t i) {
  if (!is_space(list[i]) || i == 0) return 0;
  const std::size_t end = list.find(' ', i + 1);
  if (end == std::string_view::npos) return 0;
  const std::string_view word = list.substr(i + 1, end - i - 1);
  return vocabulary().conjunctions.whole(words(fold(word))) ? end - i : 0;
}

/// Cut at commas, semicolons and conjunctions that stand in no parentheses.
std::vector<std::string_view> parts_of(std::string_view list) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    const char c = i < list.size() ? list[i] : ',';
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    const std::size_t joined = i < list.size() && depth == 0 ? conjunction_at(list, i) : 0;
    if (i < list.size() && joined == 0 && (depth > 0 || (c != ',' && c != ';'))) continue;
    parts.push_back(trim(list.substr(begin, i - begin)));
    i += joined;
    begin = i + 1;
  }
  return parts;
}

std::optional<Element> element_of(std::string_view part) {
  while (part.ends_with('.')) part = trim(part.substr(0, part.size() - 1));
  Element element;
  const std::size_t open = part.find(" (");
  if (open != std::string_view::npos && part.ends_with(')')) {
    const std::string_view note = part.substr(open + 2, part.size() - open - 3);
    if (note.size() > kLongestNote || note.find(')') != std::string_view::npos) return std::nullopt;
    element.note = squeeze(note);
    element.duration = read_duration(note).value_or("");
    part = trim(part.substr(0, open));
  }
  if (std::ranges::any_of(part, is_space)) return std::nullopt;
  NameCell cell = read_name_cell(part, true);
  if (cell.names.size() != 1 || !cell.refused.empty()) return std::nullopt;
  element.name = std::move(cell.names[0]);
  // A plain word is a name only beside its lifetime, and no noun or company.
  const std::string& name = element.name.printed;
  const bool noun = is_upper(name[0]) && std::ranges::any_of(name, is_lower);
  const bool called = mentions_cookies(element.note);
  if (element.name.shape == Shape::word && (element.note.empty() || (noun && !called)))
    return std::nullopt;
  return element;
}

/// Null unless all parts are names and lifetimes stand beside at least half of them.
std::optional<std::vector<Element>> elements_of(std::string_view list) {
  std::vector<Element> elements;
  std::size_t dated = 0;
  for (const std::string_view part : parts_of(list)) {
    if (part.empty()) continue;
    auto element = element_of(part);
    if (!element) return std::nullopt;
    dated += element->duration.empty() ? 0U : 1U;
    elements.push_back(std::move(*element));
  }
  if (elements.empty()) return std::nullopt;  // ";"
  // "JSESSIONID (s)": the page has its own signs for lifetimes.
  const auto surely = [](const Element& e) {
    return e.name.shape == Shape::sure && !e.note.empty();
  };
  if (dated == 0 && !std::ranges::all_of(elements, surely)) return std::nullopt;
  const auto noted =
      std::ranges::count_if(elements, [](const Element& e) { return !e.note.empty(); });
  if (static_cast<std::size_t>(noted) * 2 < elements.size()) return std::nullopt;
  return elements;
}

/// "... TAUnique (2 years) - privacy policy": what links to more.
std::string_view without_link(std::string_view list) {
  const std::size_t close = list.rfind(')');
  if (close == std::string_view::npos) return list;
  const std::string_view rest = trim(list.substr(close + 1));
  const bool dash =
      rest.starts_with("- ") || rest.starts_with("\u2013") || rest.starts_with("\u2014");
  const bool names = !read_name_cell(rest, false).names.empty();
  return dash && !names && rest.size() < 80 ? trim(list.substr(0, close + 1)) : list;
}

/// "fe_typo_user (cookie, session)": each is called a cookie, or written as one.
bool tells_cookies(const std::vector<Element>& elements) {
  return std::ranges::all_of(elements, [](const Element& element) {
    return element.name.shape == Shape::sure || mentions_cookies(element.note) ||
           is_other_storage(element.note);
  });
}

/// Without a label: the first is written as names are, or all have their lifetimes.
bool stands_alone(const std::vector<Element>& elements) {
  const bool dated = std::ranges::none_of(
      elements, [](const Element& element) { return element.duration.empty(); });
  return elements.front().name.shape >= Shape::likely || (elements.size() >= 2 && dated);
}

/// "LiveChat: __lc_cid, __lc_cst - continue a chat (2 years)": names, then what holds for all.
struct Plain {
  std::vector<Name> names{};
  std::string rest{};
};

std::size_t names_end(std::string_view list) {
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (list[i - 1] == '.' && is_space(list[i])) return i - 1;  // "... IDE. Purpose: ..."
    if (!is_space(list[i - 1])) continue;
    const std::string_view rest = list.substr(i);
    if (rest[0] == '(' || rest.starts_with("- ") || rest.starts_with("\u2013") ||
        rest.starts_with("\u2014"))
      return i;
  }
  return list.size();
}

std::optional<Plain> plain_names(std::string_view list, bool coded) {
  const std::size_t end = names_end(list);
  NameCell cell = read_name_cell(list.substr(0, end), true);
  if (!cell.refused.empty() || cell.names.empty()) return std::nullopt;
  const auto sure = std::ranges::count(cell.names, Shape::sure, &Name::shape);
  const bool all = std::ranges::none_of(cell.names, [](const Name& name) {
    return name.shape == Shape::none || (name.shape == Shape::word && is_upper(name.printed[0]));
  });
  const std::string rest = squeeze(list.substr(end));
  if ((sure == 0 && !coded) || !all || !read_name_cell(rest, false).names.empty())
    return std::nullopt;
  return Plain{std::move(cell.names), rest};
}

/// Whether the label may be a provider's name, or a category's.
bool read_plain_list(std::string_view label, std::string_view list, bool coded, Row row,
                     Rows& out) {
  if (label.find("://") != std::string_view::npos || shape_of(label) == Shape::sure) return false;
  auto plain = plain_names(list, coded);
  if (!plain) return false;
  row.names = std::move(plain->names);
  row.durations = read_durations(plain->rest, row.names.size(), {});
  row.purpose = plain->rest.size() > 12 ? plain->rest : "";
  row.names_sure = Confidence::high;
  row.not_a_cookie = is_other_storage(plain->rest);
  out.add(std::move(row));
  return true;
}

/// "Power BI: WFESessionId - keeps the board together (session); ai_user - counts users (1 year)".
/// Rows without a category; none unless each part is a name and its description.
std::vector<Row> described_names(std::string_view list) {
  std::vector<Row> rows;
  bool sure = false;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] == '(') ++depth;
    if (i < list.size() && list[i] == ')' && depth > 0) --depth;
    if (i < list.size() && (list[i] != ';' || depth > 0)) continue;
    const std::string_view part = trim(list.substr(begin, i - begin));
    begin = i + 1;
    const std::size_t end = names_end(part);
    NameCell cell = read_name_cell(trim(part.substr(0, end)), true);
    if (end + 4 > part.size() || part[end] == '(' || cell.names.size() != 1 ||
        !cell.refused.empty() || cell.names[0].shape < Shape::likely)
      return {};
    sure = sure || cell.names[0].shape == Shape::sure;
    Row row;
    row.names = std::move(cell.names);
    row.purpose = squeeze(without_separator(part.substr(end)));
    row.durations = read_durations(row.purpose, 1, {});
    rows.push_back(std::move(row));
  }
  return sure ? std::move(rows) : std::vector<Row>{};
}

}  // namespace

bool read_name_list(std::string_view line, std::uint32_t number, const Section& section, Rows& out,
                    bool coded) {
  constexpr std::size_t kLongest = 8000;  // bytes
  if (line.size() > kLongest) return false;
  std::size_t end = label_end(line);
  std::string_view label = trim(line.substr(0, end));
  const Role role = end > 0 ? label_role(label) : Role::none;
  // "Stored information:"
  const bool about = role == Role::purpose || role == Role::other || role == Role::storage;
  if (role != Role::none && role != Role::name && !about) return false;
  // "_fbp, _fbc - Meta (90 days)" and "_fbp (90 days), _fbc - more" begin with the names.
  const NameCell named = read_name_cell(label, false);
  if (end > 0 && line[end] != ':' && label.find('(') != std::string_view::npos) {
    end = 0;
    label = {};
  } else if (end > 0 && !named.names.empty() && named.refused.empty()) {
    return false;
  }
  const std::string_view list = end > 0 ? without_separator(line.substr(end)) : line;
  // "Permutive (our own audience segments)" is a company.
  const Judgement said = judge(label.substr(0, label.find('(')));
  const bool group = said.stated && !said.by_brand;
  Row common;
  common.line = number;
  common.section = section.title();
  common.judgement = group ? with_consent(said, consent_in(label)) : section.judgement();
  if (!group && role == Role::none) common.provider = squeeze(label);
  const auto elements = elements_of(without_link(list));
  if (!elements && end > 0 && line[end] == ':' && !about) {
    std::vector<Row> described = described_names(list);
    for (Row& row : described) {
      row.line = number;
      row.section = common.section;
      row.judgement = common.judgement;
      row.provider = common.provider;
      out.add(std::move(row));
    }
    if (!described.empty()) return true;
    return read_plain_list(label, list, coded, std::move(common), out);
  }
  if (!elements || (about && !tells_cookies(*elements)) || (end == 0 && !stands_alone(*elements)))
    return false;
  for (const Element& element : *elements) {
    Row row = common;
    // "Stored information: uid (cookie, 60 days)" names no company.
    if (mentions_cookies(element.note)) row.provider.clear();
    row.names = {element.name};
    if (!element.duration.empty()) row.durations = {element.duration};
    row.names_sure = element.name.shape == Shape::word ? Confidence::medium : Confidence::high;
    row.not_a_cookie = is_other_storage(element.note);
    out.add(std::move(row));
  }
  return true;
}

}  // namespace cookie_warden::reader
