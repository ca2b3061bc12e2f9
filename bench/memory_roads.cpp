// SPDX-License-Identifier: Apache-2.0
// Reading memory as fast as this machine can: words by what the compiler makes of a loop, or vectors of 32 and 64
// bytes. All give the same sum. And finding newlines by the C library.
#include "roads.hpp"

#include <chrono>
#include <cstring>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace bench {
namespace {

std::uint64_t by_words(const char* at, std::size_t words) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, at + 8 * i, sizeof word);
    sum += word;
  }
  return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint64_t by_32_bytes(const char* at, std::size_t words) {
  __m256i sums[4] = {};
  std::size_t i = 0;
  for (; i + 16 <= words; i += 16) {
    for (std::size_t k = 0; k < 4; ++k) {
      const auto* from = reinterpret_cast<const __m256i*>(at + 8 * i + 32 * k);
      sums[k] = _mm256_add_epi64(sums[k], _mm256_loadu_si256(from));
    }
  }
  alignas(32) std::uint64_t lanes[4];
  const __m256i sum = _mm256_add_epi64(_mm256_add_epi64(sums[0], sums[1]), _mm256_add_epi64(sums[2], sums[3]));
  _mm256_store_si256(reinterpret_cast<__m256i*>(lanes), sum);
  return lanes[0] + lanes[1] + lanes[2] + lanes[3] + by_words(at + 8 * i, words - i);
}

__attribute__((target("avx512f"))) std::uint64_t by_64_bytes(const char* at, std::size_t words) {
  __m512i sums[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
  std::size_t i = 0;
  for (; i + 32 <= words; i += 32) {
    for (std::size_t k = 0; k < 4; ++k) {
      sums[k] = _mm512_add_epi64(sums[k], _mm512_loadu_si512(at + 8 * i + 64 * k));
    }
  }
  alignas(64) std::uint64_t lanes[8];
  const __m512i sum = _mm512_add_epi64(_mm512_add_epi64(sums[0], sums[1]), _mm512_add_epi64(sums[2], sums[3]));
  _mm512_store_si512(lanes, sum);
  std::uint64_t all = by_words(at + 8 * i, words - i);
  for (const std::uint64_t lane : lanes) all += lane;
  return all;
}

// Asks for the lines of two pages ahead: the machine's own prefetcher ends at each page.
__attribute__((target("avx512f"))) std::uint64_t by_64_bytes_ahead(const char* at, std::size_t words) {
  __m512i sums[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
  std::size_t i = 0;
  for (; i + 32 <= words; i += 32) {
    for (std::size_t k = 0; k < 4; ++k) {
      _mm_prefetch(at + 8 * i + 64 * k + 8192, _MM_HINT_T0);
      sums[k] = _mm512_add_epi64(sums[k], _mm512_loadu_si512(at + 8 * i + 64 * k));
    }
  }
  alignas(64) std::uint64_t lanes[8];
  const __m512i sum = _mm512_add_epi64(_mm512_add_epi64(sums[0], sums[1]), _mm512_add_epi64(sums[2], sums[3]));
  _mm512_store_si512(lanes, sum);
  std::uint64_t all = by_words(at + 8 * i, words - i);
  for (const std::uint64_t lane : lanes) all += lane;
  return all;
}
#endif

struct way {
  const char* name;
  std::uint64_t (*sum)(const char*, std::size_t);
  bool available;
};

double seconds(const way& w, const corpus& c) {
  const auto begin = std::chrono::steady_clock::now();
  volatile std::uint64_t sum = w.sum(c.text.data(), c.size / 8);
  static_cast<void>(sum);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

const way* chosen = nullptr;

// The one of the best of five.
void choose(const corpus& c) {
  static const way ways[] = {
    {"plain loop", by_words, true},
#if defined(__x86_64__)
    {"32 bytes a load", by_32_bytes, __builtin_cpu_supports("avx2") != 0},
    {"64 bytes a load", by_64_bytes, __builtin_cpu_supports("avx512f") != 0},
    {"64 bytes a load, prefetched", by_64_bytes_ahead, __builtin_cpu_supports("avx512f") != 0},
#endif
  };
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 5; ++round) {
    for (const way& w : ways) {
      if (!w.available) continue;
      const double took = seconds(w, c);
      if (took >= best) continue;
      best = took;
      chosen = &w;
    }
  }
}

}  // namespace

std::uint64_t sum_of_words(const corpus& c) {
  if (chosen == nullptr) choose(c);
  return chosen->sum(c.text.data(), c.size / 8);
}

const char* widest_sum() noexcept { return chosen == nullptr ? "" : chosen->name; }

std::uint64_t lines_by_memchr(const corpus& c) {
  std::uint64_t lines = 0;
  const char* const end = c.text.data() + c.size;
  for (const char* at = c.text.data(); at != end; ++at, ++lines) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
  }
  return lines;
}

}  // namespace bench
