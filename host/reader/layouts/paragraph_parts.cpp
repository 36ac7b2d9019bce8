// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/paragraph_parts.hpp"

#include <algorithm>

#include "reader/layouts/text_lines.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {

void make_item(Block& block, std::string_view between) {
  block.kind = Block::Kind::item;
  block.level = 1;
  std::string& text = block.text.plain;
  const std::size_t colon = text.find(between);
  if (colon == std::string::npos) return;
  for (std::size_t i = 0; i < colon; ++i) {
    if (text[i] == '\n') text[i] = ',';
  }
  text.replace(colon, between.size(), ": ");
  std::erase_if(block.text.marks, [&](const Text::Mark& mark) { return mark.end > colon; });
}

void add_lines(const Block& block, const std::vector<std::string_view>& lines, std::size_t width,
               Document& out) {
  std::uint32_t number = block.line;
  for (std::size_t i = 0; i < lines.size(); ++i, ++number) {
    Block line;
    line.line = number;
    line.level = block.level;
    line.text.plain = trim(lines[i]);
    if (is_broken(line.text.plain) && i + 1 < lines.size() && is_alnum(trim(lines[i + 1])[0])) {
      line.text.plain += trim(lines[++i]);
      ++number;
    }
    for (; i + 1 < lines.size() && goes_on(lines[i], lines[i + 1], width); ++number)
      line.text.plain.append("\n").append(trim(lines[++i]));
    line.title = is_title(line.text.plain) && line.text.plain.find('\n') == std::string::npos;
    line.joined = line.line > block.line;
    if (is_dated_name(line.text.plain)) {
      line.kind = Block::Kind::item;
      line.level = std::max(line.level, 1);
      line.title = false;
    }
    out.blocks.push_back(std::move(line));
  }
}

void add_described(const Block& block, const std::vector<std::string_view>& lines, Document& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Block part;
    part.line = block.line + static_cast<std::uint32_t>(i);
    part.level = block.level;
    part.joined = i > 0;
    part.text.plain = trim(lines[i]);
    if (is_described(lines, i)) {
      part.kind = Block::Kind::item;
      part.level = std::max(block.level, 1);
      const std::size_t end = description_end(lines, i);
      part.text.plain += ':';
      while (i + 1 < end) part.text.plain.append(" ").append(trim(lines[++i]));
    } else if (begins_with_names(part.text.plain) || begins_with_sure_name(part.text.plain)) {
      part.kind = Block::Kind::item;
      part.level = std::max(block.level, 1);
    } else {
      part.title = is_title(part.text.plain);
    }
    out.blocks.push_back(std::move(part));
  }
}

void add_described_items(const Block& block, const std::vector<std::string_view>& lines,
                         std::size_t width, Document& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    const bool named = begins_item(line);
    // No line of text was broken so early.
    const bool room = i == 0 || width == 0 || trim(lines[i - 1]).size() * 10 < width * 7;
    const auto begins = [&](std::size_t at) {
      return at < lines.size() && begins_item(trim(lines[at]));
    };
    // A sentence on the group may stand between its title and its items.
    const bool title = !named && room && is_title(line) && !is_lower(line[0]) &&
                       !is_duration_cell(line) && (begins(i + 1) || begins(i + 2));
    const bool of_group = !named && !title && i > 0 && out.blocks.back().title && begins(i + 1);
    if (!named && !title && !of_group && i > 0) {
      out.blocks.back().text.plain.append(" ").append(line);
      continue;
    }
    Block part;
    part.kind = title || of_group ? Block::Kind::paragraph : Block::Kind::item;
    part.level = std::max(block.level, 1);  // a title among the items stands inside their group
    part.title = title;
    part.joined = i > 0;
    part.line = block.line + static_cast<std::uint32_t>(i);
    part.text.plain = line;
    out.blocks.push_back(std::move(part));
  }
}

void add_cards(const Block& block, const std::vector<std::string_view>& lines, Document& out) {
  Block card;
  const auto flush = [&] {
    if (!card.text.plain.empty()) out.blocks.push_back(std::move(card));
    card = {};
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    // "Category" may stand in the line above.
    const bool value = i > 0 && label_role(lines[i - 1]) != Role::none;
    const bool title =
        !value && is_title_of_group(line.ends_with(':') ? line.substr(0, line.size() - 1) : line);
    if (title) flush();
    if (card.text.plain.empty()) {
      card.line = block.line + static_cast<std::uint32_t>(i);
      card.level = block.level;
      card.joined = i > 0;
    } else {
      card.text.plain += '\n';
    }
    card.text.plain += line;
    card.title = title;
    if (title) flush();
  }
  flush();
}

void add_alone(const Block& block, const std::vector<std::string_view>& lines, Document& out) {
  const std::size_t first = out.blocks.size();
  add_lines(block, lines, 0, out);
  for (std::size_t i = first; i < out.blocks.size(); ++i) {
    Block& line = out.blocks[i];
    if (!begins_with_names(line.text.plain) && !begins_with_sure_name(line.text.plain)) continue;
    line.kind = Block::Kind::item;
    line.level = std::max(line.level, 1);
    line.title = false;
  }
}

void add_items(const Block& block, const std::vector<std::string_view>& lines, Document& out) {
  std::uint32_t number = block.line;
  for (const std::string_view raw : lines) {
    const std::string_view text = trim(raw);
    const auto begin = static_cast<std::size_t>(text.data() - block.text.plain.data());
    Block item;
    item.kind = Block::Kind::item;
    item.level = 1;
    item.line = number++;
    item.text.plain = text;
    // "2.2 Preferences", right below the last name.
    if (raw.data() == lines.back().data() && lines.size() > 2 && is_title_of_group(text)) {
      item.kind = Block::Kind::paragraph;
      item.level = block.level;
      item.title = true;
    }
    for (const Text::Mark& mark : block.text.marks) {
      if (mark.begin >= begin && mark.end <= begin + text.size())
        item.text.marks.push_back({mark.begin - begin, mark.end - begin, mark.code});
    }
    out.blocks.push_back(std::move(item));
  }
}

namespace {

/// Lines [begin, end) as a paragraph.
void add_text(const Block& block, const std::vector<std::string_view>& lines, std::size_t begin,
              std::size_t end, Document& out) {
  if (begin == end) return;
  Block part;
  part.level = block.level;
  part.line = block.line + static_cast<std::uint32_t>(begin);
  part.joined = begin > 0;
  for (std::size_t i = begin; i < end; ++i)
    part.text.plain.append(i > begin ? "\n" : "").append(trim(lines[i]));
  out.blocks.push_back(std::move(part));
}

}  // namespace

void add_pieces(const Block& block, const std::vector<std::string_view>& lines,
                const std::vector<std::size_t>& begins, Document& out) {
  std::size_t from = 0;
  for (const std::size_t begin : begins) {
    add_text(block, lines, from, begin, out);
    from = begin;
  }
  add_text(block, lines, from, lines.size(), out);
}

void add_parts(const Block& block, const std::vector<std::string_view>& lines, std::size_t begin,
               std::size_t end, Document& out) {
  add_text(block, lines, 0, begin, out);
  Block names = block;
  names.line += static_cast<std::uint32_t>(begin);
  add_items(names,
            {lines.begin() + static_cast<std::ptrdiff_t>(begin),
             lines.begin() + static_cast<std::ptrdiff_t>(end)},
            out);
  add_text(block, lines, end, lines.size(), out);
}

}  // namespace cookie_warden::reader
