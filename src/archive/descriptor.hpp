// SPDX-License-Identifier: Apache-2.0
// Open files by their numbers. In go a path or a number and bytes, out come bytes or errno: a signal that arrives
// meanwhile, a short count and a descriptor that does not block change nothing of the answer. Prints nothing.
#pragma once

#include <coverwatch/config.hpp>

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// Opened to be read, and closed at the end of its life. Any thread, one at a time.
class open_file {
 public:
  // `at_once` never waits for a pipe's other end. On failure `number` is negative and `error` tells why.
  explicit open_file(const char* path, bool at_once = false) noexcept;
  ~open_file();
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  int number() const noexcept { return number_; }
  int error() const noexcept { return error_; }  // as errno has it

 private:
  int number_;
  int error_ = 0;
};

// What is there, as soon as there is anything: at most `room` bytes; 0 at the end, -1 with errno when it cannot be read.
ssize_t read_some(int file, char* to, std::size_t room) noexcept;

// Writes all of it; returns 0, or errno of what went wrong.
int write_all(int file, std::string_view text) noexcept;

// errno in words.
std::string reason(int error);

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
