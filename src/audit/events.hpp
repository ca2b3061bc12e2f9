// SPDX-License-Identifier: Apache-2.0
// What a trail records against what the control is about: the event selectors become patterns of the events that they
// let through, and `covers` decides. In go a trail and a reference, out comes the judgement of one link. Looks at no
// filter.
#pragma once

#include "audit/decider.hpp"
#include "audit/index.hpp"
#include "audit/judgement.hpp"

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::audit {

link_judgement judge_events(const index& in, decider& decide, const inventory::trail& t, std::string_view reference);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
