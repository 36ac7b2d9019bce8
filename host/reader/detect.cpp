// SPDX-License-Identifier: MPL-2.0
#include "reader/detect.hpp"

#include <algorithm>
#include <array>

#include "reader/declarations/declarations.hpp"
#include "reader/document.hpp"
#include "reader/pages/text_dump.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kSample = 200'000;  // bytes: enough to tell a format

bool has(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// JSON, or an object or a list of a script: no template's tag, no link of Markdown.
bool begins_data(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const std::string_view next = trim(text.substr(1, 400));
  if (next.empty()) return false;
  const char c = next[0];
  const bool empty = (c == '}' && text[0] == '{') || (c == ']' && text[0] == '[');
  if (empty) return trim(next.substr(1)).empty();  // "[](/home)" is a link of Markdown
  if (c == '"' || c == '\'' || next.starts_with("//") || next.starts_with("/*")) {
    return true;
  }
  if (text[0] == '[') {
    const std::string_view second = trim(next.substr(1));
    return c == '{' || (c == '[' && !second.empty() && second[0] == '"');
  }
  std::size_t end = 0;
  while (end < next.size() && (is_alnum(next[end]) || next[end] == '_')) ++end;
  return end > 0 && trim(next.substr(end)).starts_with(':');
}

/// The object that is the whole text has a member of that name itself.
bool has_own_member(std::string_view json, std::string_view key) {
  int depth = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    depth += c == '{' || c == '[' ? 1 : 0;
    depth -= c == '}' || c == ']' ? 1 : 0;
    if (c != '"') continue;
    const std::size_t begin = i + 1;
    for (++i; i < json.size() && json[i] != '"'; ++i) i += json[i] == '\\' ? 1U : 0U;
    const std::string_view text = json.substr(std::min(begin, json.size()), i - begin);
    if (depth == 1 && text == key && trim(json.substr(i + 1, 20)).starts_with(':')) return true;
  }
  return false;
}

bool begins_script(std::string_view text) {
  text = trim(text);
  constexpr std::string_view kBeginnings[] = {
      "import ", "export ",        "const ",       "let ",          "var ",   "window.",
      "module.", "(function",      "(()",          "(async",        "/*",     "//",
      "<?php",   "\"use strict\"", "'use strict'", "CookieConsent", "klaro",  "tarteaucitron",
      "return ", "define(",        "Object.",      "self.",         "async ", "document."};
  return std::ranges::any_of(kBeginnings, [&](auto begin) { return text.starts_with(begin); });
}

bool is_tool_config(std::string_view text, std::string_view lowered) {
  const bool tool = has(lowered, "tarteaucitron") || has(lowered, "klaro") ||
                    has(lowered, "cookieconsent.run") || has(lowered, "autoclear") ||
                    has(lowered, "cookietable") ||
                    (has(lowered, "services") && has(lowered, "cookies"));
  const bool script = has(text, "=>") || has(text, "= {") || has(text, "={") || has(text, "({");
  return (tool && script) || (begins_script(text) && has(lowered, "cookie"));
}

/// Pages of the web's frameworks are programs, and declare in their markup.
std::optional<PolicyFormat> detect_program(std::string_view text) {
  const PageProgram program = page_program(text);
  if (program == PageProgram::none) return std::nullopt;
  return program == PageProgram::markdown ? PolicyFormat::markdown : PolicyFormat::html;
}

/// At least a third of the lines begin with a tag: a template, whatever stands between.
bool holds_markup(std::string_view text) {
  std::size_t tags = 0;
  std::size_t lines = 0;
  for (const std::string_view raw : split_lines(text)) {
    const std::string_view line = trim(raw);
    const bool tag = line.size() > 2 && line[0] == '<' && (is_alpha(line[1]) || line[1] == '/');
    lines += line.empty() ? 0U : 1U;
    tags += tag ? 1U : 0U;
  }
  return tags * 3 > lines;
}

/// Data and scripts; null for pages.
std::optional<PolicyFormat> detect_data(std::string_view text, std::string_view lowered) {
  if (has(text, "cookieTableNecessary")) return PolicyFormat::cookiebot;
  const char first = trim(text)[0];
  const bool markup = first == '<' || trim(text).starts_with("{%");  // or a template's tag
  const bool data = begins_data(text);
  const bool script = begins_script(text);
  const bool page = !script && (has(lowered, "<html") || has(lowered, "<!doctype") ||
                                has(lowered, "<table") || markup || holds_markup(text));
  if (data || !page) {
    if (has(text, "\"OptanonGroupId\"") || has(text, "\"FirstPartyCookies\"") ||
        (has(text, "\"DomainData\"") && has(text, "\"Groups\""))) {
      return PolicyFormat::onetrust;
    }
    if (has(text, "\"identifier\"") && has_own_member(text, "disclosures"))
      return PolicyFormat::iab;
    if (has(text, "\"knowledges\"")) return PolicyFormat::edpb;
    if (data && has(lowered, "\"wildcardmatch\"")) return PolicyFormat::open_cookie_database;
    const std::string_view line = lowered.substr(0, std::min(lowered.find('\n'), lowered.size()));
    if (!data && has(line, "wildcard match") && has(line, "category"))
      return PolicyFormat::open_cookie_database;
    if (!data && !line.starts_with('|') && is_cookie_csv(text)) return PolicyFormat::consent_tool;
    const bool table = !data && std::ranges::count(line, ',') >= 3 && !line.starts_with('|');
    if (table && has(line, "cookie") && has(line, "category"))
      return PolicyFormat::open_cookie_database;
  }
  if (data || (!page && (is_tool_config(text, lowered) || is_cookie_yaml(text))))
    return PolicyFormat::consent_tool;
  return std::nullopt;
}

/// "|---|---|" below the head of a table.
bool is_table_separator(std::string_view line) {
  return line.find_first_not_of("|-: \t") == std::string_view::npos && has(line, "--") &&
         has(line, "|");
}

bool starts_a_markdown_block(std::string_view line) {
  if (!starred_title(line).text.empty()) return false;
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes > 0 && hashes < 7 && hashes < line.size() && line[hashes] == ' ') return true;
  if (line.starts_with("**") || line.starts_with(">") || line.starts_with(":::")) return true;
  const std::size_t tick = line.find('`');
  if (tick != std::string_view::npos && line.find('`', tick + 1) != std::string_view::npos)
    return true;
  if (is_table_separator(line)) return true;
  return has(line, "](");
}

/// Cells parted by tabs, as browsers copy tables.
bool is_tabbed(std::string_view line) {
  const std::size_t first = line.find('\t');
  return first != std::string_view::npos && line.find('\t', first + 1) != std::string_view::npos;
}

/// A bullet that a browser or a printer drew; Markdown has none of them.
bool has_drawn_bullet(std::string_view line) {
  constexpr std::array<std::string_view, 5> kBullets = {"\u2022", "\u25A1", "\u25A0", "\u25CB",
                                                        "\u25AA"};
  return std::ranges::any_of(kBullets,
                             [&](std::string_view sign) { return line.starts_with(sign); });
}

PolicyFormat detect_page(std::string_view text, std::string_view lowered) {
  if (has(lowered, "<!doctype html") || has(lowered, "<html") || has(lowered, "<body"))
    return PolicyFormat::html;
  std::size_t tags = 0;
  std::size_t marks = 0;
  std::size_t drawn = 0;  // tables or bullets
  std::size_t filled = 0;
  bool underlined = false;
  bool bars = false;
  for (const std::string_view raw : split_lines(text)) {
    const std::string_view line = trim(raw);
    if (line.empty()) continue;
    ++filled;
    drawn += is_tabbed(line) || has_drawn_bullet(line) ? 1U : 0U;
    const bool tag = line.size() > 2 && line[0] == '<' && (is_alpha(line[1]) || line[1] == '/');
    tags += tag ? 1U : 0U;
    marks += !tag && starts_a_markdown_block(line) ? 1U : 0U;
    bars = bars || is_table_separator(line);
    underlined =
        underlined || (line.size() >= 3 && line.find_first_not_of("=") == std::string_view::npos);
  }
  // A print's pages end in form feeds; stars in it were on the page itself.
  if (has(text, "\n\f") && tags == 0 && !has(text, "\n# ") && !has(text, "\n## "))
    return PolicyFormat::text;
  // Stars among cells are part of names.
  if (drawn > 2 * marks && !underlined && tags == 0 && !text.starts_with("---\n"))
    return PolicyFormat::text;
  // In a long text a few stars are an accident.
  constexpr std::size_t kFew = 50;  // lines to a mark
  if (filled > 2 * kFew && marks * kFew < filled && !underlined && tags == 0 &&
      !text.starts_with("---\n"))
    return PolicyFormat::text;
  if (marks > 0 || underlined || text.starts_with("---\n")) {
    // Markdown may stand between tags of HTML.
    return tags * 2 > filled && marks * 10 < filled && !bars && !text.starts_with("---\n")
               ? PolicyFormat::html
               : PolicyFormat::markdown;
  }
  const bool block_tags = has(lowered, "<p>") || has(lowered, "<table") || has(lowered, "<div") ||
                          has(lowered, "<li>") || has(lowered, "<td") || has(lowered, "<br") ||
                          has(lowered, "</h1>") || has(lowered, "</h2>") || has(lowered, "</h3>") ||
                          has(lowered, "</script>");
  return block_tags ? PolicyFormat::html : PolicyFormat::text;
}

}  // namespace

PolicyFormat detect_format(std::string_view text) {
  const std::string_view sample = text.substr(0, kSample);
  const std::string lowered = lower(sample);
  // cc.js keeps its tables at its end.
  if (has(text, "CookieConsentDialog.cookieTable")) return PolicyFormat::cookiebot;
  if (const auto program = detect_program(sample)) return *program;
  if (const auto data = detect_data(sample, lowered)) return *data;
  if (is_asciidoc(sample)) return PolicyFormat::markdown;
  return detect_page(sample, lowered);
}

bool read_consent_tool(std::string_view text, Rows& rows) {
  if (!begins_data(text) && is_cookie_csv(text)) return read_cookie_csv(text, rows);
  Literals literals;
  if (!begins_data(text) && !begins_script(text) && is_cookie_yaml(text)) {
    literals.emplace_back("", read_yaml(text));
  } else {
    literals = literals_of(text);
  }
  read_literals(literals, rows);
  return !literals.empty();
}

bool read_declaration(PolicyFormat format, std::string_view text, Rows& rows,
                      std::string& problem) {
  bool read = false;
  switch (format) {
    case PolicyFormat::onetrust:
      read = read_onetrust(text, rows);
      break;
    case PolicyFormat::cookiebot:
      read = read_cookiebot(text, rows);
      break;
    case PolicyFormat::consent_tool:
      read = read_consent_tool(text, rows);
      break;
    case PolicyFormat::open_cookie_database:
      read = read_open_cookie_database(text, rows);
      break;
    case PolicyFormat::edpb:
      read = read_edpb(text, rows);
      break;
    case PolicyFormat::iab:
      read = read_iab(text, rows);
      break;
    default:
      break;
  }
  if (!read && problem.empty())
    problem = "The text is not " + std::string(to_string(format)) + ", or is cut off.";
  return read;
}

}  // namespace cookie_warden::reader
