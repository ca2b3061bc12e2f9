// SPDX-License-Identifier: Apache-2.0
// Does an alarm ring when one event matches, whatever else happens in its period? In go what a filter publishes and how
// an alarm looks at it, out comes the answer and why. Arithmetic on intervals; knows no resource and looks nothing up.
#pragma once

#include "audit/judgement.hpp"
#include "inventory/model.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::audit {

struct ring {
  enum class answer : std::uint8_t { no, maybe, yes };
  answer found{};
  reason why{};          // when not yes
  std::string sentence;  // likewise: what is wrong, behind `alarm `x``, with the fix, without full stop
};

// `value` is above zero and finite; `otherwise` is what every event that does not match publishes, if anything. The
// alarm is one of a single metric.
ring rings(const inventory::alarm& a, double value, const std::optional<double>& otherwise);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
