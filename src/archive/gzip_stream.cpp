// SPDX-License-Identifier: Apache-2.0
// zlib does the work: it keeps 32 KiB of what came out, and can stop and go on anywhere.
#include "archive/gzip_stream.hpp"

#include "archive/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr int gzip_only = 16 + MAX_WBITS;

uInt piece(std::size_t size) noexcept {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

// zlib never writes to its input, whatever its types say.
Bytef* input(std::string_view text) noexcept { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }

}  // namespace

void gzip_stream::release::operator()(z_stream_s* stream) const noexcept {
  inflateEnd(stream);
  delete stream;
}

gzip_stream::gzip_stream() : stream_(new z_stream_s{}) {
  if (inflateInit2(stream_.get(), gzip_only) != Z_OK) throw std::bad_alloc();
}

std::size_t gzip_stream::inflate(std::string_view compressed, bool last, bytes& out) {
  std::size_t at = 0;
  while ((at < compressed.size() || held_back_) && out.room() != 0 && !fault_) {
    const std::string_view rest = compressed.substr(at);
    const bool behind = number_ > 1 && !inside_;
    at += padded_ || (behind && rest.front() == '\0') ? padding(rest) : member(rest, out);
  }
  if (last && at == compressed.size() && !held_back_ && !fault_) {
    if (inside_) damaged();
    ended_ = true;
  }
  return at;
}

// When the room is full, zlib may have taken all its input and hold back what comes of it.
std::size_t gzip_stream::member(std::string_view compressed, bytes& out) {
  if (!inside_) begun_at_ = done_;
  inside_ = true;
  const uInt given = piece(compressed.size()), room = piece(out.room());
  stream_->next_in = input(compressed);
  stream_->avail_in = given;
  stream_->next_out = reinterpret_cast<Bytef*>(out.free_space());
  stream_->avail_out = room;
  const int result = ::inflate(stream_.get(), Z_NO_FLUSH);
  const std::size_t used = given - stream_->avail_in;
  out.take(room - stream_->avail_out);
  done_ += used;
  held_back_ = stream_->avail_out == 0 && result == Z_OK;
  if (result == Z_STREAM_END) {
    inside_ = false;
    ++number_;
    inflateReset(stream_.get());
  } else if (result == Z_MEM_ERROR) {
    throw std::bad_alloc();
  } else if (result != Z_OK && result != Z_BUF_ERROR) {
    damaged();
  }
  return used;
}

std::size_t gzip_stream::padding(std::string_view zeros) {
  if (!padded_) begun_at_ = done_;
  padded_ = true;
  const std::size_t end = std::min(zeros.find_first_not_of('\0'), zeros.size());
  if (end != zeros.size()) damaged();
  done_ += end;
  return end;
}

void gzip_stream::damaged() { fault_ = bad_member(number_, begun_at_); }

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
