// SPDX-License-Identifier: Apache-2.0
// A source of choices for generators: endless from a seed, or read from bytes, so that a fuzzer can steer the same
// generators. Bytes that have run out choose 0 for ever; every generator must end on that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string_view>
#include <vector>

namespace sample {

class choices {
 public:
  explicit choices(std::uint64_t seed) : engine_(seed), endless_(true) {}
  explicit choices(std::string_view bytes) : bytes_(bytes) {}

  // A number below `n`, which is at least 1: no division by zero, whatever the analyzer assumes.
  std::size_t below(std::size_t n) {
    if (endless_) return static_cast<std::size_t>(engine_() % n);  // NOLINT(clang-analyzer-core.DivideZero): likewise
    std::size_t number = next_byte();
    if (n > 256) number = number * 256 + next_byte();
    return number % n;  // NOLINT(clang-analyzer-core.DivideZero): likewise
  }

  // True in about `percent` of a hundred cases.
  bool chance(std::size_t percent) { return below(100) >= 100 - percent; }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

  // An index into the weights, each as likely as its weight.
  std::size_t weighted(std::initializer_list<std::size_t> weights) {
    std::size_t sum = 0;
    for (const auto weight : weights) sum += weight;
    std::size_t at = below(sum);
    std::size_t index = 0;
    for (const auto weight : weights) {
      if (at < weight) break;
      at -= weight;
      ++index;
    }
    return index;
  }

 private:
  std::size_t next_byte() { return at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_++]) : 0; }

  std::mt19937_64 engine_;
  bool endless_ = false;
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace sample
