// SPDX-License-Identifier: Apache-2.0
// Law: over any bytes as event, every engine says of each pattern what the reference evaluator says: `match` and
// `evaluate` of a set, the machine of the pattern alone, a set of the first pattern alone, and a scan of the same bytes
// as lines. The input: lines of patterns, a blank line, the event.
#include "../tests/support/set_judge.hpp"
#include "set_input.hpp"

namespace {

// The machine of each pattern alone: `matches` and `evaluate`.
std::string wrong_alone(const std::vector<coverwatch::pattern>& patterns, std::string_view event,
                        const set_judge::answer& right, coverwatch::scratch& memory) {
  std::vector<std::uint32_t> matched, evaluated;
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].matches(event, memory)) matched.push_back(i);
    if (patterns[i].evaluate(event, memory) == coverwatch::outcome::match) evaluated.push_back(i);
  }
  return matched == right.matches && evaluated == right.matches ? "" : "a pattern alone says something else";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static coverwatch::scratch memory;
  const auto asked = set_input::read({reinterpret_cast<const char*>(data), size});
  const std::vector<char> exact(asked.bytes.begin(), asked.bytes.end());  // a sanitizer sees a read past its end
  const std::string_view event(exact.data(), exact.size());
  set_judge::judge judged(asked.patterns);
  set_input::demand_nothing(judged.wrong_with_event(event, memory));
  set_input::demand_nothing(wrong_alone(asked.patterns, event, judged.expected(event), memory));
  if (asked.patterns.empty()) return 0;
  set_input::demand_nothing(judged.wrong_with_lines(event, memory));
  set_judge::judge first({asked.patterns.front()});
  set_input::demand_nothing(first.wrong_with_event(event, memory));
  set_input::demand_nothing(first.wrong_with_lines(event, memory));
  return 0;
}
