// SPDX-License-Identifier: MPL-2.0
#include "app/serve.hpp"

#include <chrono>
#include <iostream>
#include <utility>

#include "adapters/native_messaging.hpp"
#include "app/session.hpp"

namespace cookie_warden {

namespace {

/// Long enough that a page's burst of cookies is over, short beside what a person notices.
constexpr std::chrono::milliseconds kIdle{50};

}  // namespace

int serve(Session& session, int in, int out) try {
  FrameReader reader(in);
  bool prepared = false;
  try {
    while (const auto frame = reader.next()) {
      write_frame(out, session.answer(*frame));
      if (session.refused()) return 1;
      // After the first reply, so that the browser does not wait for the disk.
      if (!std::exchange(prepared, true)) session.prepare();
      session.tidy([&] { return !reader.wait(kIdle); });
    }
    return 0;
  } catch (const FrameError& error) {
    std::cerr << "cookie-warden-host: " << error.what() << '\n';
    write_frame(out, protocol::error_reply(std::nullopt, "bad_frame", error.what(),
                                           "Restart the browser; if it happens again, report it."));
    return 1;
  }
} catch (const std::exception& error) {
  std::cerr << "cookie-warden-host: " << error.what() << '\n';
  return 1;
}

}  // namespace cookie_warden
