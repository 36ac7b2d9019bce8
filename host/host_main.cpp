// SPDX-License-Identifier: MPL-2.0
// cookie-warden-host: what browsers start. People run cookie-warden.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "app/data_dir.hpp"
#include "app/serve.hpp"
#include "app/session.hpp"
#include "identity.hpp"

namespace {

constexpr const char* kUsage =
    "cookie-warden-host is started by the browser, through its extension.\n"
    "To see what it did, or to set it up, run: cookie-warden --help\n";

/// Moves the frames' stream to a descriptor of its own: whatever a library prints on standard
/// output goes to standard error and cannot break a frame.
int take_over_stdout() {
  const int frames = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  return frames;
}

int run(const std::vector<std::string>& arguments) {
  using cookie_warden::Caller;
  const Caller caller = cookie_warden::recognise_caller(arguments);
  if (caller.kind == Caller::Kind::person) {
    if (arguments.front() == "--version") {
      std::cout << "cookie-warden-host " << cookie_warden::identity::kVersion << '\n';
      return 0;
    }
    const bool help = arguments.front() == "--help";
    (help ? std::cout : std::cerr) << kUsage;
    return help ? 0 : 2;
  }
  if (caller.kind == Caller::Kind::unknown && ::isatty(STDIN_FILENO) != 0) {
    std::cerr << kUsage;
    return 2;
  }
  // The browser's own umask would let others of the machine read the log.
  ::umask(0077);
  // A closed pipe and a limit on files (ulimit -f) come back as errors, which have replies.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const int frames = take_over_stdout();
  cookie_warden::Session session(cookie_warden::data_dir(), caller);
  return cookie_warden::serve(session, STDIN_FILENO, frames);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "cookie-warden-host: " << error.what() << '\n';
    return 1;
  }
}
