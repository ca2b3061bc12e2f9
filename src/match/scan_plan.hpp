// SPDX-License-Identifier: Apache-2.0
// What a scan looks for in the bytes of a buffer: in go the patterns of a set once, then places; out comes whether the
// record there is worth an exact look. A record without such a place matches no pattern. Evaluates no pattern.
#pragma once

#include "logic/necessary.hpp"
#include "match/wanted_texts.hpp"
#include "support/needles.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Immutable; any number of threads. Making it takes time in proportion to the patterns.
class scan_plan {
 public:
  scan_plan() = default;  // looks for nothing
  explicit scan_plan(std::span<const pattern> patterns);

  // False: every record must be evaluated.
  bool filters() const noexcept { return !needles_.empty(); }
  const support::needle_tables& tables() const noexcept { return tables_; }

  // `place` is one that a sweep gave for the tables.
  bool worth_a_look(std::string_view buffer, std::size_t place) const noexcept;

 private:
  static constexpr std::uint32_t no_key = 0xffffffff;
  struct needle {
    std::string bytes;
    std::uint64_t head = 0;      // the first eight bytes as memory holds them, 0 behind the needle's end
    std::uint64_t inside = 0;    // ones where the head is in the needle
    std::uint32_t offset = 0;    // of the anchor
    std::uint32_t key = no_key;  // index into keys_: what stands behind it decides
  };
  struct draft;

  bool stands(const needle& n, std::string_view buffer, std::size_t place) const noexcept;
  void add(std::string bytes, std::uint32_t key);

  support::needle_tables tables_;
  std::vector<needle> needles_;  // as many as the tables have anchors
  std::vector<wanted_texts> keys_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
