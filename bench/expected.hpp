// SPDX-License-Identifier: Apache-2.0
// What drawn patterns must match, found from the fields of the events without our engines. Patterns are filed under a
// condition that must hold, candidates are looked at condition by condition.
#pragma once

#include "drawn_patterns.hpp"
#include "fields.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bench {

// A sum over all pairs of an event and a pattern that matches it, whatever their order.
struct tally {
  std::uint64_t matches = 0;
  std::uint64_t events = 0;  // that any pattern matches
  std::uint64_t sum = 0;

  void add(std::size_t event, std::span<const std::uint32_t> patterns) noexcept {
    matches += patterns.size();
    events += !patterns.empty();
    for (const std::uint32_t pattern : patterns) sum += (event + 1) * (std::uint64_t{pattern} + 1);
  }
  friend bool operator==(const tally&, const tally&) = default;
};

struct expectation {
  tally found;
  double candidates = 0;  // an event, when filed so
};

// Of the first `count` events.
expectation expect(const std::vector<drawn_pattern>& patterns, const fact_table& events, std::size_t count);

// CIS 4.1 of 2.0, by hand.
bool is_unauthorized(const fact_table& events, std::size_t event);

// One pattern about one event.
bool holds(const drawn_pattern& p, const fact_table& events, std::size_t event);

// A text with stars against another, every possibility tried.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace bench
