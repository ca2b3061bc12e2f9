// SPDX-License-Identifier: Apache-2.0
// What a JSON value in an input is: an event, a container of events, or something known that is neither. Told from the keys
// of its top level, never from a file's name. Also the one cheap scan that finds where a value ends by its brackets alone.
// Judges no event, copies nothing.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

enum class shape : std::uint8_t {
  event,
  records,           // {"Records":[event, ...]}: a CloudTrail object
  digest,            // a CloudTrail digest: signatures of log files, no events
  filter_log_events,  // {"events":[{"message":"..."}]}: aws logs filter-log-events, get-log-events
  lookup_events,     // {"Events":[{"CloudTrailEvent":"..."}]}: aws cloudtrail lookup-events
  subscription,      // {"awslogs":{"data":"..."}}: what a subscription hands to a function
  subscription_data,  // {"messageType":"DATA_MESSAGE","logEvents":[...]}: the same, unpacked
};

// What a shape that holds no event of its own looks like, in words.
std::string_view name(shape s) noexcept;

// What the object at or after `offset` is. Its first key must be one that the container begins with, as its maker writes it:
// an event that has such a key further on stays an event, wherever it stands. Costs next to nothing on an event.
shape recognise(std::string_view text, std::size_t offset = 0) noexcept;

// True when the first key of the object at or after `offset` is "Records" and an array follows.
bool begins_with_records(std::string_view text, std::size_t offset) noexcept;

// Where the value that begins at `begin` ends, by brackets and quotes alone: nothing else of it is checked.
struct extent {
  enum class kind : std::uint8_t { whole, unfinished, broken } what;
  std::size_t end;  // whole: behind the value; unfinished: the text's size; broken: the line break inside a string
};
extent find_end(std::string_view text, std::size_t begin) noexcept;

// The first place at or after `at` that is not JSON white space; the text's size when there is none.
std::size_t skip_space(std::string_view text, std::size_t at) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
