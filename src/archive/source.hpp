// SPDX-License-Identifier: Apache-2.0
// Opens one input after the other and feeds its text to a reader: gzip (told by content) is inflated whole, or in pieces
// when it is large; anything else is read piece by piece, so that a stream is handled as it arrives. Buffers are used
// again, and no larger than the limits say. Every failure goes to the sink.
#pragma once

#include "archive/bytes.hpp"
#include "archive/files.hpp"
#include "archive/inflate.hpp"
#include "archive/reader.hpp"

#include <cstddef>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// In bytes.
struct source_limits {
  std::size_t text = std::size_t{1} << 28;        // of one line or document, which must be held as a whole
  std::size_t inflated = std::size_t{1} << 28;    // of text that is inflated at once; what is larger comes in pieces
  std::size_t compressed = std::size_t{1} << 26;  // the same, of the compressed file
  std::uint64_t all_inflated = std::uint64_t{10} << 30;  // of all that one input inflates to, whatever is packed in it
};

// For events of so many bytes, the largest that are wanted: a line may be as long as one, with some room for what is
// around it.
source_limits limits_for(std::size_t max_event_bytes, std::uint64_t max_inflated) noexcept;

// For one thread at a time.
class source {
 public:
  explicit source(contents wanted = contents::json, source_limits limits = {}) : contents_(wanted), limits_(limits) {}

  // Reads one input to its end, or until the sink wants no more. Of a gzip file nothing is read from its first damaged
  // member on; when it is so large that it comes in pieces, what precedes the damage in that member is, as far as it is
  // whole. A file that becomes shorter meanwhile is damaged as well. What is longer than the limit of text costs itself.
  void read(const input& in, const sink& s);

  // Bytes of text read so far, inflated, over all inputs.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  // Bytes taken from files so far, compressed or not, over all inputs.
  std::uint64_t bytes_taken() const noexcept { return bytes_taken_; }

 private:
  void read_open_file(int file, bool listed, const sink& s);
  void read_text(int file, const sink& s);
  void read_gzip(int file, const sink& s);
  void read_in_pieces(int file, const sink& s);
  bool inflates_at_once() const noexcept;
  bool hand_over(reader& events, bytes& text, bool last);
  bool fill(int file, const sink& s, std::size_t at_most);  // false on an error, which it told
  bool gather(int file, const sink& s);
  bool has_shrunk(int file) const noexcept;
  reader_limits limits_within() noexcept;

  contents contents_;
  source_limits limits_;
  bytes raw_;
  bytes inflated_;
  inflater inflater_;
  bool ended_ = false;
  std::uint64_t size_ = 0;       // of the file that is read, as it was opened, from where reading began; 0: not known
  std::uint64_t begun_at_ = 0;   // of all bytes taken
  std::uint64_t allowance_ = 0;  // bytes that this input may still inflate to
  std::uint64_t bytes_read_ = 0;
  std::uint64_t bytes_taken_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
