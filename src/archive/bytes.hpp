// SPDX-License-Identifier: Apache-2.0
// A buffer that grows and is used again: unlike a string it does not clear what is about to be overwritten. The bytes
// between `size` and `capacity` are free to write to; `take` counts them in.
#pragma once

#include <coverwatch/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
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

  // Room for at least `wanted` bytes in all; keeps the content. Grows by half at least, so that many small steps stay cheap,
  // but beyond `most` only as far as `wanted` says. Throws std::bad_alloc, and keeps what there is.
  void reserve(std::size_t wanted, std::size_t most = std::numeric_limits<std::size_t>::max()) {
    if (wanted <= capacity_) return;
    wanted = std::max(wanted, std::min(most, capacity_ + capacity_ / 2));
    void* const larger = std::realloc(data_.get(), wanted);  // what is large is moved without a second copy of it
    if (larger == nullptr) throw std::bad_alloc();
    static_cast<void>(data_.release());
    data_.reset(static_cast<char*>(larger));
    capacity_ = wanted;
  }

 private:
  struct release {
    void operator()(char* data) const noexcept { std::free(data); }
  };
  std::unique_ptr<char, release> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
