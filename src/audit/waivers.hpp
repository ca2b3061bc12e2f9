// SPDX-License-Identifier: Apache-2.0
// A file of waivers:
// {"waivers":[{"control":"cis-5.0:4.1","account":"123456789012","reason":"...","expires":"2026-12-31"}]}. In goes its
// text, out come waivers and what is wrong with it; then they are put on the findings that have not passed. A waiver
// changes no finding. Opens nothing, and knows no clock but the report's time.
#pragma once

#include "audit/judgement.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

struct waiver_list {
  std::vector<waiver> waivers;
  std::vector<inventory::problem> problems;  // errors, with their lines; what they are about is no waiver
};

// `file` is the text's index in `inventory::files`, or `place::nowhere`. Every member must be known, so that a slip of
// the pen in `expires` makes no waiver that holds for ever; `expires` may be left out.
waiver_list read_waivers(std::string_view text, std::string_view path, std::uint32_t file = inventory::place::nowhere);

// Sets `waived` by the first waiver that matches and holds on the day of `r.time`, and `unused_waivers`.
void apply_waivers(report& r, std::span<const waiver> waivers);

// Whether it has ended before that day or time (2026-01-31...).
bool has_expired(const waiver& w, std::string_view time) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
