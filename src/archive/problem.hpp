// SPDX-License-Identifier: Apache-2.0
// What can be wrong with an input, and where, as plain values: a kind, a place and the words that only the spot knows.
// `message` turns one into a sentence. Nothing here prints, and nothing here knows a path: the caller knows which it reads.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// A place in the text of an input (inflated, when it came as gzip). Numbers count from 1, 0 is "none"; the offset from 0.
struct location {
  std::uint64_t line = 0;
  std::uint64_t record = 0;  // within the container that begins at this line, such as {"Records":[...]}
  std::uint64_t offset = 0;
};

enum class trouble : std::uint8_t {
  // The input as a whole could not be read, or not to its end.
  cannot_open,
  cannot_read,
  cannot_list,    // a folder
  is_the_output,  // reading it would feed on what is being written
  bad_gzip,
  utf_16,
  too_much_text,  // more than one input may inflate to
  // One place is damaged; the rest is read.
  cut_off,        // the text ends in the middle of a value
  not_json,
  not_an_object,
  too_large,
  too_deep,
  out_of_memory,
  unknown_shape,  // JSON that should hold an event, and does not as it should
  bad_payload,    // events packed in base64 and gzip that cannot be unpacked
  payload_too_large,
  // Known, and no event: left out, no damage.
  digest,
  lake_signature,
  control_message,
  text_message,  // of a log, where only JSON is wanted; it is whole, but no JSON
  write_test,    // what an export to S3 leaves beside the events
  stamps,        // no text is left out but the time that an export puts before each event
  special_file,
  hidden_file,
  linked_folder,
  empty_file,
};

struct problem {
  trouble what{};
  location where;
  std::string detail;  // may be empty
};

// False for what is merely left out.
bool is_damage(trouble what) noexcept;
// True when the trouble is with the whole input: no place within it would help.
bool concerns_whole_input(trouble what) noexcept;
// One sentence without its end, lower case.
std::string message(const problem& p);
// `path:line: record 3, byte 120`, as far as each is known.
std::string describe(std::string_view path, const problem& p);

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
