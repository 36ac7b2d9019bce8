// SPDX-License-Identifier: MPL-2.0
// Configurations of consent tools: Klaro, vanilla-cookieconsent (2 and 3), tarteaucitron.
#include <map>

#include "reader/declarations.hpp"
#include "reader/detect.hpp"
#include "reader/duration.hpp"
#include "reader/roles.hpp"
#include "reader/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;
using Type = Value::Type;

/// tarteaucitron's types of service.
Judgement by_service_type(std::string_view type) {
  if (type == "ads" || type == "social") return {Category::marketing, true, Confidence::high, ""};
  if (type == "analytic") return {Category::statistics, true, Confidence::high, ""};
  if (type == "support" || type == "api" || type == "comment") {
    return {Category::functional, true, Confidence::medium,
            "A service of type " + std::string(type) + "."};
  }
  return judge(type);
}

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

class ToolReader {
 public:
  explicit ToolReader(Rows& rows) : rows_(rows) {}

  void categories(const Value& value, int depth) {
    if (depth > 12) return;
    for (const auto& [key, member] : value.members) {
      if (key == "categories" && member.is(Type::object)) {
        for (const auto& [name, category] : member.members)
          by_key_[name] = category_of(name, category);
      } else if (key == "cookie_table_headers") {
        headers(member);
      }
      categories(member, depth + 1);
    }
    for (const Value& item : value.items) categories(item, depth + 1);
  }

  void visit(const std::string& key, const Value& value, const Judgement& around, int depth) {
    if (depth > 20) return;
    Judgement said = around;
    if (const auto known = by_key_.find(key); known != by_key_.end() && value.is(Type::object))
      said = known->second;
    if (value.is(Type::object)) object(key, value, said, depth);
    for (const Value& item : value.items) visit("", item, said, depth + 1);
  }

 private:
  /// A category that cannot be switched off is necessary, unless its name says something else.
  static Judgement category_of(const std::string& name, const Value& category) {
    ConsentSaid consent;
    consent.always = category.any_of({"readOnly", "readonly"}).truth;
    Judgement said = judge(name);
    if (!said.stated &&
        (name == "ads" || name == "ad" || name == "social" || name == "targeting")) {
      said = {Category::marketing, true, Confidence::high, ""};
    }
    if (!said.stated && consent.always) {
      return {Category::necessary, true, Confidence::medium,
              "The category cannot be switched off."};
    }
    if (said.stated && said.category == Category::functional && !consent.always)
      consent.needed = true;
    return with_consent(said, consent);
  }

  void headers(const Value& list) {
    for (const Value& item : list.items) {
      for (const auto& [column, title] : item.members) columns_[column] = role_of(title.text);
    }
  }

  void object(const std::string& key, const Value& value, Judgement said, int depth) {
    if (const Value& linked = value.any_of({"linkedCategory"})) said = of_key(linked.text, said);
    if (const Value& toggle = value["toggle"]; toggle.is(Type::object)) {
      said = of_key(toggle["value"].text, said);
      if (toggle.any_of({"readonly"}).truth && !said.stated) said = category_of("", toggle);
    }
    const Value& cookies = value["cookies"];
    const bool service = cookies.is(Type::list) && !cookies.items.empty();
    if (service) {
      said = of_service(value, said);
      for (const Value& cookie : cookies.items) add_cookie(key, value, cookie, said);
    }
    table(value.any_of({"cookieTable", "cookie_table"}), said, value);
    for (const auto& [name, member] : value.members) {
      if (&member != &cookies) visit(name, member, said, depth + 1);
    }
  }

  Judgement of_key(const std::string& name, const Judgement& otherwise) const {
    const auto found = by_key_.find(name);
    if (found != by_key_.end()) return found->second;
    const Judgement said = judge(name);
    return said.stated ? said : otherwise;
  }

  static Judgement of_service(const Value& service, Judgement said) {
    if (service["required"].truth) return {Category::necessary, true, Confidence::high, ""};
    if (const Value& type = service["type"]; type.is(Type::text)) {
      if (const Judgement own = by_service_type(type.text); own.stated) said = own;
    }
    std::string purposes;
    for (const Value& purpose : service.any_of({"purposes"}).items) purposes += purpose.text + ", ";
    if (const Judgement own = judge(purposes); own.stated) said = own;
    if (said.category == Category::necessary && !service["required"].truth && !purposes.empty()) {
      said.confidence = Confidence::medium;
    }
    return said;
  }

  void add_cookie(const std::string& key, const Value& service, const Value& cookie,
                  const Judgement& said) {
    Row row;
    const Value* name = &cookie;
    if (cookie.is(Type::list) && !cookie.items.empty()) {  // Klaro: [name, path, domain]
      name = &cookie.items[0];
      if (cookie.items.size() > 2) row.domain = cookie.items[2].text;
    } else if (cookie.is(Type::object)) {
      name = &cookie.any_of({"name", "pattern"});
      row.domain = cookie.any_of({"domain"}).text;
      row.purpose = without_tags(cookie.any_of({"description", "purpose"}).text);
      row.durations =
          read_durations(cookie.any_of({"expiration", "duration", "expiry"}).text, 1, {});
    }
    row.names = is_expression(*name) ? names_of_regex(bare_expression(name->text))
                                     : declared_name(name->text);
    row.judgement = said;
    const Value& title = service.any_of({"title", "label", "name"});
    row.provider = without_tags(title.text.empty() ? key : title.text);
    row.section = row.provider;
    if (row.purpose.empty()) row.purpose = without_tags(service.any_of({"description"}).text);
    row.line = name->line ? name->line : cookie.line;
    rows_.add(std::move(row));
  }

  void table(const Value& value, const Judgement& said, const Value& section) {
    std::map<std::string, Role> roles = columns_;
    for (const auto& [column, title] : value["headers"].members)
      roles[column] = role_of(title.text);
    const Value& body = value.is(Type::list) ? value : value["body"];
    for (const Value& entry : body.items) {
      Fields fields;
      fields.row.line = entry.line;
      fields.row.section = without_tags(section.any_of({"title"}).text);
      const bool regex = entry["is_regex"].truth;
      for (const auto& [column, cell] : entry.members) {
        const auto known = roles.find(column);
        const Role role =
            known != roles.end() && known->second != Role::none ? known->second : role_of(column);
        const std::string text = without_tags(cell.text);
        if (role == Role::name || (role == Role::none && column == "col1")) {
          const bool expression = regex || is_expression(cell);
          fields.row.names = expression ? names_of_regex(bare_expression(cell.text))
                                        : read_name_cell(text, true).names;
        } else {
          fields.take(role, column, text);
        }
      }
      rows_.add(fields.finish(said));
    }
  }

  Rows& rows_;
  std::map<std::string, Judgement> by_key_{};
  std::map<std::string, Role> columns_{};
};

}  // namespace

bool read_consent_tool(std::string_view script, Rows& rows) {
  ToolReader reader(rows);
  const auto literals = literals_of(script);
  for (const auto& [name, value] : literals) reader.categories(value, 0);
  for (const auto& [name, value] : literals) reader.visit(name, value, {}, 0);
  return !literals.empty();
}

}  // namespace cookie_warden::reader
