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

// Make one in each thread and pass it to every call. It grows to the largest event and pattern it has seen, at most in
// proportion to `max_event_bytes`, and from then on matching allocates nothing. Not to be shared between threads.
class scratch {
 public:
  // An event longer than `max_event_bytes` is not read: `pattern::evaluate` tells so.
  explicit scratch(std::size_t max_event_bytes = std::size_t{1} << 20);
  scratch(scratch&&) noexcept;
  scratch& operator=(scratch&&) noexcept;
  ~scratch();

  std::size_t max_event_bytes() const noexcept;
  match::workspace& workspace() noexcept { return *workspace_; }  // for the library's own use

 private:
  std::unique_ptr<match::workspace> workspace_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
