// SPDX-License-Identifier: Apache-2.0
// What a JSON value in an input is: an event, a container of events, or something known that is neither. Told from the
// keys of its top level, never from a file's name. Also the cheap scan that finds where a value ends by its brackets
// alone, and how lines of an export begin. Judges no event, copies nothing.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

enum class shape : std::uint8_t {
  event,
  records,            // {"Records":[event, ...]}: a CloudTrail object; those of Insights hold events as well
  filter_log_events,  // {"events":[{"message":"event"}]}: aws logs filter-log-events, get-log-events
  lookup_events,      // {"Events":[{"CloudTrailEvent":"event"}]}: aws cloudtrail lookup-events
  subscription,       // {"awslogs":{"data":"base64 of gzip of the next"}}: what a subscription hands to a function
  subscription_data,  // {"messageType":"DATA_MESSAGE",...,"logEvents":[{"message":"event"}]}
  event_bridge,       // {"version",...,"detail-type":"... via CloudTrail","source",...,"detail":event}
  // These hold no event.
  control_message,  // {"messageType":"CONTROL_MESSAGE",...}: a subscription that asks whether anybody is there
  digest,           // a CloudTrail digest: signatures of log files
  lake_signature,   // the signature beside the results of a query of CloudTrail Lake
};

// What the object at or after `offset` is. Its first key must be one that the container begins with, as its maker
// writes it: an event that has such a key further on stays an event, wherever it stands. Costs next to nothing on an
// event that begins otherwise.
//
// With text still to come (`last` false) there is no answer until what is there tells; the answer is then the one that
// the whole text would give. Arrays of events tell themselves by their first element.
std::optional<shape> recognise(std::string_view text, std::size_t offset, bool last);
shape recognise(std::string_view text, std::size_t offset = 0);

// False when the line that begins at `line` is surely no container, whatever follows: it does not begin with an object,
// or the first key of that is none that a container begins with. A few instructions for most lines; `line` may go on
// behind the line's end.
bool may_be_container(std::string_view line) noexcept;

// Where the value that begins at `begin` ends, by brackets and quotes alone: nothing else of it is checked.
struct extent {
  enum class kind : std::uint8_t { whole, unfinished, broken } what;
  std::size_t end;  // whole: behind the value; unfinished: the text's size; broken: the line break inside a string
};
extent find_end(std::string_view text, std::size_t begin) noexcept;

// Where the value of the last member of that raw key begins in the object at `object`; nothing if there is none before
// the object ends or is damaged.
std::optional<std::size_t> find_member(std::string_view text, std::size_t object, std::string_view key) noexcept;

// The first place at or after `at` that is not JSON white space; the text's size when there is none.
std::size_t skip_space(std::string_view text, std::size_t at) noexcept;

// Events that CloudWatch Logs exports to S3 begin with this and a blank: 2026-01-02T03:04:05.678Z
inline constexpr std::size_t stamp_size = 24;
// How many of the first bytes fit it and the blank, at most `stamp_size + 1`.
std::size_t match_stamp(std::string_view text) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
