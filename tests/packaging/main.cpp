// SPDX-License-Identifier: Apache-2.0
// Two units in one program. With ONE_PRODUCT they were built with the same product and must share one definition of
// each function; without it they were built with different products, and each must keep its own.
#include "unit.hpp"

#include <cstdio>

bool works(const char* name, const answers& a) {
  std::printf("%s: matches %d, refuses %d, explains %d, finds %d\n", name, a.matches, a.refuses, a.explains, a.finds);
  return a.matches && a.refuses && a.explains && a.finds;
}

int main() {
  const answers first = first_unit();
  const answers second = second_unit();
  const bool both_work = works("first", first) && works("second", second);
  const bool shared = first.parse == second.parse && first.render == second.render;
  const bool apart = first.parse != second.parse && first.render != second.render;
  std::printf("definitions are %s\n", shared ? "shared" : apart ? "apart" : "partly shared");
  return both_work && (ONE_PRODUCT ? shared : apart) ? 0 : 1;
}
