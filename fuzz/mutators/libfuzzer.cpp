// SPDX-License-Identifier: Apache-2.0
// What libFuzzer asks for alterations: one half of them are ours, the other half bytes, which are its own. Linked into
// each target with the layout of its inputs; the replay main has no use for it.
#include "mutators.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t capacity);

namespace {

constexpr mutators::layout how = mutators::layout::COVERWATCH_INPUT_LAYOUT;

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Cut off where there is no room.
std::size_t put(const std::string& text, std::uint8_t* data, std::size_t capacity) {
  const std::size_t size = std::min(text.size(), capacity);
  std::copy_n(text.begin(), size, data);
  return size;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t capacity,
                                               unsigned seed) {
  sample::choices c(seed);
  if (c.chance(50)) return LLVMFuzzerMutate(data, size, capacity);
  return put(mutators::altered(how, text_of(data, size), c), data, capacity);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second, std::size_t second_size, std::uint8_t* out,
                                                 std::size_t capacity, unsigned seed) {
  sample::choices c(seed);
  const std::string_view one = text_of(first, first_size), other = text_of(second, second_size);
  return mutators::has_patterns(how) ? put(mutators::crossed(how, one, other, c), out, capacity) : 0;
}
