// SPDX-License-Identifier: Apache-2.0
// The mutable memory of matching: one for each thread, used again for every event.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <memory>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {
struct workspace;
}

// Make one in each thread and pass it to every call. It takes memory with the first event, grows to the largest event
// and pattern it has seen, at most in proportion to `max_event_bytes`; from then on matching allocates nothing. When it
// cannot grow, the answer is `out_of_memory`, and the next question tries again. Not to be shared between threads.
class COVERWATCH_API scratch {
 public:
  // An event longer than `max_event_bytes` is not read: `pattern::evaluate` tells so.
  explicit scratch(std::size_t max_event_bytes = std::size_t{1} << 20) noexcept;
  scratch(scratch&&) noexcept;
  scratch& operator=(scratch&&) noexcept;
  ~scratch();

  std::size_t max_event_bytes() const noexcept { return max_event_bytes_; }
  // For the library's own use. Allocates when there is none yet, and throws std::bad_alloc when that fails.
  match::workspace& workspace() { return workspace_ ? *workspace_ : make_workspace(); }

 private:
  match::workspace& make_workspace();

  std::size_t max_event_bytes_;
  std::unique_ptr<match::workspace> workspace_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
