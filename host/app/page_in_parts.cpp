// SPDX-License-Identifier: MPL-2.0
#include "app/page_in_parts.hpp"

#include <stdexcept>
#include <utility>

namespace cookie_warden {

std::optional<std::string> PageInParts::add(std::int64_t part, std::int64_t parts,
                                            const std::string& text) {
  if (part == 0) {
    text_.clear();
    next_ = 0;
  }
  if (part != next_) throw std::invalid_argument("the parts of the page came out of order");
  if (text_.size() + text.size() > kMaxBytes) {
    text_ = {};
    next_ = 0;
    throw std::length_error("the page is larger than 16 MiB");
  }
  text_ += text;
  if (++next_ < parts) return std::nullopt;
  next_ = 0;
  return std::exchange(text_, {});
}

}  // namespace cookie_warden
