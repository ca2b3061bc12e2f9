// SPDX-License-Identifier: Apache-2.0
// How fast everything is, in one run: other ways through the same bytes, single patterns, sets, scans, archives,
// compilation, coverage. Ratios within one run are what lasts; script/bench prints them. Beside what Google Benchmark
// understands:
//
//   speed_bench [--events DIR] [--quick] [--mebibytes N]
#include "coverage_rows.hpp"
#include "material.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

// Ours are taken out of the list; false when one lacks its value.
bool take_our_arguments(std::vector<char*>& arguments) {
  std::vector<char*> others;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string word = arguments[i];
    const bool has_value = word == "--events" || word == "--mebibytes";
    if (has_value && i + 1 == arguments.size()) return false;
    if (word == "--events") {
      bench::chosen_material.folder = arguments[++i];
    } else if (word == "--mebibytes") {
      bench::chosen_material.mebibytes = std::strtoull(arguments[++i], nullptr, 10);
    } else if (word == "--quick") {
      bench::chosen_material.mebibytes = 64;
      bench::longest_pass = 0.1;
    } else {
      others.push_back(arguments[i]);
    }
  }
  arguments = others;
  return bench::chosen_material.mebibytes != 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  if (!take_our_arguments(arguments)) {
    std::fputs("usage: speed_bench [--events DIR] [--quick] [--mebibytes N] [options of Google Benchmark]\n", stderr);
    return 2;
  }
  bench::add_roads();
  bench::add_single_patterns();
  bench::add_scans();
  bench::add_sets();
  bench::add_archives();
  bench::add_compilation();
  bench::add_coverage();
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
