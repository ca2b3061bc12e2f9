// SPDX-License-Identifier: Apache-2.0
// Shapes are told by a handful of keys. The walk over a top level stops at the first thing that is not JSON: what was seen
// until then decides, so that a container that is cut off is still known for what it is.
#include "archive/shape.hpp"

#include "support/json.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace json = support::json;

bool at(std::string_view text, std::size_t offset, char c) noexcept { return offset < text.size() && text[offset] == c; }

// Calls `see(key, offset of the value)` for each member of the object at `begin`, until it returns false. The key is raw.
template <class See>
void each_member(std::string_view text, std::size_t begin, See see) noexcept {
  if (!at(text, begin, '{')) return;
  std::size_t offset = skip_space(text, begin + 1);
  while (at(text, offset, '"')) {
    const auto key_end = json::skip_value(text, offset);
    if (!key_end) return;
    const std::string_view key = text.substr(offset + 1, *key_end - offset - 2);
    offset = skip_space(text, *key_end);
    if (!at(text, offset, ':')) return;
    offset = skip_space(text, offset + 1);
    if (offset == text.size() || !see(key, offset)) return;
    const auto value_end = json::skip_value(text, offset);
    if (!value_end) return;
    offset = skip_space(text, *value_end);
    if (!at(text, offset, ',')) return;
    offset = skip_space(text, offset + 1);
  }
}

bool has_member(std::string_view text, std::size_t object, std::string_view wanted) noexcept {
  bool found = false;
  each_member(text, object, [&](std::string_view key, std::size_t) { return !(found = key == wanted); });
  return found;
}

// Whether the array at `begin` has an object with that key as its first element.
bool first_element_has(std::string_view text, std::size_t begin, std::string_view key) noexcept {
  return at(text, begin, '[') && has_member(text, skip_space(text, begin + 1), key);
}

// What the keys of a top level tell, gathered while walking over it.
struct evidence {
  bool digest_time = false, log_files = false, messages = false, trail_events = false, awslogs = false,
       message_type = false, log_events = false;

  void note(std::string_view text, std::string_view key, std::size_t value) noexcept {
    if (key == "digestStartTime") digest_time = true;
    if (key == "logFiles") log_files = at(text, value, '[');
    if (key == "events") messages = first_element_has(text, value, "message");
    if (key == "Events") trail_events = first_element_has(text, value, "CloudTrailEvent");
    if (key == "awslogs") awslogs = has_member(text, value, "data");
    if (key == "messageType") message_type = at(text, value, '"');
    if (key == "logEvents") log_events = at(text, value, '[');
  }

  shape verdict() const noexcept {
    if (digest_time && log_files) return shape::digest;
    if (messages) return shape::filter_log_events;
    if (trail_events) return shape::lookup_events;
    if (awslogs) return shape::subscription;
    if (message_type && log_events) return shape::subscription_data;
    return shape::event;
  }
};

// The keys that the known containers begin with, as their makers write them. An event may well have such a key further on.
constexpr std::array<std::string_view, 12> telling_first_keys = {
    "awsAccountId", "digestStartTime", "events",    "searchedLogStreams", "nextToken",   "nextForwardToken",
    "Events",       "NextToken",       "awslogs",   "messageType",        "owner",       "logEvents"};

std::optional<std::string_view> first_key(std::string_view text, std::size_t begin) noexcept {
  const std::size_t object = skip_space(text, begin);
  if (!at(text, object, '{')) return std::nullopt;
  const std::size_t quote = skip_space(text, object + 1);
  if (!at(text, quote, '"')) return std::nullopt;
  const std::size_t end = text.find('"', quote + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return text.substr(quote + 1, end - quote - 1);
}

// Behind the string that begins at `begin`; a line break inside, which no string can hold, breaks it.
extent end_of_string(std::string_view text, std::size_t begin) noexcept {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') return {extent::kind::whole, i + 1};
    if (c == '\n' || c == '\r') return {extent::kind::broken, i};
    if (c == '\\' && !at(text, i + 1, '\n') && !at(text, i + 1, '\r')) ++i;
  }
  return {extent::kind::unfinished, text.size()};
}

extent end_of_scalar(std::string_view text, std::size_t begin) noexcept {
  const std::size_t end = text.find_first_of(",]} \t\r\n", begin);
  if (end == std::string_view::npos) return {extent::kind::unfinished, text.size()};
  return {extent::kind::whole, end};
}

}  // namespace

std::string_view name(shape s) noexcept {
  switch (s) {
    case shape::event: return "an event";
    case shape::records: return "a CloudTrail object";
    case shape::digest: return "a CloudTrail digest";
    case shape::filter_log_events: return "the output of `aws logs filter-log-events` or `get-log-events`";
    case shape::lookup_events: return "the output of `aws cloudtrail lookup-events`";
    case shape::subscription: return "a subscription record (`awslogs`, base64 of gzip)";
    case shape::subscription_data: return "the data of a CloudWatch Logs subscription (`logEvents`)";
  }
  return "";
}

std::size_t skip_space(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) ++at;
  return at;
}

shape recognise(std::string_view text, std::size_t offset) noexcept {
  if (begins_with_records(text, offset)) return shape::records;
  const auto first = first_key(text, offset);
  if (!first || std::find(telling_first_keys.begin(), telling_first_keys.end(), *first) == telling_first_keys.end()) {
    return shape::event;
  }
  evidence seen;
  each_member(text, skip_space(text, offset), [&](std::string_view key, std::size_t value) {
    seen.note(text, key, value);
    return true;
  });
  return seen.verdict();
}

bool begins_with_records(std::string_view text, std::size_t offset) noexcept {
  const auto key = first_key(text, offset);
  if (!key || *key != "Records") return false;
  const std::size_t behind = static_cast<std::size_t>(key->data() + key->size() + 1 - text.data());
  const std::size_t colon = skip_space(text, behind);
  return at(text, colon, ':') && at(text, skip_space(text, colon + 1), '[');
}

extent find_end(std::string_view text, std::size_t begin) noexcept {
  if (at(text, begin, '"')) return end_of_string(text, begin);
  if (!at(text, begin, '{') && !at(text, begin, '[')) return end_of_scalar(text, begin);
  std::size_t depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    switch (text[i]) {
      case '{':
      case '[': ++depth; break;
      case '}':
      case ']':
        if (--depth == 0) return {extent::kind::whole, i + 1};
        break;
      case '"': {
        const extent string = end_of_string(text, i);
        if (string.what != extent::kind::whole) return string;
        i = string.end - 1;
        break;
      }
      default: break;
    }
  }
  return {extent::kind::unfinished, text.size()};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
