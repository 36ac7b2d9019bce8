// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/declarations.hpp"

#include <algorithm>

#include "reader/declarations/regex_pattern.hpp"
#include "reader/detect.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

Judgement by_group(const Value& group) {
  const Value& name = group.any_of({"GroupName", "GroupNameMobile"});
  Judgement said = judge(name.text);
  const std::string& id = group.any_of({"CustomGroupId", "OptanonGroupId"}).text;
  // OneTrust's own ids hold where the group's name tells nothing.
  constexpr std::pair<std::string_view, Category> kIds[] = {{"C0001", Category::necessary},
                                                            {"C0002", Category::statistics},
                                                            {"C0003", Category::functional},
                                                            {"C0004", Category::marketing},
                                                            {"C0005", Category::marketing}};
  for (const auto& [key, category] : kIds) {
    if (!said.stated && id == key)
      said = {category, true, Evidence::Confidence::medium, "Category by the group's id."};
  }
  ConsentSaid consent;
  const std::string status = lower(group.any_of({"Status"}).text);
  consent.always = status.starts_with("always active") || status.starts_with("alwaysactive");
  consent.needed = status.starts_with("inactive");
  return with_consent(said, consent);
}

void add_onetrust_cookie(const Value& cookie, const Judgement& said, const std::string& group,
                         RuleParty party, Rows& rows) {
  Row row;
  row.names = declared_name(cookie.any_of({"Name"}).text);
  row.judgement = said;
  row.section = group;
  row.line = cookie.line;
  row.party = party;
  row.domain = cookie.any_of({"Host"}).text;
  row.purpose = without_tags(cookie.any_of({"description", "Description"}).text);
  const Value& session = cookie.any_of({"IsSession"});
  const Value& length = cookie.any_of({"Length", "DurationType"});
  if (session.truth) {
    row.durations = {"session"};
  } else if (const auto days = read_duration(length.text, Unit::day)) {
    if (*days != "P0D") row.durations = {*days};
  }
  rows.add(std::move(row));
}

void add_onetrust_group(const Value& group, const Judgement& around, int depth, Rows& rows) {
  const Judgement own = by_group(group);
  const Judgement& said = own.stated ? own : around;
  const std::string& name = group.any_of({"GroupName", "GroupNameMobile"}).text;
  for (const char* key : {"FirstPartyCookies", "Cookies"}) {
    for (const Value& cookie : group[key].items) {
      const bool third = cookie.any_of({"thirdParty", "IsThirdParty"}).truth;
      add_onetrust_cookie(cookie, said, name, third ? RuleParty::third : RuleParty::first, rows);
    }
  }
  for (const Value& host : group["Hosts"].items) {
    for (const Value& cookie : host["Cookies"].items) {
      add_onetrust_cookie(cookie, said, name, RuleParty::third, rows);
    }
  }
  constexpr int kDeepest = 8;
  if (depth >= kDeepest) return;
  for (const Value& part : group.any_of({"SubGroups", "Children"}).items)
    add_onetrust_group(part, said, depth + 1, rows);
}

bool is_onetrust(const Value& groups) {
  return std::ranges::any_of(groups.items, [](const Value& group) {
    return group["FirstPartyCookies"] || group["OptanonGroupId"] || group["CustomGroupId"] ||
           group["GroupLanguagePropertiesSets"] || group["GroupName"];
  });
}

/// Finds the list of groups, wherever the variant keeps it.
const Value* find_groups(const Value& value, int depth) {
  if (depth > 6) return nullptr;
  if (const Value& groups = value["Groups"]; is_onetrust(groups)) return &groups;
  for (const auto& [key, member] : value.members) {
    if (const Value* found = find_groups(member, depth + 1)) return found;
  }
  for (const Value& item : value.items) {
    if (const Value* found = find_groups(item, depth + 1)) return found;
  }
  return nullptr;
}

/// Where the list that is assigned to `key` begins.
std::size_t assigned_list(std::string_view script, std::string_view key) {
  for (std::size_t at = script.find(key); at != std::string_view::npos; at = script.find(key, at)) {
    at += key.size();
    std::size_t i = at;
    while (i < script.size() &&
           (is_space(script[i]) || script[i] == '=' || script[i] == ':' || script[i] == '"'))
      ++i;
    if (i < script.size() && i > at && script[i] == '[') return i;
  }
  return std::string_view::npos;
}

/// An older variant names its groups in a list of languages.
void add_group_names(Value& group) {
  const Value& languages = group["GroupLanguagePropertiesSets"];
  if (group["GroupName"] || languages.items.empty()) return;
  const Value& first = languages.items[0];
  const Value& name = first["GroupName"];
  Value text = name["Text"] ? name["Text"] : name;
  group.members.emplace_back("GroupName", std::move(text));
}

}  // namespace

std::vector<Name> declared_name(std::string_view name) {
  auto made = make_name(trim(name));
  return made ? std::vector<Name>{std::move(*made)} : std::vector<Name>{};
}

std::vector<Name> names_of_regex(std::string_view regex) {
  std::vector<Name> names;
  for (const std::string& pattern : patterns_of_regex(regex)) {
    names.push_back({pattern, pattern, Shape::sure, false});
  }
  return names;
}

namespace {

/// "intercom-id-<app id>": a placeholder of two words is one.
std::string without_inner_blanks(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '<' || c == '{' || c == '[') ++depth;
    if ((c == '>' || c == '}' || c == ']') && depth > 0) --depth;
    if (c != ' ' || depth == 0) out += c;
  }
  return depth == 0 ? out : std::string(text);
}

}  // namespace

std::string name_text(std::string_view html) {
  constexpr std::string_view kTags[] = {"b",   "strong", "i",     "em",  "code", "span",
                                        "p",   "a",      "u",     "br",  "li",   "ul",
                                        "div", "wbr",    "small", "sup", "td"};
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    const std::size_t begin = i + 1 + (html.substr(i, 2) == "</" ? 1 : 0);
    std::size_t end = begin;
    while (html[i] == '<' && end < html.size() && is_alpha(html[end])) ++end;
    const std::string tag = lower(html.substr(std::min(begin, html.size()), end - begin));
    const std::size_t close = html[i] == '<' ? html.find('>', end) : std::string_view::npos;
    const bool known = std::ranges::find(kTags, tag) != std::end(kTags) && end < html.size() &&
                       (is_space(html[end]) || html[end] == '>' || html[end] == '/');
    if (known && close != std::string_view::npos) {
      out += tag == "br" ? ", " : " ";
      i = close + 1;
    } else {
      out += html[i++];
    }
  }
  return without_inner_blanks(squeeze(out));
}

std::string without_tags(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      const std::size_t end = html.find('>', i);
      if (end == std::string_view::npos) break;
      out += lower(html.substr(i, 3)) == "<br" ? ", " : " ";
      i = end + 1;
    } else {
      out += html[i++];
    }
  }
  constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&nbsp;", " "}, {"&quot;", "\""}, {"&#39;", "'"},
      {"&lt;", "<"},   {"&gt;", ">"},    {"&amp;", "&"}};
  std::string plain;
  for (std::size_t i = 0; i < out.size();) {
    std::size_t step = 0;
    for (const auto& [entity, character] : kEntities) {
      if (step == 0 && std::string_view(out).substr(i).starts_with(entity)) {
        plain += character;
        step = entity.size();
      }
    }
    if (step == 0) plain += out[i];
    i += step ? step : 1;
  }
  return squeeze(plain);
}

bool read_onetrust(const Value& root, Rows& rows) {
  const Value* groups = find_groups(root, 0);
  if (!groups) return false;
  for (Value group : groups->items) {
    add_group_names(group);
    add_onetrust_group(group, {}, 0, rows);
  }
  return true;
}

bool read_onetrust(std::string_view text, Rows& rows) {
  const std::size_t begin = text.find_first_of("{[");
  if (begin == std::string_view::npos) return false;
  std::size_t at = begin;
  if (!read_onetrust(read_literal(text, at), rows)) return false;
  rows.complete = true;
  return true;
}

bool read_cookiebot(std::string_view script, Rows& rows) {
  struct Table {
    std::string_view key;
    Category category;
  };
  constexpr Table kTables[] = {{"cookieTableNecessary", Category::necessary},
                               {"cookieTablePreference", Category::functional},
                               {"cookieTableStatistics", Category::statistics},
                               {"cookieTableAdvertising", Category::marketing},
                               {"cookieTableUnclassified", Category::unknown}};
  constexpr std::string_view kCookieType = "1";  // 2: local storage, 3 and 4: pixels and databases
  bool any = false;
  for (const Table& table : kTables) {
    std::size_t at = assigned_list(script, table.key);
    if (at == std::string_view::npos) continue;
    any = true;
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(script.begin(), script.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    for (const Value& entry : read_literal(script, at, line).items) {
      const auto field = [&](std::size_t i) {
        return i < entry.items.size() ? entry.items[i].text : "";
      };
      Row row;
      row.names = declared_name(without_tags(field(0)));
      if (row.names.empty()) continue;
      if (const auto patterns = patterns_of_regex(field(6));
          !field(6).empty() && patterns.size() == 1) {
        row.names[0].pattern = patterns[0];
      }
      const bool unclassified = table.category == Category::unknown;
      row.judgement = {table.category, true,
                       unclassified ? Evidence::Confidence::low : Evidence::Confidence::high,
                       unclassified ? "The page has not classified it." : ""};
      row.domain = without_tags(field(1));
      row.provider = row.domain;
      row.purpose = without_tags(field(2));
      row.durations = read_durations(field(3), 1, {});
      row.not_a_cookie = !field(5).empty() && field(5) != kCookieType;
      row.section = table.key;
      row.line = entry.line;
      rows.add(std::move(row));
    }
  }
  rows.complete = any;
  return any;
}

}  // namespace cookie_warden::reader
