// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "adapters/native_messaging.hpp"

namespace cookie_warden::bench {

/// A temporary folder, removed with what is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A host or the floor program, started as Chromium starts a host: over two pipes, with the
/// extension's origin. Its data folder is `home`.
class Program {
 public:
  /// Throws std::system_error.
  Program(const std::filesystem::path& binary, const std::filesystem::path& home);
  /// Closes the pipes and waits for the end.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Sends a request and returns its reply. Throws std::runtime_error if there is none, or an
  /// `error`.
  std::string_view ask(std::string_view request);

  /// Resident memory in KiB: VmRSS now, VmHWM at its highest (proc(5)).
  [[nodiscard]] long status_kib(std::string_view field) const;

 private:
  struct Pipes {
    int to = -1, from = -1;
    pid_t pid = -1;
  };
  static Pipes start(const std::filesystem::path& binary, const std::filesystem::path& home);

  Pipes pipes_;
  FrameReader reader_;
};

/// Keeps this process and the programs it starts on one processor: waking a sleeping one takes
/// longer, and less evenly, than the work that is measured. Throws std::system_error.
void stay_on_one_processor();

[[nodiscard]] std::string hello_request();

}  // namespace cookie_warden::bench
