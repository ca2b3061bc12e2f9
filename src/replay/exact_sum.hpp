// SPDX-License-Identifier: Apache-2.0
// A sum of doubles that is exact until it is asked for, and so the same in whatever order its parts came: threads and
// files may add to it as they like. Takes finite values up to 2^360 in size, of which no number that a computer counts
// adds up to infinity.
#pragma once

#include <coverwatch/config.hpp>

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

// The parts do not overlap and grow in size (Shewchuk's expansions). Whole numbers below 2^53 have but one part, and
// need no memory beside the object.
class exact_sum {
 public:
  void add(double x) {
    std::size_t kept = 0;
    for (const double part : lower_) keep_rest(x, part, kept);
    lower_.resize(kept);
    const double rest = add_two(x, top_);
    top_ = x;
    if (rest != 0) lower_.push_back(rest);
  }

  void add(const exact_sum& other) {
    for (const double part : other.lower_) add(part);
    add(other.top_);
  }

  // The double next to the exact sum, of two that are equally near the even one.
  double value() const noexcept {
    double sum = top_, rest = 0;
    std::size_t left = lower_.size();
    while (left > 0 && rest == 0) {
      const double before = sum, part = lower_[--left];
      sum = before + part;
      rest = part - (sum - before);
    }
    // Half way between two doubles, as far as these parts tell: the sign of those below decides.
    if (left > 0 && rest != 0 && std::signbit(rest) == std::signbit(lower_[left - 1])) {
      const double twice = rest * 2, up = sum + twice;
      if (twice == up - sum) sum = up;
    }
    return sum;
  }

  std::size_t bytes() const noexcept { return lower_.capacity() * sizeof(double); }

 private:
  // x becomes the rounded sum of both; returns what the rounding lost, exactly.
  static double add_two(double& x, double y) noexcept {
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const double sum = x + y, rest = y - (sum - x);
    x = sum;
    return rest;
  }

  void keep_rest(double& x, double part, std::size_t& kept) noexcept {
    const double rest = add_two(x, part);
    if (rest != 0) lower_[kept++] = rest;
  }

  double top_ = 0;
  std::vector<double> lower_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
