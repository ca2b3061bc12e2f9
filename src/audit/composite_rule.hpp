// SPDX-License-Identifier: Apache-2.0
// The rule of a composite alarm: ALARM("a") AND NOT (OK(b) OR TRUE). In goes the rule and what is known of one alarm,
// out comes true, false or not known. Reads the rule once; recursion is bounded.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

enum class truth : std::uint8_t { no, unknown, yes };

enum class alarm_state : std::uint8_t { ok, alarm, insufficient_data };

// Of all alarms only the one with these names (its name, its ARN) is known to be in that state. A rule that cannot be
// read is not known.
truth evaluate_rule(std::string_view rule, const std::vector<std::string>& names, alarm_state state);

// Whether the rule asks about it at all; of one that cannot be read, whether it may.
bool mentions(std::string_view rule, const std::vector<std::string>& names);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
