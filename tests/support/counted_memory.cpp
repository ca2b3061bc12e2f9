// SPDX-License-Identifier: Apache-2.0
#include "counted_memory.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {


std::atomic<std::size_t> allocations_{0}, live_{0}, live_bytes_{0}, peak_bytes_{0};
std::atomic<std::size_t> left_until_failure_{0};  // 0: none is to fail
std::atomic<bool> goes_on_failing_{false}, failed_{false};

bool shall_fail() noexcept {
  const std::size_t left = left_until_failure_;
  if (left == 0) return false;
  if (left > 1) {
    left_until_failure_ = left - 1;
    return false;
  }
  if (!goes_on_failing_) left_until_failure_ = 0;
  failed_ = true;
  return true;
}

void* counted(std::size_t size, std::size_t alignment) noexcept {
  ++allocations_;
  if (shall_fail()) return nullptr;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (memory == nullptr) return nullptr;
  ++live_;
  const std::size_t bytes = live_bytes_ += ::malloc_usable_size(memory);
  if (bytes > peak_bytes_) peak_bytes_ = bytes;
  return memory;
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  --live_;
  live_bytes_ -= ::malloc_usable_size(memory);
  std::free(memory);
}

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

constexpr std::size_t usual = alignof(std::max_align_t);
std::size_t as_number(std::align_val_t a) { return static_cast<std::size_t>(a); }

}  // namespace

namespace counted_memory {

std::size_t allocations() noexcept { return allocations_; }
std::size_t live() noexcept { return live_; }
std::size_t live_bytes() noexcept { return live_bytes_; }
std::size_t peak_bytes() noexcept { return peak_bytes_; }
void forget_peak() noexcept { peak_bytes_ = live_bytes_.load(); }

shortage::shortage(std::size_t nth, lacking how) noexcept {
  failed_ = false;
  goes_on_failing_ = how == lacking::from_then_on;
  left_until_failure_ = nth;
}
shortage::~shortage() { left_until_failure_ = 0; }
bool shortage::met() const noexcept { return failed_; }

}  // namespace counted_memory

void* operator new(std::size_t size) { return or_throw(counted(size, usual)); }
void* operator new[](std::size_t size) { return or_throw(counted(size, usual)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size, usual); }
void* operator new(std::size_t size, std::align_val_t a) { return or_throw(counted(size, as_number(a))); }
void* operator new[](std::size_t size, std::align_val_t a) { return or_throw(counted(size, as_number(a))); }
void* operator new(std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept {
  return counted(size, as_number(a));
}
void* operator new[](std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept {
  return counted(size, as_number(a));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
