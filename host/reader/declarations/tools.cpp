// SPDX-License-Identifier: MPL-2.0
// Configurations of consent tools (Klaro, vanilla-cookieconsent 2 and 3, tarteaucitron) and any
// other object in which cookies stand in groups: told by their keys, not by the tool.
#include <map>
#include <set>

#include "reader/declarations/declarations.hpp"
#include "reader/declarations/declared_entry.hpp"
#include "reader/declarations/declared_group.hpp"
#include "reader/declarations/declared_key.hpp"
#include "reader/detect.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;
using Type = Value::Type;

constexpr int kDeepest = 40;

class ToolReader {
 public:
  explicit ToolReader(Rows& rows) : rows_(rows) {}

  void collect(const Value& value) {
    known_.collect(value);
    find_headers(value, 0);
  }

  void visit(const std::string& key, const Value& value, const Placed& around, int depth) {
    if (depth > kDeepest) return;
    Placed placed = around;
    placed.in_cookies = is_cookie_list(key) || lists_cookies(value, judge_key(key).stated);
    placed.in_parties = is_party_list(key);
    if (value.is(Type::object)) {
      object(key, value, placed, depth);
    } else if (value.is(Type::list)) {
      list(key, value, placed, depth);
    }
  }

  /// The cookie in which a tool keeps the visitor's choice.
  void own_cookie(const Value& settings) {
    const bool tool = settings["services"] || settings["apps"] || settings["categories"] ||
                      settings["privacyUrl"] || settings["mustConsent"] ||
                      settings["autoclear_cookies"] || settings["highPrivacy"] ||
                      settings["allowed_cookies"];
    if (!tool) return;
    const Value* name = &settings.any_of({"cookieName", "cookie_name"});
    if (!name->is(Type::text)) name = &settings["cookie"]["name"];
    if (!name->is(Type::text)) return;
    Row row;
    row.names = declared_name(name->text);
    row.judgement = {Category::necessary, true, Confidence::high, ""};
    row.purpose = "Stores the choice about cookies.";
    row.line = name->line;
    rows_.add(std::move(row));
  }

  /// "autoClear: /^_ga/" says how to delete what the page's table lists by its names.
  void drop_cleared() {
    std::set<std::size_t> cleared;
    for (const auto& [begin, end] : cleared_) {
      for (std::size_t i = begin; i < end; ++i) cleared.insert(i);
    }
    std::set<std::string> listed;
    for (std::size_t i = 0; i < rows_.rows.size(); ++i) {
      if (cleared.contains(i)) continue;
      for (const Name& name : rows_.rows[i].names) listed.insert(name.pattern);
    }
    const auto is_listed = [&](const Name& name) {
      if (!name.pattern.ends_with('*')) return false;
      const std::string stem = name.pattern.substr(0, name.pattern.size() - 1);
      // Where "_ga" is listed and "_ga_*" is not, the pattern tells of "_ga_XYZ".
      return listed.contains(name.pattern) || listed.contains(stem + "_*");
    };
    for (const std::size_t i : cleared) std::erase_if(rows_.rows[i].names, is_listed);
    std::erase_if(rows_.rows, [](const Row& row) { return row.names.empty(); });
  }

 private:
  void find_headers(const Value& value, int depth) {
    if (depth > kDeepest) return;
    for (const auto& [key, member] : value.members) {
      if (key == "cookie_table_headers") {
        for (const Value& item : member.items) {
          for (const auto& [column, title] : item.members) columns_[column] = role_of(title.text);
        }
      }
      find_headers(member, depth + 1);
    }
    for (const Value& item : value.items) find_headers(item, depth + 1);
  }

  void object(const std::string& key, const Value& value, Placed placed, int depth) {
    placed.said = known_.of_group(key, value, placed.said);
    if (const Value& toggle = value["toggle"]; toggle.is(Type::object))
      placed.said = known_.of_group(toggle["value"].text, toggle, placed.said);
    if (const std::string label = label_of(value); !label.empty()) placed.section = label;
    placed.owner = &value;
    const Value& columns = value.any_of({"cookieTable", "cookie_table"});
    table(columns, placed);
    const bool in_cookies = placed.in_cookies;
    for (const auto& [name, member] : value.members) {
      if (&member == &columns) continue;
      // {"_ga": {"duration": ...}, "_gid": ...}; settings have names too ({"cookie": {"name":
      // ...}}).
      placed.in_cookies = in_cookies;
      const bool keyed = in_cookies || (placed.said.stated && !member["name"]);
      if (keyed && member.is(Type::object) && entry(name, member, placed)) continue;
      const std::size_t before = rows_.rows.size();
      visit(name, member, placed, depth + 1);
      if (lower(name) == "autoclear") cleared_.emplace_back(before, rows_.rows.size());
    }
  }

  void list(const std::string& key, const Value& value, Placed placed, int depth) {
    if (const Judgement said = judge_key(key); said.stated && !placed.in_cookies) {
      placed.said = said;
    } else if (said.stated && !placed.said.stated) {
      placed.said = said;
    }
    for (const Value& item : value.items) {
      if (item["optOutLink"]) continue;  // Civic Cookie Control: a company, no cookie
      if (item.is(Type::object) && entry("", item, placed)) continue;
      if (placed.in_cookies && !item.is(Type::object)) {
        bare_name(item, placed);
      } else {
        Placed inner = placed;
        visit_item(item, inner, depth);
      }
    }
  }

  void visit_item(const Value& item, const Placed& placed, int depth) {
    if (depth >= kDeepest) return;
    if (item.is(Type::object)) object("", item, placed, depth + 1);
    if (item.is(Type::list)) list("", item, placed, depth + 1);
  }

  bool entry(const std::string& key, const Value& value, const Placed& placed) {
    std::optional<Row> row = read_entry(value, key, placed, known_);
    if (!row) return false;
    rows_.add(std::move(*row));
    return true;
  }

  /// Of a list whose order tells what is what: by what it looks like.
  static void take_field(const Value& field, Row& row) {
    const std::string text = text_of(field);
    const bool domain =
        text.find('.') != std::string::npos && text.find_first_of(" /") == std::string::npos;
    if (auto lifetime = read_duration(text); lifetime && row.durations.empty()) {
      row.durations = {*lifetime};
    } else if (domain && row.domain.empty()) {
      row.domain = text;
    } else if (row.purpose.empty() && text.find(' ') != std::string::npos) {
      row.purpose = text;
    }
  }

  /// A text or a pattern; Klaro also writes [name, path, domain].
  void bare_name(const Value& item, const Placed& placed) {
    Row row;
    const Value* name = &item;
    if (item.is(Type::list)) {
      if (item.items.empty()) return;
      name = &item.items[0];
      for (std::size_t i = 1; i < item.items.size(); ++i) take_field(item.items[i], row);
    }
    if (!name->is(Type::text) && !name->is(Type::pattern)) return;
    row.names = names_of_value(*name, false);
    // A list that nothing is said of, in any script: only what can hardly be anything else.
    if (!placed.owner && !placed.said.stated)
      std::erase_if(row.names, [](const Name& one) { return one.shape != Shape::sure; });
    row.judgement = placed.said;
    row.section = placed.section;
    if (placed.owner) {
      row.provider = label_of(*placed.owner);
      if (const Value& about = placed.owner->any_of({"description"}); about && row.purpose.empty())
        row.purpose = text_of(about);
    }
    row.line = name->line;
    rows_.add(std::move(row));
  }

  void table(const Value& value, const Placed& placed) {
    std::map<std::string, Role> roles = columns_;
    for (const auto& [column, title] : value["headers"].members)
      roles[column] = role_of(title.text);
    const Value& body = value.is(Type::list) ? value : value["body"];
    for (const Value& row : body.items) table_row(row, roles, placed);
  }

  void table_row(const Value& entry, const std::map<std::string, Role>& roles,
                 const Placed& placed) {
    Fields fields;
    fields.row.line = entry.line;
    fields.row.section = placed.section;
    const bool regex = entry["is_regex"].truth;
    for (const auto& [column, cell] : entry.members) {
      const auto known = roles.find(column);
      const Role role =
          known != roles.end() && known->second != Role::none ? known->second : key_role(column);
      if (role == Role::name || (role == Role::none && column == "col1")) {
        fields.row.names = names_of_value(cell, regex);
      } else {
        fields.take(role, column, text_of(cell));
      }
    }
    rows_.add(fields.finish(placed.said));
  }

  Rows& rows_;
  Categories known_{};
  std::map<std::string, Role> columns_{};
  std::vector<std::pair<std::size_t, std::size_t>> cleared_{};  ///< Rows that "autoClear" gave.
};

}  // namespace

void read_literals(const Literals& literals, Rows& rows) {
  ToolReader reader(rows);
  std::vector<const std::pair<std::string, Value>*> general;
  for (const auto& literal : literals) {
    if (!read_onetrust(literal.second, rows)) general.push_back(&literal);
  }
  for (const auto* literal : general) reader.collect(literal->second);
  for (const auto* literal : general) {
    reader.visit(literal->first, literal->second, {}, 0);
    reader.own_cookie(literal->second);
    read_drupal_settings(literal->second, rows);
  }
  reader.drop_cleared();
  read_tarteaucitron_jobs(literals, rows);
}

}  // namespace cookie_warden::reader
