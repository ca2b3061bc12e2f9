// SPDX-License-Identifier: Apache-2.0
// Gzip to text, all members one after the other. In goes the whole compressed file, out comes what inflated whole, and what
// stopped it if something did. The output never exceeds a limit; a false size field allocates nothing large.
#pragma once

#include "archive/bytes.hpp"
#include "archive/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct libdeflate_decompressor;

namespace coverwatch::inline COVERWATCH_ABI::archive {

// Told by content, never by name.
bool looks_like_gzip(std::string_view data) noexcept;

// How much text the last four bytes of the file claim, modulo 2^32, of its last member alone. They may be wrong.
std::size_t claimed_size(std::string_view compressed) noexcept;

// That a member, counted from 1, which begins at that byte of the compressed file, does not inflate.
problem bad_member(std::size_t number, std::uint64_t offset);

// Holds libdeflate's state, to be used again for each file. For one thread at a time.
class inflater {
 public:
  inflater();

  // Appends to `out`. The members before a damaged one are in `out` all the same.
  std::optional<problem> inflate(std::string_view compressed, bytes& out, std::size_t limit);

  // The first member alone. What is `damaged` may only be cut off: with more of the text it can turn out whole. Nothing
  // is appended unless it is `done`, and `consumed` is then the size of the member.
  enum class outcome { done, damaged, over_limit };
  outcome inflate_member(std::string_view compressed, bytes& out, std::size_t limit, std::size_t& consumed);

 private:
  struct release {
    void operator()(libdeflate_decompressor* d) const noexcept;
  };

  std::unique_ptr<libdeflate_decompressor, release> state_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
