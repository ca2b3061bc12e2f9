// SPDX-License-Identifier: Apache-2.0
// Rows of coverage, for two programs.
#pragma once

namespace bench {

void add_coverage();       // each text of the catalogue held against each
void add_long_patterns();  // reading patterns as long as the service takes them

}  // namespace bench
