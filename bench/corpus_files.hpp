// SPDX-License-Identifier: Apache-2.0
// Events from a folder, and events into gzip files as CloudTrail delivers them. Needs the file system; a failure ends
// the program with a message.
#pragma once

#include "events.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

// The lines of all files of the folder whose names end in .ndjson or .jsonl, in the order of the names. Distinct as
// they are: nothing is repeated to make more of it.
corpus read_events(const std::string& folder);

// Files of gzip, each one {"Records":[...]} without a newline, in a folder of its own that goes with the value.
class delivered {
 public:
  // An object is full when it has at least `least_bytes` and `least_events`. Stops after `most_bytes` of text in all.
  struct sizes {
    std::size_t least_bytes = 1;
    std::size_t least_events = 1;
    std::size_t most_bytes = ~std::size_t{0};
  };
  delivered(const corpus& events, const sizes& wanted);
  delivered(const delivered&) = delete;
  delivered& operator=(const delivered&) = delete;
  ~delivered();

  const std::vector<std::string>& paths() const noexcept { return paths_; }
  std::size_t events() const noexcept { return events_; }
  std::size_t text_bytes() const noexcept { return text_bytes_; }
  std::size_t largest_text() const noexcept { return largest_text_; }
  std::size_t gzip_bytes() const noexcept { return gzip_bytes_; }

 private:
  void deliver(const std::string& object);

  std::string folder_;
  std::vector<std::string> paths_;
  std::size_t events_ = 0, text_bytes_ = 0, largest_text_ = 0, gzip_bytes_ = 0;
};

// Reads each file and inflates it with libdeflate; nothing else. Returns the bytes that came out, 0 on any failure.
std::size_t inflate_all(const delivered& files);

}  // namespace bench
