// SPDX-License-Identifier: MPL-2.0
#include "support/json.hpp"

#include <algorithm>

namespace cookie_warden {
namespace {

bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxJsonDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

ParsedJson parse_json(std::string_view text) {
  ParsedJson parsed;
  if (is_too_deep(text)) {
    parsed.error = "the JSON nests deeper than " + std::to_string(kMaxJsonDepth) + " levels";
    return parsed;
  }
  try {
    parsed.value = nlohmann::json::parse(text.begin(), text.end());
  } catch (const nlohmann::json::parse_error& error) {
    parsed.error = "not JSON at byte " + std::to_string(error.byte);
  } catch (const nlohmann::json::exception&) {
    parsed.error = "the JSON holds a number that is out of range";
  }
  return parsed;
}

std::string pointer_token(std::string_view field) {
  std::string token;
  for (const char c : field) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

std::string dump_json(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string dump_json(const nlohmann::ordered_json& value) {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void append_json(std::string& out, std::string_view text) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };
  if (std::ranges::all_of(text, is_plain)) {
    out.append(1, '"').append(text).append(1, '"');
  } else {
    out += dump_json(nlohmann::json(text));
  }
}

}  // namespace cookie_warden
