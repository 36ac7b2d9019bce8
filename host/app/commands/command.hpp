// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace cookie_warden {

// Exit codes of every command.
inline constexpr int kDone = 0;
inline constexpr int kNothing = 1;  ///< Found nothing, or found a problem.
inline constexpr int kUsage = 2;

/// The command was called in a way it does not know.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Arguments = std::vector<std::string>;

/// One command of cookie-warden: its row in `cookie-warden --help`, and what it does.
struct Command {
  const char* name;
  const char* summary;
  /// Returns the exit code. Throws UsageError, and std::exception for everything that goes wrong.
  int (*run)(const Arguments& arguments);
};

/// All commands, in the order of the help.
[[nodiscard]] std::span<const Command> commands();

/// A command's own options, with --help. Words that are no option fill the positional ones.
class CommandLine {
 public:
  /// `synopsis`: what follows "usage: cookie-warden ".
  CommandLine(std::string synopsis, std::string description);

  /// Options to be shown by --help.
  boost::program_options::options_description options{"Options"};

  /// Adds a word that must be given, or with `many` any number of words.
  CommandLine& word(const char* name, bool many = false);

  /// False if --help was asked for and shown. Throws UsageError.
  [[nodiscard]] bool parse(const Arguments& arguments);

  [[nodiscard]] bool has(const char* name) const { return values_.count(name) != 0; }
  [[nodiscard]] bool flag(const char* name) const { return values_[name].as<bool>(); }
  template <class T = std::string>
  [[nodiscard]] const T& get(const char* name) const {
    return values_[name].as<T>();
  }
  template <class T = std::string>
  [[nodiscard]] std::optional<T> find(const char* name) const {
    return has(name) ? std::optional(get<T>(name)) : std::nullopt;
  }
  /// The words of a positional option that takes many.
  [[nodiscard]] Arguments words(const char* name) const {
    return has(name) ? get<Arguments>(name) : Arguments{};
  }

 private:
  std::string synopsis_;
  std::string description_;
  boost::program_options::options_description hidden_{};
  boost::program_options::positional_options_description positions_{};
  std::vector<const char*> required_{};
  boost::program_options::variables_map values_{};
};

/// Runs the command of `table` that the first word names, with the words after it. Throws
/// UsageError.
int dispatch(std::span<const Command> table, const std::string& program,
             const Arguments& arguments);

// One function per command, in the file of its name.
int run_decide(const Arguments& arguments);
int run_log(const Arguments& arguments);
int run_stats(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_findings(const Arguments& arguments);
int run_allow(const Arguments& arguments);
int run_block(const Arguments& arguments);
int run_forget(const Arguments& arguments);
int run_pause(const Arguments& arguments);
int run_resume(const Arguments& arguments);
int run_preferences(const Arguments& arguments);
int run_policy(const Arguments& arguments);
int run_export(const Arguments& arguments);
int run_purge(const Arguments& arguments);

// In installer/.
int run_install(const Arguments& arguments);
int run_uninstall(const Arguments& arguments);
int run_repair(const Arguments& arguments);
int run_doctor(const Arguments& arguments);

}  // namespace cookie_warden
