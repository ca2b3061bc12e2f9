// SPDX-License-Identifier: Apache-2.0
// How much memory a run of the program may have held, for builds whose memory is the program's own.
#pragma once

#include "process.hpp"

#include <gtest/gtest.h>

#include <cstddef>

namespace program_test {

// Sanitizers hold memory of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
inline constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool sanitized = false;
#endif

inline constexpr std::size_t mebibyte = std::size_t{1} << 20;

inline void expect_peak_below(const outcome& r, std::size_t mebibytes) {
  if (!sanitized) {
    EXPECT_LT(r.peak, mebibytes * mebibyte);
  }
}

}  // namespace program_test
