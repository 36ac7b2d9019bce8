// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace cookie_warden::bench {

/// Requests as a browser session makes them: portal, tracker, sign-in and unknown cookies, on
/// `sites` in turn. Same seed, same events.
class Events {
 public:
  explicit Events(std::vector<std::string> sites, std::uint64_t seed = 1);
  /// The next `decide` request with `count` events; each has a uid of its own.
  [[nodiscard]] std::string request(std::size_t count, bool is_private = false);

 private:
  [[nodiscard]] std::string event(bool is_private);
  [[nodiscard]] std::string uid();

  std::vector<std::string> sites_;
  std::mt19937_64 random_;
  std::int64_t number_ = 1;
};

/// The site of the shipped catalogue that the benchmarks visit.
[[nodiscard]] std::vector<std::string> shipped_sites();

}  // namespace cookie_warden::bench
