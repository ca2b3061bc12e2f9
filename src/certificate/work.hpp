// SPDX-License-Identifier: Apache-2.0
// How much a checker does before it gives up on a certificate: counted, not timed, so that the same certificate is
// judged alike everywhere. Out of work means refused, never accepted.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// One step is one comparison, one character read by one automaton, or the like: some nanoseconds.
inline constexpr std::uint64_t most_work = std::uint64_t{1} << 31;
inline constexpr std::uint64_t most_cells = std::uint64_t{1} << 24;  // words that one table of states takes
inline constexpr std::string_view too_much_work = "checking it takes more than a checker gives";

struct work {
  std::uint64_t left = most_work;

  // False once it is used up.
  bool spend(std::uint64_t steps) noexcept {
    left -= steps < left ? steps : left;
    return left > 0;
  }
};

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
