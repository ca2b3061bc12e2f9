// SPDX-License-Identifier: Apache-2.0
// What the laws of the public face ask about: generated patterns of every kind in both dialects, and events that they
// care about. Knows patterns and events as texts only. COVERWATCH_SEED varies them.
#pragma once

#include "../support/choices.hpp"

#include <coverwatch/coverwatch.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace face {

std::uint64_t seed();

// With the service's limits raised. A refusal fails the test.
coverwatch::pattern parsed(const std::string& text, coverwatch::wildcards dialect = coverwatch::wildcards::glob);

// Patterns, and events made from their constants. No event holds a line break or is blank.
struct material {
  std::vector<coverwatch::pattern> patterns;
  std::vector<std::string> events;
};

// Up to a dozen patterns of all kinds, most of them asking for JSON.
material any_material(sample::choices& c);

// Two patterns that speak of the same, as texts.
struct question {
  std::string deployed, reference;
  std::vector<std::string> events;
};

question any_json_question(sample::choices& c);
question any_text_question(sample::choices& c);  // of the kinds that read no JSON

// Seed and patterns: what is needed to see it again.
std::string shown(const question& q);
std::string shown(const material& m);

}  // namespace face
