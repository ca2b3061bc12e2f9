// SPDX-License-Identifier: Apache-2.0
// What a corpus looks like, beside what 28,568 published events of CloudTrail look like. Says whether an invented one
// is near enough to measure with. Reads each event as a simdjson tree.
#pragma once

#include "events.hpp"

#include <string>
#include <vector>

namespace bench {

struct statistic {
  std::string name;
  double here = 0;
  double published = 0;        // 0: nothing is known
  double least = 0, most = 0;  // within which an invented corpus of 100,000 events or more must be
  bool holds() const noexcept { return least <= here && here <= most; }
};

std::vector<statistic> statistics_of(const corpus& c);

}  // namespace bench
