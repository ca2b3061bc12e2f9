// SPDX-License-Identifier: Apache-2.0
// The links from an account to the log group, apart from what the trail records: is there a multi-region trail, is it
// switched on, does it deliver. In goes a trail, out come judgements. Looks at no filter.
#pragma once

#include "audit/index.hpp"
#include "audit/judgement.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::audit {

link_judgement judge_trail(const index& in, const std::string& account, const inventory::trail& t);
link_judgement judge_no_trail(const index& in, const std::string& account);  // when no trail sees the account
link_judgement judge_logging(const index& in, const inventory::trail& t);
link_judgement judge_delivery(const index& in, const inventory::trail& t);

// `trail `audit` (arn:...)`; what commands call it.
std::string trail_name(const inventory::trail& t);
std::string trail_argument(const inventory::trail& t);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
