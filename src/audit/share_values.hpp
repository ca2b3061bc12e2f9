// SPDX-License-Identifier: Apache-2.0
// Whether two patterns ask for one of the same values, told by their texts, so that a pattern that does not parse can
// be compared too. A guess that picks what a sentence is about; no verdict rests on it.
#pragma once

#include <coverwatch/config.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// Linear in the texts, but for a logarithm.
bool share_values(std::string_view a, std::string_view b);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
