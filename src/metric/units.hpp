// SPDX-License-Identifier: Apache-2.0
// The units that CloudWatch knows. In goes a text, out comes the unit of that name, or of nearly that name. Never
// converts.
#pragma once

#include <coverwatch/config.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::metric {

inline constexpr std::string_view no_unit = "None";

// The standard unit of exactly this name, as a text that lives as long as the program; empty when there is none.
std::string_view standard_unit(std::string_view text) noexcept;

// The unit that was probably meant: another case of letters, the singular, a usual sign such as `ms`. Empty when none
// was.
std::string_view likely_unit(std::string_view text) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
