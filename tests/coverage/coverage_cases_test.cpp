// SPDX-License-Identifier: Apache-2.0
// Each reviewed pair becomes one test, reported at its line: the verdict or the relation is the expected one, and every
// event, shown or named, slips through. Fewer than 300 pairs is a failure.
#include "coverage_cases.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace {

using coverage_cases::pair;
using coverwatch::pattern;

std::string with_hyphens(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

class coverage_case : public testing::Test {
 public:
  explicit coverage_case(const pair& p) : pair_(p) {}

  void TestBody() override {
    const auto references = parse(pair_.references), assumptions = parse(pair_.assumptions);
    auto deployed = parse(pair_.beside);
    for (auto& p : parse({pair_.deployed})) deployed.push_back(p);
    if (HasFailure()) return;
    coverwatch::coverage_options options;
    if (pair_.dialect != "both") options.dialect = dialect();
    options.assumptions = assumptions;
    options.certificate = true;
    const bool verdict = pair_.expected == "covered" || pair_.expected == "not-covered" || pair_.expected == "vacuous";
    if (!verdict) {
      return expect(with_hyphens(name(coverwatch::compare(deployed.back(), references.front(), options).result)));
    }
    const auto report = coverwatch::covers(deployed, references, options);
    expect(with_hyphens(name(report.result)) + (report.event.empty() ? "" : " " + report.event), name(report.result));
    if (report.result == coverwatch::verdict::not_covered) {
      expect_through(deployed, references[report.reference], report.event);
    }
    if (report.result == coverwatch::verdict::covered) expect_verified(report.certificate);
    for (const auto& event : pair_.events) expect_through(deployed, references.front(), event);
  }

 private:
  static void expect_verified(const std::string& certificate) {
    const auto claim = coverwatch::verify(certificate);
    EXPECT_TRUE(claim) << claim.error().where << ": " << claim.error().what << "\n" << certificate;
  }

  coverwatch::wildcards dialect() const {
    return pair_.dialect == "leftmost" ? coverwatch::wildcards::leftmost : coverwatch::wildcards::glob;
  }

  std::vector<pattern> parse(const std::vector<std::string>& texts) const {
    std::vector<pattern> out;
    coverwatch::parse_options options;
    options.dialect = dialect();
    for (const auto& text : texts) {
      const auto p = pattern::parse(text, options);
      if (p) {
        out.push_back(*p);
      } else {
        complain(coverwatch::render(p.error()));
      }
    }
    return out;
  }

  void complain(const std::string& what) const {
    ADD_FAILURE_AT(pair_.file.c_str(), static_cast<int>(pair_.line))
        << what << "\n  deployed:  " << pair_.deployed << "\n  reference: " << pair_.references.front();
  }

  void expect(const std::string& shown, std::string_view answer = {}) const {
    if (with_hyphens(answer.empty() ? std::string_view(shown) : answer) == pair_.expected) return;
    complain(shown + " instead of " + pair_.expected);
  }

  void expect_through(const std::vector<pattern>& deployed, const pattern& reference, const std::string& event) const {
    coverwatch::scratch memory;
    if (!reference.matches(event, memory)) complain("the reference does not match " + event);
    for (const auto& p : deployed) {
      if (p.matches(event, memory)) complain(p.text() + " matches " + event);
    }
  }

  const pair& pair_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  static const auto suite = coverage_cases::read_folder(argc > 1 ? argv[1] : COVERWATCH_COVERAGE_CASES);
  for (std::size_t i = 0; i < suite.pairs.size(); ++i) {
    const pair& p = suite.pairs[i];
    std::string name = p.block + "_" + p.expected + "_" + std::to_string(i);
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest("coverage_cases", name.c_str(), nullptr, nullptr, p.file.c_str(), static_cast<int>(p.line),
                          [&p]() -> testing::Test* { return new coverage_case(p); });
  }
  for (const auto& problem : suite.problems) std::printf("%s\n", problem.c_str());
  const int status = RUN_ALL_TESTS();
  std::printf("%zu pairs\n", suite.pairs.size());
  return suite.pairs.size() < 300 || !suite.problems.empty() ? 1 : status;
}
