// SPDX-License-Identifier: Apache-2.0
// Memory that runs out becomes a value where the library answers. This is the one file that knows exceptions: a build
// without them has the same calls, and there a failed allocation ends the program.
#pragma once

#include <coverwatch/config.hpp>

#include <exception>
#include <new>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What `work` returns, or `otherwise` when memory runs out on the way. Making and moving `otherwise` must allocate
// nothing. Every other exception passes through.
template <class Value, class Work>
Value unless_out_of_memory(Value otherwise, const Work& work) {
#if defined(__cpp_exceptions)
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return otherwise;
  }
#else
  static_cast<void>(otherwise);
  return work();
#endif
}

// For what tells a failed allocation by a code: makes it one that `unless_out_of_memory` knows.
[[noreturn]] inline void fail_for_memory() {
#if defined(__cpp_exceptions)
  throw std::bad_alloc();
#else
  std::terminate();
#endif
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
