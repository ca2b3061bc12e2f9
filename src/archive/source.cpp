// SPDX-License-Identifier: Apache-2.0
// Plain `read` into one buffer: a file that shrinks or grows meanwhile is merely shorter or longer.
#include "archive/source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr std::size_t first_capacity = std::size_t{1} << 18;
constexpr std::size_t largest_reservation = std::size_t{1} << 26;

std::string reason(int error) { return std::generic_category().message(error); }

void tell(const sink& s, trouble what, std::string detail) { s.on_problem({what, {}, std::move(detail)}); }

// One byte more than the file holds, so that the end is seen without growing.
std::size_t capacity_for(int file) noexcept {
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) return first_capacity;
  return std::clamp(static_cast<std::size_t>(status.st_size) + 1, first_capacity, largest_reservation);
}

// Closed also when memory runs out.
struct open_file {
  int number;
  explicit open_file(const char* path) : number(::open(path, O_RDONLY | O_CLOEXEC)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (number >= 0) ::close(number);
  }
};

// Feeding a search its own results would never end.
bool is_standard_output(int file) noexcept {
  struct stat in {}, out {};
  if (fstat(file, &in) != 0 || fstat(STDOUT_FILENO, &out) != 0) return false;
  return S_ISREG(in.st_mode) && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

}  // namespace

void source::read(const input& in, const sink& s) {
  if (in.standard_input) return read_open_file(STDIN_FILENO, s);
  const open_file file(in.path.c_str());
  if (file.number < 0) return tell(s, trouble::cannot_open, reason(errno));
  read_open_file(file.number, s);
}

void source::read_open_file(int file, const sink& s) {
  if (is_standard_output(file)) return tell(s, trouble::is_the_output, {});
  raw_.clear();
  ended_ = false;
  raw_.reserve(capacity_for(file));
  while (!ended_ && raw_.size() < 2) {
    if (!fill(file, s)) return;
  }
  if (looks_like_gzip(raw_.view())) return read_gzip(file, s);
  read_text(file, s);
}

void source::read_text(int file, const sink& s) {
  reader events(s, contents_);
  for (;;) {
    const std::size_t before = raw_.size();
    raw_.drop(events.read(raw_.view(), ended_));
    bytes_read_ += before - raw_.size();
    if (ended_ || events.stopped()) return;
    if (!fill(file, s)) return;
  }
}

void source::read_gzip(int file, const sink& s) {
  if (!gather(file, s)) return;
  inflated_.clear();
  const auto problem = inflater_.inflate(raw_.view(), inflated_, limits_.text);
  bytes_read_ += inflated_.size();
  reader events(s, contents_);
  events.read(inflated_.view(), true);
  if (events.stopped()) return;
  if (problem) s.on_problem(*problem);
}

bool source::gather(int file, const sink& s) {
  while (!ended_) {
    if (!fill(file, s)) return false;
  }
  return true;
}

bool source::fill(int file, const sink& s) {
  if (raw_.room() == 0) {
    if (raw_.size() >= limits_.text) {
      tell(s, trouble::too_much_text, fmt::format("more than {} bytes without an end", limits_.text));
      return false;
    }
    raw_.reserve(std::min(limits_.text, raw_.capacity() * 2));
  }
  const ssize_t count = ::read(file, raw_.free_space(), raw_.room());
  if (count < 0 && errno == EINTR) return true;
  if (count < 0) {
    tell(s, trouble::cannot_read, reason(errno));
    return false;
  }
  raw_.take(static_cast<std::size_t>(count));
  ended_ = count == 0;
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
