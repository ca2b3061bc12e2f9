// SPDX-License-Identifier: Apache-2.0
// What the rows share: the events, invented or real, and the fields that results are checked with. Each is made when it
// is first asked for, and kept.
#pragma once

#include "events.hpp"
#include "fields.hpp"
#include "measure.hpp"

#include <cstddef>
#include <string>

namespace bench {

struct choices {
  std::string folder;  // of real events; empty: invented ones
  std::size_t mebibytes = 256;
};
inline choices chosen_material;

const corpus& events();      // 1 % match CIS 4.1
const corpus& events_ten();  // 10 %; real events are the same ones again
const fact_table& fields();  // of events()
const fact_table& fields_ten();

// Each file has its rows.
void add_roads();
void add_single_patterns();
void add_scans();
void add_sets();
void add_archives();
void add_compilation();

}  // namespace bench
