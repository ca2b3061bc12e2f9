// SPDX-License-Identifier: Apache-2.0
// The same few steps over 64 bytes for each set of instructions: compare, take escaped quotes away, find the insides of
// strings by a running parity, count brackets. Only how bytes are compared differs.
#include "support/outline.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#endif

namespace coverwatch::inline COVERWATCH_ABI::support {

// Which of 64 bytes are what; nothing is known of strings yet.
struct outline_classes {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t opens = 0;
  std::uint64_t closes = 0;
};

// The bytes that a backslash escapes: one look for each, since few texts have many.
inline std::uint64_t escaped_bytes(std::uint64_t backslashes, std::uint64_t& escaped) noexcept {
  std::uint64_t bytes = escaped;
  backslashes &= ~escaped;
  escaped = 0;
  while (backslashes != 0) {
    const std::uint64_t first = backslashes & (~backslashes + 1);
    escaped = first >> 63;
    bytes |= first << 1;
    backslashes &= ~(first | first << 1);
  }
  return bytes;
}

// Bit i: whether an odd number of bits is set up to and with i.
inline std::uint64_t running_parity(std::uint64_t bits) noexcept {
  for (unsigned by = 1; by < 64; by *= 2) bits ^= bits << by;
  return bits;
}

// What all blocks of a text add up to; kept in registers during the loop.
struct outline_pen {
  outline_state& state;
  std::uint64_t in_string = state.in_string;
  std::uint64_t escaped = state.escaped;
  std::int32_t depth = state.depth;
  std::uint64_t backslashes = 0;

  void finish() const noexcept {
    state.in_string = in_string;
    state.escaped = escaped;
    state.depth = depth;
    state.backslashes |= backslashes != 0;
  }
};

COVERWATCH_FUNC outline_classes classify_portable(const char* bytes) noexcept {
  outline_classes c;
  for (unsigned i = 0; i < outline_bytes; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (byte == '"') c.quotes |= bit;
    if (byte == '\\') c.backslashes |= bit;
    if ((byte | 0x20) == '{') c.opens |= bit;
    if ((byte | 0x20) == '}') c.closes |= bit;
  }
  return c;
}

COVERWATCH_FUNC void draw_portable(const char* text, std::size_t blocks, outline_pen& pen,
                                   outline_block* out) noexcept {
  for (std::size_t i = 0; i < blocks; ++i) {
    const outline_classes c = classify_portable(text + i * outline_bytes);
    const std::uint64_t quotes = c.quotes & ~escaped_bytes(c.backslashes, pen.escaped);
    const std::uint64_t inside = running_parity(quotes) ^ pen.in_string;
    const std::uint64_t opens = c.opens & ~inside, closes = c.closes & ~inside;
    pen.in_string = ~((inside >> 63) - 1);
    const std::int32_t closed = std::popcount(closes);
    out[i] = {quotes, opens, closes, pen.depth, pen.depth - closed, 0};
    pen.depth += std::popcount(opens) - closed;
    pen.backslashes |= c.backslashes;
  }
}

COVERWATCH_FUNC std::uint32_t* list_portable(outline_block* blocks, std::size_t count, std::uint32_t* list) noexcept {
  const std::uint32_t* const begin = list;
  for (std::size_t i = 0; i < count; ++i) {
    blocks[i].quotes_before = static_cast<std::uint32_t>(list - begin);
    for (std::uint64_t quotes = blocks[i].quotes; quotes != 0; quotes &= quotes - 1) {
      *list++ = static_cast<std::uint32_t>(i * outline_bytes + static_cast<unsigned>(std::countr_zero(quotes)));
    }
  }
  return list;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

COVERWATCH_FUNC __attribute__((target("avx2"))) std::uint64_t mask_avx2(__m256i low, __m256i high) noexcept {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32;
}

COVERWATCH_FUNC __attribute__((target("avx2"))) std::uint64_t equal_avx2(__m256i low, __m256i high,
                                                                         char byte) noexcept {
  const __m256i each = _mm256_set1_epi8(byte);
  return mask_avx2(_mm256_cmpeq_epi8(low, each), _mm256_cmpeq_epi8(high, each));
}

COVERWATCH_FUNC __attribute__((target("pclmul"))) std::uint64_t running_parity_pclmul(std::uint64_t bits) noexcept {
  const __m128i ones = _mm_set1_epi8(-1);
  return static_cast<std::uint64_t>(
      _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0)));
}

COVERWATCH_FUNC __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul"))) void draw_avx2(const char* text,
                                                                                      std::size_t blocks,
                                                                                      outline_pen& pen,
                                                                                      outline_block* out) noexcept {
  for (std::size_t i = 0; i < blocks; ++i) {
    const auto* at = reinterpret_cast<const __m256i*>(text + i * outline_bytes);
    const __m256i low = _mm256_loadu_si256(at), high = _mm256_loadu_si256(at + 1);
    const __m256i case_bit = _mm256_set1_epi8(0x20);
    const __m256i low_folded = _mm256_or_si256(low, case_bit), high_folded = _mm256_or_si256(high, case_bit);
    std::uint64_t quotes = equal_avx2(low, high, '"');
    const std::uint64_t backslashes = equal_avx2(low, high, '\\');
    if ((backslashes | pen.escaped) != 0) quotes &= ~escaped_bytes(backslashes, pen.escaped);
    const std::uint64_t inside = running_parity_pclmul(quotes) ^ pen.in_string;
    const std::uint64_t opens = equal_avx2(low_folded, high_folded, '{') & ~inside;
    const std::uint64_t closes = equal_avx2(low_folded, high_folded, '}') & ~inside;
    pen.in_string = ~((inside >> 63) - 1);
    const std::int32_t closed = std::popcount(closes);
    out[i] = {quotes, opens, closes, pen.depth, pen.depth - closed, 0};
    pen.depth += std::popcount(opens) - closed;
    pen.backslashes |= backslashes;
  }
}

// The places of the bits of `quotes`, sixteen at a time; returns where the next ones go. The masks are all ones:
// without them g++ 12 warns of what its own header leaves undefined.
COVERWATCH_FUNC __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) std::uint32_t* list_bits_avx512(
    std::uint64_t quotes, std::size_t base, __m512i places, std::uint32_t* list) noexcept {
  const __m512i bases = _mm512_set1_epi32(static_cast<int>(base));
  __m512i packed = _mm512_maskz_compress_epi8(quotes, places);
  const int here = std::popcount(quotes);
  for (int written = 0;; written += 16) {
    const __m512i wide = _mm512_maskz_cvtepu8_epi32(0xffff, _mm512_maskz_extracti32x4_epi32(0xf, packed, 0));
    _mm512_storeu_si512(list + written, _mm512_add_epi32(wide, bases));
    if (written + 16 >= here) return list + here;
    packed = _mm512_maskz_alignr_epi32(0xffff, packed, packed, 4);
  }
}

COVERWATCH_FUNC __attribute__((target("avx512f"))) __m512i places_avx512() noexcept {
  alignas(64) static constexpr std::array<std::uint8_t, outline_bytes> places = [] {
    std::array<std::uint8_t, outline_bytes> all{};
    for (unsigned i = 0; i < outline_bytes; ++i) all[i] = static_cast<std::uint8_t>(i);
    return all;
  }();
  return _mm512_load_si512(places.data());
}

// Draws and, unless `list` is null, lists. The last block is loaded as far as it goes; nothing stands behind.
COVERWATCH_FUNC __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt,pclmul"))) std::uint32_t*
draw_avx512(std::string_view text, outline_pen& pen, outline_block* out, std::uint32_t* list) noexcept {
  const __m512i case_bit = _mm512_set1_epi8(0x20), quote = _mm512_set1_epi8('"'), backslash = _mm512_set1_epi8('\\');
  const __m512i open = _mm512_set1_epi8('{'), close = _mm512_set1_epi8('}'), places = places_avx512();
  const std::uint32_t* const begin = list;
  for (std::size_t at = 0; at < text.size(); at += outline_bytes, ++out) {
    const std::size_t rest = text.size() - at;
    const __mmask64 there = rest < outline_bytes ? (std::uint64_t{1} << rest) - 1 : ~std::uint64_t{0};
    const __m512i bytes = _mm512_maskz_loadu_epi8(there, text.data() + at);
    const __m512i folded = _mm512_or_si512(bytes, case_bit);
    std::uint64_t quotes = _mm512_cmpeq_epi8_mask(bytes, quote);
    const std::uint64_t backslashes = _mm512_cmpeq_epi8_mask(bytes, backslash);
    if ((backslashes | pen.escaped) != 0) quotes &= ~escaped_bytes(backslashes, pen.escaped);
    const std::uint64_t inside = running_parity_pclmul(quotes) ^ pen.in_string;
    const std::uint64_t opens = _mm512_cmpeq_epi8_mask(folded, open) & ~inside;
    const std::uint64_t closes = _mm512_cmpeq_epi8_mask(folded, close) & ~inside;
    pen.in_string = ~((inside >> 63) - 1);
    const std::int32_t closed = std::popcount(closes);
    *out = {quotes, opens, closes, pen.depth, pen.depth - closed, static_cast<std::uint32_t>(list - begin)};
    pen.depth += std::popcount(opens) - closed;
    pen.backslashes |= backslashes;
    if (list != nullptr) list = list_bits_avx512(quotes, at, places, list);
  }
  return list;
}

// Eight at a time, whether there are so many or not: fewer branches than one for each.
COVERWATCH_FUNC __attribute__((target("bmi,bmi2,popcnt"))) std::uint32_t* list_avx2(outline_block* blocks,
                                                                                    std::size_t count,
                                                                                    std::uint32_t* list) noexcept {
  const std::uint32_t* const begin = list;
  for (std::size_t i = 0; i < count; ++i) {
    const auto base = static_cast<std::uint32_t>(i * outline_bytes);
    blocks[i].quotes_before = static_cast<std::uint32_t>(list - begin);
    std::uint64_t quotes = blocks[i].quotes;
    const int here = std::popcount(quotes);
    for (int written = 0; written < here; written += 8) {
      for (int k = 0; k < 8; ++k) {
        list[written + k] = base + static_cast<std::uint32_t>(_tzcnt_u64(quotes));
        quotes &= quotes - 1;
      }
    }
    list += here;
  }
  return list;
}

COVERWATCH_FUNC void draw_blocks(const char* text, std::size_t blocks, outline_pen& pen, outline_block* out,
                                 instructions with) noexcept {
  if (with == instructions::avx2) return draw_avx2(text, blocks, pen, out);
  draw_portable(text, blocks, pen, out);
}

// True when these instructions take a whole text in one go; `list` is then behind the last quote.
COVERWATCH_FUNC bool draw_at_once(std::string_view text, outline_pen& pen, outline_block* out, std::uint32_t*& list,
                                  instructions with) noexcept {
  if (with != instructions::avx512) return false;
  list = draw_avx512(text, pen, out, list);
  return true;
}

COVERWATCH_FUNC std::uint32_t* list_blocks(outline_block* blocks, std::size_t count, std::uint32_t* list,
                                           instructions with) noexcept {
  return with == instructions::avx2 ? list_avx2(blocks, count, list) : list_portable(blocks, count, list);
}

#else

COVERWATCH_FUNC bool draw_at_once(std::string_view, outline_pen&, outline_block*, std::uint32_t*&,
                                  instructions) noexcept {
  return false;
}

COVERWATCH_FUNC std::uint32_t* list_blocks(outline_block* blocks, std::size_t count, std::uint32_t* list,
                                           instructions) noexcept {
  return list_portable(blocks, count, list);
}

COVERWATCH_FUNC void draw_blocks(const char* text, std::size_t blocks, outline_pen& pen, outline_block* out,
                                 instructions) noexcept {
  draw_portable(text, blocks, pen, out);
}

#endif

COVERWATCH_FUNC bool is_printable_portable(std::string_view text) noexcept {
  bool is = true;
  for (const char c : text) is &= static_cast<signed char>(c) >= 0x20;
  return is;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

// Bytes of 0x80 and above are negative, and so below 0x20 as well.
COVERWATCH_FUNC __attribute__((target("avx2"))) bool is_printable_avx2(std::string_view text) noexcept {
  const __m256i least = _mm256_set1_epi8(0x1f);
  __m256i all = _mm256_set1_epi8(-1);
  std::size_t at = 0;
  for (; at + 32 <= text.size(); at += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    all = _mm256_and_si256(all, _mm256_cmpgt_epi8(bytes, least));
  }
  return _mm256_movemask_epi8(all) == -1 && is_printable_portable(text.substr(at));
}

COVERWATCH_FUNC bool is_printable_ascii(std::string_view text, instructions with) noexcept {
  return with >= instructions::avx2 ? is_printable_avx2(text) : is_printable_portable(text);
}

#else

COVERWATCH_FUNC bool is_printable_ascii(std::string_view text, instructions) noexcept {
  return is_printable_portable(text);
}

#endif

// The last block is filled up with blanks, which are nothing in particular.
COVERWATCH_FUNC void draw_in_blocks(std::string_view text, outline_pen& pen, outline_block* blocks,
                                    instructions with) noexcept {
  const std::size_t whole = text.size() / outline_bytes;
  draw_blocks(text.data(), whole, pen, blocks, with);
  if (const std::size_t rest = text.size() % outline_bytes; rest != 0) {
    std::array<char, outline_bytes> last;
    last.fill(' ');
    std::memcpy(last.data(), text.data() + whole * outline_bytes, rest);
    draw_blocks(last.data(), 1, pen, blocks + whole, with);
  }
}

COVERWATCH_FUNC void draw_outline(std::string_view text, outline_state& state, outline_block* blocks,
                                  instructions with) noexcept {
  outline_pen pen{state};
  std::uint32_t* no_list = nullptr;
  if (!draw_at_once(text, pen, blocks, no_list, with)) draw_in_blocks(text, pen, blocks, with);
  pen.finish();
}

// Behind the last quote, whoever reads ahead finds the text's size.
COVERWATCH_FUNC std::size_t end_list(std::uint32_t* list, std::uint32_t* end, std::size_t text_size) noexcept {
  std::fill(end, end + 8, static_cast<std::uint32_t>(text_size));
  return static_cast<std::size_t>(end - list);
}

COVERWATCH_FUNC std::size_t draw_and_list(std::string_view text, outline_state& state, outline_block* blocks,
                                          std::uint32_t* list, instructions with) noexcept {
  outline_pen pen{state};
  std::uint32_t* end = list;
  if (!draw_at_once(text, pen, blocks, end, with)) {
    draw_in_blocks(text, pen, blocks, with);
    end = list_blocks(blocks, outline_size(text.size()), list, with);
  }
  pen.finish();
  return end_list(list, end, text.size());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
