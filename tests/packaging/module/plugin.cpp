// SPDX-License-Identifier: Apache-2.0
// A plugin with one public function.
#include <coverwatch/coverwatch.hpp>

extern "C" __attribute__((visibility("default"))) int plugin_matches(const char* text, const char* event);

int plugin_matches(const char* text, const char* event) {
  const auto pattern = coverwatch::pattern::parse(text);
  coverwatch::scratch memory;
  return pattern && pattern->matches(event, memory) ? 1 : 0;
}
