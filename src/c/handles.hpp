// SPDX-License-Identifier: Apache-2.0
// What stands behind the handles that more than one file of the C interface knows.
#pragma once

#include "c/error.hpp"

#include <coverwatch/pattern.hpp>
#include <coverwatch/scratch.hpp>

#include <optional>
#include <span>
#include <utility>
#include <vector>

struct coverwatch_pattern {
  explicit coverwatch_pattern(coverwatch::pattern p) : value(std::move(p)) {}
  coverwatch_pattern(const coverwatch_pattern&) = delete;
  coverwatch_pattern& operator=(const coverwatch_pattern&) = delete;
  ~coverwatch_pattern() {
    for (coverwatch_error* each : warnings) coverwatch_error_free(each);
  }

  coverwatch::pattern value;
  std::vector<coverwatch_error*> warnings;
};

struct coverwatch_scratch {
  explicit coverwatch_scratch(std::size_t max_event_bytes) : value(max_event_bytes) {}
  coverwatch::scratch value;
};

namespace coverwatch::inline COVERWATCH_ABI::c {

// Nothing when one of them, or the list, is NULL.
std::optional<std::vector<pattern>> patterns_of(const coverwatch_pattern* const* list, std::size_t count);

// Nothing when the value is none of the enum.
inline std::optional<wildcards> dialect_of(coverwatch_wildcards dialect) noexcept {
  switch (dialect) {
    case COVERWATCH_GLOB: return wildcards::glob;
    case COVERWATCH_LEFTMOST: return wildcards::leftmost;
  }
  return std::nullopt;
}

// The enums of both interfaces have the same values in the same order.
inline coverwatch_outcome outcome_of(outcome what) noexcept { return static_cast<coverwatch_outcome>(what); }

}  // namespace coverwatch::inline COVERWATCH_ABI::c
