// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace cookie_warden::bench {

/// Durations in microseconds.
class Samples {
 public:
  void add(double microseconds) { values_.push_back(microseconds); }
  /// Times `work` and adds it.
  template <class Work>
  void time(Work work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::micro> taken =
        std::chrono::steady_clock::now() - begin;
    add(taken.count());
  }
  [[nodiscard]] double median() { return quantile(0.5); }
  [[nodiscard]] double p99() { return quantile(0.99); }

 private:
  double quantile(double part) {
    if (values_.empty()) return 0;
    const auto index = static_cast<std::size_t>(part * static_cast<double>(values_.size() - 1));
    const auto nth = values_.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values_.begin(), nth, values_.end());
    return *nth;
  }

  std::vector<double> values_{};
};

}  // namespace cookie_warden::bench
