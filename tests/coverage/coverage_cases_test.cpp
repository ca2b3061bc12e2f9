// SPDX-License-Identifier: Apache-2.0
// Each reviewed pair becomes one test, reported at its line: the verdict or the relation is the expected one, without a
// doubt; every event, shown or named, slips through; the certificate is verified and claims what was asked; each part
// is as it is said to be, and each repair, applied, makes the answer a yes. Public face only.
#include "coverage_cases.hpp"
#include "../face/suites.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace coverage_cases {
namespace {

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
    if (!verdict) return check_relation(deployed.back(), references.front(), options);
    const auto report = coverwatch::covers(deployed, references, options);
    expect(with_hyphens(name(report.result)) + (report.event.empty() ? "" : " " + report.event), name(report.result));
    EXPECT_EQ(name(report.doubt), "nothing");
    const pattern& reference = references[report.reference];
    if (report.result == coverwatch::verdict::not_covered) expect_through(deployed, reference, report.event);
    EXPECT_EQ(report.certificate.empty(), report.result != coverwatch::verdict::covered);
    if (report.result == coverwatch::verdict::covered) expect_verified(report.certificate, deployed, reference);
    for (const auto& event : pair_.events) expect_through(deployed, references.front(), event);
    for (const auto& part : report.parts) check_part(part, deployed, options);
    for (const auto& repair : report.repairs) check_repair(repair, deployed, reference, options);
  }

 private:
  // The other way round it is the other relation.
  void check_relation(const pattern& first, const pattern& second, const coverwatch::coverage_options& options) const {
    const auto answer = coverwatch::compare(first, second, options),
               mirrored = coverwatch::compare(second, first, options);
    expect(with_hyphens(name(answer.result)));
    EXPECT_EQ(name(answer.doubt), "nothing");
    std::string_view other = pair_.expected;
    if (other == "wider")
      other = "narrower";
    else if (other == "narrower")
      other = "wider";
    EXPECT_EQ(name(mirrored.result), other);
    const std::string_view is = pair_.expected;
    expect_only(is == "equivalent" || is == "narrower", second, first, answer.only_first);
    expect_only(is == "equivalent" || is == "wider", first, second, answer.only_second);
  }

  // The event that `only` alone matches, or none. The empty text is an event too, and asked about like any other.
  void expect_only(bool none, const pattern& all, const pattern& only, const std::string& event) const {
    if (!none) return expect_through({all}, only, event);
    if (!event.empty()) complain("there is no event like " + event);
  }

  void expect_verified(const std::string& certificate, const std::vector<pattern>& deployed,
                       const pattern& reference) const {
    const auto claim = coverwatch::verify(certificate);
    if (!claim) return complain(claim.error().where + ": " + claim.error().what + "\n" + certificate);
    EXPECT_EQ(claim->reference, reference.text());
    EXPECT_EQ(claim->assumptions, pair_.assumptions);
    std::vector<std::string> texts;
    for (const auto& p : deployed) texts.push_back(p.text());
    EXPECT_EQ(claim->deployed, texts);
    const auto& held = claim->dialects;
    EXPECT_TRUE(pair_.dialect != "both" || held.size() == 2);
    EXPECT_NE(std::find(held.begin(), held.end(), dialect()), held.end());
  }

  void check_part(const coverwatch::reference_part& part, const std::vector<pattern>& deployed,
                  coverwatch::coverage_options options) const {
    const auto alone = parse({part.text});
    if (alone.empty()) return;
    options.explain = false;
    EXPECT_EQ(name(coverwatch::covers(deployed, alone, options).result), name(part.result)) << part.text;
    if (part.result == coverwatch::verdict::not_covered) expect_through(deployed, alone.front(), part.event);
  }

  void check_repair(const coverwatch::coverage_repair& repair, std::vector<pattern> deployed, const pattern& reference,
                    coverwatch::coverage_options options) const {
    for (const auto& step : repair.steps) {
      const auto text = parse({step.text});
      if (text.empty()) return;
      step.replaces ? void(deployed.at(*step.replaces) = text.front()) : deployed.push_back(text.front());
    }
    options.explain = false;
    const auto result = coverwatch::covers(deployed, {&reference, 1}, options).result;
    if (result != coverwatch::verdict::covered) complain("not repaired by " + repair.steps.front().text);
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

bool register_cases(const std::string& folder) {
  static const suite all = read_folder(folder);
  for (std::size_t i = 0; i < all.pairs.size(); ++i) {
    const pair& p = all.pairs[i];
    std::string name = p.block + "_" + p.expected + "_" + std::to_string(i);
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest("coverage_cases", name.c_str(), nullptr, nullptr, p.file.c_str(), static_cast<int>(p.line),
                          [&p]() -> testing::Test* { return new coverage_case(p); });
  }
  for (const auto& problem : all.problems) std::printf("%s\n", problem.c_str());
  return all.pairs.size() >= 300 && all.problems.empty();
}

}  // namespace coverage_cases
