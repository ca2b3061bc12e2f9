// SPDX-License-Identifier: Apache-2.0
// Matches one event; ends with 0 when that went as it should.
#include <coverwatch/coverwatch.hpp>

#include <cstdio>

int main() {
  const auto pattern = coverwatch::pattern::parse("{ $.a = 1 }");
  coverwatch::scratch memory;
  if (!pattern || !pattern->matches(R"({"a":1.0})", memory)) return 1;
  std::puts("matched");
  return 0;
}
