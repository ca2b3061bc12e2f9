// SPDX-License-Identifier: Apache-2.0
// Resources of Terraform that stand in a text as they were written, to records. References join within the text; what
// comes from elsewhere (variables, data, modules) is left open.
#pragma once

#include "inventory/document.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Adds the records, which belong to that account, and true; or false when no resource of ours stands in the text. Linear
// in the text.
bool read_hcl_resources(inventory& out, const document& d, const std::string& account);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
