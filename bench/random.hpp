// SPDX-License-Identifier: Apache-2.0
// Numbers that look drawn at random and are the same at every run and on every machine: SplitMix64 (public domain by
// its author, S. Vigna), and draws from it in whole numbers alone. For invented events and patterns, for nothing
// secret.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

class random {
 public:
  explicit random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // Below `n`, which is less than 2^32.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(((next() >> 32) * n) >> 32); }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool percent(std::size_t p) { return below(100) < p; }
  bool in_ten_thousand(std::size_t p) { return below(10'000) < p; }

  template <class T>
  const T& one_of(std::span<const T> choices) {
    return choices[below(choices.size())];
  }
  template <class T, std::size_t N>
  const T& one_of(const T (&choices)[N]) {
    return choices[below(N)];
  }

 private:
  std::uint64_t state_;
};

// Draws 0 to n - 1, the earlier the likelier: n - 1 as often as weight(n - 1) / weight(0) says, where the weight of
// rank r is 1 / (r + flatness).
class skewed {
 public:
  skewed(std::size_t n, std::size_t flatness) {
    std::uint64_t sum = 0;
    for (std::size_t rank = 0; rank < n; ++rank) ends_.push_back(sum += 1'000'000 / (rank + flatness) + 1);
  }
  std::size_t draw(random& r) const {
    const std::uint64_t at = r.below(static_cast<std::size_t>(ends_.back()));
    return static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), at) - ends_.begin());
  }

 private:
  std::vector<std::uint64_t> ends_;
};

}  // namespace bench
