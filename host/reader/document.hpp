// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden::reader {

/// Text of a block, with line feeds where the page breaks lines, and the runs it emphasises
/// (bold, italic, code).
struct Text {
  struct Mark {
    std::size_t begin = 0, end = 0;  ///< Bytes of `plain`.
    bool code = false;               ///< Set as code, as pages set names.
  };
  std::string plain{};
  std::vector<Mark> marks{};
};

struct Cell {
  Text text{};
  std::uint32_t line = 0;
  bool header = false;    ///< A th, or a role that says so.
  bool repeated = false;  ///< Filled in from a cell that spans several rows or columns.
};

using TableRow = std::vector<Cell>;

/// What every page format is read into.
struct Block {
  enum class Kind { heading, paragraph, item, table };
  Kind kind = Kind::paragraph;
  int number = 0;       ///< Of an item in a numbered list; 0: none.
  int level = 0;        ///< Of a heading: 1 to 6. Else how many lists it stands in.
  bool title = false;   ///< A short paragraph that is bold as a whole, or classed as a title.
  bool joined = false;  ///< A line of a paragraph that was taken apart, not its first.
  std::uint32_t line = 0;
  Text text{};
  std::vector<TableRow> rows{};
};

struct Document {
  std::vector<Block> blocks{};
  std::string language{};  ///< "nl": as its words tell, or as it declares; else empty.
  bool copied = false;     ///< Plain text whose lines end where the page's own blocks did.
};

/// HTML5 by the standard's algorithm. Null with a sentence in `problem` for a page that no
/// browser user would meet: nested too deep, too many elements (see html_guard.cpp).
[[nodiscard]] bool read_html(const std::string& html, Document& document, std::string& problem);

/// A sentence saying why the page is refused; empty if its parsing takes time linear in its size.
[[nodiscard]] std::string html_problem(std::string_view html);

/// Markdown (CommonMark's blocks, tables with pipes, HTML inside) as HTML with the same line
/// numbers.
[[nodiscard]] std::string markdown_to_html(std::string_view markdown);

/// Where the paragraphs of a text end: at blank lines, or at the end of each line.
enum class Paragraphs { parted, lines };

/// Plain text: paragraphs, bullets, and tables set with tabs or runs of blanks.
[[nodiscard]] Document read_plain(std::string_view text,
                                  Paragraphs paragraphs = Paragraphs::parted);

/// Plain text with the words whole that were broken at the ends of its lines.
[[nodiscard]] std::string without_hyphenation(std::string_view text);

/// Without front matter and template tags (<% %>, {{ }}, {% %}, <?php ?>, #{ }), but for the texts
/// that stand in them ({{ t('Purpose') }}); line feeds are kept. A heading of which nothing can be
/// read here becomes "…".
[[nodiscard]] std::string without_templates(std::string_view text);

/// Headings of AsciiDoc ("== Title"), and tables or labelled lists of it.
[[nodiscard]] bool is_asciidoc(std::string_view text);

/// AsciiDoc as Markdown; other texts as they are.
[[nodiscard]] std::string with_asciidoc(std::string_view text);

/// Hugo's shortcodes in Markdown as tags of components and titles; line feeds outside them are
/// kept.
[[nodiscard]] std::string with_shortcodes(std::string_view markdown);

/// HTML with the markup that script elements of type "text/template" hold, as if it stood there.
[[nodiscard]] std::string with_script_templates(std::string html);

/// ERB whose tables are built by calls (table.with_row, row.with_cell), with tables of HTML
/// instead.
[[nodiscard]] std::string with_built_tables(std::string_view text);

/// A program that is a page: JSX, TSX or PHP with markup in it, or Markdown with modules (MDX).
enum class PageProgram { none, markup, markdown };
[[nodiscard]] PageProgram page_program(std::string_view text);

/// The markup in JSX, without the code around and inside it; line feeds are kept. PHP as it is.
[[nodiscard]] std::string markup_of(std::string_view program);

/// MDX without its imports and exports; line feeds are kept.
[[nodiscard]] std::string without_modules(std::string_view text);

}  // namespace cookie_warden::reader
