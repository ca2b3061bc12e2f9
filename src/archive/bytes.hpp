// SPDX-License-Identifier: Apache-2.0
// A buffer that grows and is used again: unlike a string it does not clear what is about to be overwritten. The bytes
// between `size` and `capacity` are free to write to; `take` counts them in.
#pragma once

#include <coverwatch/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

class bytes {
 public:
  std::string_view view() const noexcept { return {data_.get(), size_}; }
  std::size_t size() const noexcept { return size_; }
  std::size_t capacity() const noexcept { return capacity_; }
  std::size_t room() const noexcept { return capacity_ - size_; }
  char* free_space() noexcept { return data_.get() + size_; }

  void take(std::size_t count) noexcept { size_ += count; }
  void clear() noexcept { size_ = 0; }

  // Drops the first `count` bytes.
  void drop(std::size_t count) noexcept {
    if (count == 0) return;
    size_ -= count;
    if (size_ != 0) std::memmove(data_.get(), data_.get() + count, size_);
  }

  // Room for at least `wanted` bytes in all; keeps the content. Grows by half at least, so that many small steps stay cheap.
  void reserve(std::size_t wanted) {
    if (wanted <= capacity_) return;
    wanted = std::max(wanted, capacity_ + capacity_ / 2);
    auto larger = std::make_unique_for_overwrite<char[]>(wanted);
    if (size_ != 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
    capacity_ = wanted;
  }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
