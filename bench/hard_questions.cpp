// SPDX-License-Identifier: Apache-2.0
// How the hard questions over many selectors are made. Most are old friends of satisfiability: a deployed filter that
// must not match denies each of its terms, so that a group of filters is any formula in conjunctive normal form.
#include "hard_texts.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace bench {
namespace {

// --- Many selectors.

// n selectors, each with one of n - 1 values, against all ways in which two have the same.
hard_question pigeonholes(int n, const std::string& before, const std::string& behind) {
  const auto value = [&](int v) { return before + number(v) + behind; };
  texts each, same;
  for (int i = 0; i < n; ++i) {
    texts values;
    for (int v = 1; v < n; ++v) values.push_back(is(i, value(v)));
    each.push_back(parentheses(any(values)));
    for (int j = 0; j < i; ++j) {
      for (int v = 1; v < n; ++v) same.push_back(is(i, value(v)) + " && " + is(j, value(v)));
    }
  }
  return {filters_of(same), braces(all(each))};
}
hard_question pigeonhole(int n) { return pigeonholes(n, "v", ""); }
hard_question pigeonhole_of_globs(int n) { return pigeonholes(n, "v", "w*"); }
hard_question pigeonhole_of_numbers(int n) { return pigeonholes(n, "", ""); }

// In a ring of n selectors one of two neighbours is not x, and never both: with n odd there is no such event.
hard_question odd_ring(int n) {
  texts one, both;
  for (int i = 0; i < n; ++i) {
    const int next = (i + 1) % n;
    one.push_back(parentheses(is_not(i, "x") + " || " + is_not(next, "x")));
    both.push_back(is_not(i, "x") + " && " + is_not(next, "x"));
  }
  return {filters_of(both), braces(all(one))};
}

// All selectors are comparable; each clause, of signed selectors from 1 on, is denied by a filter's term.
using clauses = std::vector<std::vector<int>>;
hard_question denied(const clauses& wanted, int selectors) {
  texts comparable, terms;
  for (int i = 1; i <= selectors; ++i) comparable.push_back("$.x" + number(i) + "=*");
  for (const auto& clause : wanted) {
    texts term;
    for (const int signed_selector : clause) {
      term.push_back(signed_selector > 0 ? is_not(signed_selector, "x") : is(-signed_selector, "x"));
    }
    terms.push_back(all(term));
  }
  return {filters_of(terms), braces(join(comparable, "&&"))};
}

// Parity: each node of a circulant graph of degree four demands that an even number of its edges are x, but the first
// node an odd one. Every edge counts twice, so there is no such event.
hard_question parity(int nodes) {
  clauses wanted;
  const auto near = [nodes](int i) { return 1 + (i % nodes); };
  const auto far = [nodes](int i) { return 1 + nodes + (i % nodes); };
  for (int i = 0; i < nodes; ++i) {
    const std::vector<int> edges{near(i), near(i + nodes - 1), far(i), far(i + nodes - 2)};
    for (unsigned mask = 0; mask < 16; ++mask) {
      const bool odd = __builtin_popcount(mask) % 2 == 1;
      if (odd == (i == 0)) continue;
      std::vector<int> clause;  // not this assignment
      for (std::size_t e = 0; e < 4; ++e) clause.push_back((mask >> e & 1U) != 0 ? -edges[e] : edges[e]);
      wanted.push_back(clause);
    }
  }
  return denied(wanted, 2 * nodes);
}

// Random clauses of three selectors, 4.26 for each: where half of such formulas can be satisfied.
hard_question random_clauses(int selectors) {
  std::mt19937_64 engine(static_cast<std::uint64_t>(selectors));
  clauses wanted;
  for (int i = 0; i < selectors * 426 / 100; ++i) {
    std::vector<int> clause;
    while (clause.size() < 3) {
      const int selector = 1 + static_cast<int>(engine() % static_cast<std::uint64_t>(selectors));
      const auto same = [selector](int other) { return std::abs(other) == selector; };
      if (std::none_of(clause.begin(), clause.end(), same)) clause.push_back(engine() % 2 == 0 ? selector : -selector);
    }
    wanted.push_back(clause);
  }
  return denied(wanted, selectors);
}

// One pattern against itself spelled otherwise: ($.x0 = a || $.y0 = b) && ... with quoted words and turned round.
hard_question same_product(int n) {
  texts here, there;
  for (int i = 0; i < n; ++i) {
    here.push_back("($.x" + number(i) + "=a || $.y" + number(i) + "=b)");
    there.push_back("($.y" + number(i) + "=\"b\" || $.x" + number(i) + "=\"a\")");
  }
  return {{braces(all(there))}, braces(all(here))};
}

// The same product against the sum that it comes to when it is multiplied out, which is 2^n terms long.
hard_question multiplied_out(int n) {
  texts here, sum{""};
  for (int i = 0; i < n; ++i) {
    const std::string x = "$.x" + number(i) + "=a", y = "$.y" + number(i) + "=b";
    here.push_back(parentheses(x + " || " + y));
    texts longer;
    for (const std::string& term : sum) {
      longer.push_back(term + (i == 0 ? "" : "&&") + x);
      longer.push_back(term + (i == 0 ? "" : "&&") + y);
    }
    sum = std::move(longer);
  }
  return {filters_of(sum), braces(all(here))};
}

// m values for each of two selectors; every pair of them is deployed: m + 1 classes of texts a selector.
hard_question pairs_of_names(int m) {
  texts a, b, terms;
  for (int i = 0; i < m; ++i) a.push_back(is(1, "n" + number(i)));
  for (int i = 0; i < m; ++i) b.push_back(is(2, "n" + number(i)));
  for (int i = 0; i < m; ++i) terms.push_back(is(1, "n" + number(i)) + " && " + parentheses(any(b)));
  return {filters_of(terms), braces(parentheses(any(a)) + " && " + parentheses(any(b)))};
}

// The square of numbers 0 < x, y <= k, against its k * k small squares in a shaken order.
hard_question squares(int k) {
  texts terms;
  for (int i = 0; i < k; ++i) {
    for (int j = 0; j < k; ++j) {
      terms.push_back("$.x>" + number(i) + "&&$.x<=" + number(i + 1) + "&&$.y>" + number(j) +
                      "&&$.y<=" + number(j + 1));
    }
  }
  std::mt19937_64 engine(1);
  for (std::size_t i = terms.size(); i > 1; --i) std::swap(terms[i - 1], terms[engine() % i]);
  return {filters_of(terms), braces("$.x>0 && $.x<=" + number(k) + " && $.y>0 && $.y<=" + number(k))};
}

// --- Shape.

// ($.x0 = v && ($.x1 = v || ($.x2 = v && ...))) against itself in quotes.
std::string alternating(int from, int n, const std::string& value) {
  if (from + 1 == n) return is(from, value);
  const char* connective = from % 2 == 0 ? " && (" : " || (";
  return is(from, value) + connective + alternating(from + 1, n, value) + ")";
}
hard_question nested(int n) { return {{braces(alternating(0, n, "\"v\""))}, braces(alternating(0, n, "v"))}; }

// A full tree of `and` and `or` by turns, against itself in quotes: n levels, 2^n conditions.
std::string tree(int levels, int at, const std::string& value) {
  if (levels == 0) return "$.x" + number(at) + "=" + value;
  const char* connective = levels % 2 == 0 ? "&&" : "||";
  return "(" + tree(levels - 1, 2 * at, value) + connective + tree(levels - 1, 2 * at + 1, value) + ")";
}
hard_question full_tree(int n) { return {{braces(tree(n, 0, "\"v\""))}, braces(tree(n, 0, "v"))}; }

// n conditions with !=, of which the deployed filter has all but one selector's.
hard_question unequal(int n) {
  texts here, there;
  for (int i = 0; i < n; ++i) here.push_back(is_not(i, "v"));
  for (int i = 0; i < n; ++i) there.push_back(is_not(i, "w"));
  return {{braces(all(there))}, braces(all(here))};
}

}  // namespace

const std::vector<family>& families_of_many_selectors() {
  static const std::vector<family> all{
      {"pigeonhole", "selectors", range(3, 14), true, pigeonhole},
      {"pigeonhole of globs", "selectors", range(3, 14), true, pigeonhole_of_globs},
      {"pigeonhole of numbers", "selectors", range(3, 14), true, pigeonhole_of_numbers},
      {"odd ring", "selectors", range(3, 41, 2), true, odd_ring},
      {"parity on a graph", "nodes", range(5, 30), true, parity},
      {"random clauses of three", "selectors", range(5, 80, 5), {}, random_clauses},
      {"a product, written otherwise", "factors", doubling(2, 64), true, same_product},
      {"a product, multiplied out", "factors", range(2, 14), true, multiplied_out},
      {"pairs of names", "names a selector", doubling(2, 64), true, pairs_of_names},
      {"squares of numbers", "a side", doubling(2, 64), true, squares},
      {"nested parentheses", "levels", doubling(4, 128), true, nested},
      {"full tree", "levels", range(2, 10), true, full_tree},
      {"unequal", "selectors", doubling(4, 128), false, unequal},
  };
  return all;
}

const std::vector<family>& families() {
  static const std::vector<family> all = [] {
    std::vector<family> both = families_of_many_selectors();
    both.insert(both.end(), families_of_one_selector().begin(), families_of_one_selector().end());
    return both;
  }();
  return all;
}

bool fits(const hard_question& q) noexcept {
  const auto short_enough = [](const std::string& text) { return text.size() <= longest_pattern; };
  return short_enough(q.reference) && std::all_of(q.deployed.begin(), q.deployed.end(), short_enough);
}

}  // namespace bench
