// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cookie_warden::reader {

/// Phrases of one or more words, each with a number. A word that ends in '*' stands for all words
/// that begin so. Looking a text up costs time linear in its letters, however many phrases there
/// are.
class Phrases {
 public:
  struct Match {
    std::size_t begin = 0;  ///< First word.
    std::size_t end = 0;    ///< After the last word.
    int id = 0;
  };

  /// `phrase` as a translator writes it; it is folded here.
  void add(std::string_view phrase, int id);

  /// The longest phrase that starts at word `at`.
  [[nodiscard]] std::optional<Match> at(const std::vector<std::string>& text, std::size_t at) const;
  /// All phrases of the text from left to right, none inside another.
  [[nodiscard]] std::vector<Match> all(const std::vector<std::string>& text) const;
  [[nodiscard]] bool any(const std::vector<std::string>& text) const;
  /// The number of the phrase that is the whole text.
  [[nodiscard]] std::optional<int> whole(const std::vector<std::string>& text) const;

 private:
  struct Word {
    std::string text;
    bool prefix = false;
  };
  struct Phrase {
    std::vector<Word> words;
    int id = 0;
    std::size_t order = 0;  ///< Of two that fit the same words, the one added first is meant.
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  [[nodiscard]] static bool fits(const Word& word, std::string_view text);
  [[nodiscard]] static bool fits(const Phrase& phrase, const std::vector<std::string>& text,
                                 std::size_t at);

  /// By the first word, without its '*'.
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_start_{};
  std::vector<std::size_t> prefix_lengths_{};  ///< Of first words that end in '*', each once.
  std::size_t size_ = 0;
};

}  // namespace cookie_warden::reader
