// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cookie_warden::reader {

/// A value of JSON or of a JavaScript object literal, read without running anything.
struct Value {
  enum class Type { none, text, number, truth, list, object, pattern };
  Type type = Type::none;  ///< none: null, a name, a function, a call: nothing to know.
  /// Of a text; of a pattern (/.../) its source; of an enumeration's member (type none,
  /// "CookieCategory.MARKETING") what stands behind its last dot.
  std::string text{};
  double number = 0;
  bool truth = false;
  std::vector<Value> items{};                            ///< Of a list.
  std::vector<std::pair<std::string, Value>> members{};  ///< Of an object, in order.
  std::uint32_t line = 0;

  /// The member of that name; a value of type none if there is none.
  [[nodiscard]] const Value& operator[](std::string_view key) const;
  /// The first member that exists, without regard to case.
  [[nodiscard]] const Value& any_of(std::initializer_list<std::string_view> keys) const;
  [[nodiscard]] bool is(Type wanted) const { return type == wanted; }
  explicit operator bool() const { return type != Type::none; }
};

/// Values of one text: about 60 MB. The largest public lists of cookies have 30,000.
inline constexpr std::size_t kMostValues = 400'000;

/// Reads the value that begins at `at` (white space and comments before it are skipped) and moves
/// `at` behind it. Tolerates comments, single quotes, unquoted keys, trailing commas, joined texts
/// ("a" + "b"), patterns, functions and calls; line counting starts at `line`. Values nested deeper
/// than 64 are of type none. A function that returns a list literal is read as that list. Time is
/// linear in what it reads.
[[nodiscard]] Value read_literal(std::string_view source, std::size_t& at, std::uint32_t line = 1);

/// `budget`: how many values may still be read; those after it are of type none.
[[nodiscard]] Value read_literal(std::string_view source, std::size_t& at, std::uint32_t line,
                                 std::size_t& budget);

/// The whole text as one value.
[[nodiscard]] Value read_literal(std::string_view source);

/// All values in a script that are assigned or passed: object and list literals that stand outside
/// other literals, and texts that are a call's first argument, in order, with the name before them
/// ("klaroConfig", "tarteaucitron.services.x", "CookieConsent.run").
[[nodiscard]] std::vector<std::pair<std::string, Value>> literals_of(std::string_view script);
[[nodiscard]] std::vector<std::pair<std::string, Value>> literals_of(std::string_view script,
                                                                     std::uint32_t line,
                                                                     std::size_t& budget);

}  // namespace cookie_warden::reader
