// SPDX-License-Identifier: MPL-2.0
#include "adapters/native_messaging.hpp"

#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace cookie_warden {
namespace {

constexpr std::size_t kHeaderBytes = sizeof(std::uint32_t);
constexpr std::size_t kReadBytes = 64 * 1024;

}  // namespace

/// Reads until the buffer holds `wanted` unread bytes; false if the stream ends before.
bool FrameReader::fill(std::size_t wanted) {
  if (begin_ != 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  while (buffer_.size() < wanted) {
    const std::size_t size = buffer_.size();
    buffer_.resize(size + kReadBytes);
    const ssize_t count = ::read(fd_, buffer_.data() + size, kReadBytes);
    buffer_.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count == 0) return false;
    if (count < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "reading a frame");
    }
  }
  return true;
}

std::optional<std::string_view> FrameReader::next() {
  if (buffer_.size() - begin_ < kHeaderBytes && !fill(kHeaderBytes)) {
    if (buffer_.empty()) return std::nullopt;
    throw FrameError("the stream ended inside a frame's length");
  }
  std::uint32_t length = 0;
  std::memcpy(&length, buffer_.data() + begin_, kHeaderBytes);
  if (length > kMaxFrameBytes) {
    throw FrameError("a frame announces " + std::to_string(length) + " bytes; at most " +
                     std::to_string(kMaxFrameBytes) + " are accepted");
  }
  if (buffer_.size() - begin_ < kHeaderBytes + length && !fill(kHeaderBytes + length)) {
    throw FrameError("the stream ended inside a frame");
  }
  const std::string_view text(buffer_.data() + begin_ + kHeaderBytes, length);
  begin_ += kHeaderBytes + length;
  return text;
}

void write_frame(int fd, std::string_view text) {
  if (text.size() > kMaxFrameBytes) throw std::length_error("a reply is larger than a frame");
  auto length = static_cast<std::uint32_t>(text.size());
  std::array<iovec, 2> parts{
      {{&length, kHeaderBytes}, {const_cast<char*>(text.data()), text.size()}}};
  std::size_t left = kHeaderBytes + text.size();
  while (left != 0) {
    const ssize_t count = ::writev(fd, parts.data(), static_cast<int>(parts.size()));
    if (count < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "writing a frame");
    }
    auto written = static_cast<std::size_t>(count);
    left -= written;
    for (iovec& part : parts) {
      const std::size_t step = std::min(written, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + step;
      part.iov_len -= step;
      written -= step;
    }
  }
}

}  // namespace cookie_warden
