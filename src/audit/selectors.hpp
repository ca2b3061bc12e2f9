// SPDX-License-Identifier: Apache-2.0
// One event selector as patterns of the management events that it records: one that holds for no event but those, and
// one that holds for all of them; the two differ where a selector says what no pattern can. In goes the selector, out
// come texts. Decides nothing.
#pragma once

#include "inventory/model.hpp"

#include <set>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// Which of a selector's limits are left aside, to see whether it is those that leave events out.
struct without {
  bool read_write = false;
  bool sources = false;
};

struct recorded_events {
  bool none = false;    // no management event at all
  std::string surely;   // a pattern; `everything` when there is no limit; empty: nothing is sure
  std::string perhaps;  // a pattern; `everything` likewise
};

// Matches each management event.
inline constexpr char everything[] = R"({ $.eventSource = * })";

recorded_events recorded_by(const inventory::event_selector& s, const without& leave = {});

// The services whose events some selector leaves out.
std::set<std::string> excluded_sources(const inventory::event_selectors& all);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
