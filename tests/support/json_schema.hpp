// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>

namespace cookie_warden::test {

/// The keywords of JSON Schema 2020-12 that host/policies/policy.schema.json uses; any other is an
/// error, so that the schema cannot outgrow this unnoticed.
class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json schema) : schema_(std::move(schema)) {}
  [[nodiscard]] bool accepts(const nlohmann::json& value) const { return valid(schema_, value); }

 private:
  using json = nlohmann::json;

  static std::size_t length(const std::string& text) {
    std::size_t characters = 0;
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return characters;
  }

  static bool has_type(const std::string& type, const json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
  }

  static bool valid(const json& schema, const json& value) {
    for (const auto& [keyword, wanted] : schema.items()) {
      if (!keeps(keyword, wanted, schema, value)) return false;
    }
    return true;
  }

  static bool keeps(const std::string& keyword, const json& wanted, const json& schema,
                    const json& value) {
    static const std::set<std::string> words{"$schema", "$id", "title", "description"};
    if (words.contains(keyword)) return true;
    if (keyword == "type") return has_type(wanted, value);
    if (keyword == "const") return value == wanted;
    if (keyword == "enum") return std::ranges::find(wanted, value) != wanted.end();
    if (keyword == "required" || keyword == "properties" || keyword == "additionalProperties") {
      return !value.is_object() || keeps_fields(keyword, wanted, schema, value);
    }
    if (keyword == "items" || keyword == "uniqueItems") {
      return !value.is_array() || keeps_items(keyword, wanted, value);
    }
    if (keyword == "minimum") return !value.is_number() || value >= wanted;
    if (!value.is_string()) return true;
    const std::string& text = value.get_ref<const std::string&>();
    if (keyword == "minLength") return length(text) >= wanted.get<std::size_t>();
    if (keyword == "maxLength") return length(text) <= wanted.get<std::size_t>();
    if (keyword == "pattern") return std::regex_search(text, std::regex(wanted.get<std::string>()));
    throw std::invalid_argument("unknown keyword " + keyword);
  }

  static bool keeps_fields(const std::string& keyword, const json& wanted, const json& schema,
                           const json& value) {
    if (keyword == "required") {
      return std::ranges::all_of(
          wanted, [&](const json& name) { return value.contains(name.get<std::string>()); });
    }
    for (const auto& [name, inner] : value.items()) {
      const bool known = schema["properties"].contains(name);
      if (keyword == "additionalProperties" && !known && wanted == false) return false;
      if (keyword == "properties" && known && !valid(wanted[name], inner)) return false;
    }
    return true;
  }

  static bool keeps_items(const std::string& keyword, const json& wanted, const json& value) {
    if (keyword == "uniqueItems") {
      return std::set<json>(value.begin(), value.end()).size() == value.size();
    }
    return std::ranges::all_of(value, [&](const json& entry) { return valid(wanted, entry); });
  }

  json schema_;
};

}  // namespace cookie_warden::test
