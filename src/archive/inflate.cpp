// SPDX-License-Identifier: Apache-2.0
// libdeflate wants to know how much room a member needs. The size field at the end of the file is the first guess, bounded
// by the best ratio that deflate can reach; when it is too small, the room doubles and the member is inflated again.
#include "archive/inflate.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr std::size_t best_ratio = 1032;  // of deflate: 258 bytes from two bits

std::size_t first_guess(std::string_view compressed) noexcept {
  return std::min(claimed_size(compressed), compressed.size() * best_ratio);
}

std::size_t little_endian(std::string_view two, std::size_t at) noexcept {
  return static_cast<unsigned char>(two[at]) | std::size_t{static_cast<unsigned char>(two[at + 1])} << 8;
}

// Whether the checksum that a member's header may have of itself is right, as zlib sees to and libdeflate does not. True
// when the header is cut off: that is found by others.
bool header_checksum_fits(std::string_view member) noexcept {
  constexpr int has_checksum = 2, has_extra = 4, has_name = 8, has_comment = 16;
  if (member.size() < 12) return true;
  const int flags = static_cast<unsigned char>(member[3]);
  if ((flags & has_checksum) == 0) return true;
  std::size_t end = 10;
  if ((flags & has_extra) != 0) end += 2 + little_endian(member, end);
  for (const int flag : {has_name, has_comment}) {
    if ((flags & flag) == 0 || end >= member.size()) continue;
    const std::size_t zero = member.find('\0', end);
    if (zero == std::string_view::npos) return true;
    end = zero + 1;
  }
  if (end + 2 > member.size()) return true;
  return (libdeflate_crc32(0, member.data(), end) & 0xffff) == little_endian(member, end);
}

bool only_zeros(std::string_view rest) noexcept { return rest.find_first_not_of('\0') == std::string_view::npos; }

}  // namespace

std::size_t claimed_size(std::string_view compressed) noexcept {
  if (compressed.size() < 18) return 0;  // shorter than any member
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    size |= std::size_t{static_cast<unsigned char>(compressed[compressed.size() - 4 + i])} << (8 * i);
  }
  return size;
}

problem bad_member(std::size_t number, std::uint64_t offset) {
  return {trouble::bad_gzip, {}, fmt::format("member {}, at byte {} of the compressed file", number, offset)};
}

bool looks_like_gzip(std::string_view data) noexcept { return data.starts_with("\x1f\x8b"); }

void inflater::release::operator()(libdeflate_decompressor* d) const noexcept { libdeflate_free_decompressor(d); }

inflater::inflater() : state_(libdeflate_alloc_decompressor()) {}

std::optional<problem> inflater::inflate(std::string_view compressed, bytes& out, std::size_t limit) {
  if (!state_) return problem{trouble::out_of_memory, {}, {}};
  std::size_t at = 0;
  for (std::size_t number = 1; at < compressed.size(); ++number) {
    const std::string_view rest = compressed.substr(at);
    if (number > 1 && only_zeros(rest)) return std::nullopt;  // padding, as tapes have it
    std::size_t consumed = 0;
    switch (inflate_member(rest, out, limit, consumed)) {
      case outcome::done: break;
      case outcome::damaged: return bad_member(number, at);
      case outcome::over_limit:
        return problem{trouble::too_much_text, {}, fmt::format("inflates to more than {} bytes", limit)};
    }
    at += consumed;
  }
  return std::nullopt;
}

inflater::outcome inflater::inflate_member(std::string_view compressed, bytes& out, std::size_t limit,
                                           std::size_t& consumed) {
  if (!state_ || !looks_like_gzip(compressed) || !header_checksum_fits(compressed)) return outcome::damaged;
  const std::size_t before = out.size();
  out.reserve(std::min(limit, std::max(before + first_guess(compressed), before + compressed.size() + 1024)));
  for (;;) {
    const std::size_t room = std::min(out.room(), limit - before);
    std::size_t produced = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        state_.get(), compressed.data(), compressed.size(), out.free_space(), room, &consumed, &produced);
    if (result == LIBDEFLATE_SUCCESS) {
      out.take(produced);
      return outcome::done;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return outcome::damaged;
    if (before + room >= limit) return outcome::over_limit;
    out.reserve(std::min(limit, out.capacity() * 2), limit);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
