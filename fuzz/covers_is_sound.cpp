// SPDX-License-Identifier: Apache-2.0
// Law: an event that `covers` shows is matched by the reference and by no deployed pattern, by the machine and by the
// reference evaluator; a yes has no counterexample among the events given. The first line is the deployed pattern, the
// second the reference, each further line an event; a leading `!` chooses the leftmost dialect.
#include "logic/evaluate.hpp"
#include "match/parts.hpp"

#include <coverwatch/coverage.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

std::string_view next_line(std::string_view& input) {
  const std::size_t end = input.find('\n');
  const std::string_view line = input.substr(0, end);
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  return line;
}

bool by_reference(const coverwatch::pattern& p, std::string_view event) {
  const auto& parts = p.internals();
  if (parts.formula.form != coverwatch::logic::form::object) {
    return coverwatch::logic::evaluate(parts.formula, event, parts.dialect);
  }
  coverwatch::support::json::document d;
  return !d.parse(event) && coverwatch::logic::evaluate(parts.formula, d.root(), parts.dialect);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  coverwatch::parse_options parsing;
  if (input.starts_with('!')) {
    parsing.dialect = coverwatch::wildcards::leftmost;
    input.remove_prefix(1);
  }
  const auto deployed = coverwatch::pattern::parse(next_line(input), parsing);
  const auto reference = coverwatch::pattern::parse(next_line(input), parsing);
  if (!deployed || !reference) return 0;
  coverwatch::coverage_options options;
  options.dialect = parsing.dialect;
  options.budget = 20000;
  const auto report = coverwatch::covers({&*deployed, 1}, {&*reference, 1}, options);
  static coverwatch::scratch memory;
  const auto slips_through = [&](std::string_view event) {
    return reference->matches(event, memory) && !deployed->matches(event, memory);
  };
  if (report.result == coverwatch::verdict::not_covered) {
    demand(slips_through(report.event), "an event shown slips through by the machine");
    demand(by_reference(*reference, report.event) && !by_reference(*deployed, report.event),
           "an event shown slips through by the reference evaluator");
  }
  if (report.result != coverwatch::verdict::covered && report.result != coverwatch::verdict::vacuous) return 0;
  while (!input.empty()) {
    const std::string_view event = next_line(input);
    demand(!slips_through(event), "a yes has no counterexample");
    const bool vacuous = report.result == coverwatch::verdict::vacuous;
    demand(!vacuous || !reference->matches(event, memory), "a vacuous reference matches nothing");
  }
  return 0;
}
