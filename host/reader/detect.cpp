// SPDX-License-Identifier: MPL-2.0
#include "reader/detect.hpp"

#include <algorithm>

#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kSample = 200'000;  // bytes: enough to tell a format

bool has(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// Data and scripts; null for pages.
std::optional<PolicyFormat> detect_data(std::string_view text, std::string_view lowered) {
  if (has(text, "cookieTableNecessary")) return PolicyFormat::cookiebot;
  const char first = trim(text)[0];
  const bool data = first == '{' || first == '[';
  const bool page =
      has(lowered, "<html") || has(lowered, "<!doctype") || has(lowered, "<table") || first == '<';
  if (data || !page) {
    if (has(text, "\"OptanonGroupId\"") || has(text, "\"FirstPartyCookies\"") ||
        (has(text, "\"DomainData\"") && has(text, "\"Groups\""))) {
      return PolicyFormat::onetrust;
    }
    if (has(text, "\"disclosures\"") && has(text, "\"identifier\"")) return PolicyFormat::iab;
    if (has(text, "\"knowledges\"")) return PolicyFormat::edpb;
    if (data && has(lowered, "\"wildcardmatch\"")) return PolicyFormat::open_cookie_database;
    const std::string_view line = lowered.substr(0, std::min(lowered.find('\n'), lowered.size()));
    const bool table = std::ranges::count(line, ',') >= 3 && !line.starts_with('|');
    if (table && has(line, "cookie") && has(line, "category"))
      return PolicyFormat::open_cookie_database;
  }
  if (page && !data) return std::nullopt;
  const bool tool = has(lowered, "tarteaucitron") || has(lowered, "klaro") ||
                    has(lowered, "cookieconsent.run") || has(lowered, "autoclear") ||
                    has(lowered, "cookietable") ||
                    (has(lowered, "services") && has(lowered, "cookies"));
  const bool script =
      data || has(text, "=>") || has(text, "= {") || has(text, "={") || has(text, "({");
  if (tool && script) return PolicyFormat::consent_tool;
  return std::nullopt;
}

bool starts_a_markdown_block(std::string_view line) {
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes > 0 && hashes < 7 && hashes < line.size() && line[hashes] == ' ') return true;
  if (line.starts_with("**") || line.starts_with("* ") || line.starts_with(">")) return true;
  const bool separator = line.find_first_not_of("|-: \t") == std::string_view::npos;
  if (separator && has(line, "--") && has(line, "|")) return true;
  return has(line, "](");
}

PolicyFormat detect_page(std::string_view text, std::string_view lowered) {
  if (has(lowered, "<!doctype html") || has(lowered, "<html") || has(lowered, "<body"))
    return PolicyFormat::html;
  std::size_t tags = 0;
  std::size_t marks = 0;
  std::size_t filled = 0;
  bool underlined = false;
  for (const std::string_view raw : split_lines(text)) {
    const std::string_view line = trim(raw);
    if (line.empty()) continue;
    ++filled;
    const bool tag = line.size() > 2 && line[0] == '<' && (is_alpha(line[1]) || line[1] == '/');
    tags += tag ? 1U : 0U;
    marks += !tag && starts_a_markdown_block(line) ? 1U : 0U;
    underlined =
        underlined || (line.size() >= 3 && line.find_first_not_of("=") == std::string_view::npos);
  }
  if (marks > 0 || underlined || text.starts_with("---\n")) {
    return tags * 2 > filled && marks * 10 < filled && !text.starts_with("---\n")
               ? PolicyFormat::html
               : PolicyFormat::markdown;
  }
  const bool block_tags = has(lowered, "<p>") || has(lowered, "<table") || has(lowered, "<div") ||
                          has(lowered, "<li>") || has(lowered, "<td") || has(lowered, "<br");
  return block_tags ? PolicyFormat::html : PolicyFormat::text;
}

}  // namespace

PolicyFormat detect_format(std::string_view text) {
  const std::string_view sample = text.substr(0, kSample);
  const std::string lowered = lower(sample);
  // cc.js keeps its tables at its end.
  if (has(text, "CookieConsentDialog.cookieTable")) return PolicyFormat::cookiebot;
  if (const auto data = detect_data(sample, lowered)) return *data;
  return detect_page(sample, lowered);
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
  if (!read) problem = "The text is not " + std::string(to_string(format)) + ", or is cut off.";
  return read;
}

}  // namespace cookie_warden::reader
