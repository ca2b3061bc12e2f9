// SPDX-License-Identifier: Apache-2.0
// Where the tokens of an event begin: simdjson's first stage, by the widest vector instructions of the machine it runs on.
// In go bytes, out come the offsets of every bracket, colon, comma, string and scalar. Text with an unclosed string, a
// control character inside a string or broken UTF-8 is refused here; nothing else is checked.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

class structure {
 public:
  structure() noexcept;
  ~structure();

  // Finds the tokens of `text`: any bytes, no padding needed, nothing past the end is read. False when it is refused.
  // Allocates only when `text` is longer than any before.
  bool read(std::string_view text);

  // Ascending offsets into the text last read, which was not refused; at least one.
  std::span<const std::uint32_t> tokens() const noexcept;

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
