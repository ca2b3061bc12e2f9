// SPDX-License-Identifier: Apache-2.0
// Why no event matches these patterns and not those: the problem that was searched, and the steps whose last one
// derives a contradiction from its demands. Plain data; the patterns of the question must outlive it.
#pragma once

#include "coverage/problem.hpp"
#include "coverage/proof.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

struct refutation {
  explicit refutation(problem p) : asked(std::move(p)), steps(asked) {}

  problem asked;
  proof steps;
  std::uint32_t last = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
