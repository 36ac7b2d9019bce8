// SPDX-License-Identifier: MPL-2.0
// Any bytes on the stream end with replies that are messages, or with an error about the frame.
// Events are private, so that nothing waits for a disk.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "adapters/native_messaging.hpp"
#include "app/session.hpp"
#include "support/json.hpp"

namespace {

using namespace cookie_warden;

/// Deleted with the process.
struct Home {
  Home() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fuzz-frames-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    path = pattern;
  }
  ~Home() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path{};
};

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << '\n';
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Home home;
  static Session session(home.path, {Caller::Kind::extension, "fuzz"});
  const int stream = ::memfd_create("frames", MFD_CLOEXEC);
  require(stream >= 0 && ::write(stream, data, size) == static_cast<ssize_t>(size), "the stream");
  ::lseek(stream, 0, SEEK_SET);
  FrameReader reader(stream);
  try {
    while (const auto frame = reader.next()) {
      const ParsedJson reply = parse_json(session.answer(*frame));
      require(reply.error.empty() && reply.value.is_object(), "a reply that is no message");
      require(reply.value.contains("type") && reply.value.contains("id"), "a reply's fields");
    }
  } catch (const FrameError&) {
  }
  ::close(stream);
  return 0;
}
