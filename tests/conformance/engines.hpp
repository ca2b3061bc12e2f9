// SPDX-License-Identifier: Apache-2.0
// The engines that every conformance case runs through: each takes a pattern, its options and an event, and says what
// the event comes to, or which fields are extracted from it. The one-file build has the machine only, since only the
// public face is there.
#pragma once

#include "../support/cases.hpp"

#include <optional>
#include <string>
#include <vector>

namespace conformance {

// One engine's answer to one event; `matches_only` engines cannot tell why there is no match.
struct engine {
  const char* name;
  bool matches_only;
  coverwatch::outcome (*run)(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event);
};

// At least one.
std::vector<engine> engines();

// Whether the event can stand as a record of lines as it is.
bool is_line(const std::string& event);

// One way to the fields of one event. A value that does not stand within the event comes out with a note of that.
struct extractor {
  const char* name;
  std::vector<cases::member> (*run)(const coverwatch::pattern& pattern, const cases::block& block,
                                    const std::string& event);
};

// At least one.
std::vector<extractor> extractors();

}  // namespace conformance
