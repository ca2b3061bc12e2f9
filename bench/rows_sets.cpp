// SPDX-License-Identifier: Apache-2.0
// Rows of many patterns: exact ones, mixed ones, globs, each by `pattern_set::match` over each event. `candidates` is
// how many patterns an event has when they are filed under one condition, `matching` the share of events that match
// any.
#include "expected.hpp"
#include "material.hpp"
#include "texts.hpp"

#include <coverwatch/coverwatch.hpp>

#include <initializer_list>
#include <memory>

namespace bench {
namespace {

using coverwatch::pattern_set;

struct set_row {
  std::vector<drawn_pattern> (*draw)(const fact_table&, std::size_t);
  std::size_t count;
  std::vector<drawn_pattern> drawn;
  double candidates = 0, matching = 0;
};

outcome_sums sums(const tally& t) { return {t.matches, t.sum}; }

std::function<outcome_sums(const part&)> compiled(set_row& row) {
  row.drawn = row.draw(fields(), row.count);
  const auto memory = std::make_shared<coverwatch::scratch>();
  return [set = pattern_set::compile(parsed(row.drawn)).value(), memory](const part& p) {
    tally found;
    for (std::size_t i = 0; i < p.count; ++i) found.add(i, set.match(p.events()[i], *memory));
    return sums(found);
  };
}

void add_set(const std::string& name, set_row what) {
  const auto shared = std::make_shared<set_row>(std::move(what));
  const auto expected = [shared](const part& p) {
    const expectation e = expect(shared->drawn, fields(), p.count);
    shared->candidates = e.candidates;
    shared->matching = static_cast<double>(e.found.events) / static_cast<double>(p.count);
    return sums(e.found);
  };
  const auto more = [shared](benchmark::State& state) {
    state.counters["patterns"] = static_cast<double>(shared->count);
    state.counters["candidates"] = shared->candidates;
    state.counters["matching"] = shared->matching;
  };
  add({name + "/" + std::to_string(shared->count), events, [shared] { return compiled(*shared); }, expected, more});
}

}  // namespace

void add_sets() {
  for (const std::size_t count : std::initializer_list<std::size_t>{10, 100, 1000, 10000})
    add_set("set_exact", {draw_exact, count, {}});
  add_set("set_exact_all", {draw_exact_all, 10000, {}});
  for (const std::size_t count : std::initializer_list<std::size_t>{100, 1000, 10000})
    add_set("set_mixed", {draw_mixed, count, {}});
  add_set("set_glob", {draw_globs, 300, {}});
}

}  // namespace bench
