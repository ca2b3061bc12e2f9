// SPDX-License-Identifier: Apache-2.0
// The smallest program of a user's; built in each way that the product is delivered.
#include <coverwatch/coverwatch.hpp>

#include <cstdio>

#if defined(WITH_ANOTHER_UNIT)
bool another_unit_matches();
#else
static bool another_unit_matches() { return true; }
#endif

int main() {
  const auto pattern = coverwatch::pattern::parse("{ $.a = 1 }");
  coverwatch::scratch memory;
  if (!pattern || !pattern->matches(R"({"a":1.0})", memory) || !another_unit_matches()) return 1;
  if (coverwatch::pattern::parse("{ $.a == 1 }")) return 1;
  std::puts("consumed");
  return 0;
}
