// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace cookie_warden {

/// A fault with a code of the protocol (ErrorCode in extension/src/messages.ts) and what to do
/// about it. what() is a sentence for people.
class CodedError : public std::runtime_error {
 public:
  CodedError(std::string code, const std::string& message, std::string hint)
      : std::runtime_error(message), code_(std::move(code)), hint_(std::move(hint)) {}
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  std::string code_;
  std::string hint_;
};

}  // namespace cookie_warden
