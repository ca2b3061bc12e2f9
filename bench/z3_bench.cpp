// SPDX-License-Identifier: Apache-2.0
// The same questions to our decision and to Z3 (tests/support/z3_judge.hpp says what its encoding leaves out): the
// texts of the catalogue in pairs, the cases of tests/coverage, and the hard families. Out come processor times, their
// ratio, and how the verdicts lie to each other; exit 1 when they contradict. Arguments: milliseconds that Z3 may take
// for a question (2000), and how many questions of each set to leave out between two that are asked (0).
#include "../tests/coverage/coverage_cases.hpp"
#include "../tests/support/z3_judge.hpp"
#include "coverage/decision.hpp"
#include "hard_questions.hpp"

#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::coverage::answer;

struct pair {
  std::vector<pattern> deployed;
  pattern reference;
};

std::vector<pair> catalogue_pairs() {
  std::vector<std::string> seen;
  std::vector<pattern> texts;
  for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
    for (const auto& entry : benchmark.entries) {
      const std::string text(entry.normative.text);
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      texts.push_back(*pattern::parse(text));
    }
  }
  std::vector<pair> out;
  for (const pattern& deployed : texts) {
    for (const pattern& reference : texts) out.push_back({{deployed}, reference});
  }
  return out;
}

std::vector<pair> reviewed_pairs() {
  std::vector<pair> out;
  for (const auto& p : coverage_cases::read_folder(COVERWATCH_COVERAGE_CASES).pairs) {
    if (p.dialect != "glob" || !p.assumptions.empty() || p.references.size() > 1) continue;
    std::vector<pattern> deployed;
    for (const auto& text : p.beside) deployed.push_back(*pattern::parse(text));
    deployed.push_back(*pattern::parse(p.deployed));
    out.push_back({deployed, *pattern::parse(p.references.front())});
  }
  return out;
}

struct tally {
  std::vector<double> ours, theirs, solving;    // microseconds
  std::map<std::string, std::size_t> verdicts;  // ours and theirs
  std::size_t beyond = 0;                       // questions that the encoding does not reach
  bool agree = true;
};

coverwatch::coverage::question question_of(const pair& p) {
  coverwatch::coverage::question q;
  q.matched.push_back(&p.reference);
  for (const pattern& each : p.deployed) q.not_matched.push_back(&each);
  q.dialect = coverwatch::wildcards::glob;
  q.budget = coverwatch::coverage_options{}.budget;
  return q;
}

// The clock of processor time counts whole microseconds: too coarse for one decision.
double microseconds_of(const coverwatch::coverage::question& q, answer& found) {
  const auto begin = std::chrono::steady_clock::now();
  found = coverwatch::coverage::decide(q).found;
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
  return took.count();
}

void compare(const pair& p, answer ours, const z3_judge::ruling& theirs, tally& out) {
  out.theirs.push_back(theirs.encoding_us + theirs.solving_us);
  out.solving.push_back(theirs.solving_us);
  const char* our_words[] = {"an event", "no event", "unknown"};
  const char* their_words[] = {"an event", "no event", "no time", "no event in its model", "broken"};
  ++out.verdicts[std::string(our_words[static_cast<int>(ours)]) + " / " + their_words[static_cast<int>(theirs.found)]];
  const bool contradiction = (ours == answer::yes && theirs.found == z3_judge::verdict::none) ||
                             (ours == answer::no && theirs.found == z3_judge::verdict::event) ||
                             theirs.found == z3_judge::verdict::broken;
  if (!contradiction) return;
  out.agree = false;
  std::printf("contradiction: %s\n  reference: %s\n", theirs.event.c_str(), p.reference.text().c_str());
  for (const pattern& each : p.deployed) std::printf("  deployed:  %s\n", each.text().c_str());
}

double part(std::vector<double> all, std::size_t percent) {
  std::sort(all.begin(), all.end());
  return all[std::min(all.size() - 1, all.size() * percent / 100)];
}

// One judge after the other, so that neither works on what the other left in the caches.
tally ask_both(const std::vector<pair>& pairs, unsigned milliseconds, std::size_t step) {
  z3_judge::judge z3(milliseconds);
  std::vector<std::pair<const pair*, z3_judge::ruling>> asked;
  tally out;
  for (std::size_t i = 0; i < pairs.size(); i += step) {
    const auto q = question_of(pairs[i]);
    const auto theirs = z3.decide({q.matched, q.not_matched});
    if (theirs) asked.emplace_back(&pairs[i], *theirs);
    out.beyond += theirs ? 0U : 1U;
  }
  for (const auto& each : asked) {
    answer ours{};
    out.ours.push_back(microseconds_of(question_of(*each.first), ours));
    compare(*each.first, ours, each.second, out);
  }
  return out;
}

bool run(const char* what, const std::vector<pair>& pairs, unsigned milliseconds, std::size_t step) {
  const tally t = ask_both(pairs, milliseconds, step);
  std::printf("%s: %zu questions, %zu more are beyond the encoding\n", what, t.ours.size(), t.beyond);
  std::printf("  %-34s %12s %12s\n", "microseconds", "median", "99th");
  std::printf("  %-34s %12.1f %12.1f\n", "ours", part(t.ours, 50), part(t.ours, 99));
  std::printf("  %-34s %12.1f %12.1f\n", "Z3, solving", part(t.solving, 50), part(t.solving, 99));
  std::printf("  %-34s %12.1f %12.1f\n", "Z3, encoding too", part(t.theirs, 50), part(t.theirs, 99));
  std::printf("  ratio of the medians: %.0f, solving alone %.0f\n", part(t.theirs, 50) / part(t.ours, 50),
              part(t.solving, 50) / part(t.ours, 50));
  for (const auto& [verdicts, count] : t.verdicts) std::printf("  %-34s %12zu\n", verdicts.c_str(), count);
  std::fflush(stdout);
  return t.agree;
}

// Each family at its last size: the first that our budget does not suffice for, or the largest that fits.
struct last_size {
  int size = 0;
  pair asked;
};
last_size last_of(const bench::family& f) {
  std::optional<last_size> last;
  for (const int size : f.sizes) {
    const bench::hard_question texts = f.make(size);
    if (!bench::fits(texts)) break;
    pair p{{}, *pattern::parse(texts.reference)};
    for (const auto& text : texts.deployed) p.deployed.push_back(*pattern::parse(text));
    last = last_size{size, p};
    if (coverwatch::coverage::decide(question_of(last->asked)).found == answer::unknown) break;
  }
  return *last;
}

bool run_families(unsigned milliseconds) {
  std::printf("%-36s %6s %14s %14s\n", "hard families, milliseconds", "size", "ours", "Z3");
  z3_judge::judge z3(milliseconds);
  tally t;
  for (const bench::family& f : bench::families()) {
    const last_size last = last_of(f);
    const auto q = question_of(last.asked);
    const auto theirs = z3.decide({q.matched, q.not_matched});
    if (!theirs) continue;
    answer ours{};
    const double time = microseconds_of(q, ours);
    compare(last.asked, ours, *theirs, t);
    std::printf("%-36s %6d %14.2f%s %14.2f%s\n", f.name.data(), last.size, time / 1000,
                ours == answer::unknown ? "?" : " ", (theirs->encoding_us + theirs->solving_us) / 1000,
                theirs->found == z3_judge::verdict::no_time ? "?" : " ");
    std::fflush(stdout);
  }
  return t.agree;
}

}  // namespace

int main(int argc, char** argv) {
  const auto milliseconds = static_cast<unsigned>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 2000);
  const std::size_t step = 1 + (argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0);
  const bool catalogue = run("catalogue, pairs", catalogue_pairs(), milliseconds, step);
  const bool reviewed = run("reviewed cases", reviewed_pairs(), milliseconds, step);
  const bool hard = run_families(milliseconds);
  return catalogue && reviewed && hard ? 0 : 1;
}
