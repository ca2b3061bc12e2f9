// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include <cstdio>
#include <cstdlib>

namespace bench {

coverwatch::pattern parsed(std::string_view text) {
  auto p = coverwatch::pattern::parse(text);
  if (!p) {
    std::fprintf(stderr, "bench: %s\n", coverwatch::render(p.error()).c_str());
    std::exit(1);
  }
  return *p;
}

std::vector<coverwatch::pattern> parsed(const std::vector<drawn_pattern>& drawn) {
  std::vector<coverwatch::pattern> all;
  all.reserve(drawn.size());
  for (const drawn_pattern& each : drawn) all.push_back(parsed(text_of(each)));
  return all;
}

std::string_view unauthorized_text() { return coverwatch::catalog::find("cis-2.0.0:4.1")->normative.text; }

std::vector<coverwatch::pattern> cis_patterns() {
  std::vector<coverwatch::pattern> all;
  for (const auto& entry : coverwatch::catalog::find_benchmark("cis-5.0")->entries) {
    all.push_back(parsed(entry.normative.text));
    for (const auto& alternative : entry.alternatives) all.push_back(parsed(alternative.text));
  }
  return all;
}

tally by_reference(const std::vector<coverwatch::pattern>& patterns, const part& p) {
  tally found;
  coverwatch::support::json::document document;
  std::vector<coverwatch::support::regex::word> state;
  std::vector<std::uint32_t> matches;
  for (std::size_t i = 0; i < p.count; ++i) {
    matches.clear();
    const std::string_view event = p.events()[i];
    const bool is_json = !document.parse(event);
    for (std::uint32_t each = 0; each < patterns.size(); ++each) {
      const auto& parts = patterns[each].internals();
      const bool matched =
          patterns[each].kind() == coverwatch::pattern_kind::json
              ? is_json && coverwatch::logic::evaluate(parts.formula, document.root(), parts.dialect, state)
              : coverwatch::logic::evaluate(parts.formula, event, parts.dialect);
      if (matched) matches.push_back(each);
    }
    found.add(i, matches);
  }
  return found;
}

}  // namespace bench
