// SPDX-License-Identifier: Apache-2.0
// A string that is written out when it has grown large.
#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

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
  std::string_view rest = buffer_;
  while (!rest.empty() && !failed()) {
    const ssize_t count = ::write(file_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE) {
      die_of_broken_pipe();
      error_ = EPIPE;  // still here: the signal is blocked
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
  return !failed();
}

bool print(terminal& err, std::string_view text) {
  output out(STDOUT_FILENO);
  out.write(text);
  if (out.flush()) return true;
  tell_unwritten(err, out);
  return false;
}

void tell_unwritten(terminal& err, const output& out) {
  err.error("cannot write to standard output: " + std::generic_category().message(out.error()));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
