// SPDX-License-Identifier: MPL-2.0
// AsciiDoc (https://docs.asciidoctor.org/asciidoc/latest/) as Markdown with the same line numbers:
// headings, tables, labelled lists.
#include <algorithm>
#include <vector>

#include "reader/document.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::string_view kTable = "|===";
constexpr std::string_view kComment = "////";

/// "== Title": how many signs; 0 if it is no heading.
std::size_t heading_level(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('='), line.size());
  const bool ruler = line.find_first_not_of("= ") == std::string_view::npos;
  return level > 0 && level < 7 && !ruler && line[level] == ' ' ? level : 0;
}

/// ":toc: left", "[cols=2]", "ifdef::x[]": nothing that a reader sees.
bool is_markup(std::string_view line) {
  const bool attribute = line.size() > 2 && line[0] == ':' && line.find(':', 1) != line.npos;
  const bool list = line.starts_with('[') && line.ends_with(']');
  return attribute || list || line.starts_with("ifdef::") || line.starts_with("ifndef::") ||
         line.starts_with("endif::") || line.starts_with("include::") || line.starts_with("//");
}

/// "2m,3,2,1" of [cols="2m,3,2,1"], "3*" too: how many; 0 if it does not say.
std::size_t columns_in(std::string_view attributes) {
  const std::size_t at = attributes.find("cols=");
  if (at == std::string_view::npos) return 0;
  std::string_view value = attributes.substr(at + 5);
  const bool quoted = value.starts_with('"');
  value =
      quoted ? value.substr(1, value.find('"', 1) - 1) : value.substr(0, value.find_first_of(",]"));
  const std::size_t star = value.find('*');
  if (star == 1 && is_digit(value[0])) return static_cast<std::size_t>(value[0] - '0');
  return static_cast<std::size_t>(std::ranges::count(value, ',')) + 1;
}

class Converter {
 public:
  explicit Converter(std::string_view text) : lines_(split_lines(text)) {}

  std::string run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view line = trim(lines_[at_]);
      if (line == kTable) {
        table();
      } else if (line.starts_with(kComment)) {
        comment();
      } else {
        if (!is_markup(line)) text(line);
        if (line.starts_with("[")) columns_ = columns_in(line);
        out_ += '\n';
      }
    }
    return std::move(out_);
  }

 private:
  void text(std::string_view line) {
    const std::size_t term = line.find(":: ");
    if (const std::size_t level = heading_level(line); level > 0) {
      out_.append(level, '#').append(line.substr(level));
    } else if (term != std::string_view::npos && term > 0 && term < 80) {
      out_.append("- ").append(unescaped(line.substr(0, term))).append(": ");
      out_ += line.substr(term + 3);
    } else if (line.size() > 2 && line[0] == '.' && line[1] != '.' && line[1] != ' ') {
      out_.append("**").append(line.substr(1)).append("**");
    } else {
      out_ += line;
    }
  }

  /// Up to the line that closes it.
  void comment() {
    const std::string_view fence = trim(lines_[at_]);
    out_ += '\n';
    while (++at_ < lines_.size()) {
      out_ += '\n';
      if (trim(lines_[at_]) == fence) return;
    }
  }

  static std::string_view unescaped(std::string_view text) {
    return text.starts_with('\\') ? text.substr(1) : text;
  }

  struct Cell {
    std::string text{};
    std::size_t line = 0;
  };

  /// Up to the line that closes it: every bar begins a cell.
  void table() {
    std::vector<Cell> cells;
    std::size_t width = columns_;
    std::size_t end = at_ + 1;
    for (; end < lines_.size() && trim(lines_[end]) != kTable; ++end) {
      const std::size_t before = cells.size();
      add_cells(trim(lines_[end]), end, cells);
      // Where nothing else says it, the first line's cells are a row.
      if (width == 0 && before == 0) width = cells.size();
    }
    std::size_t line = at_;
    for (std::size_t i = 0; width > 0 && i + width <= cells.size(); i += width) {
      for (; line < cells[i].line; ++line) out_ += '\n';
      for (std::size_t c = 0; c < width; ++c)
        out_.append("| ").append(cells[i + c].text).append(" ");
      out_ += "|\n";
      ++line;
      if (i > 0) continue;
      // Most tables have their separator in the blank line below the head.
      for (std::size_t c = 0; c < width; ++c) out_ += "|---";
      out_ += "|\n";
      ++line;
    }
    for (; line <= end && line < lines_.size(); ++line) out_ += '\n';
    at_ = end;
    columns_ = 0;
  }

  static void add_cells(std::string_view line, std::size_t number, std::vector<Cell>& cells) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
      const bool bar = i < line.size() && line[i] == '|' && (i == 0 || line[i - 1] != '\\');
      if (!bar && i < line.size()) continue;
      const std::string_view part = trim(line.substr(begin, i - begin));
      if (begin > 0) {
        cells.push_back({std::string(part), number});
      } else if (!part.empty() && !cells.empty()) {
        cells.back().text.append(" ").append(part);
      }
      begin = i + 1;
    }
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::size_t columns_ = 0;  ///< By the attributes above the table; 0: not said.
  std::string out_{};
};

}  // namespace

bool is_asciidoc(std::string_view text) {
  bool heading = false;
  std::size_t marks = 0;
  for (const std::string_view raw : split_lines(text.substr(0, 65536))) {
    const std::string_view line = trim(raw);
    heading = heading || heading_level(line) > 0;
    // ".. note:: text" is reStructuredText.
    const bool list = line.find(":: ") != line.npos && !line.starts_with("..");
    marks += line == kTable || list ? 1U : 0U;
  }
  return heading && marks > 0;
}

std::string with_asciidoc(std::string_view text) {
  return is_asciidoc(text) ? Converter(text).run() : std::string(text);
}

}  // namespace cookie_warden::reader
