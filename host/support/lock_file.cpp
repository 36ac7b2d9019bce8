// SPDX-License-Identifier: MPL-2.0
#include "support/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

namespace cookie_warden {

LockFile::LockFile(const std::string& path)
    : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), path);
}

LockFile::~LockFile() { ::close(fd_); }

LockFile::Guard::Guard(LockFile& file, std::chrono::milliseconds patience) : file_(file) {
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  auto pause = std::chrono::microseconds(50);
  // Not a blocking flock(): a stopped process that holds the lock must not stop this one for ever.
  while (::flock(file_.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "waiting for the lock");
    }
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::system_error(ETIMEDOUT, std::generic_category(), "waiting for the lock");
    }
    std::this_thread::sleep_for(pause);
    pause = std::min<std::chrono::microseconds>(pause * 2, 2ms);
  }
}

LockFile::Guard::~Guard() { ::flock(file_.fd_, LOCK_UN); }

}  // namespace cookie_warden
