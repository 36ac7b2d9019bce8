// SPDX-License-Identifier: MPL-2.0
#include "reader/read_policy.hpp"

#include <algorithm>
#include <array>

#include "reader/data_tables.hpp"
#include "reader/declarations/declarations.hpp"
#include "reader/detect.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/pages/pandoc.hpp"
#include "reader/pages/text_dump.hpp"
#include "reader/rules.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden {
namespace {

using namespace reader;

constexpr std::array<std::pair<PolicyFormat, std::string_view>, 9> kFormats = {{
    {PolicyFormat::html, "html"},
    {PolicyFormat::markdown, "markdown"},
    {PolicyFormat::text, "text"},
    {PolicyFormat::onetrust, "onetrust"},
    {PolicyFormat::cookiebot, "cookiebot"},
    {PolicyFormat::consent_tool, "consent-tool"},
    {PolicyFormat::open_cookie_database, "open-cookie-database"},
    {PolicyFormat::edpb, "edpb"},
    {PolicyFormat::iab, "iab"},
}};

/// The page's text, for telling its language.
std::string sample_of(const Document& document) {
  constexpr std::size_t kEnough = 60'000;  // bytes
  std::string text;
  for (const Block& block : document.blocks) {
    if (text.size() > kEnough) break;
    text += block.text.plain.substr(0, kEnough) + "\n";
    for (const TableRow& row : block.rows) {
      for (const Cell& cell : row) {
        if (text.size() < kEnough) text += shorten(cell.text.plain, 300) + "\n";
      }
    }
  }
  return text;
}

constexpr const char* kRemedy = " Save only the part with the cookies, or its text, and read that.";

/// What a file is that holds no text by itself, told by its first bytes; empty for all others.
std::string_view other_file(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kFiles = {
      {{"%PDF-"sv, "PDF"sv},
       {"PK\x03\x04"sv, "document of an office program, or an archive"sv},
       {"\x89PNG"sv, "picture"sv},
       {"\xFF\xD8\xFF"sv, "picture"sv},
       {"GIF8"sv, "picture"sv},
       {"\x1F\x8B"sv, "compressed file"sv}}};
  for (const auto& [magic, name] : kFiles) {
    if (bytes.starts_with(magic)) return name;
  }
  return {};
}

/// A program's page.
std::string without_code(const std::string& text) {
  const PageProgram program = page_program(text);
  if (program == PageProgram::markup) return markup_of(text);
  return program == PageProgram::markdown ? without_modules(text) : text;
}

/// How much was read: names that are written as such, and whether their categories are told.
std::size_t worth(const Rows& rows) {
  std::size_t worth = 0;
  for (const Row& row : rows.rows) {
    for (const Name& name : row.names) {
      worth += name.shape == Shape::sure ? 3U : name.shape == Shape::likely ? 1U : 0U;
      worth += row.judgement.stated ? 1U : 0U;
    }
  }
  return worth;
}

/// A text without blank lines may be a copy that has each of the page's paragraphs in one line: it
/// is read both ways.
Rows read_text(const std::string& text, const Document& document) {
  constexpr std::ptrdiff_t kMany = 12;  // lines of one paragraph
  Rows rows = read_document(document);
  const bool dump = std::ranges::any_of(document.blocks, [](const Block& block) {
    return std::ranges::count(block.text.plain, '\n') >= kMany;
  });
  if (!dump) return rows;
  Document lines = read_plain(text, Paragraphs::lines);
  lines.language = document.language;
  Rows other = read_document(lines);
  // A little more may be words that are no names.
  const std::size_t little = document.copied ? 0 : 5;
  return worth(other) >= worth(rows) + little ? other : rows;
}

bool read_page(PolicyFormat format, const std::string& whole, Rows& rows, ReadPolicy& out) {
  const bool program = page_program(whole) != PageProgram::none;
  const bool markdown = format == PolicyFormat::markdown;
  const std::string common =
      markdown ? without_attributes(with_bar_tables(with_shortcodes(with_asciidoc(whole)))) : whole;
  const bool plain = format == PolicyFormat::text;
  const std::string text =
      plain ? without_hyphenation(without_controls(whole)) : with_data_tables(common);
  Document document;
  if (plain) {
    document = read_plain(text);
  } else {
    const std::string page = without_templates(with_built_tables(without_code(text)));
    const std::string html =
        markdown ? markdown_to_html(plain_spaces(page)) : with_script_templates(page);
    if (!read_html(html, document, out.error)) {
      out.error += kRemedy;
      return false;
    }
  }
  document.language = language_of(sample_of(document), document.language);
  out.policy.source_language = document.language;
  rows = plain ? read_text(text, document) : read_document(document);
  if (!plain) {
    // Many tools keep in a script what the page shows later, or nowhere.
    constexpr std::size_t kSeveral = 3;  // names that the page prints itself
    const bool prints = rows.rows.size() >= kSeveral;
    for (Row& row : read_scripts(text, program).rows) {
      if (!prints || !row.of_known_service) rows.add(std::move(row));
    }
  }
  return true;
}

}  // namespace

std::string_view to_string(PolicyFormat format) {
  return kFormats[static_cast<std::size_t>(format)].second;
}

std::optional<PolicyFormat> policy_format_from(std::string_view name) {
  for (const auto& [format, text] : kFormats) {
    if (text == name) return format;
  }
  return std::nullopt;
}

std::string policy_format_names() {
  std::string names;
  for (const auto& entry : kFormats) {
    names += names.empty() ? "" : ", ";
    names += entry.second;
  }
  return names;
}

ReadPolicy read_policy(std::string_view bytes, const ReadPolicyOptions& options) {
  ReadPolicy out;
  if (bytes.size() > kMostPolicyBytes) {
    out.error = "The page is too large: " + std::to_string(bytes.size()) + " bytes, the most is " +
                std::to_string(kMostPolicyBytes) + "." + kRemedy;
    return out;
  }
  if (const std::string_view file = other_file(bytes); !file.empty()) {
    out.error = "The file is a " + std::string(file) +
                ", not a page. Copy its text into a text file, and read that.";
    return out;
  }
  const std::string text = clean_utf8(bytes);
  if (trim(text).empty()) {
    out.error = "The page is empty.";
    return out;
  }
  out.format = options.format ? *options.format : detect_format(text);
  Rows rows;
  const bool is_page = out.format == PolicyFormat::html || out.format == PolicyFormat::markdown ||
                       out.format == PolicyFormat::text;
  bool read = is_page ? read_page(out.format, text, rows, out)
                      : read_declaration(out.format, text, rows, out.error);
  if (out.format == PolicyFormat::consent_tool && rows.rows.empty()) {
    const std::string page = page_in_data(text);
    if (!page.empty()) {
      out.error.clear();
      read = read_page(PolicyFormat::html, page, rows, out);
    }
  }
  if (!read) return out;
  out.policy.kind = PolicyKind::site;
  out.policy.id = options.site;
  out.policy.title = options.site;
  if (!options.site.empty()) out.policy.sites = {options.site};
  out.policy.source_url = options.url;
  out.policy.rules = rules_of(rows.rows, options.site);
  out.policy.complete = rows.complete && !out.policy.rules.empty();
  out.doubts = std::move(rows.doubts);
  constexpr std::size_t kMostDoubts = 100;
  if (out.doubts.size() > kMostDoubts) out.doubts.resize(kMostDoubts);
  return out;
}

}  // namespace cookie_warden
