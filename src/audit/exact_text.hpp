// SPDX-License-Identifier: Apache-2.0
// Would the exact-text check of AWS Security Hub accept a filter of the group? In go a control and the group's filters,
// out comes what that check would say. It has no part in the judgement.
#pragma once

#include "audit/judgement.hpp"

namespace coverwatch::inline COVERWATCH_ABI::audit {

exact_text judge_exact_text(const inventory::inventory& evidence, const catalog::entry& control,
                            const filter_judgement& filters);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
