// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/document.hpp"
#include "reader/roles.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kLongestTitle = 90;  // bytes
constexpr std::size_t kMostColumns = 12;

/// A run of text between tabs or several blanks, as PDF converters set tables.
struct Segment {
  std::size_t begin = 0;
  std::string_view text{};
};

std::vector<Segment> segments_of(std::string_view line) {
  std::vector<Segment> out;
  std::size_t i = 0;
  while (i < line.size()) {
    while (i < line.size() && is_space(line[i])) ++i;
    if (i == line.size()) break;
    std::size_t end = i;
    std::size_t last = i;
    while (end < line.size() && line[end] != '\t') {
      if (!is_space(line[end])) last = end;
      if (end > last + 1) break;
      ++end;
    }
    out.push_back({i, line.substr(i, last + 1 - i)});
    i = last + 1;
  }
  return out;
}

/// The line heads a table: at least two columns, one of them for names.
bool is_column_head(const std::vector<Segment>& segments) {
  if (segments.size() < 2 || segments.size() > kMostColumns) return false;
  bool name = false;
  std::size_t known = 0;
  for (const Segment& segment : segments) {
    const Role role = role_of(segment.text);
    name = name || role == Role::name;
    known += role == Role::none ? 0U : 1U;
  }
  return name && known >= 2;
}

class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : lines_(split_lines(text)) {}

  Document run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view text = trim(lines_[at_]);
      if (text.empty()) {
        flush();
      } else if (const auto head = segments_of(lines_[at_]); is_column_head(head)) {
        flush();
        columns(head);
      } else {
        line(text);
      }
    }
    flush();
    return std::move(document_);
  }

 private:
  void line(std::string_view text) {
    const bool bullet = text.starts_with("\u2022") || text.starts_with("\u25CF") ||
                        text.starts_with("- ") || text.starts_with("* ") ||
                        text.starts_with("\u2013 ") || text.starts_with("\u25AA");
    if (bullet) {
      flush();
      pending_.kind = Block::Kind::item;
      pending_.level = 1;
      text = trim(text.substr(text.find_first_of("-* ") == 0 ? 1 : 3));
    }
    if (pending_.text.plain.empty()) {
      pending_.line = static_cast<std::uint32_t>(at_ + 1);
    } else {
      pending_.text.plain += '\n';
    }
    pending_.text.plain += text;
  }

  void flush() {
    std::string& plain = pending_.text.plain;
    if (!plain.empty()) {
      const bool one_line = plain.find('\n') == std::string::npos && plain.size() <= kLongestTitle;
      const bool sentence = plain.ends_with('.') || plain.ends_with(',') || plain.ends_with(';');
      pending_.title = one_line && !sentence && pending_.kind == Block::Kind::paragraph;
      document_.blocks.push_back(std::move(pending_));
    }
    pending_ = Block{};
  }

  /// Column of a segment: the last that begins at or before it.
  static std::size_t column_of(const std::vector<Segment>& head, std::size_t begin) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
      if (head[i].begin <= begin + 2) column = i;
    }
    return column;
  }

  void columns(const std::vector<Segment>& head) {
    Block table;
    table.kind = Block::Kind::table;
    table.line = static_cast<std::uint32_t>(at_ + 1);
    std::size_t names = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
      if (role_of(head[i].text) == Role::name) names = i;
    }
    add_row(table, head, head);
    std::size_t blank = 0;
    while (at_ + 1 < lines_.size() && blank < 3) {
      const auto segments = segments_of(lines_[at_ + 1]);
      const bool prose = segments.size() == 1 && head.size() > 1 &&
                         segments[0].begin < head[1].begin &&
                         segments[0].begin + segments[0].text.size() > head[1].begin + 8;
      if (prose) break;
      blank = segments.empty() ? blank + 1 : 0;
      ++at_;
      if (!segments.empty()) add_line(table, head, segments, names);
    }
    document_.blocks.push_back(std::move(table));
  }

  void add_line(Block& table, const std::vector<Segment>& head,
                const std::vector<Segment>& segments, std::size_t names) {
    const bool named = std::ranges::any_of(
        segments, [&](const Segment& segment) { return column_of(head, segment.begin) == names; });
    if (named || table.rows.size() == 1) {
      add_row(table, head, segments);
      return;
    }
    TableRow& row = table.rows.back();
    for (const Segment& segment : segments) {
      std::string& cell = row[column_of(head, segment.begin)].text.plain;
      if (!cell.empty()) cell += ' ';
      cell += segment.text;
    }
  }

  void add_row(Block& table, const std::vector<Segment>& head,
               const std::vector<Segment>& segments) {
    TableRow row(head.size());
    for (const Segment& segment : segments) {
      Cell& cell = row[column_of(head, segment.begin)];
      cell.line = static_cast<std::uint32_t>(at_ + 1);
      if (!cell.text.plain.empty()) cell.text.plain += ' ';
      cell.text.plain += segment.text;
    }
    table.rows.push_back(std::move(row));
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  Document document_{};
  Block pending_{};
};

}  // namespace

Document read_plain(std::string_view text) {
  const std::string spaced = plain_spaces(text);
  return PlainReader(spaced).run();
}

}  // namespace cookie_warden::reader
