// SPDX-License-Identifier: Apache-2.0
// The patterns of a whole file of conformance cases in one set, asked about all events of the file: one by one, as
// lines of one buffer and as records of one document.
#pragma once

#include "../support/cases.hpp"

namespace conformance {

// One test for each file, named <file>.all_in_one_set. `suite` must outlive the run.
void register_whole_files(const cases::suite& suite);

}  // namespace conformance
