// SPDX-License-Identifier: Apache-2.0
// The vector instructions themselves, and the only file that names them; each function is compiled for its own set, so
// a plain build has them all. A block at the end of the text overlaps the one before, so nothing is read outside the
// text. Elsewhere than on x86-64 there is nothing here, and the search is portable.
#include "support/phrase_vectors.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#endif

namespace coverwatch::inline COVERWATCH_ABI::support {

inline constexpr std::size_t ssse3_bytes = 16;
inline constexpr std::size_t avx2_bytes = 32;

// One behind the last place of a text.
COVERWATCH_FUNC std::size_t places_end(const phrase_tables& tables, std::size_t text_size) noexcept {
  if (tables.length == 0) return text_size;
  return text_size < tables.length ? 0 : text_size - tables.length + 1;
}

COVERWATCH_FUNC std::size_t first_place(const phrase_tables& tables) noexcept {
  return tables.length == 0 ? phrase_tables::window - 1 : 0;
}

COVERWATCH_FUNC instructions usable(const phrase_tables& tables, std::size_t text_size, instructions most) noexcept {
  const std::size_t before = first_place(tables);
  const std::size_t end = places_end(tables, text_size);
  if (most >= instructions::avx2 && end >= avx2_bytes + before) return instructions::avx2;
  if (most != instructions::portable && end >= ssse3_bytes + before) return instructions::ssse3;
  return instructions::portable;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

// Where the block that begins at `from` really begins: earlier if it would reach beyond the end.
COVERWATCH_FUNC std::size_t block_begin(std::size_t from, std::size_t end, std::size_t size) noexcept {
  return from < end - size ? from : end - size;
}

// Takes away the places in front of `from`, which an overlapping block has a second time.
COVERWATCH_FUNC std::uint32_t places_from(std::uint32_t places, std::size_t at, std::size_t from) noexcept {
  return at < from ? places & ~std::uint32_t{0} << (from - at) : places;
}

COVERWATCH_FUNC __attribute__((target("ssse3"))) __m128i load_ssse3(const void* bytes) noexcept {
  return _mm_loadu_si128(static_cast<const __m128i*>(bytes));
}

COVERWATCH_FUNC __attribute__((target("avx2"))) __m256i load_avx2(const void* bytes) noexcept {
  return _mm256_loadu_si256(static_cast<const __m256i*>(bytes));
}

COVERWATCH_FUNC __attribute__((target("avx2"))) __m256i load_twice_avx2(const void* bytes) noexcept {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(static_cast<const __m128i*>(bytes)));
}

// The groups that each byte admits.
COVERWATCH_FUNC __attribute__((target("ssse3"))) __m128i judge_ssse3(__m128i bytes, __m128i low,
                                                                     __m128i high) noexcept {
  const __m128i nibble = _mm_set1_epi8(15);
  const __m128i by_low = _mm_shuffle_epi8(low, _mm_and_si128(bytes, nibble));
  const __m128i by_high = _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble));
  return _mm_and_si128(by_low, by_high);
}

COVERWATCH_FUNC __attribute__((target("avx2"))) __m256i judge_avx2(__m256i bytes, __m256i low, __m256i high) noexcept {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i by_low = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
  const __m256i by_high = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
  return _mm256_and_si256(by_low, by_high);
}

COVERWATCH_FUNC __attribute__((target("ssse3"))) bool next_groups_ssse3(const phrase_tables& tables,
                                                                        std::string_view text, std::size_t from,
                                                                        unsigned alive, candidate_block& out) noexcept {
  const __m128i low0 = load_ssse3(tables.low[0].data()), high0 = load_ssse3(tables.high[0].data());
  const __m128i low1 = load_ssse3(tables.low[1].data()), high1 = load_ssse3(tables.high[1].data());
  const __m128i low2 = load_ssse3(tables.low[2].data()), high2 = load_ssse3(tables.high[2].data());
  const __m128i low3 = load_ssse3(tables.low[3].data()), high3 = load_ssse3(tables.high[3].data());
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(alive));
  for (; from < text.size(); from += ssse3_bytes) {
    const std::size_t at = block_begin(from, text.size(), ssse3_bytes);
    const char* const bytes = text.data() + at;
    const __m128i near =
        _mm_and_si128(judge_ssse3(load_ssse3(bytes), low0, high0), judge_ssse3(load_ssse3(bytes - 1), low1, high1));
    const __m128i far =
        _mm_and_si128(judge_ssse3(load_ssse3(bytes - 2), low2, high2), judge_ssse3(load_ssse3(bytes - 3), low3, high3));
    const __m128i groups = _mm_and_si128(_mm_and_si128(near, far), wanted);
    const int empty = _mm_movemask_epi8(_mm_cmpeq_epi8(groups, _mm_setzero_si128()));
    const std::uint32_t places = places_from(static_cast<std::uint32_t>(empty) ^ 0xffffu, at, from);
    if (places == 0) continue;
    out.at = at;
    out.size = ssse3_bytes;
    out.places = places;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out.groups.data()), groups);
    return true;
  }
  return false;
}

COVERWATCH_FUNC __attribute__((target("avx2"))) bool next_groups_avx2(const phrase_tables& tables,
                                                                      std::string_view text, std::size_t from,
                                                                      unsigned alive, candidate_block& out) noexcept {
  const __m256i low0 = load_twice_avx2(tables.low[0].data()), high0 = load_twice_avx2(tables.high[0].data());
  const __m256i low1 = load_twice_avx2(tables.low[1].data()), high1 = load_twice_avx2(tables.high[1].data());
  const __m256i low2 = load_twice_avx2(tables.low[2].data()), high2 = load_twice_avx2(tables.high[2].data());
  const __m256i low3 = load_twice_avx2(tables.low[3].data()), high3 = load_twice_avx2(tables.high[3].data());
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(alive));
  for (; from < text.size(); from += avx2_bytes) {
    const std::size_t at = block_begin(from, text.size(), avx2_bytes);
    const char* const bytes = text.data() + at;
    const __m256i near =
        _mm256_and_si256(judge_avx2(load_avx2(bytes), low0, high0), judge_avx2(load_avx2(bytes - 1), low1, high1));
    const __m256i far =
        _mm256_and_si256(judge_avx2(load_avx2(bytes - 2), low2, high2), judge_avx2(load_avx2(bytes - 3), low3, high3));
    const __m256i groups = _mm256_and_si256(_mm256_and_si256(near, far), wanted);
    const int empty = _mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, _mm256_setzero_si256()));
    const std::uint32_t places = places_from(~static_cast<std::uint32_t>(empty), at, from);
    if (places == 0) continue;
    out.at = at;
    out.size = avx2_bytes;
    out.places = places;
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out.groups.data()), groups);
    return true;
  }
  return false;
}

COVERWATCH_FUNC __attribute__((target("ssse3"))) bool next_pair_ssse3(const phrase_tables& tables,
                                                                      std::string_view text, std::size_t from,
                                                                      candidate_block& out) noexcept {
  const __m128i first = _mm_set1_epi8(tables.byte[0]);
  const __m128i second = _mm_set1_epi8(tables.byte[1]);
  const std::size_t end = places_end(tables, text.size());
  for (; from < end; from += ssse3_bytes) {
    const std::size_t at = block_begin(from, end, ssse3_bytes);
    const char* const bytes = text.data() + at;
    const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load_ssse3(bytes + tables.offset[0]), first),
                                       _mm_cmpeq_epi8(load_ssse3(bytes + tables.offset[1]), second));
    out.at = at;
    out.size = ssse3_bytes;
    out.places = places_from(static_cast<std::uint32_t>(_mm_movemask_epi8(both)), at, from);
    if (out.places != 0) return true;
  }
  return false;
}

COVERWATCH_FUNC __attribute__((target("avx2"))) bool next_pair_avx2(const phrase_tables& tables, std::string_view text,
                                                                    std::size_t from, candidate_block& out) noexcept {
  const __m256i first = _mm256_set1_epi8(tables.byte[0]);
  const __m256i second = _mm256_set1_epi8(tables.byte[1]);
  const std::size_t end = places_end(tables, text.size());
  for (; from < end; from += avx2_bytes) {
    const std::size_t at = block_begin(from, end, avx2_bytes);
    const char* const bytes = text.data() + at;
    const __m256i both = _mm256_and_si256(_mm256_cmpeq_epi8(load_avx2(bytes + tables.offset[0]), first),
                                          _mm256_cmpeq_epi8(load_avx2(bytes + tables.offset[1]), second));
    out.at = at;
    out.size = avx2_bytes;
    out.places = places_from(static_cast<std::uint32_t>(_mm256_movemask_epi8(both)), at, from);
    if (out.places != 0) return true;
  }
  return false;
}

COVERWATCH_FUNC bool next_block(const phrase_tables& tables, std::string_view text, std::size_t from, unsigned alive,
                                instructions with, candidate_block& out) noexcept {
  const bool wide = with == instructions::avx2;
  if (tables.length != 0) return (wide ? next_pair_avx2 : next_pair_ssse3)(tables, text, from, out);
  return (wide ? next_groups_avx2 : next_groups_ssse3)(tables, text, from, alive, out);
}

#else

// Never asked: `widest_available` is `portable` here, and so is every result of `usable`.
COVERWATCH_FUNC bool next_block(const phrase_tables&, std::string_view, std::size_t, unsigned, instructions,
                                candidate_block&) noexcept {
  return false;
}

#endif

}  // namespace coverwatch::inline COVERWATCH_ABI::support
