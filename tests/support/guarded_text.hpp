// SPDX-License-Identifier: Apache-2.0
// Texts that end where readable memory ends, or begin where it begins: a read outside is a crash in every build, also
// one by vector instructions that a sanitizer does not see. For POSIX; for tests alone.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace guarded {

class memory {
 public:
  explicit memory(std::size_t capacity) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    size_ = (capacity + page_ - 1) / page_ * page_ + (capacity == 0 ? page_ : 0);
    void* all = mmap(nullptr, size_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) std::abort();
    all_ = static_cast<char*>(all);
    if (mprotect(all_ + page_, size_, PROT_READ | PROT_WRITE) != 0) std::abort();
  }
  memory(const memory&) = delete;
  memory& operator=(const memory&) = delete;
  ~memory() { munmap(all_, size_ + 2 * page_); }

  // A copy of the text, which must fit. Each stands until the next one of either is asked for.
  std::string_view at_end(std::string_view text) { return put(text, all_ + page_ + size_ - text.size()); }
  std::string_view at_begin(std::string_view text) { return put(text, all_ + page_); }

 private:
  std::string_view put(std::string_view text, char* to) const {
    if (text.size() > size_) std::abort();
    std::fill(all_ + page_, all_ + page_ + size_, '"');  // what a wrong read inside the page would see
    std::copy(text.begin(), text.end(), to);
    return {to, text.size()};
  }

  std::size_t page_;
  std::size_t size_ = 0;
  char* all_ = nullptr;
};

}  // namespace guarded
