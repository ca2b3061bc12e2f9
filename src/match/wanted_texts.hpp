// SPDX-License-Identifier: Apache-2.0
// The strings that one key may have behind it for a record to be worth a look: in goes a record and the place behind
// the key, out comes whether the value there is one of them, or may be. Never undoes an escape.
#pragma once

#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::match {

// A set of texts, looked up in time that grows with the text alone.
class text_table {
 public:
  void add(std::string_view text);
  bool holds(std::string_view text) const noexcept;
  std::size_t longest() const noexcept { return longest_; }

 private:
  std::size_t slot_of(std::string_view text) const noexcept;
  void fill(std::uint32_t text);
  void grow();

  std::vector<std::string> texts_;
  struct slot {
    std::uint32_t text = 0;  // its number plus one, or 0
    std::uint32_t tag = 0;   // of its hash
  };
  std::vector<slot> slots_;  // a power of two, at most half full
  std::size_t longest_ = 0;
};

// Immutable once made; any number of threads.
class wanted_texts {
 public:
  static constexpr std::size_t most_globs = 64;

  void want(std::string_view text) { exact_.add(text); }
  void want(const support::wildcard_pieces& glob);
  void want_every_string() { every_string_ = true; }

  // `text` goes on behind a key and its quotation mark. True unless what comes there is no colon, or a colon and a
  // string without escapes that is wanted by nobody: other values, strings with a backslash and what is cut off are
  // wanted.
  bool behind_key(std::string_view text) const noexcept;

 private:
  bool string_at(const char* at, const char* end) const noexcept;
  bool wants(std::string_view text) const noexcept;

  text_table exact_;
  std::vector<support::wildcard_pieces> globs_;
  bool every_string_ = false;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
