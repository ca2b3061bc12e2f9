// SPDX-License-Identifier: Apache-2.0
// Plain `read` into one buffer: a file that shrinks or grows meanwhile is merely shorter or longer.
#include "archive/source.hpp"

#include "archive/gzip_stream.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr std::size_t piece = std::size_t{1} << 18;  // read or inflated at a time: small enough for a cache
constexpr std::size_t best_ratio = 100;               // of what people log; a size field that claims more is false

std::string reason(int error) { return std::generic_category().message(error); }

void tell(const sink& s, trouble what, std::string detail) { s.on_problem({what, {}, std::move(detail)}); }

// One byte more than the file holds, so that the end is seen without growing; 0 when that is not known.
std::size_t capacity_for(int file) noexcept {
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) return 0;
  return static_cast<std::size_t>(status.st_size) + 1;
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
  raw_.reserve(piece);
  while (!ended_ && raw_.size() < 2) {
    if (!fill(file, s, piece)) return;
  }
  if (looks_like_gzip(raw_.view())) return read_gzip(file, s);
  read_text(file, s);
}

void source::read_text(int file, const sink& s) {
  reader events(s, contents_);
  while (hand_over(events, raw_, ended_, s) && !ended_) {
    if (!fill(file, s, piece)) return;
  }
}

// False when no further text is wanted, or there is no room for it, which has been told.
bool source::hand_over(reader& events, bytes& text, bool last, const sink& s) {
  const std::size_t done = events.read(text.view(), last);
  bytes_read_ += done;
  text.drop(done);
  if (last || events.stopped()) return false;
  if (text.room() != 0) return true;
  if (text.size() >= limits_.text) {
    tell(s, trouble::too_much_text, fmt::format("more than {} bytes without an end", limits_.text));
    return false;
  }
  text.reserve(std::min(limits_.text, text.capacity() * 2));
  return true;
}

void source::read_gzip(int file, const sink& s) {
  raw_.reserve(std::min(capacity_for(file), limits_.compressed));
  if (!gather(file, s)) return;
  if (!inflates_at_once()) return read_in_pieces(file, s);
  inflated_.clear();
  const auto problem = inflater_.inflate(raw_.view(), inflated_, limits_.inflated);
  if (problem && problem->what == trouble::too_much_text) return read_in_pieces(file, s);
  bytes_read_ += inflated_.size();
  reader events(s, contents_);
  events.read(inflated_.view(), true);
  if (problem && !events.stopped()) s.on_problem(*problem);
}

bool source::inflates_at_once() const noexcept {
  const std::size_t claimed = claimed_size(raw_.view());
  return ended_ && (claimed <= limits_.inflated || claimed / best_ratio > raw_.size());
}

// Begins with what has been gathered.
void source::read_in_pieces(int file, const sink& s) {
  reader events(s, contents_);
  gzip_stream stream;
  inflated_.clear();
  inflated_.reserve(piece);
  std::size_t at = 0;
  for (;;) {
    at += stream.inflate(raw_.view().substr(at), ended_, inflated_);
    const bool last = stream.ended() || stream.fault();
    if (!hand_over(events, inflated_, last, s)) break;
    if (at < raw_.size() || ended_) continue;
    raw_.clear();
    at = 0;
    if (!fill(file, s, piece)) return;
  }
  if (stream.fault() && !events.stopped()) s.on_problem(*stream.fault());
}

bool source::gather(int file, const sink& s) {
  while (!ended_ && raw_.size() < limits_.compressed) {
    if (raw_.room() == 0) raw_.reserve(std::min(limits_.compressed, raw_.capacity() * 2));
    if (!fill(file, s, raw_.room())) return false;
  }
  return true;
}

bool source::fill(int file, const sink& s, std::size_t at_most) {
  const ssize_t count = ::read(file, raw_.free_space(), std::min(at_most, raw_.room()));
  if (count < 0 && errno == EINTR) return true;
  if (count < 0) {
    tell(s, trouble::cannot_read, reason(errno));
    return false;
  }
  raw_.take(static_cast<std::size_t>(count));
  bytes_taken_ += static_cast<std::uint64_t>(count);
  ended_ = count == 0;
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
