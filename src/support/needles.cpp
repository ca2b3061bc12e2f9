// SPDX-License-Identifier: Apache-2.0
// The sweep by each set of instructions, each function compiled for its own, so that a plain build has them all. In
// each block the bytes that differ from what is looked for are left above zero, the least of all needles is taken, and
// one branch asks for zeros. The last bytes of the text are gone over one by one, so nothing outside is read.
#include "support/needles.hpp"

#include "support/byte_rarity.hpp"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#endif

namespace coverwatch::inline COVERWATCH_ABI::support {

// Of a byte in an anchor: in JSON nearly every text has quotation marks around it, wherever it ends.
COVERWATCH_FUNC double share_in_anchor(char byte) noexcept {
  return shares[static_cast<unsigned char>(byte)] * (byte == '"' ? 3 : 1);
}

COVERWATCH_FUNC needle_anchor rarest_anchor(std::string_view needle) noexcept {
  const auto share = [&](std::size_t i) { return share_in_anchor(needle[i]); };
  std::size_t rarest = needle.find_first_not_of('\n');
  for (std::size_t i = rarest; i < needle.size(); ++i) {
    if (needle[i] != '\n' && share(i) < share(rarest)) rarest = i;
  }
  // Neighbours go together more often than their shares tell: a word that holds one mostly holds the other.
  const auto share_beside = [&](std::size_t i) {
    return share(i) * (1 + 3.0 / static_cast<double>(std::max(i, rarest) - std::min(i, rarest)));
  };
  std::size_t other = rarest;
  const std::size_t begin = rarest - std::min(rarest, needle_tables::longest_distance);
  const std::size_t end = std::min(needle.size(), rarest + needle_tables::longest_distance + 1);
  for (std::size_t i = begin; i < end; ++i) {
    if (i == rarest || needle[i] == '\n') continue;
    if (other == rarest || share_beside(i) < share_beside(other)) other = i;
  }
  const std::size_t first = std::min(rarest, other);
  const std::size_t second = std::max(rarest, other);
  return {needle[first], needle[second], static_cast<std::uint8_t>(second - first), static_cast<std::uint32_t>(first)};
}

inline constexpr std::size_t needle_block_bytes = 64;
inline constexpr std::size_t needle_step_bytes = 2 * needle_block_bytes;
inline constexpr std::size_t needle_reach = needle_step_bytes + needle_tables::longest_distance;

// True when some needle may stand with its anchor at `at`.
COVERWATCH_FUNC bool is_place(const needle_tables& tables, std::string_view text, std::size_t at) noexcept {
  for (std::size_t n = 0; n < tables.count; ++n) {
    const needle_anchor& a = tables.anchors[n];
    if (text[at] == a.first && a.distance < text.size() - at && text[at + a.distance] == a.second) return true;
  }
  return false;
}

using bytes_of_interest = std::array<bool, 256>;

// Line feeds, and the bytes that some anchor begins with.
COVERWATCH_FUNC bytes_of_interest first_bytes(const needle_tables& tables) noexcept {
  bytes_of_interest wanted{};
  wanted[static_cast<unsigned char>('\n')] = true;
  for (std::size_t n = 0; n < tables.count; ++n) wanted[static_cast<unsigned char>(tables.anchors[n].first)] = true;
  return wanted;
}

// One block, a byte after the other.
COVERWATCH_FUNC needle_block plain_block(const needle_tables& tables, const bytes_of_interest& wanted,
                                         std::string_view text, std::size_t at) noexcept {
  needle_block block{at, 0, 0};
  const std::size_t end = at + std::min(needle_block_bytes, text.size() - at);
  for (std::size_t i = at; i < end; ++i) {
    if (!wanted[static_cast<unsigned char>(text[i])]) continue;
    const std::uint64_t bit = std::uint64_t{1} << (i - at);
    if (text[i] == '\n') block.breaks |= bit;
    if (is_place(tables, text, i)) block.places |= bit;
  }
  return block;
}

// Block after block by plain C++, up to `to` or the end of the text.
COVERWATCH_FUNC void sweep_portable(const needle_tables& tables, std::string_view text, std::size_t to,
                                    std::span<needle_block> out, needle_sweep& done) noexcept {
  const bytes_of_interest wanted = first_bytes(tables);
  const std::size_t end = std::min(to, text.size());
  for (; done.end < end && done.blocks < out.size(); done.end = std::min(done.end + needle_block_bytes, text.size())) {
    const needle_block block = plain_block(tables, wanted, text, done.end);
    if ((block.breaks | block.places) != 0) out[done.blocks++] = block;
  }
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

// --- AVX-512: 64 bytes at once.

template <std::size_t Count>
struct anchors_avx512 {
  __m512i first[Count];
  __m512i second[Count];
  std::size_t distance[Count];
};

template <std::size_t Count>
__attribute__((target("avx512f,avx512bw"), always_inline)) inline anchors_avx512<Count> broadcast_avx512(
    const needle_tables& tables) noexcept {
  anchors_avx512<Count> a;
  for (std::size_t n = 0; n < Count; ++n) {
    a.first[n] = _mm512_set1_epi8(tables.anchors[n].first);
    a.second[n] = _mm512_set1_epi8(tables.anchors[n].second);
    a.distance[n] = tables.anchors[n].distance;
  }
  return a;
}

// Zero where a needle may stand; `here` are the 64 bytes.
template <std::size_t Count>
__attribute__((target("avx512f,avx512bw"), always_inline)) inline __m512i differences_avx512(
    const anchors_avx512<Count>& a, const char* bytes, __m512i here) noexcept {
  __m512i least = _mm512_undefined_epi32();
  for (std::size_t n = 0; n < Count; ++n) {
    const __m512i there = _mm512_loadu_si512(bytes + a.distance[n]);
    constexpr int first_or_differs = 0xf6;  // a | (b ^ c)
    const __m512i differs =
        _mm512_ternarylogic_epi64(_mm512_xor_si512(here, a.first[n]), there, a.second[n], first_or_differs);
    least = n == 0 ? differs : _mm512_min_epu8(least, differs);
  }
  return least;
}

template <std::size_t Count>
__attribute__((target("avx512f,avx512bw"))) void sweep_avx512(const needle_tables& tables, std::string_view text,
                                                              std::size_t to, std::span<needle_block> out,
                                                              needle_sweep& done) noexcept {
  const __m512i newline = _mm512_set1_epi8('\n');
  const anchors_avx512<Count> anchors = broadcast_avx512<Count>(tables);
  std::size_t at = done.end;
  std::size_t blocks = done.blocks;
  for (; at < to && at + needle_reach <= text.size() && blocks + 2 <= out.size(); at += needle_step_bytes) {
    const char* const bytes = text.data() + at;
    const __m512i low = _mm512_loadu_si512(bytes);
    const __m512i high = _mm512_loadu_si512(bytes + needle_block_bytes);
    const __m512i low_places = differences_avx512(anchors, bytes, low);
    const __m512i high_places = differences_avx512(anchors, bytes + needle_block_bytes, high);
    const __m512i places = _mm512_min_epu8(low_places, high_places);
    const __m512i breaks = _mm512_min_epu8(_mm512_xor_si512(low, newline), _mm512_xor_si512(high, newline));
    const __m512i all = _mm512_min_epu8(places, breaks);
    if (__builtin_expect(_mm512_testn_epi8_mask(all, all) == 0, 1)) continue;
    const needle_block one{at, _mm512_cmpeq_epi8_mask(low, newline), _mm512_testn_epi8_mask(low_places, low_places)};
    const needle_block two{at + needle_block_bytes, _mm512_cmpeq_epi8_mask(high, newline),
                           _mm512_testn_epi8_mask(high_places, high_places)};
    out[blocks] = one;
    blocks += (one.breaks | one.places) != 0 ? 1 : 0;
    out[blocks] = two;
    blocks += (two.breaks | two.places) != 0 ? 1 : 0;
  }
  done = {at, blocks};
}

// --- AVX2: 32 bytes at once.

template <std::size_t Count>
struct anchors_avx2 {
  __m256i first[Count];
  __m256i second[Count];
  std::size_t distance[Count];
};

inline __attribute__((target("avx2"), always_inline)) __m256i needle_bytes_avx2(const char* bytes) noexcept {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

// Ones where a needle may stand; `here` are the 32 bytes.
template <std::size_t Count>
__attribute__((target("avx2"), always_inline)) inline __m256i places_avx2(const anchors_avx2<Count>& a,
                                                                          const char* bytes, __m256i here) noexcept {
  __m256i places = _mm256_setzero_si256();
  for (std::size_t n = 0; n < Count; ++n) {
    const __m256i there = needle_bytes_avx2(bytes + a.distance[n]);
    places = _mm256_or_si256(
        places, _mm256_and_si256(_mm256_cmpeq_epi8(here, a.first[n]), _mm256_cmpeq_epi8(there, a.second[n])));
  }
  return places;
}

inline __attribute__((target("avx2"), always_inline)) std::uint64_t needle_mask_avx2(__m256i low,
                                                                                     __m256i high) noexcept {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32;
}

template <std::size_t Count>
__attribute__((target("avx2"))) void sweep_avx2(const needle_tables& tables, std::string_view text, std::size_t to,
                                                std::span<needle_block> out, needle_sweep& done) noexcept {
  const __m256i newline = _mm256_set1_epi8('\n');
  anchors_avx2<Count> anchors;
  for (std::size_t n = 0; n < Count; ++n) {
    anchors.first[n] = _mm256_set1_epi8(tables.anchors[n].first);
    anchors.second[n] = _mm256_set1_epi8(tables.anchors[n].second);
    anchors.distance[n] = tables.anchors[n].distance;
  }
  std::size_t at = done.end;
  std::size_t blocks = done.blocks;
  for (; at < to && at + needle_reach <= text.size() && blocks < out.size(); at += needle_block_bytes) {
    const char* const bytes = text.data() + at;
    const __m256i low = needle_bytes_avx2(bytes);
    const __m256i high = needle_bytes_avx2(bytes + 32);
    const __m256i low_places = places_avx2(anchors, bytes, low);
    const __m256i high_places = places_avx2(anchors, bytes + 32, high);
    const __m256i low_breaks = _mm256_cmpeq_epi8(low, newline);
    const __m256i high_breaks = _mm256_cmpeq_epi8(high, newline);
    const __m256i all =
        _mm256_or_si256(_mm256_or_si256(low_places, low_breaks), _mm256_or_si256(high_places, high_breaks));
    if (__builtin_expect(_mm256_testz_si256(all, all), 1)) continue;
    out[blocks++] = {at, needle_mask_avx2(low_breaks, high_breaks), needle_mask_avx2(low_places, high_places)};
  }
  done = {at, blocks};
}

using sweep_function = void (*)(const needle_tables&, std::string_view, std::size_t, std::span<needle_block>,
                                needle_sweep&) noexcept;

inline constexpr sweep_function sweeps_avx512[needle_tables::most] = {
    sweep_avx512<1>, sweep_avx512<2>, sweep_avx512<3>, sweep_avx512<4>, sweep_avx512<5>,
    sweep_avx512<6>, sweep_avx512<7>, sweep_avx512<8>, sweep_avx512<9>};

inline constexpr sweep_function sweeps_avx2[needle_tables::most] = {sweep_avx2<1>, sweep_avx2<2>, sweep_avx2<3>,
                                                                    sweep_avx2<4>, sweep_avx2<5>, sweep_avx2<6>,
                                                                    sweep_avx2<7>, sweep_avx2<8>, sweep_avx2<9>};

COVERWATCH_FUNC void sweep_by_vectors(const needle_tables& tables, std::string_view text, std::size_t to,
                                      std::span<needle_block> out, needle_sweep& done, instructions with) noexcept {
  if (tables.count == 0 || with < instructions::avx2) return;
  (with == instructions::avx512 ? sweeps_avx512 : sweeps_avx2)[tables.count - 1](tables, text, to, out, done);
}

#else

COVERWATCH_FUNC void sweep_by_vectors(const needle_tables&, std::string_view, std::size_t, std::span<needle_block>,
                                      needle_sweep&, instructions) noexcept {}

#endif

COVERWATCH_FUNC needle_sweep sweep(const needle_tables& tables, std::string_view text, std::size_t from, std::size_t to,
                                   std::span<needle_block> out, instructions with) noexcept {
  needle_sweep done{from, 0};
  sweep_by_vectors(tables, text, to, out, done, with);
  const std::size_t near_end = text.size() - std::min(text.size(), needle_reach);
  if (with < instructions::avx2 || tables.count == 0 || done.end >= near_end)
    sweep_portable(tables, text, to, out, done);
  return done;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
