// SPDX-License-Identifier: Apache-2.0
// Law: over any bytes as event, `matches` and `evaluate` say what the reference evaluator says: for a JSON pattern of
// what the strict reader reads, for the other kinds of the bytes themselves. The first line is the pattern, the rest
// the event; a leading `!` chooses the leftmost dialect.
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "program/program.hpp"

#include <coverwatch/coverwatch.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

coverwatch::outcome reference(const coverwatch::pattern& p, std::string_view event) {
  const auto outcome_of = [](bool matched) {
    return matched ? coverwatch::outcome::match : coverwatch::outcome::no_match;
  };
  const auto& formula = p.internals().formula;
  if (formula.form != coverwatch::logic::form::object) {
    return outcome_of(coverwatch::logic::evaluate(formula, event, p.internals().dialect));
  }
  coverwatch::support::json::document d;
  if (const auto error = d.parse(event)) {
    return error->code == coverwatch::support::json::errc::too_deep ? coverwatch::outcome::too_deep
                                                                    : coverwatch::outcome::not_json;
  }
  return outcome_of(coverwatch::logic::evaluate(formula, d.root(), p.internals().dialect));
}

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  coverwatch::parse_options options;
  if (input.starts_with('!')) {
    options.dialect = coverwatch::wildcards::leftmost;
    input.remove_prefix(1);
  }
  const std::size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  const auto pattern = coverwatch::pattern::parse(input.substr(0, line), options);
  if (!pattern) return 0;
  demand(coverwatch::program::validate(pattern->internals().code).empty(), "every compiled program is well formed");
  static coverwatch::scratch memory;
  const std::string_view event = input.substr(line + 1);
  const coverwatch::outcome expected = reference(*pattern, event);
  demand(pattern->evaluate(event, memory) == expected, "evaluate is the reference evaluator");
  const bool matched = expected == coverwatch::outcome::match;
  demand(pattern->matches(event, memory) == matched, "matches is the reference evaluator");
  return 0;
}
