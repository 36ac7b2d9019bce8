// SPDX-License-Identifier: MPL-2.0
// Tables pasted as text with one cell on each line.
#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

std::string_view without_bar(std::string_view text) {
  text = trim(text);
  while (text.ends_with('|')) text = trim(text.substr(0, text.size() - 1));
  while (text.starts_with('|')) text = trim(text.substr(1));
  return text;
}

bool is_one_word(std::string_view text) { return std::ranges::none_of(text, is_space); }

bool may_be_names(std::string_view text) {
  if (text.empty() || text.size() > 300) return false;
  const NameCell cell = read_name_cell(text, true);
  return !cell.names.empty() && cell.refused.empty() &&
         (is_one_word(text) || cell.names.size() > 1);
}

bool are_names(std::string_view text) {
  if (!may_be_names(text)) return false;
  const NameCell cell = read_name_cell(text, true);
  return std::ranges::all_of(cell.names, [](const Name& n) { return n.shape >= Shape::likely; });
}

class LinesReader {
 public:
  LinesReader(const std::vector<FlatLine>& lines, const Section& section, Rows& out)
      : lines_(lines), section_(section), out_(out) {}

  std::size_t run() {
    read_head();
    const bool named = std::ranges::find(roles_, Role::name) != roles_.end();
    if (roles_.size() < 3 || !named || at_ >= lines_.size()) return 0;
    name_ = static_cast<std::size_t>(std::ranges::find(roles_, Role::name) - roles_.begin());
    std::size_t read = 0;
    std::size_t vain = 0;
    while (at_ < lines_.size()) {
      if (next_head_ <= at_) next_head_ = find_head(at_);
      // Where the headings stand again, what comes before them is the page's.
      if (at_ + roles_.size() > next_head_) break;
      if (group()) continue;
      const std::size_t end = row_end();
      if (end == 0) break;
      // What follows the table reads as rows without names.
      constexpr std::size_t kMostVain = 2;
      vain = row(at_, end) ? 0 : vain + 1;
      if (vain >= kMostVain) break;
      at_ = end;
      if (vain == 0) read = end;
    }
    return read;
  }

 private:
  std::string_view line(std::size_t i) const { return without_bar(lines_[i].text); }

  void read_head() {
    for (; at_ < lines_.size(); ++at_) {
      const Role role = label_role(line(at_));
      if (role == Role::none) return;
      // The first label again: labels and values in turn, a card.
      if (at_ > 0 && line(at_) == line(0)) {
        roles_.clear();
        return;
      }
      roles_.push_back(role);
      if (role == Role::duration) unit_ = unit_in(line(at_));
    }
  }

  /// The next line from `from` on where all the headings stand again; past the end if there is
  /// none.
  std::size_t find_head(std::size_t from) const {
    for (std::size_t i = from; i + roles_.size() <= lines_.size(); ++i) {
      std::size_t same = 0;
      while (same < roles_.size() && line(i + same) == line(same)) ++same;
      if (same == roles_.size()) return i;
    }
    return lines_.size() + roles_.size();
  }

  /// A line between two rows that names a category.
  bool group() {
    const std::string_view text = line(at_);
    if (may_be_names(text) || text.size() > 90) return false;
    const Judgement said = judge(text);
    const bool next_is_name = at_ + 1 + name_ < lines_.size() && are_names(line(at_ + 1 + name_));
    const bool here_is_name = at_ + name_ < lines_.size() && are_names(line(at_ + name_));
    if (!said.stated || !next_is_name || here_is_name) return false;
    group_ = with_consent(said, consent_in(text));
    ++at_;
    return true;
  }

  bool is_title(std::size_t i) const {
    return !may_be_names(line(i)) && line(i).size() < 110 && judge(line(i)).stated;
  }

  /// Where the row that begins at `at_` ends; 0 if none begins there.
  std::size_t row_end() const {
    const std::size_t name_at = at_ + name_;
    if (name_at >= lines_.size()) return 0;
    // A title with text below it, up to the next table.
    if (next_head_ < lines_.size() && is_title(at_)) return 0;
    const std::size_t even = at_ + roles_.size();
    const bool fits = even + name_ >= lines_.size() || even + roles_.size() > next_head_ ||
                      is_title(even) || may_be_names(line(even + name_));
    if (fits && (may_be_names(line(name_at)) || line(name_at).size() < 60))
      return std::min(even, lines_.size());
    if (!may_be_names(line(name_at))) return 0;
    // The last row, before the page's next text.
    const std::size_t lifetime =
        at_ + static_cast<std::size_t>(std::ranges::find(roles_, Role::duration) - roles_.begin());
    if (lifetime < even && even <= lines_.size() && is_duration_cell(line(lifetime))) return even;
    // Cells that were empty, or that take several lines: the next name tells.
    const std::size_t last = std::min({lines_.size(), next_head_, name_at + 6 * roles_.size()});
    for (std::size_t i = name_at + 1; i < last; ++i) {
      if (are_names(line(i)) && i >= at_ + name_ + 1) return i - name_;
    }
    return std::min(even, lines_.size());
  }

  /// Whether it held names.
  bool row(std::size_t begin, std::size_t end) {
    const std::size_t name_at = begin + name_;
    if (name_at >= lines_.size() || !may_be_names(line(name_at))) {
      if (name_at < lines_.size()) out_.doubts.emplace_back(line(name_at));
      return false;
    }
    if (end - begin == 1 && roles_.size() >= 3) {  // the page breaks off inside this row
      out_.doubts.emplace_back(line(name_at));
      return false;
    }
    if (lacks_duration(begin, end)) {  // what follows the table
      out_.doubts.emplace_back(line(name_at));
      return false;
    }
    Fields fields;
    fields.row.names = read_name_cell(line(name_at), true).names;
    fields.row.line = lines_[name_at].line;
    fields.row.section = section_.title();
    fields.row.names_sure = end - begin == roles_.size() ? Confidence::high : Confidence::medium;
    for (std::size_t i = begin; i < end; ++i) {
      if (i == name_at) continue;
      const bool even = end - begin == roles_.size();
      const Role role = even ? roles_[i - begin] : role_by_content(line(i));
      if (role == Role::duration) {
        fields.row.durations = read_durations(line(i), fields.row.names.size(), unit_);
      } else {
        fields.take(role, "", line(i));
      }
    }
    out_.add(fields.finish(group_.stated ? group_ : section_.judgement()));
    return true;
  }

  /// The row ends before its lifetime, and its name is not sure.
  bool lacks_duration(std::size_t begin, std::size_t end) const {
    const auto duration = std::ranges::find(roles_, Role::duration);
    const std::size_t column = static_cast<std::size_t>(duration - roles_.begin());
    const NameCell cell = read_name_cell(line(begin + name_), true);
    const bool sure =
        std::ranges::any_of(cell.names, [](const Name& name) { return name.shape == Shape::sure; });
    return duration != roles_.end() && begin + column >= end && !sure;
  }

  Role role_by_content(std::string_view text) const {
    const auto has = [&](Role role) { return std::ranges::find(roles_, role) != roles_.end(); };
    if (has(Role::duration) && is_duration_cell(text)) return Role::duration;
    if (has(Role::category) && text.size() < 40 && category_cell(text)) return Role::category;
    return text.size() > 25 ? Role::purpose : Role::none;
  }

  const std::vector<FlatLine>& lines_;
  const Section& section_;
  Rows& out_;
  std::vector<Role> roles_{};
  std::optional<Unit> unit_{};
  std::size_t name_ = 0;
  std::size_t at_ = 0;
  std::size_t next_head_ = 0;
  Judgement group_{};
};

}  // namespace

std::size_t read_cell_lines(const std::vector<FlatLine>& lines, const Section& section, Rows& out) {
  return LinesReader(lines, section, out).run();
}

}  // namespace cookie_warden::reader
