// SPDX-License-Identifier: Apache-2.0
// Every pattern of a file against every reference of another, in one process: first the answers alone, each yes with
// its certificate, then whole reports, as a person would ask. A line of the files is a pattern; one that is refused is
// counted and left out. Without arguments the deployed ones are all texts of the catalogue and of tests/coverage/cases,
// the references those of the catalogue. Out come the verdicts, the processor times, and the slowest pairs.
//
//   patterns_bench [deployed [references]]
#include "../tests/coverage/coverage_cases.hpp"

#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using coverwatch::pattern;

struct texts {
  std::vector<std::string> all;
  std::set<std::string> seen;
  void add(const std::string& text) {
    if (seen.insert(text).second) all.push_back(text);
  }
};

texts of_file(const char* path) {
  texts out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) out.add(line);
  return out;
}

texts of_catalogue(bool with_variants) {
  texts out;
  for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
    for (const auto& entry : benchmark.entries) {
      out.add(std::string(entry.normative.text));
      if (!with_variants) continue;
      for (const auto& reference : entry.alternatives) out.add(std::string(reference.text));
      for (const auto& reference : entry.variants) out.add(std::string(reference.text));
    }
  }
  return out;
}

texts of_cases() {
  texts out = of_catalogue(true);
  for (const auto& p : coverage_cases::read_folder(COVERWATCH_COVERAGE_CASES).pairs) {
    out.add(p.deployed);
    for (const auto& text : p.references) out.add(text);
  }
  return out;
}

std::vector<pattern> parsed(const texts& from, const char* what) {
  std::vector<pattern> out;
  for (const std::string& text : from.all) {
    const auto p = pattern::parse(text);
    if (p) out.push_back(*p);
  }
  std::printf("%s: %zu patterns, %zu more are refused\n", what, out.size(), from.all.size() - out.size());
  return out;
}

struct took {
  double microseconds = 0;
  const pattern* deployed = nullptr;
  const pattern* reference = nullptr;
};

void print(const std::vector<took>& all, const std::map<std::string, std::size_t>& verdicts, double seconds) {
  std::printf("%zu pairs in %.2f seconds of processor time; microseconds: median %.1f, 99th %.1f, most %.1f\n",
              all.size(), seconds, all[all.size() / 2].microseconds, all[all.size() * 99 / 100].microseconds,
              all.back().microseconds);
  for (const auto& [verdict, count] : verdicts) std::printf("  %-32s %zu\n", verdict.c_str(), count);
  for (std::size_t i = 1; i <= std::min<std::size_t>(3, all.size()); ++i) {
    const took& slow = all[all.size() - i];
    std::printf("  %.1f microseconds:\n    %s\n    %s\n", slow.microseconds, slow.deployed->text().c_str(),
                slow.reference->text().c_str());
  }
}

void ask_all(const std::vector<pattern>& deployed, const std::vector<pattern>& references, bool whole_reports) {
  coverwatch::coverage_options options;
  options.certificate = true;
  options.explain = whole_reports;
  std::printf("\n%s: ", whole_reports ? "whole reports" : "answers with certificates");
  std::vector<took> all;
  std::map<std::string, std::size_t> verdicts;
  const std::clock_t start = std::clock();
  for (const pattern& d : deployed) {
    for (const pattern& r : references) {
      const auto begin = std::chrono::steady_clock::now();
      const auto report = coverwatch::covers({&d, 1}, {&r, 1}, options);
      const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
      all.push_back({time.count(), &d, &r});
      std::string verdict(name(report.result));
      if (report.result == coverwatch::verdict::unknown) verdict += ", " + std::string(name(report.doubt));
      ++verdicts[verdict];
    }
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::sort(all.begin(), all.end(), [](const took& a, const took& b) { return a.microseconds < b.microseconds; });
  print(all, verdicts, seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const auto deployed = parsed(argc > 1 ? of_file(argv[1]) : of_cases(), "deployed");
  const auto references = parsed(argc > 2 ? of_file(argv[2]) : of_catalogue(false), "references");
  if (deployed.empty() || references.empty()) return 1;
  ask_all(deployed, references, false);
  ask_all(deployed, references, true);
}
