// SPDX-License-Identifier: Apache-2.0
// The loop over generated examples.
#include "laws.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace laws {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

std::uint64_t seed() { return from_environment("COVERWATCH_SEED", 20261); }
std::size_t cases() { return static_cast<std::size_t>(from_environment("COVERWATCH_CASES", 30000)); }

void for_each(const std::function<bool(const example& e, bool fresh, sample::choices& c)>& use) {
  sample::choices c(seed());
  for (std::size_t done = 0; done < cases();) {
    const auto tree = sample::any_pattern(c);
    const auto text = sample::spell(tree, c);
    for (std::size_t i = 0; i < events_of_a_pattern && done < cases(); ++i, ++done) {
      const auto event = sample::event_for(tree, c);
      const auto json = sample::spell(event, c, c.chance(30));
      if (!use({tree, text, event, json}, i == 0, c) || testing::Test::HasFailure()) return;
    }
  }
}

void for_each_text(const std::function<bool(const text_example& e, bool fresh, sample::choices& c)>& use) {
  sample::choices c(seed());
  for (std::size_t done = 0; done < cases();) {
    const auto tree = sample::any_text_pattern(c);
    const auto text = sample::spell(tree, c);
    for (std::size_t i = 0; i < events_of_a_pattern && done < cases(); ++i, ++done) {
      const auto message = sample::message_for(tree, c);
      if (!use({tree, text, message}, i == 0, c) || testing::Test::HasFailure()) return;
    }
  }
}

std::string describe(const std::string& pattern, const std::string& json) {
  return "COVERWATCH_SEED=" + std::to_string(seed()) + "\n  pattern: " + pattern + "\n  event:   " + json + "\n";
}

}  // namespace laws
