// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace cookie_warden {

/// A page that arrives in several messages, because a frame holds 1 MiB.
class PageInParts {
 public:
  static constexpr std::size_t kMaxBytes = 16 * 1024 * 1024;

  /// Adds a part; part 0 begins a new page. The whole text with the last part, else null. Throws
  /// std::invalid_argument for a part out of order, std::length_error beyond kMaxBytes.
  [[nodiscard]] std::optional<std::string> add(std::int64_t part, std::int64_t parts,
                                               const std::string& text);

 private:
  std::string text_{};
  std::int64_t next_ = 0;
};

}  // namespace cookie_warden
