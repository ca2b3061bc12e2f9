// SPDX-License-Identifier: Apache-2.0
// A string that is written out when it has grown large.
#include "cli/output.hpp"

#include "archive/descriptor.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::size_t large = std::size_t{1} << 16;

// Who runs us may have SIGPIPE ignored: then the failed write stands for it.
void die_of_broken_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
}

}  // namespace

void output::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= large || (line_buffered_ && text.ends_with('\n'))) flush();
}

void output::end_line() {
  buffer_ += '\n';
  if (line_buffered_ || buffer_.size() >= large) flush();
}

bool output::flush() {
  if (!failed()) error_ = archive::write_all(file_, buffer_);
  if (error_ == EPIPE) die_of_broken_pipe();  // goes on when the signal is blocked
  buffer_.clear();
  return !failed();
}

bool close_output(terminal& err) {
  if (::close(STDOUT_FILENO) == 0 || errno == EINTR || errno == EBADF) return true;
  tell_unwritten(err, errno);
  return false;
}

bool print(terminal& err, std::string_view text) {
  output out(STDOUT_FILENO);
  out.write(isatty(STDOUT_FILENO) != 0 ? harmless(text, "\t\n") : std::string{text});
  if (out.flush()) return true;
  tell_unwritten(err, out.error());
  return false;
}

void tell_unwritten(terminal& err, int error) {
  err.error("cannot write to standard output: " + archive::reason(error));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
