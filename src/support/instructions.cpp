// SPDX-License-Identifier: Apache-2.0
// Asks the compiler's run-time library what the processor has.
#include "support/instructions.hpp"

#include <initializer_list>

namespace coverwatch::inline COVERWATCH_ABI::support {

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

COVERWATCH_FUNC bool has_avx2() noexcept {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0 &&
         __builtin_cpu_supports("pclmul") != 0;
}

COVERWATCH_FUNC bool available(instructions which) noexcept {
  switch (which) {
    case instructions::portable: return true;
    case instructions::ssse3: return __builtin_cpu_supports("ssse3") != 0;
    case instructions::avx2: return has_avx2();
    case instructions::avx512:
      return has_avx2() && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
             __builtin_cpu_supports("avx512vbmi2") != 0;
  }
  return false;
}

#else

COVERWATCH_FUNC bool available(instructions which) noexcept { return which == instructions::portable; }

#endif

COVERWATCH_FUNC instructions widest_available() noexcept {
  for (const auto which : {instructions::avx512, instructions::avx2, instructions::ssse3}) {
    if (available(which)) return which;
  }
  return instructions::portable;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
