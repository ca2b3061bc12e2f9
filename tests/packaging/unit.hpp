// SPDX-License-Identifier: Apache-2.0
// What each unit of the packaging tests answers about the product it was built with. Names nothing of the product, so
// that units of both products can share it.
#pragma once

#include <cstdint>

struct answers {
  std::uintptr_t parse;   // where this unit finds `pattern::parse`
  std::uintptr_t render;  // and `render`
  bool matches;           // a pattern met its event,
  bool refuses;           // refused another event,
  bool explains;          // a wrong pattern got its diagnostic,
  bool finds;             // and the catalogue has its controls
};

answers first_unit();
answers second_unit();
