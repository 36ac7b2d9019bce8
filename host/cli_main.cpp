// SPDX-License-Identifier: MPL-2.0
// cookie-warden: what people run. Browsers start cookie-warden-host.

#include <sys/stat.h>

#include <csignal>
#include <iostream>

#include "app/commands/command.hpp"
#include "identity.hpp"
#include "support/terminal_text.hpp"

int main(int argc, char** argv) {
  using namespace cookie_warden;
  ::umask(0077);
  std::ios::sync_with_stdio(false);
  const Arguments arguments(argv + 1, argv + argc);
  // What --help calls the value of an option; Boost's own word is "arg".
  boost::program_options::arg = "VALUE";
  try {
    if (!arguments.empty() && arguments[0] == "--version") {
      std::cout << "cookie-warden " << identity::kVersion << '\n';
      return kDone;
    }
    return dispatch(commands(), "cookie-warden", arguments);
  } catch (const UsageError& error) {
    std::cerr << "cookie-warden: " << terminal_text(error.what())
              << "\nTry: cookie-warden --help\n";
    return kUsage;
  } catch (const std::exception& error) {
    std::cerr << "cookie-warden: " << terminal_text(error.what()) << '\n';
    return kNothing;
  }
}
