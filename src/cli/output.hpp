// SPDX-License-Identifier: Apache-2.0
// Standard output: buffered, in order, and never silently lost. A reader that went away ends the program as it ends any
// other tool; every other failure to write is remembered and told by the caller.
#pragma once

#include "cli/terminal.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

class output {
 public:
  explicit output(int file, bool line_buffered = false) : file_(file), line_buffered_(line_buffered) {}

  void write(std::string_view text);  // sends everything when buffered by lines and this ends one
  void end_line();  // a newline; sends everything when buffered by lines
  bool flush();     // false once anything could not be written
  bool failed() const noexcept { return error_ != 0; }
  int error() const noexcept { return error_; }  // as errno has it

 private:
  int file_;
  bool line_buffered_;
  int error_ = 0;
  std::string buffer_;
};

// A network's disk may tell only then that it is full. False when it does, which has been told. Last thing to be done.
bool close_output(terminal& err);

// All of `text` to standard output; false when that failed, which has been told.
bool print(terminal& err, std::string_view text);
void tell_unwritten(terminal& err, int error);  // as errno has it

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
