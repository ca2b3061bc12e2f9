// SPDX-License-Identifier: Apache-2.0
// The steps of `settle`, in their order. Each goes once over the records; n log n in them.
#pragma once

#include "inventory/document.hpp"

#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Whether what stands there was printed by the AWS command line; templates and states know their own scope.
bool is_output(const inventory& all, const place& at) noexcept;
std::string_view path_of(const inventory& all, const place& at) noexcept;

void settle_scopes(inventory& all);    // settle_scopes.cpp: accounts and regions of what names none
void settle_names(inventory& all);     // settle_names.cpp: the trail of a status, the topic of an empty list
void settle_pages(inventory& all);     // settle_pages.cpp
void settle_repeated(inventory& all);  // settle_repeated.cpp: what several files tell, the same or not

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
