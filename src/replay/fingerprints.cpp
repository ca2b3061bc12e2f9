// SPDX-License-Identifier: Apache-2.0
// SipHash-2-4 with 128 bits of result (Aumasson and Bernstein), and a table with open addressing that doubles.
#include "replay/fingerprints.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <random>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

constexpr std::size_t first_slots = 1024, fewest_bytes = std::size_t{1} << 16;

struct sip_state {
  std::uint64_t a, b, c, d;

  void rounds(int count) noexcept {
    for (; count > 0; --count) {
      a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
      c += d, d = std::rotl(d, 16) ^ c;
      a += d, d = std::rotl(d, 21) ^ a;
      c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }
  }

  void take(std::uint64_t word) noexcept {
    d ^= word;
    rounds(2);
    a ^= word;
  }

  std::uint64_t end(unsigned mark_c, unsigned mark_b) noexcept {
    c ^= mark_c;
    b ^= mark_b;
    rounds(4);
    return a ^ b ^ c ^ d;
  }
};

std::uint64_t word_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, count);
  return word;
}

std::uint64_t random_word(std::random_device& source) { return (std::uint64_t{source()} << 32) | source(); }

}  // namespace

fingerprints::fingerprints(std::size_t bytes)
    : most_(std::max(bytes, fewest_bytes) / sizeof(print)), slots_(first_slots) {
  std::random_device source;
  key_ = {random_word(source), random_word(source)};
}

fingerprints::print fingerprints::print_of(std::string_view text) const noexcept {
  sip_state s{key_[0] ^ 0x736f6d6570736575, key_[1] ^ 0x646f72616e646f6d ^ 0xee, key_[0] ^ 0x6c7967656e657261,
              key_[1] ^ 0x7465646279746573};
  const std::size_t whole = text.size() / 8 * 8;
  for (std::size_t at = 0; at < whole; at += 8) s.take(word_at(text, at, 8));
  const std::size_t rest = text.size() - whole;
  s.take((rest == 0 ? 0 : word_at(text, whole, rest)) | (std::uint64_t{text.size()} << 56));
  const std::uint64_t first = s.end(0xee, 0);
  return {first, s.end(0, 0xdd)};
}

fingerprints::answer fingerprints::insert(std::string_view text) {
  print wanted = print_of(text);
  if (wanted == print{}) wanted[1] = 1;
  const std::scoped_lock lock(mutex_);
  if (used_ >= slots_.size() / 4 * 3 && slots_.size() * 3 <= most_) grow();
  return place(wanted);
}

std::size_t fingerprints::size() const {
  const std::scoped_lock lock(mutex_);
  return used_;
}

fingerprints::answer fingerprints::place(const print& wanted) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = wanted[0] & mask;
  while (slots_[at] != print{}) {
    if (slots_[at] == wanted) return answer::known;
    at = (at + 1) & mask;
  }
  if (used_ >= slots_.size() / 16 * 15) return answer::full;
  slots_[at] = wanted;
  ++used_;
  return answer::fresh;
}

void fingerprints::grow() {
  std::vector<print> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const print& each : old) {
    if (each != print{}) place(each);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
