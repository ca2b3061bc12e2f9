// SPDX-License-Identifier: Apache-2.0
// How common each byte is in logs: what searches choose their anchors by. Only speed depends on it.
#pragma once

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

// The bytes of logs, the most common first: CloudTrail events and lines of common servers in equal parts.
inline constexpr std::string_view common_bytes =
    "e\"a 1t:2sr03noidc-.4lu,m5pf67Ab98S/vETghRIyMxO{}_wPCDNk[]LFqz()BHGVWKX=;ZUjQ\n\t$+\\";

consteval std::array<std::uint8_t, 256> rank_bytes() noexcept {
  std::array<std::uint8_t, 256> ranks{};
  ranks.fill(static_cast<std::uint8_t>(common_bytes.size()));
  for (std::size_t i = 0; i < common_bytes.size(); ++i)
    ranks[static_cast<unsigned char>(common_bytes[i])] = static_cast<std::uint8_t>(i);
  return ranks;
}

inline constexpr std::array<std::uint8_t, 256> rarity = rank_bytes();  // the greater, the rarer

// The share of each byte in logs: the square of its place from the end of the list comes close.
consteval std::array<double, 256> shares_of_bytes() noexcept {
  std::array<double, 256> result{};
  result.fill(1e-5);
  constexpr double n = static_cast<double>(common_bytes.size());
  for (std::size_t i = 0; i < common_bytes.size(); ++i) {
    const double from_end = n - static_cast<double>(i);
    result[static_cast<unsigned char>(common_bytes[i])] = from_end * from_end * 6 / (n * (n + 1) * (2 * n + 1));
  }
  return result;
}

inline constexpr std::array<double, 256> shares = shares_of_bytes();

consteval std::array<std::uint8_t, 256> surprises_of_bytes() noexcept {
  std::array<std::uint8_t, 256> result{};
  for (std::size_t i = 0; i < result.size(); ++i) {
    double share = shares[i];
    while (share < 1) {
      share *= 2;
      ++result[i];
    }
  }
  return result;
}

// The binary logarithm of one over the share, rounded up: of a text the sum says how seldom logs hold it.
inline constexpr std::array<std::uint8_t, 256> surprise = surprises_of_bytes();

}  // namespace coverwatch::inline COVERWATCH_ABI::support
