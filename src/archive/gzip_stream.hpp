// SPDX-License-Identifier: Apache-2.0
// Gzip to text piece by piece, all members one after the other, for what is too large to be held: compressed bytes go in
// as they come, text comes out as far as there is room for it. What precedes a damaged place has come out by then; the
// checksum of a member is only known at its end.
#pragma once

#include "archive/bytes.hpp"
#include "archive/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct z_stream_s;

namespace coverwatch::inline COVERWATCH_ABI::archive {

// One compressed text, from its first byte to its last. For one thread at a time.
class gzip_stream {
 public:
  gzip_stream();  // throws std::bad_alloc

  // Appends to the room of `out`, and returns how many of the compressed bytes are done with: all of them, unless the
  // room ran out or a problem came up. `last` when no more will follow. Time is linear in what goes in and comes out.
  std::size_t inflate(std::string_view compressed, bool last, bytes& out);

  // What is wrong, once something is: nothing further comes out then.
  const std::optional<problem>& fault() const noexcept { return fault_; }
  // Nothing more comes out of what went in: all members have ended, and all padding has been seen.
  bool ended() const noexcept { return ended_; }

 private:
  struct release {
    void operator()(z_stream_s* stream) const noexcept;
  };
  std::size_t member(std::string_view compressed, bytes& out);
  std::size_t padding(std::string_view zeros);
  void damaged();

  std::unique_ptr<z_stream_s, release> stream_;
  std::size_t number_ = 1;         // of the member
  std::uint64_t begun_at_ = 0;     // where it begins
  std::uint64_t done_ = 0;         // compressed bytes
  bool inside_ = false;            // a member has begun and not ended
  bool padded_ = false;            // zeros stand behind the last member: nothing else may follow
  bool held_back_ = false;         // zlib may have text that there was no room for
  bool ended_ = false;
  std::optional<problem> fault_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
