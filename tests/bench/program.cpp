// SPDX-License-Identifier: MPL-2.0
#include "program.hpp"

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "identity.hpp"

namespace cookie_warden::bench {
namespace {

namespace fs = std::filesystem;

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  return ends;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "cookie-warden-bench.XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Program::Pipes Program::start(const fs::path& binary, const fs::path& home) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto in = make_pipe();
  const auto out = make_pipe();
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::string name = binary.string();
  std::string origin = std::string("chrome-extension://") + identity::kChromiumId + "/";
  std::string folder = "COOKIE_WARDEN_HOME=" + home.string();
  const std::array<char*, 3> arguments{name.data(), origin.data(), nullptr};
  const std::array<char*, 2> environment{folder.data(), nullptr};
  Pipes pipes{in[1], out[0], -1};
  const int error = ::posix_spawn(&pipes.pid, name.c_str(), &actions, nullptr, arguments.data(),
                                  environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  if (error != 0) throw std::system_error(error, std::generic_category(), name);
  return pipes;
}

Program::Program(const fs::path& binary, const fs::path& home)
    : pipes_(start(binary, home)), reader_(pipes_.from) {}

Program::~Program() {
  ::close(pipes_.to);
  ::close(pipes_.from);
  int status = 0;
  while (::waitpid(pipes_.pid, &status, 0) < 0 && errno == EINTR) {
  }
}

std::string_view Program::ask(std::string_view request) {
  write_frame(pipes_.to, request);
  const auto reply = reader_.next();
  if (!reply) throw std::runtime_error("the program ended without a reply");
  if (reply->starts_with(R"({"type":"error")")) throw std::runtime_error(std::string(*reply));
  return *reply;
}

long Program::status_kib(std::string_view field) const {
  std::ifstream status("/proc/" + std::to_string(pipes_.pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field)) return std::stol(line.substr(line.find(':') + 1));
  }
  throw std::runtime_error("no such field: " + std::string(field));
}

void stay_on_one_processor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(::sched_getcpu()), &one);
  if (::sched_setaffinity(0, sizeof(one), &one) != 0) {
    throw std::system_error(errno, std::generic_category(), "sched_setaffinity");
  }
}

std::string hello_request() {
  return R"({"type":"hello","id":1,"protocol":1,"extension":"1.0.0","browser":"Chromium/156"})";
}

}  // namespace cookie_warden::bench
