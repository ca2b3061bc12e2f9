// SPDX-License-Identifier: Apache-2.0
// How much work a question may still take, counted in steps that depend on nothing but the question: the same question
// under the same budget ends the same way on every machine. It knows no clock and no memory.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::domain {

struct budget {
  std::uint64_t steps = 1'000'000;  // that are left

  // Takes `n` steps away. False when there were fewer: then none is left.
  constexpr bool spend(std::uint64_t n) noexcept {
    const bool enough = n <= steps;
    steps = enough ? steps - n : 0;
    return enough;
  }
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
