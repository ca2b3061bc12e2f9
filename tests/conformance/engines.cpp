// SPDX-License-Identifier: Apache-2.0
// The machine through `matches`, `evaluate` and `extract`, each with a fresh scratch and with one that all cases share;
// a set of the one pattern, asked for the event and in a scan; and, where the internals are there, the reference
// evaluator over our own JSON reader.
#include "engines.hpp"

#ifndef COVERWATCH_CONFORMANCE_PUBLIC_ONLY
#include "logic/evaluate.hpp"
#include "logic/lower.hpp"
#include "support/json.hpp"
#include "syntax/parse.hpp"
#endif

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <type_traits>

namespace conformance {
namespace {

using coverwatch::outcome;

// The event in memory of exactly its own size, so that a sanitizer sees a read past its end.
struct exact_copy {
  explicit exact_copy(const std::string& text) : bytes(new char[text.size()]), size(text.size()) {
    std::copy(text.begin(), text.end(), bytes.get());
  }
  std::string_view view() const { return {bytes.get(), size}; }
  std::unique_ptr<char[]> bytes;
  std::size_t size;
};

outcome run_matches(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  coverwatch::scratch fresh(block.max_event_bytes);
  return pattern.matches(exact_copy(event).view(), fresh) ? outcome::match : outcome::no_match;
}

outcome run_evaluate(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  coverwatch::scratch fresh(block.max_event_bytes);
  return pattern.evaluate(exact_copy(event).view(), fresh);
}

// One for each size limit that cases ask for.
coverwatch::scratch& shared_scratch(std::size_t max_event_bytes) {
  static std::map<std::size_t, coverwatch::scratch> all;
  return all.try_emplace(max_event_bytes, max_event_bytes).first->second;
}

outcome run_matches_warm(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  auto& warm = shared_scratch(block.max_event_bytes);
  return pattern.matches(exact_copy(event).view(), warm) ? outcome::match : outcome::no_match;
}

outcome run_evaluate_warm(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  return pattern.evaluate(exact_copy(event).view(), shared_scratch(block.max_event_bytes));
}

coverwatch::pattern_set set_of(const coverwatch::pattern& pattern) {
  return coverwatch::pattern_set::compile({&pattern, 1}).value();
}

outcome run_set_match(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  const auto matches = set_of(pattern).match(exact_copy(event).view(), shared_scratch(block.max_event_bytes));
  return matches.empty() ? outcome::no_match : outcome::match;
}

outcome run_set_evaluate(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  const exact_copy copy(event);
  return set_of(pattern).evaluate(copy.view(), shared_scratch(block.max_event_bytes)).what;
}

outcome run_scan(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  if (!is_line(event)) return run_set_match(pattern, block, event);
  const exact_copy copy(event + "\n");
  const auto done = set_of(pattern).scan(copy.view(), shared_scratch(block.max_event_bytes),
                                         {[](const auto&) { return true; }}, coverwatch::framing::lines);
  return done.matched == 1 ? outcome::match : outcome::no_match;
}

bool stands_within(std::string_view part, std::string_view whole) {
  const std::less_equal<const char*> not_behind;
  return part.empty() ||
         (not_behind(whole.data(), part.data()) && not_behind(part.data() + part.size(), whole.data() + whole.size()));
}

std::vector<cases::member> extract(const coverwatch::pattern& pattern, const std::string& event,
                                   coverwatch::scratch& memory) {
  const exact_copy copy(event);
  std::vector<cases::member> out;
  for (const auto& field : pattern.extract(copy.view(), memory)) {
    constexpr bool copied = std::is_same_v<decltype(field.value), std::string>;  // as C gives it
    const char* note = copied || stands_within(field.value, copy.view()) ? "" : " (not within the event)";
    out.push_back({field.name, std::string(field.value) + note});
  }
  return out;
}

std::vector<cases::member> run_extract(const coverwatch::pattern& pattern, const cases::block& block,
                                       const std::string& event) {
  coverwatch::scratch fresh(block.max_event_bytes);
  return extract(pattern, event, fresh);
}

std::vector<cases::member> run_extract_warm(const coverwatch::pattern& pattern, const cases::block& block,
                                            const std::string& event) {
  return extract(pattern, event, shared_scratch(block.max_event_bytes));
}

#ifndef COVERWATCH_CONFORMANCE_PUBLIC_ONLY
outcome explain(coverwatch::support::json::errc code) {
  using coverwatch::support::json::errc;
  if (code == errc::too_deep) return outcome::too_deep;
  if (code == errc::too_large) return outcome::too_large;
  return outcome::not_json;
}

outcome run_reference(const coverwatch::pattern& pattern, const cases::block& block, const std::string& event) {
  if (event.size() > block.max_event_bytes) return outcome::too_large;
  const auto parsed = coverwatch::syntax::parse(pattern.text(), block.options);
  const auto formula = coverwatch::logic::lower(parsed->tree);
  if (formula.form != coverwatch::logic::form::object) {
    const bool found = coverwatch::logic::evaluate(formula, event, block.options.dialect);
    return found ? outcome::match : outcome::no_match;
  }
  coverwatch::support::json::document document;
  if (const auto error = document.parse(event)) return explain(error->code);
  const bool yes = coverwatch::logic::evaluate(formula, document.root(), block.options.dialect);
  return yes ? outcome::match : outcome::no_match;
}
#endif

}  // namespace

bool is_line(const std::string& event) {
  return event.find('\n') == std::string::npos && !event.ends_with('\r') &&
         event.find_first_not_of(" \t\r") != std::string::npos;
}

std::vector<engine> engines() {
  return {
#ifndef COVERWATCH_CONFORMANCE_PUBLIC_ONLY
      {"reference evaluator", false, run_reference},
#endif
      {"machine, matches", true, run_matches},
      {"machine, evaluate", false, run_evaluate},
      {"machine, matches, warm scratch", true, run_matches_warm},
      {"machine, evaluate, warm scratch", false, run_evaluate_warm},
      {"set of one, match", true, run_set_match},
      {"set of one, evaluate", false, run_set_evaluate},
      {"set of one, scan", true, run_scan},
  };
}

std::vector<extractor> extractors() {
  return {{"machine, extract", run_extract}, {"machine, extract, warm scratch", run_extract_warm}};
}

}  // namespace conformance
