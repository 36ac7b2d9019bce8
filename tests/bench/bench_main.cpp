// SPDX-License-Identifier: MPL-2.0
// bench-host HOST FLOOR [PART]: what the host costs, against a program that only parses and echoes.
// Both run side by side and take turns, so that a busy machine slows both; read the ratios.

#include <cstdio>
#include <exception>
#include <functional>
#include <string>

#include "adapters/host_names.hpp"
#include "adapters/policies/bundled_policies.hpp"
#include "adapters/protocol/messages.hpp"
#include "events.hpp"
#include "floor_answer.hpp"
#include "program.hpp"
#include "samples.hpp"

namespace {

using namespace cookie_warden;
using namespace cookie_warden::bench;
namespace fs = std::filesystem;

constexpr int kRuns = 5;

struct Pair {
  Samples host{}, floor{};
  [[nodiscard]] double ratio() { return host.median() / floor.median(); }
};

void print_runs(const char* what, const std::function<Pair()>& run, const char* expected) {
  Samples ratios;
  std::printf("%s (expected: %s)\n", what, expected);
  for (int i = 0; i < kRuns; ++i) {
    Pair pair = run();
    ratios.add(pair.ratio());
    std::printf("  host %8.1f us (p99 %8.1f)  floor %8.1f us (p99 %8.1f)  ratio %.2f\n",
                pair.host.median(), pair.host.p99(), pair.floor.median(), pair.floor.p99(),
                pair.ratio());
  }
  std::printf("  median ratio %.2f\n", ratios.median());
}

/// Decides what a frame holds; returns a number that depends on every decision.
struct InProcess {
  PublicSuffixHostNames hosts{};
  Knowledge knowledge{.bundled = bundled_policies()};
  Preferences preferences{};

  std::size_t decide_all(const std::vector<CookieEvent>& events) const {
    std::size_t kept = 0;
    for (const CookieEvent& event : events) {
      const Situation situation = situate(event, hosts);
      const Decision decision = decide(situation, event.cookie, knowledge, preferences);
      kept += decision.verdict == Verdict::keep ? 1 : 0;
    }
    return kept;
  }

  [[nodiscard]] std::string answer(std::string_view frame) const {
    const auto request = protocol::read_plain_decide(frame).value();
    protocol::DecisionsReply reply(request.id);
    for (const CookieEvent& event : std::get<protocol::Decide>(request.body).events) {
      reply.add(decide(situate(event, hosts), event.cookie, knowledge, preferences), event.uid);
    }
    return std::move(reply).text();
  }
};

void in_process() {
  constexpr std::size_t kEvents = 500;
  const InProcess host;
  Events events(shipped_sites());
  Samples decide_only, whole, floor;
  std::size_t used = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string frame = events.request(kEvents);
    std::optional<std::int64_t> id;
    const auto request = protocol::parse_request(frame, id);
    const auto& list = std::get<protocol::Decide>(request.body).events;
    decide_only.time([&] { used += host.decide_all(list); });
    whole.time([&] { used += host.answer(frame).size(); });
    floor.time([&] { used += floor_answer(frame).size(); });
  }
  const auto each = [](double microseconds) { return microseconds / kEvents; };
  std::printf(
      "In process, per event (%zu)\n"
      "  decide %.2f us; parse, decide, reply %.2f us (p99 %.2f); floor %.2f us; ratio %.2f\n",
      used, each(decide_only.median()), each(whole.median()), each(whole.p99()),
      each(floor.median()), whole.median() / floor.median());
}

class Bench {
 public:
  Bench(fs::path host, fs::path floor) : host_(std::move(host)), floor_(std::move(floor)) {}

  /// Replies to `requests` requests with `count` events each.
  [[nodiscard]] Pair requests(std::size_t count, int requests) const {
    const TemporaryFolder home;
    Program host(host_, home.path());
    Program floor(floor_, home.path());
    host.ask(hello_request());
    floor.ask(hello_request());
    Events events(shipped_sites());
    Pair pair;
    for (int i = 0; i < requests; ++i) {
      const std::string request = events.request(count);
      pair.floor.time([&] { floor.ask(request); });
      pair.host.time([&] { host.ask(request); });
    }
    return pair;
  }

  [[nodiscard]] Pair first_reply() const {
    const TemporaryFolder home;
    Pair pair;
    const auto measure = [&](const fs::path& binary, Samples& samples) {
      const auto begin = std::chrono::steady_clock::now();
      Program program(binary, home.path());
      program.ask(hello_request());
      const std::chrono::duration<double, std::micro> taken =
          std::chrono::steady_clock::now() - begin;
      samples.add(taken.count());
    };
    for (int i = 0; i < 200; ++i) {
      measure(floor_, pair.floor);
      measure(host_, pair.host);
    }
    return pair;
  }

  void memory() const {
    const TemporaryFolder home;
    Program host(host_, home.path());
    host.ask(hello_request());
    Events events(shipped_sites());
    for (int i = 0; i < 195; ++i) host.ask(events.request(50));
    for (int i = 0; i < 250; ++i) host.ask(events.request(1));
    std::printf(
        "Resident memory after 10,000 events (expected: at most 12 MB)\n"
        "  %.1f MB now, %.1f MB at most\n",
        static_cast<double>(host.status_kib("VmRSS")) / 1024,
        static_cast<double>(host.status_kib("VmHWM")) / 1024);
  }

  /// Everything, or one part by its name.
  void run(std::string_view part) const {
    const auto wanted = [&](std::string_view name) { return part.empty() || part == name; };
    if (wanted("in-process")) in_process();
    if (wanted("round-trip")) {
      print_runs(
          "Round trip of one event", [this] { return requests(1, 4000); },
          "at most 1.4 times the floor");
    }
    if (wanted("first-reply")) {
      print_runs(
          "First reply", [this] { return first_reply(); }, "at most 2 times the floor");
    }
    if (wanted("batch")) {
      print_runs(
          "Batch of 50 durable events", [this] { return requests(50, 400); },
          "at most 2 times the floor: half its events per second");
    }
    if (wanted("memory")) memory();
  }

 private:
  fs::path host_, floor_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::fputs("usage: bench-host HOST FLOOR [PART]\n", stderr);
    return 2;
  }
  try {
    stay_on_one_processor();
    Bench(argv[1], argv[2]).run(argc == 4 ? argv[3] : "");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
}
