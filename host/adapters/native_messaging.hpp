// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cookie_warden {

/// A frame is a u32 length in native byte order, then that many bytes of UTF-8 JSON
/// (https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging). Browsers
/// refuse frames from a host beyond 1 MiB; the same limit holds for what the host accepts.
inline constexpr std::size_t kMaxFrameBytes = 1024 * 1024;

/// The stream cannot be understood from here on.
class FrameError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads frames from a file descriptor, which it does not own.
class FrameReader {
 public:
  explicit FrameReader(int fd) : fd_(fd) {}
  /// The next frame's text, null at the end of the stream. Throws FrameError for a frame that is
  /// cut off or too long, std::system_error if reading fails. The view holds until the next call.
  [[nodiscard]] std::optional<std::string_view> next() &;

  /// Waits until there is something to read, the end of the stream included; false after
  /// `patience`.
  [[nodiscard]] bool wait(std::chrono::milliseconds patience) const;

 private:
  [[nodiscard]] bool fill(std::size_t wanted);

  int fd_;
  std::vector<char> buffer_{};
  std::size_t begin_ = 0;  ///< Unread bytes: [begin_, end_) of the buffer.
  std::size_t end_ = 0;
};

/// Writes one frame in full. Throws std::length_error beyond kMaxFrameBytes and std::system_error
/// if writing fails.
void write_frame(int fd, std::string_view text);

}  // namespace cookie_warden
