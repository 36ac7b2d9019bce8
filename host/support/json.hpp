// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace cookie_warden {

/// Arrays and objects inside one another at most: deeper JSON is refused before it is parsed,
/// because later walks over it are recursive.
inline constexpr int kMaxJsonDepth = 64;

struct ParsedJson {
  nlohmann::json value{};
  std::string error{};  ///< One sentence; empty if the text is JSON.
};

/// Never throws on bad input: bad UTF-8, bad syntax, too deep, numbers out of range.
[[nodiscard]] ParsedJson parse_json(std::string_view text);

/// A field's name as RFC 6901 writes it in a JSON pointer.
[[nodiscard]] std::string pointer_token(std::string_view field);

/// Compact, with bad UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string dump_json(const nlohmann::json& value);
[[nodiscard]] std::string dump_json(const nlohmann::ordered_json& value);

/// Appends `text` as a JSON string, with bad UTF-8 replaced by U+FFFD.
void append_json(std::string& out, std::string_view text);

}  // namespace cookie_warden
