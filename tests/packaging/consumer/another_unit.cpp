// SPDX-License-Identifier: Apache-2.0
// A second unit of the same program, for what must hold in more than one.
#include <coverwatch/coverwatch.hpp>

bool another_unit_matches();

bool another_unit_matches() {
  const auto pattern = coverwatch::pattern::parse("ERROR -timeout");
  coverwatch::scratch memory;
  return pattern && pattern->matches("ERROR of the disk", memory) && !pattern->matches("ERROR: timeout", memory);
}
