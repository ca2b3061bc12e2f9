// SPDX-License-Identifier: Apache-2.0
// The two fields of a CloudTrail event that a replay asks for: when it was, and its id. For one thread.
#pragma once

#include "replay/datapoints.hpp"
#include "support/json.hpp"

#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct event_fields {
  std::optional<seconds> when;  // `eventTime`, where it is a string that is a time
  std::string_view id;          // `eventID`, a string; empty: none. As long as the document stays as it is
};

// Linear in the event. `memory` is used again.
event_fields read_fields(std::string_view event, support::json::document& memory);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
