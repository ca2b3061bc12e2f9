// SPDX-License-Identifier: Apache-2.0
// From when until when: times as people type them, the time of an event, and which files surely hold nothing between, by
// the names that CloudTrail gives them. Reads no clock and opens no file.
#pragma once

#include "support/json.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// Seconds since 1970 began, in UTC, without leap seconds; a fraction is rounded down.
using unix_time = std::int64_t;

// 2026-01-02, 2026-01-02T03:04, 2026-01-02T03:04:05, with `Z` or without, or with an offset as in +01:00; the seconds may
// have a fraction. A date alone is the moment it begins.
std::optional<unix_time> read_time(std::string_view text) noexcept;

// The same, or how long before `now`, as in 90s, 30m, 24h, 7d, 2w.
std::optional<unix_time> read_time(std::string_view text, unix_time now) noexcept;

// From `since` on and before `until`, each if there is one.
struct time_range {
  std::optional<unix_time> since;
  std::optional<unix_time> until;

  bool everything() const noexcept { return !since && !until; }
  bool contains(unix_time when) const noexcept { return (!since || when >= *since) && (!until || when < *until); }

  // True when all events of a file with this path are older than `since`, or none is older than `until`, as far as
  // CloudTrail's own names tell: ACCOUNT_CloudTrail_REGION_yyyymmddThhmmZ_..., and CloudTrail/REGION/yyyy/mm/dd/... of
  // other files. They tell when it was delivered. An event is older than its delivery, but for five minutes of grace, by
  // no more than 31 days: for so long CloudTrail tries again to deliver to a bucket that refuses. False for other paths.
  bool surely_excludes(std::string_view path) const noexcept;
};

// `eventTime` of the event, if it is a string that `read_time` can read. `memory` is used again.
std::optional<unix_time> event_time(std::string_view event, support::json::document& memory);

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
