// SPDX-License-Identifier: Apache-2.0
// The law of lacking memory, for coverage, comparison, certificates and hints: whichever allocation fails, the answer
// is the right one or says that memory ran out. The questions are reviewed pairs of tests/coverage.
#include "../coverage/coverage_cases.hpp"
#include "../support/shortages.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

struct question {
  coverage_cases::pair source;
  std::vector<pattern> deployed, references, assumptions, facts;

  coverage_options options() const {
    coverage_options out;
    if (source.dialect != "both") out.dialect = source.dialect == "glob" ? wildcards::glob : wildcards::leftmost;
    out.assumptions = assumptions;
    out.facts = facts;
    out.certificate = true;
    out.whole_event = true;
    return out;
  }
};

std::vector<pattern> parsed(const std::vector<std::string>& texts) {
  std::vector<pattern> out;
  for (const std::string& text : texts) out.push_back(pattern::parse(text).value());
  return out;
}

// Some of each answer, spread over the cases, and some patterns of the other kinds.
std::vector<question> questions(std::size_t most_of_each) {
  std::map<std::string, std::size_t> met;
  std::vector<question> out;
  const auto suite = coverage_cases::read_folder(COVERWATCH_COVERAGE_CASES);
  for (std::size_t i = 0; i < suite.pairs.size(); ++i) {
    const coverage_cases::pair& p = suite.pairs[(i * 37) % suite.pairs.size()];
    if (++met[p.expected] > most_of_each) continue;
    question q{p, parsed(p.beside), parsed(p.references), parsed(p.assumptions), {}};
    q.deployed.push_back(pattern::parse(p.deployed).value());
    q.facts = parsed({std::string(catalog::facts().front().pattern)});
    out.push_back(std::move(q));
  }
  EXPECT_GT(out.size(), 4U);
  return out;
}

bool is_verdict(const std::string& expected) {
  return expected == "covered" || expected == "not-covered" || expected == "vacuous";
}

void add(std::string& out, std::string_view text) { out.append(text).append("|"); }
void add(std::string& out, std::optional<std::size_t> number) { add(out, number ? std::to_string(*number) : "none"); }
void add(std::string& out, const std::vector<std::size_t>& list) {
  for (const std::size_t each : list) add(out, each);
  out += '\n';
}

std::string told(const coverage_report& r) {
  std::string out;
  for (const std::string_view each : {name(r.result), name(r.doubt)}) add(out, each);
  for (const std::string* each : {&r.event, &r.whole_event, &r.certificate}) add(out, *each);
  add(out, r.reference);
  add(out, r.assumptions);
  add(out, r.facts);
  add(out, r.needs_canonical_json);
  for (const reference_part& each : r.parts) {
    for (const std::string_view text : {std::string_view(each.text), name(each.result), name(each.doubt)})
      add(out, text);
    add(out, each.event);
    add(out, each.filter);
    add(out, each.disjunct);
    add(out, each.partly);
  }
  for (const coverage_region& each : r.regions) {
    add(out, each.parts);
    add(out, each.filter);
    for (const std::string& text : each.blockers) add(out, text);
  }
  for (const coverage_repair& each : r.repairs) {
    add(out, each.widens);
    for (const repair_step& step : each.steps) {
      add(out, name(step.kind));
      add(out, step.text);
      add(out, step.replaces);
      for (const std::string& text : step.dropped) add(out, text);
    }
  }
  return out;
}

TEST(memory_law, covers_is_right_or_says_so) {
  coverage_report lacking;
  lacking.result = verdict::unknown;
  lacking.doubt = doubt::memory;
  const std::string lack = told(lacking);
  for (const question& q : questions(5)) {
    if (!is_verdict(q.source.expected)) continue;
    const std::string right = told(covers(q.deployed, q.references, q.options()));
    shortages::for_each([&] { return covers(q.deployed, q.references, q.options()); },
                        [&](const coverage_report& got, bool met) {
                          const std::string answer = told(got);
                          EXPECT_TRUE(answer == right || (met && answer == lack)) << answer << "\nnot\n" << right;
                        });
    ASSERT_FALSE(HasFailure()) << q.source.file << ':' << q.source.line;
  }
}

std::string told(const comparison& c) {
  return std::string(name(c.result)) + ' ' + std::string(name(c.doubt)) + ' ' + c.only_first + ' ' + c.only_second;
}

TEST(memory_law, compare_is_right_or_says_so) {
  const std::string lack = told(comparison{relation::unknown, doubt::memory, {}, {}});
  for (const question& q : questions(5)) {
    const pattern &first = q.deployed.back(), &second = q.references.front();
    const std::string right = told(compare(first, second, q.options()));
    shortages::for_each([&] { return compare(first, second, q.options()); },
                        [&](const comparison& got, bool met) {
                          EXPECT_TRUE(told(got) == right || (met && told(got) == lack)) << told(got);
                        });
    ASSERT_FALSE(HasFailure()) << q.source.file << ':' << q.source.line;
  }
}

TEST(memory_law, catches_everything_is_right_or_tells_nothing) {
  for (const char* text :
       {"{ $.a = 1 || $.a != 1 }", "{ $.a = 1 }", "{ $.a = 1 || $.a NOT EXISTS }", "a", "-a", "[x]"}) {
    const auto p = pattern::parse(text).value();
    const auto right = catches_everything(p);
    shortages::for_each([&] { return catches_everything(p); },
                        [&](const auto& got, bool met) { EXPECT_TRUE(got == right || (met && !got)) << text; });
  }
}

std::string told(const result<certificate_claim, certificate_fault>& r) {
  if (!r) return r.error().where + ": " + r.error().what;
  std::string out = r->reference;
  for (const auto* list : {&r->assumptions, &r->deployed}) {
    for (const std::string& each : *list) add(out, each);
  }
  return out + std::to_string(r->steps) + ' ' + std::to_string(r->dialects.size());
}

TEST(memory_law, verify_is_right_or_says_so) {
  std::size_t verified = 0;
  for (const question& q : questions(8)) {
    if (q.source.expected != "covered") continue;
    std::string certificate = covers(q.deployed, q.references, q.options()).certificate;
    for (int forged = 0; forged < 2; ++forged) {
      const std::string right = told(verify(certificate));
      verified += verify(certificate) ? 1U : 0U;
      shortages::for_each([&] { return verify(certificate); },
                          [&](const auto& got, bool met) {
                            EXPECT_TRUE(told(got) == right || (met && told(got) == "memory: ran out")) << told(got);
                          });
      ASSERT_FALSE(HasFailure()) << q.source.file << ':' << q.source.line;
      certificate[certificate.size() / 2] ^= 1;
    }
  }
  EXPECT_GE(verified, 5U);
}

TEST(memory_law, hints_are_right_or_throw) {
  for (const question& q : questions(3)) {
    if (q.source.expected != "not-covered") continue;
    const auto report = covers(q.deployed, q.references, q.options());
    shortages::expect_same_or_thrown([&] { return hints(q.deployed, q.references.front(), report, q.options()); });
    shortages::expect_same_or_thrown([&] { return lint(q.deployed.back()); });
    for (const hint& each : lint(q.deployed.back())) shortages::expect_same_or_thrown([&] { return message(each); });
    ASSERT_FALSE(HasFailure()) << q.source.file << ':' << q.source.line;
  }
}

}  // namespace
