// SPDX-License-Identifier: MPL-2.0
#include "adapters/native_messaging.hpp"

#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace cookie_warden {
namespace {

constexpr std::size_t kHeaderBytes = sizeof(std::uint32_t);
/// Grows to a whole frame only where one comes that is larger.
constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

/// Reads until the buffer holds `wanted` unread bytes; false if the stream ends before.
bool FrameReader::fill(std::size_t wanted) {
  if (begin_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < wanted) buffer_.resize(std::max(wanted, kBufferBytes));
  while (end_ < wanted) {
    const ssize_t count = ::read(fd_, buffer_.data() + end_, buffer_.size() - end_);
    if (count == 0) return false;
    if (count > 0) {
      end_ += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "reading a frame");
    }
  }
  return true;
}

std::optional<std::string_view> FrameReader::next() & {
  if (end_ - begin_ < kHeaderBytes && !fill(kHeaderBytes)) {
    if (end_ == 0) return std::nullopt;
    throw FrameError("the stream ended inside a frame's length");
  }
  std::uint32_t length = 0;
  std::memcpy(&length, buffer_.data() + begin_, kHeaderBytes);
  if (length > kMaxFrameBytes) {
    throw FrameError("a frame announces " + std::to_string(length) + " bytes; at most " +
                     std::to_string(kMaxFrameBytes) + " are accepted");
  }
  if (end_ - begin_ < kHeaderBytes + length && !fill(kHeaderBytes + length)) {
    throw FrameError("the stream ended inside a frame");
  }
  const std::string_view text(buffer_.data() + begin_ + kHeaderBytes, length);
  begin_ += kHeaderBytes + length;
  return text;
}

bool FrameReader::wait(std::chrono::milliseconds patience) const {
  if (end_ != begin_) return true;
  pollfd readable{.fd = fd_, .events = POLLIN, .revents = 0};
  // An error counts as something to read: next() reports it.
  return ::poll(&readable, 1, static_cast<int>(patience.count())) != 0;
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
