// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/duration.hpp"
#include "reader/readers.hpp"
#include "reader/roles.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

struct Token {
  std::string_view text{};
  std::size_t begin = 0;  // in the block
  bool marked = false;
};

bool is_marked(const Text& text, std::size_t begin, std::size_t end) {
  return std::ranges::any_of(text.marks, [&](const Text::Mark& mark) {
    return mark.begin <= begin + 1 && end <= mark.end + 2 &&
           mark.end - mark.begin <= end - begin + 4;
  });
}

std::vector<Token> tokens_of(const Text& text, std::string_view sentence, std::size_t offset) {
  std::vector<Token> out;
  std::size_t mark = 0;
  for (std::size_t i = 0; i < sentence.size();) {
    while (i < sentence.size() &&
           (is_space(sentence[i]) || sentence[i] == ',' || sentence[i] == '('))
      ++i;
    std::size_t end = i;
    while (end < sentence.size() && !is_space(sentence[end]) && sentence[end] != ',') ++end;
    if (end > i) {
      // Marks are in order of their ends; those behind cannot matter any more.
      while (mark < text.marks.size() && text.marks[mark].end + 2 < offset + i) ++mark;
      Token token{sentence.substr(i, end - i), offset + i, false};
      for (std::size_t m = mark; m < text.marks.size() && m < mark + 4; ++m) {
        token.marked = token.marked || is_marked({{}, {text.marks[m]}}, offset + i, offset + end);
      }
      out.push_back(token);
    }
    i = std::max(end, i + 1);
  }
  return out;
}

/// "such as", "called", "o.a." right before the names.
bool introduces_names(std::string_view sentence) {
  return vocabulary().examples.any(words(fold(sentence)));
}

/// "the cookies _ga and _gid": a word for cookies right before the first name.
bool names_follow(const std::vector<Token>& tokens, const std::vector<Name>& names) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool first = tokens[i].text.find(names[0].printed) != std::string_view::npos;
    if (first) return mentions_cookies(tokens[i - 1].text);
  }
  return false;
}

std::vector<Name> names_in(const std::vector<Token>& tokens) {
  std::vector<Name> names;
  bool sure = false;
  const auto shape = [](const Token& token) {
    const NameCell cell = read_name_cell(token.text, true);
    return cell.names.size() == 1 ? cell.names[0].shape : Shape::none;
  };
  for (const Token& token : tokens)
    sure = sure || (token.text.size() < 200 && shape(token) == Shape::sure);
  for (const Token& token : tokens) {
    if (token.text.size() >= 200) continue;
    NameCell cell = read_name_cell(token.text, true);
    if (cell.names.size() != 1) continue;
    const Shape own = cell.names[0].shape;
    const bool taken =
        own == Shape::sure || (own == Shape::likely && token.marked) ||
        (own == Shape::word && token.marked && sure && is_lower(cell.names[0].printed[0]));
    const bool file = cell.names[0].printed.find('/') != std::string::npos;
    if (taken && !file) names.push_back(std::move(cell.names[0]));
  }
  return names;
}

}  // namespace

void read_sentences(const Block& block, const Section& section, Rows& out) {
  constexpr std::size_t kLongest = 6000;  // bytes; longer paragraphs are not about single cookies
  const std::string_view text = std::string_view(block.text.plain).substr(0, kLongest);
  if (text.find_first_of("_*#-.") == std::string_view::npos && block.text.marks.empty()) return;
  Row* last = nullptr;
  const std::size_t before = out.loose.size();
  for (const std::string_view sentence : sentences(text)) {
    if (sentence.empty()) continue;
    const auto offset = static_cast<std::size_t>(sentence.data() - text.data());
    std::vector<Token> tokens = tokens_of(block.text, sentence, offset);
    if (!mentions_cookies(sentence)) {
      // Under "Analytics cookies" a name set as code needs no other word.
      if (!section.judgement().stated) continue;
      std::erase_if(tokens, [](const Token& t) {
        return !t.marked || t.text.find('_') == std::string_view::npos;
      });
    }
    std::vector<Name> names = names_in(tokens);
    if (names.empty()) continue;
    const bool introduced = introduces_names(sentence) || names_follow(tokens, names);
    Row row;
    row.names = std::move(names);
    row.line = block.line;
    row.section = section.title();
    row.service = section.service();
    row.judgement = section.judgement();
    row.names_sure = introduced ? Confidence::medium : Confidence::low;
    row.note = "Named in a sentence.";
    row.purpose = shorten(squeeze(sentence), 600);
    out.loose.push_back(std::move(row));
    last = &out.loose.back();
  }
  if (!last) return;
  Fields fields;
  for (const Labelled& part : split_labels(text)) fields.take(part.role, part.label, part.value);
  for (std::size_t i = before; i < out.loose.size(); ++i) {
    Row& row = out.loose[i];
    row.durations = fields.row.durations;
    row.provider = fields.row.provider;
    row.party = fields.row.party;
  }
}

}  // namespace cookie_warden::reader
