// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of sets are fed: lines of patterns, a blank line, and the bytes to ask about. A leading `!`
// chooses the leftmost dialect; a line with one blank is the empty pattern; what is refused is left out.
#pragma once

#include <coverwatch/pattern.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace set_input {

struct question {
  std::vector<coverwatch::pattern> patterns;
  std::string_view bytes;
};

inline question read(std::string_view input) {
  constexpr std::size_t most = 40;
  question out;
  for (bool reading = true; reading;) {
    const std::size_t end = input.find('\n');
    std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    reading = !line.empty() && !input.empty();
    if (line.empty()) break;
    coverwatch::parse_options options;
    if (line.starts_with('!')) {
      options.dialect = coverwatch::wildcards::leftmost;
      line.remove_prefix(1);
    }
    auto pattern = coverwatch::pattern::parse(line, options);
    if (pattern && out.patterns.size() < most) out.patterns.push_back(std::move(*pattern));
  }
  out.bytes = input;
  return out;
}

// Ends the run with the words, when there are any.
inline void demand_nothing(const std::string& wrong) {
  if (wrong.empty()) return;
  std::fprintf(stderr, "broken: %s\n", wrong.c_str());
  std::abort();
}

}  // namespace set_input
