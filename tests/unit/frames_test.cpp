// SPDX-License-Identifier: MPL-2.0
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <functional>
#include <system_error>
#include <thread>

#include "adapters/native_messaging.hpp"
#include "support/catch.hpp"

using namespace cookie_warden;

namespace {

/// A pipe between this thread and one that writes.
class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_.data()) != 0) throw std::system_error(errno, std::generic_category());
  }
  ~Pipe() {
    if (writer_.joinable()) writer_.join();
    ::close(ends_[0]);
    close_writing();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] int reading() const { return ends_[0]; }
  [[nodiscard]] int writing() const { return ends_[1]; }
  void close_writing() {
    if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
  }
  /// Writes `pieces` one after the other, then closes.
  void write(std::vector<std::string> pieces, std::chrono::microseconds pause = {}) {
    writer_ = std::thread([this, pieces = std::move(pieces), pause] {
      for (const std::string& piece : pieces) {
        for (std::string_view left = piece; !left.empty();) {
          const ssize_t count = ::write(ends_[1], left.data(), left.size());
          if (count <= 0) return;
          left.remove_prefix(static_cast<std::size_t>(count));
        }
        if (pause.count() != 0) std::this_thread::sleep_for(pause);
      }
      close_writing();
    });
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  std::thread writer_{};
};

std::string frame(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes.append(text);
}

std::string announce(std::uint32_t length) {
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes;
}

/// The frames that come out, and "!" and the error if the stream breaks.
std::vector<std::string> read_all(int fd) {
  FrameReader reader(fd);
  std::vector<std::string> texts;
  try {
    while (const auto text = reader.next()) texts.emplace_back(*text);
  } catch (const FrameError& error) {
    texts.push_back(std::string("!") + error.what());
  }
  return texts;
}

std::vector<std::string> read_pieces(std::vector<std::string> pieces) {
  Pipe pipe;
  pipe.write(std::move(pieces));
  return read_all(pipe.reading());
}

}  // namespace

TEST_CASE("frames are the same wherever the stream is cut into reads") {
  const std::vector<std::string> texts{"{}", "", "{\"a\":\"\xc3\xa9\"}", std::string(300, 'x')};
  std::string stream;
  for (const auto& text : texts) stream += frame(text);
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    CAPTURE(cut);
    Pipe pipe;
    pipe.write({stream.substr(0, cut), stream.substr(cut)}, std::chrono::microseconds(300));
    REQUIRE(read_all(pipe.reading()) == texts);
  }
  std::vector<std::string> bytes;
  for (const char byte : stream) bytes.emplace_back(1, byte);
  CHECK(read_pieces(bytes) == texts);
}

TEST_CASE("a stream that ends inside a frame is an error at every cut, between frames it is not") {
  const std::string stream = frame("{}") + frame("{\"a\":1}");
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    CAPTURE(cut);
    const auto texts = read_pieces({stream.substr(0, cut)});
    const bool whole = cut == 0 || cut == frame("{}").size() || cut == stream.size();
    REQUIRE((!texts.empty() && texts.back().starts_with("!")) != whole);
    REQUIRE(texts.size() == (cut < 6 ? 0U : 1U) + (cut == 0 || cut == 6 ? 0U : 1U));
  }
}

TEST_CASE("lengths up to the limit are read, one more byte is refused before it is read") {
  for (const std::size_t length :
       std::initializer_list<std::size_t>{0, 1, 2, 3, 4, 5, 4095, 4096, 65531, 65532, 65535, 65536,
                                          65537, 131072, kMaxFrameBytes - 1, kMaxFrameBytes}) {
    CAPTURE(length);
    const std::vector<std::string> texts{std::string(length, 'a'), "{}"};
    REQUIRE(read_pieces({frame(texts[0]) + frame(texts[1])}) == texts);
  }
  // Nothing follows the length: a reader that waited for the text would say "ended".
  for (const std::uint32_t length : {static_cast<std::uint32_t>(kMaxFrameBytes) + 1, 0x7fffffffU,
                                     0x80000000U, 0xffffffffU, __builtin_bswap32(2U)}) {
    CAPTURE(length);
    const auto texts = read_pieces({frame("{}") + announce(length)});
    REQUIRE(texts.size() == 2);
    CHECK(texts[1].find(std::to_string(length)) != std::string::npos);
    CHECK(texts[1].find("1048576") != std::string::npos);
  }
}

TEST_CASE("signals and slow writers on both sides change nothing") {
  static_assert(kMaxFrameBytes > 65536, "a pipe holds less than a frame");
  struct sigaction action {};
  action.sa_handler = [](int) {};  // without SA_RESTART: calls return EINTR
  struct sigaction before {};
  ::sigaction(SIGUSR1, &action, &before);
  Pipe pipe;
  const std::string big(kMaxFrameBytes, 'b');
  std::atomic<bool> done = false;
  std::exception_ptr fault;
  std::thread writer([&] {
    try {
      for (int i = 0; i < 5; ++i) write_frame(pipe.writing(), big);
    } catch (...) {
      fault = std::current_exception();
    }
    done = true;
    pipe.close_writing();
  });
  const pthread_t reader = ::pthread_self();
  std::atomic<bool> stop = false;
  std::thread disturber([&, thread = writer.native_handle()] {
    while (!stop) {
      if (!done) ::pthread_kill(thread, SIGUSR1);
      ::pthread_kill(reader, SIGUSR1);
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  });
  const auto texts = read_all(pipe.reading());
  stop = true;
  disturber.join();
  writer.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  CHECK_FALSE(fault);
  REQUIRE(texts.size() == 5);
  for (const auto& text : texts) CHECK(text == big);
}

TEST_CASE("a reply larger than a frame is never begun, and a closed pipe is an error") {
  Pipe pipe;
  CHECK_THROWS_AS(write_frame(pipe.writing(), std::string(kMaxFrameBytes + 1, 'x')),
                  std::length_error);
  write_frame(pipe.writing(), "{}");
  pipe.close_writing();
  CHECK(read_all(pipe.reading()) == std::vector<std::string>{"{}"});

  const auto before = std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  CHECK_THROWS_AS(write_frame(ends[1], "{}"), std::system_error);
  ::close(ends[1]);
  std::signal(SIGPIPE, before);
  FrameReader nowhere(-1);
  CHECK_THROWS_AS((void)nowhere.next(), std::system_error);
}
