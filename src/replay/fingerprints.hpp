// SPDX-License-Identifier: Apache-2.0
// Which texts have been seen before, by 128-bit fingerprints under a key that is drawn anew in every run, so that
// nobody can make two texts meet. Memory is bounded; once it is full, that is said instead of a guess. Any thread may
// ask.
#pragma once

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

class fingerprints {
 public:
  enum class answer : std::uint8_t { fresh, known, full };

  // Of at most so many bytes, 64 KiB at least. Room for one text in 64 bytes is certain, for one in 26 the best case.
  explicit fingerprints(std::size_t bytes);

  answer insert(std::string_view text);
  std::size_t size() const;

 private:
  using print = std::array<std::uint64_t, 2>;
  print print_of(std::string_view text) const noexcept;
  answer place(const print& wanted);
  void grow();

  const std::size_t most_;  // slots, the old ones and the new ones together while they grow
  print key_;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<print> slots_;  // a power of two; zero: free
  std::size_t used_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
