// SPDX-License-Identifier: MPL-2.0
#include "app/commands/command.hpp"

#include <array>
#include <iomanip>
#include <iostream>

namespace cookie_warden {
namespace {

namespace po = boost::program_options;

constexpr std::array kCommands{
    Command{"decide", "decide cookies from standard input, one JSON object per line", run_decide},
    Command{"log", "show the decisions in the log", run_log},
    Command{"stats", "count the decisions in the log", run_stats},
    Command{"explain", "say how a cookie is decided, and why", run_explain},
    Command{"findings", "show what sites do against their cookie policies", run_findings},
    Command{"allow", "always keep a cookie of a site", run_allow},
    Command{"block", "always reject a cookie of a site", run_block},
    Command{"forget", "undo allow and block", run_forget},
    Command{"pause", "reject nothing on a site", run_pause},
    Command{"resume", "undo pause", run_resume},
    Command{"preferences", "show or set which kinds of cookies are kept", run_preferences},
    Command{"policy", "list, show, check, add or remove cookie policies", run_policy},
    Command{"export", "write a copy of the log to a file", run_export},
    Command{"purge", "delete decisions from the log", run_purge},
    Command{"install", "tell browsers where the host is", run_install},
    Command{"uninstall", "take back what install wrote", run_uninstall},
    Command{"repair", "write the files of install anew", run_repair},
    Command{"doctor", "find out what is wrong, and what to do", run_doctor},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

CommandLine::CommandLine(std::string synopsis, std::string description)
    : synopsis_(std::move(synopsis)), description_(std::move(description)) {
  options.add_options()("help,h", po::bool_switch(), "show this help");
}

CommandLine& CommandLine::word(const char* name, bool many) {
  if (many) {
    hidden_.add_options()(name, po::value<Arguments>());
  } else {
    hidden_.add_options()(name, po::value<std::string>());
    required_.push_back(name);
  }
  positions_.add(name, many ? -1 : 1);
  return *this;
}

bool CommandLine::parse(const Arguments& arguments) {
  po::options_description all;
  all.add(options).add(hidden_);
  try {
    // No guessing: "--ver" must not become "--verdict" today and something else tomorrow.
    const int style =
        po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
    po::store(
        po::command_line_parser(arguments).options(all).positional(positions_).style(style).run(),
        values_);
    // Before notify(), which asks for the options that must be given.
    if (flag("help")) {
      std::cout << "usage: cookie-warden " << synopsis_ << "\n\n"
                << description_ << "\n\n"
                << options;
      return false;
    }
    po::notify(values_);
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  for (const char* name : required_) {
    if (!has(name)) throw UsageError(std::string(name) + " is missing");
  }
  return true;
}

int dispatch(std::span<const Command> table, const std::string& program,
             const Arguments& arguments) {
  const bool help = !arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h");
  if (arguments.empty() || help) {
    auto& out = help ? std::cout : std::cerr;
    out << "usage: " << program << " COMMAND [OPTION ...]\n\nCommands:\n";
    for (const Command& command : table) {
      out << "  " << std::left << std::setw(13) << command.name << command.summary << '\n';
    }
    out << "\nEvery command has --help.\n";
    return help ? kDone : kUsage;
  }
  for (const Command& command : table) {
    if (arguments[0] != command.name) continue;
    try {
      return command.run({arguments.begin() + 1, arguments.end()});
    } catch (const UsageError& error) {
      std::cerr << program << ' ' << command.name << ": " << error.what() << "\nTry: " << program
                << ' ' << command.name << " --help\n";
      return kUsage;
    }
  }
  throw UsageError("there is no command \"" + arguments[0] + "\"");
}

}  // namespace cookie_warden
