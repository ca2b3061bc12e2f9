// SPDX-License-Identifier: Apache-2.0
// How far each family of hard questions goes: every size that the service would take, until the budget ends it. Out
// comes a table: the largest size decided within a millisecond, a tenth of a second and at all, what ended the family,
// and the longest any question took. Exits 1 at an answer that is known to be wrong. Arguments: families by name, and
// --each for every question on a line of its own.
#include "coverage/decision.hpp"
#include "hard_questions.hpp"

#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::coverage::answer;

struct timed {
  answer found{};
  coverwatch::doubt why{};
  double milliseconds = 0;
};

// Processor time: the machine may be busy.
timed decide(const std::vector<pattern>& deployed, const pattern& reference) {
  coverwatch::coverage::question q;
  q.matched.push_back(&reference);
  for (const pattern& each : deployed) q.not_matched.push_back(&each);
  q.budget = coverwatch::coverage_options{}.budget;
  const std::clock_t begin = std::clock();
  const auto d = coverwatch::coverage::decide(q);
  return {d.found, d.why, static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC};
}

// Short questions are asked again, for the shortest time.
timed best_of(const std::vector<pattern>& deployed, const pattern& reference) {
  timed best = decide(deployed, reference);
  for (int i = 0; i < 4 && best.milliseconds < 20; ++i) {
    const timed again = decide(deployed, reference);
    if (again.milliseconds < best.milliseconds) best = again;
  }
  return best;
}

// What a family came to.
struct reach {
  int within_1 = 0, within_100 = 0, decided = 0;  // sizes
  double longest = 0;                             // milliseconds
  std::string ended = "no more sizes";
};

bool is_wrong(const bench::family& f, const timed& t) {
  return f.covered && t.found != answer::unknown && (t.found == answer::no) != *f.covered;
}

// False at a wrong answer.
bool go(const bench::family& f, bool each, reach& out) {
  for (const int size : f.sizes) {
    const bench::hard_question q = f.make(size);
    if (!bench::fits(q)) {
      out.ended = "no room for " + std::to_string(size);
      return true;
    }
    std::vector<pattern> deployed;
    for (const std::string& text : q.deployed) deployed.push_back(*pattern::parse(text));
    const auto reference = pattern::parse(q.reference);
    const timed t = best_of(deployed, *reference);
    const char* words[] = {"not covered", "covered", "unknown"};
    if (each) {
      std::printf("  %-36s %5d %4zu filters %12.3f ms  %s\n", f.name.data(), size, deployed.size(), t.milliseconds,
                  words[static_cast<std::size_t>(t.found)]);
    }
    if (is_wrong(f, t)) return false;
    out.longest = std::max(out.longest, t.milliseconds);
    if (t.found == answer::unknown) {
      out.ended = std::string(coverwatch::name(t.why)) + " at " + std::to_string(size);
      return true;
    }
    out.decided = size;
    if (t.milliseconds <= 1) out.within_1 = size;
    if (t.milliseconds <= 100) out.within_100 = size;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  const bool each = std::find(arguments.begin(), arguments.end(), "--each") != arguments.end();
  std::printf("%-36s %-18s %7s %7s %8s  %-20s %11s\n", "family", "size", "1 ms", "100 ms", "decided", "ended by",
              "longest, ms");
  bool right = true;
  for (const bench::family& f : bench::families()) {
    const bool named = std::find(arguments.begin(), arguments.end(), f.name) != arguments.end();
    if (arguments.size() > (each ? 1U : 0U) && !named) continue;
    reach r;
    if (!go(f, each, r)) {
      r.ended = "WRONG";
      right = false;
    }
    std::printf("%-36s %-18s %7d %7d %8d  %-20s %11.2f\n", f.name.data(), f.size.data(), r.within_1, r.within_100,
                r.decided, r.ended.c_str(), r.longest);
    std::fflush(stdout);
  }
  return right ? 0 : 1;
}
