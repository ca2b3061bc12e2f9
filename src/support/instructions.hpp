// SPDX-License-Identifier: Apache-2.0
// Which vector instructions this machine has, asked at run time, so that a plain build is as fast as one for the machine.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What vector code goes by, the widest last. `portable` is plain C++ and runs everywhere. avx2 comes with the bit and
// carry-less multiply instructions of its time, avx512 with those for bytes (BW, VBMI2).
enum class instructions : std::uint8_t { portable, ssse3, avx2, avx512 };

// True when this machine and this build have them. Costs a load or two; any thread.
bool available(instructions which) noexcept;
instructions widest_available() noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
