// SPDX-License-Identifier: MPL-2.0
#include "handshake.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "adapters/native_messaging.hpp"
#include "support/json.hpp"

extern char** environ;

namespace cookie_warden {
namespace {

namespace fs = std::filesystem;

constexpr int kPatienceMs = 5000;

struct Pipe {
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "making a pipe");
    }
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_end(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
  int ends[2] = {-1, -1};
};

/// The host's data folder during the handshake.
struct ScratchFolder {
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "cookie-warden-doctor-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) {
      throw std::system_error(errno, std::generic_category(), pattern);
    }
    path = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  fs::path path{};
};

pid_t start(const fs::path& host, const std::vector<std::string>& arguments, const Pipe& in,
            const Pipe& out, const fs::path& data) {
  std::vector<std::string> words{host.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string home = "COOKIE_WARDEN_HOME=" + data.string();
  std::vector<char*> environment{home.data()};
  for (char** variable = environ; *variable; ++variable) {
    if (std::strncmp(*variable, "COOKIE_WARDEN_HOME=", 19) != 0) environment.push_back(*variable);
  }
  environment.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.ends[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
  pid_t child = -1;
  const int error =
      ::posix_spawn(&child, host.c_str(), &actions, nullptr, argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::system_error(error, std::generic_category(), host.string());
  return child;
}

std::string converse(int in, int out) {
  write_frame(in,
              R"({"type":"hello","id":1,"protocol":1,"extension":"doctor","browser":"doctor"})");
  pollfd waiting{out, POLLIN, 0};
  if (::poll(&waiting, 1, kPatienceMs) != 1) return "the host does not answer";
  FrameReader reader(out);
  const auto frame = reader.next();
  if (!frame) return "the host ended without an answer";
  const ParsedJson reply = parse_json(*frame);
  if (!reply.error.empty() || !reply.value.is_object()) return "the host's answer is no message";
  if (reply.value.value("type", "") == "hello") return {};
  return "the host says: " + reply.value.value("message", "no reason");
}

}  // namespace

std::string handshake(const fs::path& host, const std::vector<std::string>& arguments) try {
  // A host that ends at once must not end the doctor.
  std::signal(SIGPIPE, SIG_IGN);
  const ScratchFolder data;
  Pipe in;
  Pipe out;
  const pid_t child = start(host, arguments, in, out, data.path);
  in.close_end(0);
  out.close_end(1);
  std::string fault;
  try {
    fault = converse(in.ends[1], out.ends[0]);
  } catch (const std::exception& error) {
    fault = error.what();
  }
  in.close_end(1);
  if (!fault.empty()) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return fault;
} catch (const std::exception& error) {
  return error.what();
}

}  // namespace cookie_warden
