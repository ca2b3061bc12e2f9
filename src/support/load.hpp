// SPDX-License-Identifier: Apache-2.0
// Bytes of a text as a number, the first one lowest. Reads nothing outside what it is given.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Written out in full, so that compilers make one load of each; of a loop g++ does not.
inline std::uint32_t load_four(const char* at) noexcept {
  const auto byte = [at](unsigned i) { return std::uint32_t{static_cast<unsigned char>(at[i])} << (8 * i); };
  return byte(0) | byte(1) | byte(2) | byte(3);
}

inline std::uint64_t load_eight(const char* at) noexcept {
  const auto byte = [at](unsigned i) { return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); };
  return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

// The first eight of `size` bytes, or all of them with zeros behind. Short ones by two loads that overlap.
inline std::uint64_t load_up_to_eight(const char* at, std::size_t size) noexcept {
  if (size >= 8) return load_eight(at);
  if (size >= 4) {
    return load_four(at) | std::uint64_t{load_four(at + size - 4)} << (8 * (size - 4));
  }
  if (size == 0) return 0;
  const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
