// SPDX-License-Identifier: MPL-2.0
// What a page says that it does not set, or no longer sets, it does not declare.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reader/words/vocabulary.hpp"

namespace cookie_warden::reader {

/// A name inside a sentence: bytes of it.
struct NamedAt {
  std::size_t begin = 0, end = 0;
};

/// The statements of a page in one language. An unknown one states nothing.
class NotSet {
 public:
  /// `language`: "nl", as language_of() tells it.
  explicit NotSet(std::string_view language);

  /// Which of the names (in order of place) the sentence says are not set here ("We use no cookies
  /// such as _ga") or no longer ("_fbp is no longer set"). Not those that are set on a condition
  /// ("not without your consent"), by others, or for another purpose.
  [[nodiscard]] std::vector<bool> in(std::string_view sentence,
                                     const std::vector<NamedAt>& names) const;

  /// "Cookies that we do not use", "No longer in use": a title, or a sentence before a list.
  [[nodiscard]] bool said_by(std::string_view title) const;

  /// "Removed", "Removed - our contract has ended", "Removed in 2023": a cell beside a name.
  [[nodiscard]] bool is_removed(std::string_view cell) const;

  /// "Removed on", "Date of removal": the head of a column.
  [[nodiscard]] bool tells_removal(std::string_view head) const;

  /// "Change log", "Changes since version 2".
  [[nodiscard]] bool is_history(std::string_view title) const;

 private:
  /// The words end in "have removed", "removed since".
  [[nodiscard]] bool removes_at_end(const std::vector<std::string>& words) const;

  const NotSetWords* words_ = nullptr;
};

}  // namespace cookie_warden::reader
