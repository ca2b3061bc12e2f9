// SPDX-License-Identifier: Apache-2.0
// How long questions about texts take, as the search for what a pattern covers asks them: sets are made beforehand,
// each iteration is one question. One without an answer means nothing and is an error.
#include "domain/text.hpp"
#include "support/regex.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coverwatch;
using namespace coverwatch::domain;

// Between percent signs a regular expression, with a star a wildcard, else a text.
text_set make(std::string_view spelling) {
  if (spelling.front() == '%') {
    return text_set::regex(support::parse_regex(spelling.substr(1, spelling.size() - 2)).value());
  }
  if (spelling.find('*') == std::string_view::npos) return text_set::literal(std::string(spelling));
  return text_set::wildcard(support::split_wildcard(spelling), wildcards::glob);
}

std::vector<text_set> make_all(const std::vector<std::string>& spellings) {
  std::vector<text_set> sets;
  for (const std::string& spelling : spellings) sets.push_back(make(spelling));
  return sets;
}

std::vector<const text_set*> pointers(const std::vector<text_set>& sets) {
  std::vector<const text_set*> all;
  for (const text_set& set : sets) all.push_back(&set);
  return all;
}

void ask(const char* name, std::vector<std::string> inside, std::vector<std::string> outside) {
  benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
    const std::vector<text_set> in = make_all(inside);
    const std::vector<text_set> out = make_all(outside);
    const auto in_pointers = pointers(in);
    const auto out_pointers = pointers(out);
    std::uint64_t taken = 0;
    for (auto _ : state) {
      budget steps;
      const text_answer answer = find_text({in_pointers, out_pointers, {}}, steps);
      if (answer.what == text_answer::kind::unknown) state.SkipWithError("no answer");
      benchmark::DoNotOptimize(answer.member.data());
      taken = budget{}.steps - steps.steps;
    }
    state.counters["steps"] = static_cast<double>(taken);
  });
}

std::vector<std::string> event_names(std::size_t n) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n; ++i) names.push_back("Describe" + std::to_string(i));
  return names;
}

}  // namespace

int main(int argc, char** argv) {
  ask("text, a literal and two globs", {"ConsoleLogin"}, {"Get*", "*Denied"});
  ask("text, a literal that a glob has", {"AccessDeniedException"}, {"*UnauthorizedOperation", "AccessDenied*"});
  ask("text, a glob without a literal", {"*UnauthorizedOperation"}, {"Client.UnauthorizedOperation"});
  ask("text, a glob without its shortest", {"*UnauthorizedOperation"}, {"UnauthorizedOperation"});
  ask("text, a glob within a glob", {"AccessDenied*"}, {"Access*"});
  ask("text, an end within an end", {"*UnauthorizedOperation"}, {"*Operation"});
  ask("text, two globs", {"AccessDenied*", "*Exception"}, {});
  ask("text, two globs without another", {"AccessDenied*", "*Exception"}, {"*Denied*Ex*"});
  ask("text, globs that are apart", {"Create*", "Delete*"}, {});
  ask("text, ends that are apart", {"*Trail", "*Bucket"}, {});
  ask("text, a glob within an expression", {"Delete*"}, {"%^Delete|^Remove%"});
  ask("text, an expression within itself", {"%a.{16}b%"}, {"%a.{16}b%"});
  ask("text, a glob without 2,000 texts", {"Describe*"}, event_names(2000));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
