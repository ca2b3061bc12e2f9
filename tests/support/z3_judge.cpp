// SPDX-License-Identifier: Apache-2.0
// One question to Z3: encoded, asked, and its model replayed.
#include "z3_judge.hpp"

#include "match/parts.hpp"
#include "z3_encoding.hpp"

#include <coverwatch/scratch.hpp>

#include <z3++.h>

#include <algorithm>
#include <ctime>

namespace z3_judge {
namespace {

bool separates(const question& q, const std::string& event) {
  coverwatch::scratch memory;
  const auto match = [&](const coverwatch::pattern* p) { return p->matches(event, memory); };
  return std::all_of(q.matched.begin(), q.matched.end(), match) &&
         std::none_of(q.not_matched.begin(), q.not_matched.end(), match);
}

double microseconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
}

}  // namespace

struct judge::state {
  z3::context z3;
  sorts of;
  unsigned milliseconds, steps;

  state(unsigned time, unsigned most) : of{make(z3)}, milliseconds(time), steps(most) {}
  static sorts make(z3::context& z3) {
    z3::func_decl_vector values(z3), testers(z3);
    const z3::sort kind = z3.enumeration_sort("kind", kinds, kind_names, values, testers);
    return {kind, values};
  }
};

judge::judge(unsigned milliseconds, unsigned steps) : state_(std::make_unique<state>(milliseconds, steps)) {}
judge::~judge() = default;

std::string_view judge::outside(const question& q) {
  std::vector<const coverwatch::pattern*> all = q.matched;
  all.insert(all.end(), q.not_matched.begin(), q.not_matched.end());
  for (const auto* p : all) {
    const auto& parts = p->internals();
    if (const auto reason = z3_judge::outside(parts.formula); !reason.empty()) return reason;
    if (parts.dialect != coverwatch::wildcards::glob) return "the dialect leftmost";
    if (parts.formula.form != all.front()->internals().formula.form) return "patterns of two kinds";
  }
  return {};
}

std::optional<ruling> judge::decide(const question& q) {
  if (!outside(q).empty()) return std::nullopt;
  const std::clock_t begin = std::clock();
  z3::solver solver(state_->z3, z3::solver::simple());
  solver.set("timeout", state_->milliseconds);
  solver.set("rlimit", state_->steps);
  std::vector<const coverwatch::logic::formula*> formulas;
  for (const auto* p : q.matched) formulas.push_back(&p->internals().formula);
  for (const auto* p : q.not_matched) formulas.push_back(&p->internals().formula);
  encoding e(state_->z3, state_->of, solver);
  e.make_places(formulas);
  for (std::size_t i = 0; i < formulas.size(); ++i)
    solver.add(i < q.matched.size() ? e.holds(*formulas[i]) : !e.holds(*formulas[i]));
  e.bind();
  ruling out;
  out.encoding_us = microseconds_since(begin);
  const std::clock_t asked = std::clock();
  const z3::check_result answer = solver.check();
  out.solving_us = microseconds_since(asked);
  out.found = answer == z3::unsat ? verdict::none : answer == z3::sat ? verdict::event : verdict::no_time;
  if (answer != z3::sat) return out;
  const z3::model m = solver.get_model();
  out.event = event_of(m, e.places(), formulas.front()->form == coverwatch::logic::form::message);
  if (!separates(q, out.event)) out.found = is_wider(m, e.places()) ? verdict::beyond : verdict::broken;
  return out;
}

}  // namespace z3_judge
