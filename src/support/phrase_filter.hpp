// SPDX-License-Identifier: Apache-2.0
// Makes the tables for the vector search: in go phrases, out come the bytes to look for in each, chosen so that logs
// seldom hold them, and up to eight groups of phrases that are looked for together. Never sees a text.
#pragma once

#include "support/phrase_vectors.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Immutable, shared by threads. Building takes time in proportion to the total length, sorts the phrases, and then some
// microseconds for up to eight of them, a tenth of a millisecond for more.
class phrase_filter {
 public:
  static constexpr std::size_t most_groups = 8;

  // A phrase, and how many of its bytes stand in front of the place that it is a candidate for.
  struct anchored {
    std::uint32_t phrase = 0;
    std::uint32_t before = 0;
    std::uint32_t window = 0;  // the four bytes up to the place as memory holds them, 0 outside the phrase
    std::uint32_t inside = 0;  // ones where the window is in the phrase

    // `bytes` are the four up to the place.
    bool admits(const char* bytes) const noexcept {
      std::uint32_t there;
      std::memcpy(&there, bytes, sizeof there);
      return (there & inside) == window;
    }
  };

  phrase_filter() = default;
  explicit phrase_filter(const std::vector<std::string>& phrases);  // none of them empty

  const phrase_tables& tables() const noexcept { return tables_; }
  // The phrases of a group, in a row.
  const anchored* begin(std::size_t group) const noexcept { return members_.data() + first_[group]; }
  const anchored* end(std::size_t group) const noexcept { return members_.data() + first_[group + 1]; }
  // Comparisons at each byte of an ordinary log, roughly, by groups of several phrases. A group of one does not count:
  // it is done with as soon as its phrase is found, and if that is rare it costs nothing.
  double expected_comparisons() const noexcept { return expected_comparisons_; }
  // Bit g: group g has a phrase that is shorter than the window, so that it may have a place in front of the first one
  // that the vector search can look at.
  unsigned short_groups() const noexcept { return short_groups_; }

 private:
  void look_for_two_bytes(const std::string& phrase);
  void look_for_groups(const std::vector<std::string>& phrases);
  void admit(std::string_view window, std::size_t group) noexcept;

  phrase_tables tables_;
  double expected_comparisons_ = 0;
  unsigned short_groups_ = 0;
  std::array<std::uint32_t, most_groups + 1> first_{};
  std::vector<anchored> members_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
