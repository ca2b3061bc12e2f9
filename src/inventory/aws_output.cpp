// SPDX-License-Identifier: Apache-2.0
// Recognises nothing yet.
#include "inventory/document.hpp"

namespace coverwatch::inline COVERWATCH_ABI::inventory {

bool read_aws_output(inventory&, const document&, const support::json::value&) { return false; }

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
