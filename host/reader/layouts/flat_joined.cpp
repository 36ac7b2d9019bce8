// SPDX-License-Identifier: MPL-2.0
// Tables pasted as text with each row's cells run together ("OpendatasoftLoginsessionidKeeps ...").
#include <algorithm>

#include "reader/layouts/flat.hpp"
#include "reader/layouts/flat_glued.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

constexpr std::size_t kMostStrangers = 4;  // lines without a name before the table is over

struct Found {
  Name name{};
  std::size_t begin = 0, end = 0;  // bytes of the line
  bool sure = false;
};

bool is_run_char(char c) {
  return is_alnum(c) || static_cast<unsigned char>(c) > 127 || c == '_' || c == '.' || c == '-' ||
         c == '*' || c == '#';
}

/// A small letter, or a byte of one with a diacritic.
bool is_small(char c) { return is_lower(c) || static_cast<unsigned char>(c) > 127; }

/// The capital that begins the next cell, inside a run: "sessionid|Remembering".
std::size_t cell_end(std::string_view run) {
  for (std::size_t i = 1; i + 2 < run.size(); ++i) {
    if (is_upper(run[i]) && is_small(run[i + 1]) && is_small(run[i + 2]) && !is_upper(run[i - 1]) &&
        run[i - 1] != '_' && run[i - 1] != '-' && run[i - 1] != '.') {
      return i;
    }
  }
  return run.size();
}

class JoinedReader {
 public:
  JoinedReader(const std::vector<FlatLine>& lines, const Section& section, Rows& out)
      : lines_(lines), section_(section), out_(out) {}

  std::size_t run() {
    roles_ = glued_roles(lines_[0].text);
    if (roles_.empty()) return 0;
    name_first_ = roles_[0] == Role::name;
    leads_ = roles_[0] == Role::category || (roles_[0] == Role::purpose && roles_[1] == Role::name);
    glued_ = is_glued(lines_[0].text);
    std::size_t read = 1;
    std::size_t strangers = 0;
    for (std::size_t i = 1; i < lines_.size() && strangers <= kMostStrangers; ++i) {
      if (!glued_roles(lines_[i].text).empty()) break;
      looked_ = i + 1;
      const bool group = is_group(lines_[i].text);
      // "II. Analytics cookies" begins no row, but a row of which cells run together may read so.
      if ((!name_first_ || !group) && takes_names(i)) {
        strangers = 0;
        read = i + 1;
      } else if (open_ && lines_[i].block == lines_[i - 1].block) {
        add_purpose(lines_[i].text);
        read = i + 1;
      } else if (head_follows(i)) {
        break;  // what comes before the next headings is the page's
      } else if (group) {
        begin_group(lines_[i].text);
      } else if (open_ && lines_[i].joined) {
        add_purpose(lines_[i].text);
        read = i + 1;
      } else {
        ++strangers;
      }
    }
    finish();
    return out_.rows.empty() ? 0 : read;
  }

  /// Lines that were looked at.
  [[nodiscard]] std::size_t looked() const { return looked_; }

 private:
  bool takes_names(std::size_t at) {
    if (name_first_) return first_names(lines_[at]);
    return takes_glued_name(at) || inner_names(lines_[at]);
  }

  /// Where the name stands in the second cell, right after the first.
  bool takes_glued_name(std::size_t at) {
    if (!glued_ || roles_[1] != Role::name) return false;
    const std::string_view row = lines_[at].text;
    const std::string_view below = at + 1 < lines_.size() ? lines_[at + 1].text : "";
    const bool duration_next = roles_.size() > 2 && roles_[2] == Role::duration;
    const auto found = glued_name(row, at > 1 ? lines_[at - 1].text : "", below, duration_next);
    if (!found) return false;
    // Any word is a name where the cells round it are certain.
    auto name = make_name(row.substr(found->begin, found->end - found->begin));
    if (!name) return false;
    const bool sure = name->shape == Shape::sure;
    begin({std::move(*name)}, lines_[at].line, sure);
    fields_.row.provider = squeeze(row.substr(0, found->begin));
    if (!found->duration.empty()) fields_.row.durations = {found->duration};
    add_purpose(row.substr(found->end));
    return true;
  }

  /// The heading line has a capital right after a small letter.
  static bool is_glued(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (is_upper(text[i]) && is_lower(text[i - 1])) return true;
    }
    return false;
  }

  static bool ends_with_lifetime(std::string_view text) {
    constexpr std::size_t kLongest = 20;  // bytes
    return read_duration(text.substr(text.size() - std::min(text.size(), kLongest))).has_value();
  }

  /// A line that names a group of cookies.
  static bool is_group(std::string_view text) {
    constexpr std::size_t kMostWords = 10;
    const std::size_t count = words(fold(text)).size();
    const bool short_text = (mentions_cookies(text) && count <= kMostWords) || count <= 5;
    return text.size() < 110 && !text.ends_with('.') && short_text && judge(text).stated &&
           !begins_with_name(text) && !begins_with_this_cookie(text) && !ends_with_lifetime(text) &&
           read_name_cell(text, false).names.empty();
  }

  /// "cookie-notice-necessary Plugin ...", not "II. Cookies".
  static bool begins_with_name(std::string_view text) {
    const std::string_view token = text.substr(0, text.find(' '));
    const bool joined = token.find_first_of("-_", 1) < token.size() - 1;
    return joined && shape_of(token) >= Shape::likely;
  }

  bool head_follows(std::size_t at) const {
    constexpr std::size_t kNear = 5;  // lines
    for (std::size_t i = at + 1; i < lines_.size() && i <= at + kNear; ++i) {
      if (!glued_roles(lines_[i].text).empty()) return true;
    }
    return false;
  }

  void begin_group(std::string_view text) {
    finish();
    group_ = with_consent(judge(text), consent_in(text));
  }

  void begin(std::vector<Name> names, std::uint32_t line, bool sure) {
    finish();
    open_ = true;
    fields_.row.names = std::move(names);
    fields_.row.line = line;
    fields_.row.section = section_.title();
    fields_.row.names_sure = sure ? Confidence::medium : Confidence::low;
    fields_.row.note = "The table's cells run together in the text.";
  }

  void add_purpose(std::string_view text) {
    std::string& purpose = fields_.row.purpose;
    if (purpose.size() < 600) {
      purpose.append(purpose.empty() ? "" : " ").append(squeeze(text.substr(0, 600)));
    }
  }

  bool has(Role role) const { return std::ranges::find(roles_, role) != roles_.end(); }

  void finish() {
    if (!open_) return;
    Row& row = fields_.row;
    if (has(Role::duration) && row.durations.empty()) {
      row.durations = read_durations(row.purpose, 1, {});
    }
    if (has(Role::category) && !leads_) fields_.own = own_category(row.purpose);
    out_.add(fields_.finish(group_.stated ? group_ : section_.judgement()));
    fields_ = Fields{};
    open_ = false;
  }

  /// Of the words after the name: the only category among them, or the one that stands where the
  /// column does. A table that has such a column leaves none to the headings.
  Judgement own_category(const std::string& text) const {
    const auto name = std::ranges::find(roles_, Role::name);
    const auto category = std::ranges::find(roles_, Role::category);
    const auto purpose = std::ranges::find(roles_, Role::purpose);
    // The cell stands right after the name, or last.
    const Judgement first = judge(text.substr(0, text.find(' ', 12)));
    if (first.stated && category == name + 1) return first;
    const auto all = vocabulary().categories.all(words(fold(text)));
    if (all.empty()) {
      return first.stated || group_.stated
                 ? first
                 : Judgement{Category::unknown, true, Confidence::low,
                             "The category could not be told from the other cells."};
    }
    const auto& match = category < purpose ? all.front() : all.back();
    return {static_cast<Category>(match.id), true, Confidence::medium, ""};
  }

  /// "Analytics cookies _ga Google ...": a group's cell before the first name of its rows.
  void lead(std::string_view text) {
    constexpr std::size_t kLongest = 60;  // bytes
    const std::string_view cell = trim(text);
    if (!leads_ || cell.empty() || cell.size() > kLongest) return;
    const Judgement said = judge_title(cell);
    finish();  // the row above is the group's before
    group_ = said.stated ? with_consent(said, consent_in(cell))
                         : Judgement{Category::unknown, true, Confidence::low,
                                     "The group says no category that is known."};
  }

  /// Rows that begin with their name: "_ga Counts visitors 2 years".
  bool first_names(const FlatLine& line) {
    std::vector<Name> names;
    std::size_t i = 0;
    while (i < line.text.size()) {
      std::size_t end = std::min(line.text.find(' ', i), line.text.size());
      const std::string_view token = line.text.substr(i, end - i);
      NameCell cell = read_name_cell(token, true);
      const bool first = names.empty();
      if (cell.names.size() != 1) break;
      const Shape shape = cell.names[0].shape;
      const bool next_capital = end + 1 < line.text.size() && is_upper(line.text[end + 1]);
      // At the beginning of a paragraph a short word is one too ("fr Meta Platforms ...").
      const bool lower_word = is_lower(token[0]) && (token.size() > 2 || !line.joined);
      const bool taken = shape == Shape::sure ||
                         (first && shape == Shape::likely && next_capital) ||
                         (first && shape == Shape::word && lower_word && next_capital && ended_);
      if (!taken) break;
      names.push_back(std::move(cell.names[0]));
      i = end + 1;
      if (!token.ends_with(',')) break;
    }
    const bool any = !names.empty();
    if (any) {
      const bool sure = names[0].shape == Shape::sure;
      begin(std::move(names), line.line, sure);
      add_purpose(line.text.substr(std::min(i, line.text.size())));
    }
    ended_ = line.text.ends_with('.') || ends_with_lifetime(line.text);
    return any;
  }

  std::optional<Found> name_at(std::string_view text, std::size_t begin, std::size_t end) const {
    const std::string_view run = text.substr(begin, end - begin);
    std::string_view head = run.substr(0, cell_end(run));
    while (head.ends_with('.')) head.remove_suffix(1);
    const bool next_capital =
        head.size() < run.size() ||
        (end + 1 < text.size() && text[end] == ' ' && is_upper(text[end + 1]));
    const bool parted = begin == 0 || text[begin - 1] == ')';
    Found found;
    found.end = begin + head.size();
    found.begin = begin;
    found.sure = is_known_name(head) || (shape_of(head) == Shape::sure && (parted || !glued_));
    const std::string_view known = known_name_at_end(head);
    if (!found.sure && glued_ && !known.empty()) {
      found.begin = found.end - known.size();
      head = known;
      found.sure = true;
    }
    const bool lone = parted && next_capital && head.size() > 2 && is_lower(head[0]) &&
                      shape_of(head) != Shape::none;
    if (!found.sure && !lone) return std::nullopt;
    auto name = make_name(head);
    if (!name) return std::nullopt;
    found.name = std::move(*name);
    return found;
  }

  /// Rows that begin with another cell: the name is found by its shape, or between ")" and a
  /// capital letter.
  bool inner_names(const FlatLine& line) {
    const std::string_view text = line.text;
    bool any = false;
    std::size_t told = 0;
    for (std::size_t i = 0; i < text.size();) {
      if (!is_run_char(text[i])) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < text.size() && is_run_char(text[end])) ++end;
      if (const auto found = end - i > 200 ? std::nullopt : name_at(text, i, end)) {
        if (open_ && told > 0) add_purpose(text.substr(told, found->begin - told));
        if (!any) lead(text.substr(0, found->begin));
        begin({found->name}, line.line, found->sure);
        told = found->end;
        any = true;
      } else if (glued_ && shape_of(text.substr(i, end - i)) == Shape::sure) {
        out_.doubts.emplace_back(text.substr(i, end - i));
      }
      i = end;
    }
    if (any) add_purpose(text.substr(told));
    return any;
  }

  const std::vector<FlatLine>& lines_;
  const Section& section_;
  Rows& out_;
  std::vector<Role> roles_{};
  Fields fields_{};
  Judgement group_{};
  std::size_t looked_ = 1;
  bool name_first_ = false;
  bool leads_ = false;  ///< Rows of a group begin with its cell.
  bool glued_ = false;
  bool open_ = false;
  bool ended_ = true;
};

}  // namespace

FlatLines read_joined_rows(const std::vector<FlatLine>& lines, const Section& section, Rows& out) {
  Rows rows;
  JoinedReader reader(lines, section, rows);
  const std::size_t read = reader.run();
  if (read == 0) return {0, reader.looked()};
  for (Row& row : rows.rows) out.add(std::move(row));
  out.doubts.insert(out.doubts.end(), rows.doubts.begin(), rows.doubts.end());
  return {read, reader.looked()};
}

}  // namespace cookie_warden::reader
