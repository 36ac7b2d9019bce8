// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cookie_warden::reader {

/// Part of a name or of a path of names ("tarteaucitron.services").
[[nodiscard]] bool is_identifier_char(char c);

/// Whether a slash after this character begins a regular expression rather than divides.
[[nodiscard]] bool begins_pattern(char before);

/// The smallest parts of a script, read from `at_` on.
class ScriptScanner {
 public:
  ScriptScanner(std::string_view source, std::size_t at, std::uint32_t line)
      : source_(source), at_(at), line_(line) {}

 protected:
  /// White space and comments.
  void skip_space();
  /// A text, with its escapes resolved.
  std::string text();
  /// As it is written, at most 40 bytes of it.
  std::string number();
  /// The source of a regular expression, up to the slash that no backslash or bracket protects.
  std::string pattern();
  std::string_view identifier();
  void step();

  std::string_view source_;
  std::size_t at_;
  std::uint32_t line_;

 private:
  void move_to(std::size_t end);
  void escape(std::string& out);
};

}  // namespace cookie_warden::reader
