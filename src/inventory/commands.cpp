// SPDX-License-Identifier: Apache-2.0
// Recognises nothing yet.
#include "inventory/document.hpp"

namespace coverwatch::inline COVERWATCH_ABI::inventory {

bool read_commands(inventory&, const document&) { return false; }

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
