// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <string>

namespace cookie_warden {

/// An advisory lock between processes; the kernel drops it when its holder dies.
class LockFile {
 public:
  /// Creates the file with mode 0600. Throws std::system_error.
  explicit LockFile(const std::string& path);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  /// Held until destroyed.
  class Guard {
   public:
    /// Waits up to `patience`; throws std::system_error (timed_out) then.
    Guard(LockFile& file, std::chrono::milliseconds patience);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

   private:
    LockFile& file_;
  };

 private:
  int fd_ = -1;
};

}  // namespace cookie_warden
