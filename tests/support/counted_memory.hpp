// SPDX-License-Identifier: Apache-2.0
// Every operator new of the program, counted, and made to fail when a test wants it. Linking counted_memory.cpp
// replaces the global ones, so a program with it stands alone. The figures are of all threads; failures are for one at
// a time.
#pragma once

#include <cstddef>

namespace counted_memory {

std::size_t allocations() noexcept;  // so far
std::size_t live() noexcept;         // blocks not given back
std::size_t live_bytes() noexcept;
std::size_t peak_bytes() noexcept;  // the most `live_bytes` since `forget_peak`
void forget_peak() noexcept;

enum class lacking { once, from_then_on };

// While it lives, the n-th allocation from now on fails, n from 1; `from_then_on` all behind it, too.
class shortage {
 public:
  shortage(std::size_t nth, lacking how) noexcept;
  ~shortage();
  shortage(const shortage&) = delete;
  shortage& operator=(const shortage&) = delete;
  bool met() const noexcept;  // whether any allocation failed
};

}  // namespace counted_memory
