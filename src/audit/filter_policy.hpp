// SPDX-License-Identifier: Apache-2.0
// Does the filter policy of a subscription let the message of an alarm through? In go policy and scope as SNS tells
// them, out comes the answer. An alarm's message has no attributes.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::audit {

enum class policy_answer : std::uint8_t { none, lets_through, rejects, not_known };

policy_answer read_policy(std::string_view policy, std::string_view scope);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
