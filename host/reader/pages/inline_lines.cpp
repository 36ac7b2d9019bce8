// SPDX-License-Identifier: MPL-2.0
// Programs that take the text out of a page put a line feed between any two elements, also where
// <code>, <b> or <a> stand in the middle of a sentence.
#include "reader/pages/inline_lines.hpp"

#include <algorithm>

#include "reader/names/names.hpp"
#include "reader/words/text.hpp"
#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {
namespace {

bool ends_sentence(std::string_view line) {
  return !line.empty() && std::string_view(".:!?").find(line.back()) != std::string_view::npos;
}

/// ", which counts", ") and", ":" alone: no line of its own begins so. ": text" may define a term.
bool begins_inside(std::string_view line) {
  if (line == ":" || line == ".") return true;
  return !line.empty() && std::string_view(",;)").find(line[0]) != std::string_view::npos &&
         (line.size() == 1 || std::string_view(" .,;:)").find(line[1]) != std::string_view::npos);
}

bool ends_inside(std::string_view line) {
  return line.ends_with('(') || line.ends_with("\u2014") || line.ends_with("\u00AB");
}

bool is_one_name(std::string_view line) {
  if (line.empty() || std::ranges::any_of(line, is_space)) return false;
  const NameCell cell = read_name_cell(line, true);
  return cell.names.size() == 1 && cell.refused.empty() && cell.names[0].shape >= Shape::likely;
}

bool is_conjunction(std::string_view line) {
  constexpr std::size_t kLongest = 8;  // bytes
  if (line.empty() || line.size() > kLongest || !is_lower(line[0])) return false;
  const auto all = words(fold(line));
  return all.size() == 1 && vocabulary().conjunctions.any(all);
}

/// Words that no title and no cell of a table has so many of, and no end.
bool breaks_off(std::string_view line) {
  constexpr std::size_t kShortest = 25;        // bytes
  constexpr std::ptrdiff_t kFewestBlanks = 3;  // of a sentence
  return line.size() >= kShortest && std::ranges::count(line, ' ') >= kFewestBlanks &&
         !ends_sentence(line) && !line.ends_with(')') && is_alnum(line.back());
}

class Joiner {
 public:
  explicit Joiner(std::string_view text) : lines_(split_lines(text)) {}

  InlineLines run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view line = trim(lines_[at_]);
      if (at_ > 0 && goes_on(line)) {
        join(line);
        continue;
      }
      flush();
      now_ = lines_[at_];
      first_ = static_cast<std::uint32_t>(at_ + 1);
      joined_ = false;
    }
    flush();
    return std::move(out_);
  }

  /// Lines that only such a program writes.
  bool is_needed() const {
    constexpr std::size_t kSeveral = 2;
    std::size_t found = 0;
    for (std::size_t i = 1; i < lines_.size() && found < kSeveral; ++i) {
      const std::string_view line = trim(lines_[i]);
      const bool after = !trim(lines_[i - 1]).empty();
      found += after && (begins_inside(line) || ends_inside(trim(lines_[i - 1]))) ? 1U : 0U;
    }
    return found >= kSeveral;
  }

 private:
  std::string_view next() const {
    return at_ + 1 < lines_.size() ? trim(lines_[at_ + 1]) : std::string_view();
  }

  bool goes_on(std::string_view line) const {
    const std::string_view above = trim(now_);
    constexpr std::size_t kLongest = 4000;  // bytes of what is looked through at each line
    if (line.empty() || above.empty() || above.size() > kLongest) return false;
    if (begins_inside(line) || ends_inside(above)) return true;
    const bool open = joined_ && !ends_sentence(above) && !above.ends_with(')');
    const bool name = is_one_name(line);
    if (open && (is_lower(line[0]) || line[0] == '(' || name)) return true;
    if (line[0] == '(' && line.size() > 2) return is_one_name(above) || (name_above_ && joined_);
    // "__stripe_mid", "and", "__stripe_sid".
    if (is_conjunction(line)) return is_one_name(above) && is_one_name(next());
    const bool inside = begins_inside(next()) || next().starts_with('(') ||
                        (!next().empty() && is_lower(next()[0]) && !is_one_name(next()));
    return name && inside && breaks_off(above);
  }

  void join(std::string_view line) {
    while (!now_.empty() && is_space(now_.back())) now_.pop_back();
    const bool close = begins_inside(line) || now_.ends_with('(');
    now_.append(close ? "" : " ").append(line);
    joined_ = true;
    name_above_ = is_one_name(line);
  }

  void flush() {
    if (first_ == 0) return;
    out_.text.append(out_.line_of.empty() ? "" : "\n").append(now_);
    out_.line_of.push_back(first_);
    name_above_ = false;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::string now_{};        ///< The line that may go on.
  std::uint32_t first_ = 0;  ///< Where it begins.
  bool joined_ = false;      ///< ... and has gone on before.
  bool name_above_ = false;  ///< The last line joined is a name.
  InlineLines out_{};
};

}  // namespace

InlineLines join_inline_lines(std::string_view text) {
  Joiner joiner(text);
  return joiner.is_needed() ? joiner.run() : InlineLines{std::string(text), {}};
}

void InlineLines::number(Document& document) const {
  const auto page = [this](std::uint32_t& line) {
    if (line > 0 && line <= line_of.size()) line = line_of[line - 1];
  };
  for (Block& block : document.blocks) {
    page(block.line);
    for (TableRow& row : block.rows) {
      for (Cell& cell : row) page(cell.line);
    }
  }
}

}  // namespace cookie_warden::reader
