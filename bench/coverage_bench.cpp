// SPDX-License-Identifier: Apache-2.0
// What it costs to read a long pattern, and to decide: the rows of coverage alone.
#include "coverage_rows.hpp"

#include <benchmark/benchmark.h>

int main(int argc, char** argv) {
  bench::add_coverage();
  bench::add_long_patterns();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
