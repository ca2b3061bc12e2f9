// SPDX-License-Identifier: Apache-2.0
// Opens one input after the other and feeds its text to a reader: gzip (told by content) is inflated whole, anything else is
// read piece by piece, so that a stream is handled as it arrives. Buffers are used again. Every failure goes to the sink.
#pragma once

#include "archive/bytes.hpp"
#include "archive/files.hpp"
#include "archive/inflate.hpp"
#include "archive/reader.hpp"

#include <cstddef>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::archive {

struct source_limits {
  std::size_t text = std::size_t{1} << 30;  // bytes held at once: a gzip file inflated, one line, one document
};

// For one thread at a time.
class source {
 public:
  explicit source(contents wanted = contents::json, source_limits limits = {}) : contents_(wanted), limits_(limits) {}

  // Reads one input to its end, or until the sink wants no more.
  void read(const input& in, const sink& s);

  // Bytes of text read so far, inflated, over all inputs.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  void read_open_file(int file, const sink& s);
  void read_text(int file, const sink& s);
  void read_gzip(int file, const sink& s);
  bool fill(int file, const sink& s);  // false when the buffer can take no more, or on an error that it told
  bool gather(int file, const sink& s);

  contents contents_;
  source_limits limits_;
  bytes raw_;
  bytes inflated_;
  inflater inflater_;
  bool ended_ = false;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
