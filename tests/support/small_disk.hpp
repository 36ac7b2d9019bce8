// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>

namespace cookie_warden::test {

enum class OnSmallDisk { passed, failed, not_allowed };

/// Runs `work` in a child process that alone sees `folder` as a disk of that many KiB. The child
/// passes if `work` returns true. not_allowed: the system lets no user mount anything.
inline OnSmallDisk on_small_disk(const std::filesystem::path& folder, int kib,
                                 const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool may = ::unshare(CLONE_NEWNS) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    const std::string size = "size=" + std::to_string(kib) + "k";
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (!may || ::mount("none", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) ::_exit(2);
    bool passed = false;
    try {
      passed = work();
    } catch (const std::exception&) {
    }
    ::_exit(passed ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status)) return OnSmallDisk::failed;
  return WEXITSTATUS(status) == 2   ? OnSmallDisk::not_allowed
         : WEXITSTATUS(status) == 0 ? OnSmallDisk::passed
                                    : OnSmallDisk::failed;
}

}  // namespace cookie_warden::test
