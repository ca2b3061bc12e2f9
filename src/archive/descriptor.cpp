// SPDX-License-Identifier: Apache-2.0
// System calls in loops: each is made again after a signal, and after waiting where the descriptor does not block.
#include "archive/descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

// Whether the call that just failed is to be made again.
bool again(int file, short direction) noexcept {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  pollfd one{file, direction, 0};
  return ::poll(&one, 1, -1) > 0 || errno == EINTR;
}

int open_to_read(const char* path, bool at_once) noexcept {
  for (;;) {
    const int number = ::open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (at_once ? O_NONBLOCK : 0));
    if (number >= 0 || errno != EINTR) return number;
  }
}

}  // namespace

open_file::open_file(const char* path, bool at_once) noexcept : number_(open_to_read(path, at_once)) {
  if (number_ < 0) error_ = errno;
}

open_file::~open_file() {
  if (number_ >= 0) ::close(number_);
}

ssize_t read_some(int file, char* to, std::size_t room) noexcept {
  for (;;) {
    const ssize_t count = ::read(file, to, room);
    if (count >= 0 || !again(file, POLLIN)) return count;
  }
}

int write_all(int file, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (!again(file, POLLOUT)) {
      return errno;
    }
  }
  return 0;
}

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
