// SPDX-License-Identifier: MPL-2.0
// floor-host: parses and echoes, with the host's own frame code. What the host takes beyond it is
// the price of deciding and logging.

#include <unistd.h>

#include "adapters/native_messaging.hpp"
#include "floor_answer.hpp"

int main() {
  cookie_warden::FrameReader reader(STDIN_FILENO);
  while (const auto frame = reader.next()) {
    cookie_warden::write_frame(STDOUT_FILENO, cookie_warden::bench::floor_answer(*frame));
  }
}
