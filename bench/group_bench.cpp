// SPDX-License-Identifier: Apache-2.0
// A log group as full as the service allows, 100 filters of 1,024 characters, held against each reference of the
// catalogue: covered by its last filter only, by several filters together only, or not covered. Out comes a table of
// processor times, of the decision alone and of the whole report, and exit 1 at a wrong answer. Arguments: shapes of
// filters by name, all when there is none.
#include "coverage/decision.hpp"
#include "filter_texts.hpp"

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

constexpr std::size_t filters_of_a_group = 100;
constexpr std::size_t longest_pattern = 1024;

enum class road { last, together, nothing, nearly };
constexpr road all_roads[] = {road::last, road::together, road::nothing, road::nearly};
const char* name(road r) {
  switch (r) {
    case road::last: return "covered by the last";
    case road::together: return "covered together";
    case road::nothing: return "not covered";
    case road::nearly: return "but for one part";
  }
  return "";
}

std::string inside_braces(const std::string& text) {
  const auto begin = text.find_first_not_of(" ", 1), end = text.find_last_not_of(" ", text.size() - 2);
  return text.substr(begin, end + 1 - begin);
}

// Patterns that match together what the reference matches, each of them less; none when there is no room for that. One
// without alternatives is split by a field that each event has, with one value, with another, or not at all.
std::vector<std::string> pieces_of(const pattern& reference) {
  std::vector<std::string> out;
  for (const auto& part : coverwatch::covers({}, {&reference, 1}).parts) out.push_back(inside_braces(part.text));
  if (out.size() > 1) return out;
  const std::string whole = "(" + inside_braces(reference.text()) + ") && ";
  out = {whole + "$.split NOT EXISTS", whole + "$.split[*] = q", whole + "$.split[*] != q"};
  if (out.back().size() + 4 > longest_pattern) out.clear();
  return out;
}

// Nothing when the reference has no pieces of that size.
std::vector<pattern> group_of(const pattern& reference, bench::shape s, road r) {
  std::vector<std::string> wanted;
  if (r == road::last) wanted.push_back(inside_braces(reference.text()));
  if (r == road::together || r == road::nearly) {
    wanted = pieces_of(reference);
    if (wanted.empty()) return {};
  }
  if (r == road::nearly) wanted.pop_back();
  std::vector<pattern> out;
  for (std::size_t i = 0; i < filters_of_a_group; ++i) {
    const std::size_t left = filters_of_a_group - i;
    const std::string inside = left <= wanted.size() ? wanted[wanted.size() - left] : "";
    out.push_back(*pattern::parse(bench::filled(inside, s, i)));
  }
  return out;
}

double milliseconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
}

struct times {
  std::vector<double> of_decision, of_report;
  std::string slowest;
  std::size_t unknown = 0;
  bool right = true;
};

void measure(const pattern& reference, std::string_view id, const std::vector<pattern>& group, road r, times& out) {
  coverwatch::coverage::question q;
  q.matched.push_back(&reference);
  for (const pattern& each : group) q.not_matched.push_back(&each);
  q.budget = coverwatch::coverage_options{}.budget;
  std::clock_t begin = std::clock();
  const auto d = coverwatch::coverage::decide(q);
  out.of_decision.push_back(milliseconds_since(begin));
  begin = std::clock();
  const auto report = coverwatch::covers(group, {&reference, 1});
  const double took = milliseconds_since(begin);
  if (out.of_report.empty() || took > *std::max_element(out.of_report.begin(), out.of_report.end())) out.slowest = id;
  out.of_report.push_back(took);
  out.unknown += d.found == answer::unknown ? 1U : 0U;
  const bool covered = r == road::last || r == road::together;
  if (d.found != answer::unknown && (d.found == answer::no) != covered) {
    std::printf("wrong: %s %s\n", std::string(id).c_str(), name(r));
    out.right = false;
  }
}

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}
double most(const std::vector<double>& all) { return *std::max_element(all.begin(), all.end()); }

bool print_row(bench::shape s, road r) {
  times t;
  std::vector<std::string_view> seen;
  for (const auto& b : coverwatch::catalog::benchmarks()) {
    for (const auto& entry : b.entries) {
      if (std::find(seen.begin(), seen.end(), entry.normative.text) != seen.end()) continue;
      seen.push_back(entry.normative.text);
      const auto reference = *pattern::parse(entry.normative.text);
      const auto group = group_of(reference, s, r);
      if (!group.empty()) measure(reference, entry.id, group, r, t);
    }
  }
  std::printf("%-20s %-20s %10zu %8zu %9.2f %9.2f %9.2f %9.2f  %s\n", std::string(bench::name(s)).c_str(), name(r),
              t.of_decision.size(), t.unknown, median(t.of_decision), most(t.of_decision), median(t.of_report),
              most(t.of_report), t.slowest.c_str());
  std::fflush(stdout);
  return t.right;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> shapes(argv + 1, argv + argc);
  std::printf("%-20s %-20s %10s %8s %19s %19s\n", "", "milliseconds of", "references", "unknown", "decision", "report");
  std::printf("%-20s %-20s %10s %8s %9s %9s %9s %9s  %s\n", "filters", "answer", "", "", "median", "most", "median",
              "most", "of");
  bool right = true;
  for (const bench::shape s : bench::all_shapes) {
    if (!shapes.empty() && std::find(shapes.begin(), shapes.end(), bench::name(s)) == shapes.end()) continue;
    for (const road r : all_roads) right = print_row(s, r) && right;
  }
  return right ? 0 : 1;
}
