// SPDX-License-Identifier: Apache-2.0
// Law: over any bytes as event, `match` and `evaluate` of a set say of each pattern what the reference evaluator says.
// The input: lines of patterns, a blank line, the event.
#include "../tests/support/set_judge.hpp"
#include "set_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static coverwatch::scratch memory;
  const auto asked = set_input::read({reinterpret_cast<const char*>(data), size});
  set_judge::judge judged(asked.patterns);
  const std::vector<char> exact(asked.bytes.begin(), asked.bytes.end());  // a sanitizer sees a read past its end
  set_input::demand_nothing(judged.wrong_with_event({exact.data(), exact.size()}, memory));
  return 0;
}
