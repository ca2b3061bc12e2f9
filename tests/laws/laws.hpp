// SPDX-License-Identifier: Apache-2.0
// What every law needs: the seed and the number of cases (COVERWATCH_SEED, COVERWATCH_CASES), generated examples, and
// the words to report one that breaks a law. The same seed gives the same examples.
#pragma once

#include "../support/choices.hpp"
#include "../support/sample_event.hpp"
#include "../support/sample_message.hpp"
#include "../support/sample_pattern.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace laws {

std::uint64_t seed();
std::size_t cases();  // pairs of a pattern and an event

// One pair. `json` spells `event`, `text` spells `tree`.
struct example {
  const coverwatch::syntax::tree& tree;
  const std::string& text;
  const sample::value& event;
  const std::string& json;
};

// The same for the kinds that read no JSON.
struct text_example {
  const coverwatch::syntax::tree& tree;
  const std::string& text;
  const std::string& message;
};

inline constexpr std::size_t events_of_a_pattern = 6;

// Calls `use` for the first event of each pattern with `fresh` true, so that it can be prepared once. Ends early when
// `use` returns false or when the test has failed.
void for_each(const std::function<bool(const example& e, bool fresh, sample::choices& c)>& use);

void for_each_text(const std::function<bool(const text_example& e, bool fresh, sample::choices& c)>& use);

// Seed, pattern, event: what is needed to see it again.
std::string describe(const std::string& pattern, const std::string& json);

}  // namespace laws
