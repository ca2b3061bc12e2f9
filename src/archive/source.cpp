// SPDX-License-Identifier: Apache-2.0
// Plain `read` into one buffer, never a map of the file: one that shrinks or grows meanwhile is merely shorter or longer.
#include "archive/source.hpp"

#include "archive/descriptor.hpp"
#include "archive/gzip_stream.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr std::size_t piece = std::size_t{1} << 18;  // read or inflated at a time: small enough for a cache
constexpr std::size_t best_ratio = 100;               // of what people log; a size field that claims more is false

void tell(const sink& s, trouble what, std::string detail) { s.on_problem({what, {}, std::move(detail)}); }

struct stat status_of(int file) noexcept {
  struct stat status {};
  if (fstat(file, &status) != 0) return {};
  return status;
}

// Of what lies behind the place where reading goes on; 0 when that is not known.
std::uint64_t size_ahead(int file, const struct stat& status) noexcept {
  if (!S_ISREG(status.st_mode)) return 0;
  const off_t at = std::max(off_t{0}, ::lseek(file, 0, SEEK_CUR));
  return status.st_size > at ? static_cast<std::uint64_t>(status.st_size - at) : 0;
}

// Feeding a search its own results would never end.
bool is_standard_output(const struct stat& in) noexcept {
  const struct stat out = status_of(STDOUT_FILENO);
  return S_ISREG(in.st_mode) && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

std::string beyond_the_limit(std::uint64_t limit, std::uint64_t at) {
  return fmt::format("inflates to more than {} bytes (--max-inflated), at byte {} of the compressed file", limit, at);
}

bool is_special(const struct stat& in) noexcept { return !S_ISREG(in.st_mode) && !S_ISDIR(in.st_mode); }

}  // namespace

source_limits limits_for(std::size_t max_event_bytes, std::uint64_t max_inflated) noexcept {
  source_limits limits;
  const std::size_t most = std::numeric_limits<std::size_t>::max() / 2;
  limits.text = std::max(limits.text, 2 * std::min(max_event_bytes, most));
  limits.all_inflated = max_inflated;
  return limits;
}

void source::read(const input& in, const sink& s) {
  if (in.standard_input) return read_open_file(STDIN_FILENO, false, s);
  const open_file file(in.path.c_str(), in.listed);
  if (file.number() < 0) return tell(s, trouble::cannot_open, reason(file.error()));
  read_open_file(file.number(), in.listed, s);
}

// What was a file when the folder was listed may be a pipe by now.
void source::read_open_file(int file, bool listed, const sink& s) {
  const struct stat status = status_of(file);
  if (listed && is_special(status)) return tell(s, trouble::special_file, {});
  if (is_standard_output(status)) return tell(s, trouble::is_the_output, {});
  raw_.clear();
  ended_ = false;
  begun_at_ = bytes_taken_;
  size_ = size_ahead(file, status);
  allowance_ = limits_.all_inflated;
  raw_.reserve(piece);
  while (!ended_ && raw_.size() < 2) {
    if (!fill(file, s, piece)) return;
  }
  if (raw_.size() == 0 && S_ISREG(status.st_mode)) tell(s, trouble::empty_file, {});
  if (looks_like_gzip(raw_.view()) || raw_.view() == "\x1f") return read_gzip(file, s);
  read_text(file, s);
}

reader_limits source::limits_within() noexcept {
  reader_limits limits;
  limits.allowance = &allowance_;
  return limits;
}

void source::read_text(int file, const sink& s) {
  reader events(s, contents_, limits_within());
  while (hand_over(events, raw_, ended_) && !ended_) {
    if (!fill(file, s, piece)) return;
  }
}

// False when no further text is wanted.
bool source::hand_over(reader& events, bytes& text, bool last) {
  std::size_t done = events.read(text.view(), last);
  const bool full = !last && !events.stopped() && text.size() - done >= limits_.text;
  if (full) done = events.pass_over(text.view().substr(done)) + done;
  bytes_read_ += done;
  text.drop(done);
  if (last || events.stopped()) return false;
  if (text.room() == 0) text.reserve(std::min(limits_.text, text.capacity() * 2), limits_.text);
  return true;
}

void source::read_gzip(int file, const sink& s) {
  if (size_ != 0) raw_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(size_ + 1, limits_.compressed)));
  if (!gather(file, s)) return;
  if (!inflates_at_once()) return read_in_pieces(file, s);
  inflated_.clear();
  const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(limits_.inflated, allowance_));
  const auto problem = inflater_.inflate(raw_.view(), inflated_, most);
  if (problem && problem->what == trouble::too_much_text) return read_in_pieces(file, s);
  allowance_ -= inflated_.size();
  bytes_read_ += inflated_.size();
  reader events(s, contents_, limits_within());
  events.read(inflated_.view(), true);
  if (problem && !events.stopped()) s.on_problem(*problem);
}

bool source::inflates_at_once() const noexcept {
  const std::size_t claimed = claimed_size(raw_.view());
  return ended_ && (claimed <= limits_.inflated || claimed / best_ratio > raw_.size());
}

// Begins with what has been gathered. What is unfinished where the damage begins is no event, though it may look like one.
void source::read_in_pieces(int file, const sink& s) {
  reader events(s, contents_, limits_within());
  gzip_stream stream;
  inflated_.clear();
  inflated_.reserve(piece);
  std::size_t at = 0;
  std::uint64_t taken = 0;  // compressed bytes before `raw_`
  bool too_much = false;
  for (;;) {
    const std::size_t before = inflated_.size();
    at += stream.inflate(raw_.view().substr(at), ended_, inflated_);
    const std::size_t more = inflated_.size() - before;
    too_much = more > allowance_;
    allowance_ -= std::min<std::uint64_t>(more, allowance_);
    const bool damaged = too_much || stream.fault();
    if (damaged) events.try_again();
    if (!hand_over(events, inflated_, stream.ended() && !damaged) || damaged) break;
    if (at < raw_.size() || ended_) continue;
    taken += raw_.size();
    raw_.clear();
    at = 0;
    if (!fill(file, s, piece)) return;
  }
  if (events.stopped()) return;
  if (stream.fault()) return s.on_problem(*stream.fault());
  if (too_much) tell(s, trouble::too_much_text, beyond_the_limit(limits_.all_inflated, taken + at));
}

bool source::gather(int file, const sink& s) {
  while (!ended_ && raw_.size() < limits_.compressed) {
    if (raw_.room() == 0) raw_.reserve(std::min(limits_.compressed, raw_.capacity() * 2));
    if (!fill(file, s, raw_.room())) return false;
  }
  return true;
}

bool source::fill(int file, const sink& s, std::size_t at_most) {
  const ssize_t count = read_some(file, raw_.free_space(), std::min(at_most, raw_.room()));
  if (count < 0) {
    tell(s, trouble::cannot_read, fmt::format("{}, at byte {}", reason(errno), bytes_taken_ - begun_at_));
    return false;
  }
  raw_.take(static_cast<std::size_t>(count));
  bytes_taken_ += static_cast<std::uint64_t>(count);
  ended_ = count == 0;
  if (!ended_ || !has_shrunk(file)) return true;
  tell(s, trouble::cannot_read,
       fmt::format("it became shorter meanwhile: {} of {} bytes are left", bytes_taken_ - begun_at_, size_));
  return false;
}

// Files that the kernel makes up hold less than they claim, but never claim less than before.
bool source::has_shrunk(int file) const noexcept {
  return bytes_taken_ - begun_at_ < size_ && static_cast<std::uint64_t>(status_of(file).st_size) < size_;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
