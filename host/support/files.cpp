// SPDX-License-Identifier: MPL-2.0
#include "support/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace cookie_warden {
namespace {

[[noreturn]] void fail(int error, const std::filesystem::path& path) {
  throw std::system_error(error, std::generic_category(), path.string());
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(fd) == 0;
}

}  // namespace

void write_file_atomically(const std::filesystem::path& path, std::string_view content,
                           unsigned mode) {
  std::string temporary = path.string() + ".XXXXXX";
  const int fd = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) fail(errno, path);
  const bool written = ::fchmod(fd, mode) == 0 && write_all(fd, content);
  int error = errno;
  ::close(fd);
  if (written && ::rename(temporary.c_str(), path.c_str()) == 0) return;
  if (written) error = errno;
  ::unlink(temporary.c_str());
  fail(error, path);
}

std::string read_file(const std::filesystem::path& path, std::uintmax_t limit) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) throw std::system_error(error, path.string());
  if (size > limit) fail(EFBIG, path);
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(EACCES, path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::uint64_t file_stamp(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return 0;
  std::uint64_t stamp = static_cast<std::uint64_t>(status.st_mtim.tv_sec) * 1'000'000'000 +
                        static_cast<std::uint64_t>(status.st_mtim.tv_nsec);
  stamp = stamp * 31 + static_cast<std::uint64_t>(status.st_ino);
  return stamp * 31 + static_cast<std::uint64_t>(status.st_size) + 1;
}

}  // namespace cookie_warden
