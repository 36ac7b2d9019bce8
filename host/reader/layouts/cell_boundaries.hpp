// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace cookie_warden::reader {

/// Where cells begin and end in rows whose cells run together, told by repetition: "shop.example"
/// in a column stands after many letters and before many, "hop.exam" only after an "s" (Harris,
/// "From phoneme to morpheme", Language 31, 1955).
class CellBoundaries {
 public:
  void add(std::string_view row);
  /// 0: nothing says that a cell begins at byte `at` of the row; up to 3.
  [[nodiscard]] int strength(std::string_view row, std::size_t at) const;

 private:
  /// The different letters beside a piece of text, up to four.
  struct Neighbours {
    std::array<char, 4> letters{};
    std::uint8_t count = 0;
    void add(char letter);
  };
  using Pieces = std::unordered_map<std::uint64_t, Neighbours>;
  static int others(const Pieces& pieces, std::string_view piece);

  Pieces beginnings_{};  ///< By the hash of a row's beginning.
  Pieces before_{};      ///< By the text after them.
  Pieces after_{};       ///< By the text before them.
};

}  // namespace cookie_warden::reader
