// SPDX-License-Identifier: MPL-2.0
#include "reader/declarations/declared_entry.hpp"

#include <algorithm>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_group.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;
using Type = Value::Type;

constexpr std::size_t kLongestCell = 600;  // bytes of a list of names
constexpr int kNoName = 99;

/// A pattern, or a text that is one: "^_ga", "/^_ga.*/".
bool is_expression(const Value& name) {
  const std::string& text = name.text;
  return name.is(Type::pattern) || text.starts_with('^') ||
         (text.size() > 2 && text.starts_with('/') && text.ends_with('/'));
}

std::string_view bare_expression(std::string_view text) {
  const bool slashes = text.size() > 2 && text.starts_with('/') && text.ends_with('/');
  return slashes ? text.substr(1, text.size() - 2) : text;
}

/// How surely a key holds the name: 0 and 1 say "cookie" themselves.
int name_rank(std::string_view key) {
  const std::string text = lower(key_words(key));
  if (text == "name") return 2;
  if (text == "pattern") return 4;
  if (text == "id" || text == "title" || text == "col1") return 5;
  if (key_role(key) != Role::name) return kNoName;
  const bool by_number = text.ends_with(" id") || text.ends_with(" key");
  if (names_cookies(text)) return by_number ? 1 : 0;
  return 3;
}

/// Keys that cookies have and hardly anything else.
bool is_attribute(std::string_view key) {
  std::string word = lower(key);
  std::erase_if(word, [](char c) { return c == '_' || c == '-' || c == ' '; });
  constexpr std::string_view kKeys[] = {"path",       "secure",        "httponly",      "samesite",
                                        "isregex",    "wildcardmatch", "cookierefresh", "issession",
                                        "thirdparty", "firstparty",    "partitioned",   "hostonly"};
  return std::ranges::find(kKeys, word) != std::end(kKeys);
}

bool is_storage_type(const Value& value) {
  const std::string text = text_of(value);
  return text.size() <= 60 && vocabulary().storage.any(words(fold(text)));
}

/// "Statistics", "Essential": a group, not a cookie.
bool is_group_name(const std::vector<Name>& names) {
  return names.size() == 1 && shape_of(names[0].printed) <= Shape::word &&
         judge(names[0].printed).stated;
}

class EntryReader {
 public:
  EntryReader(const Value& object, std::string_view key, const Placed& placed,
              const Categories& known)
      : object_(object), key_(key), placed_(placed), known_(known) {}

  std::optional<Row> read() {
    if (object_.members.size() > 60 || holds_lists()) return std::nullopt;
    find_name();
    if (names_.empty() || is_group_name(names_)) return std::nullopt;
    for (const auto& [key, value] : object_.members) {
      if (&value != name_) take(key, value);
    }
    if (!is_told() || weight() < 3) return std::nullopt;
    return finish();
  }

 private:
  /// Cookies hold no lists of objects; their groups do.
  bool holds_lists() const {
    return std::ranges::any_of(object_.members, [](const auto& member) {
      const auto& items = member.second.items;
      return !items.empty() && (items[0].is(Type::object) || is_cookie_list(member.first));
    });
  }

  void find_name() {
    int best = kNoName;
    const bool regex = object_.any_of({"is_regex", "isRegex", "regex", "regexp"}).truth;
    for (const auto& [key, value] : object_.members) {
      const int rank = name_rank(key);
      if (rank >= best || (!value.is(Type::text) && !value.is(Type::pattern) &&
                           !(value.is(Type::object) && rank < kNoName)))
        continue;
      std::vector<Name> names =
          value.is(Type::object) ? declared_cell(text_of(value)) : names_of_value(value, regex);
      // A word for "id" may be any number's.
      const Shape least = placed_.in_cookies ? Shape::word : Shape::sure;
      if (rank == 5 && (names.size() != 1 || shape_of(names[0].printed) < least)) continue;
      if (names.empty()) continue;
      names_ = std::move(names);
      name_ = &value;
      best = rank;
    }
    if (best == kNoName && !key_.empty()) names_ = declared_cell(key_);
    strong_ = best <= 1;
  }

  static std::vector<Name> declared_cell(std::string_view text) {
    Value value;
    value.type = Type::text;
    value.text = text;
    return names_of_value(value, false);
  }

  void take(const std::string& key, const Value& value) {
    const Flag flag = flag_of(key, value);
    fields_.consent.always = fields_.consent.always || flag == Flag::always;
    fields_.consent.not_needed = fields_.consent.not_needed || flag == Flag::no_consent;
    fields_.consent.needed = fields_.consent.needed || flag == Flag::optional;
    attribute_ = attribute_ || is_attribute(key);
    const Role role = key_role(key);
    const std::string label = key_words(key);
    if (lower(label) == "title" || lower(label) == "label" || role == Role::other)
      titled_ = titled_ || !text_of(value).empty();
    if (role == Role::purpose && value.is(Type::list) && !value.items.empty() &&
        value.items[0].is(Type::number)) {
      by_purposes_ = &value;
      return;
    }
    if (role == Role::duration) {
      take_duration(label, value);
      return;
    }
    const std::string text = role == Role::category ? referred_text(value) : text_of(value);
    if (text.empty()) return;
    if (role == Role::category || role == Role::storage) {
      take_category(label, value, text);
    } else if (role != Role::consent || !value.is(Type::truth)) {
      fields_.take(role, label, text);
    }
    if (role == Role::domain) domain_ = true;
    if (role == Role::purpose) {
      purpose_ = true;
      // {"why": "Keeps you signed in", "purpose": "strictly-necessary"}.
      if (const Judgement said = judge_word(text); said.stated) by_word_ = said;
    }
    if (role == Role::provider) provider_ = true;
  }

  void take_duration(const std::string& label, const Value& value) {
    duration_ = true;
    const std::string name = lower(label);
    const bool seconds = name.find("second") != std::string::npos || name == "max age";
    if (seconds && value.is(Type::number)) {
      fields_.row.durations = {duration_of_seconds(value.number)};
    } else if (fields_.row.durations.empty()) {
      fields_.take(Role::duration, label, text_of(value));
    }
  }

  void take_category(const std::string& label, const Value& value, const std::string& text) {
    if (is_storage_type(value)) {
      attribute_ = true;
      if (!judge(text).stated) {
        fields_.row.not_a_cookie = is_other_storage(text);
        return;
      }
    }
    // IAB's types: cookie, web, app.
    if (text == "web" || text == "app") fields_.row.not_a_cookie = true;
    category_ = true;
    if (const Judgement said = known_.of(text); said.stated && text.size() <= 80) {
      if (!fields_.own.stated || known_.knows(text)) fields_.own = said;
    } else {
      fields_.take(Role::category, label, text);
    }
  }

  /// Something says that this is about cookies: tracks and courses have names and durations too.
  bool is_told() const {
    const bool lives = duration_ && (domain_ || attribute_);
    return placed_.in_cookies || strong_ || placed_.said.stated || fields_.own.stated ||
           (lives && shape_of(names_[0].printed) >= Shape::likely);
  }

  int weight() const {
    int weight = (duration_ || attribute_ ? 2 : 0) + domain_ + purpose_ + provider_ + category_;
    weight += (strong_ ? 2 : 0) + (placed_.in_cookies ? 2 : 0) - (placed_.in_parties ? 2 : 0);
    const std::string& name = names_[0].printed;
    const Shape shape = shape_of(name);
    weight += shape == Shape::sure && placed_.in_cookies ? 1 : 0;
    // {"name": "x_id", "retention": "1 year"} under "marketing".
    weight += shape >= Shape::likely && placed_.said.stated && duration_ ? 1 : 0;
    // "Stripe", "Home": a word of a sentence.
    if (shape <= Shape::word && is_upper(name[0]) && !placed_.in_cookies) --weight;
    if (titled_ && !duration_) weight -= 3;
    // {"name": "lang", "path": "/"} in a list of cookies.
    if (placed_.in_cookies && object_.members.size() <= 3 && !titled_) ++weight;
    if (name_ == nullptr && !duration_ && !attribute_) return 0;
    return weight;
  }

  /// A short purpose is a category where nothing else is ("purpose": "Statistics").
  static Judgement judge_word(const std::string& purpose) {
    if (words(fold(purpose)).size() > 2) return {};
    const Judgement said = judge(purpose);
    return said.by_brand ? Judgement{} : said;
  }

  Row finish() {
    if (!fields_.own.stated && !placed_.said.stated) fields_.own = by_word_;
    if (by_purposes_ && !fields_.own.stated && !placed_.said.stated)
      fields_.own = judge_iab_purposes(*by_purposes_);
    const ConsentSaid consent = fields_.consent;
    Row row = fields_.finish(placed_.said);
    row.names = std::move(names_);
    row.section = placed_.section;
    row.line = object_.line;
    const bool free = (consent.always || consent.not_needed) && !consent.needed;
    if (!row.judgement.stated && free) {
      row.judgement = {Category::necessary, true, Confidence::medium,
                       "Declared as one that cannot be refused."};
    } else if (row.judgement.category == Category::necessary && consent.needed) {
      row.judgement = {Category::unknown, true, Confidence::low,
                       "Declared necessary and optional at once."};
    }
    return row;
  }

  const Value& object_;
  std::string_view key_;
  const Placed& placed_;
  const Categories& known_;
  Fields fields_{};
  std::vector<Name> names_{};
  const Value* name_ = nullptr;
  const Value* by_purposes_ = nullptr;
  Judgement by_word_{};  ///< Of a purpose that is a category's name.
  bool strong_ = false, duration_ = false, attribute_ = false, domain_ = false, purpose_ = false,
       provider_ = false, category_ = false, titled_ = false;
};

}  // namespace

std::vector<Name> names_of_value(const Value& name, bool is_regex) {
  if (name.text.size() > kLongestCell) return {};
  if (is_regex || is_expression(name)) return names_of_regex(bare_expression(name.text));
  const std::string text = name_text(name.text);
  if (text.find("://") != std::string::npos) return {};
  if (std::ranges::any_of(text, is_space) || text.find_first_of(",;") != std::string::npos) {
    // "CLID, ANONCHK, SM": every part is written as names are.
    const NameCell cell = read_name_cell(text, true);
    const bool likely =
        cell.names.size() > 1 && cell.refused.empty() &&
        std::ranges::all_of(cell.names, [](const Name& n) { return n.shape >= Shape::likely; });
    return likely ? cell.names : read_name_cell(text, false).names;
  }
  return declared_name(text);
}

bool lists_cookies(const Value& list, bool categorised) {
  const std::ptrdiff_t enough = categorised ? 1 : 2;
  const auto named = std::ranges::count_if(list.items, [](const Value& item) {
    return std::ranges::any_of(item.members, [](const auto& member) {
      const std::string& text = member.second.text;
      return member.second.is(Type::text) && name_rank(member.first) != kNoName &&
             (text.starts_with('_') || is_known_name(text));
    });
  });
  return named >= enough;
}

std::optional<Row> read_entry(const Value& object, std::string_view key, const Placed& placed,
                              const Categories& known) {
  return EntryReader(object, key, placed, known).read();
}

}  // namespace cookie_warden::reader
