// SPDX-License-Identifier: Apache-2.0
// What the generators generate. For each row of the table of conditions (relation, wildcard selector or not, sort of
// operand) and each kind of node it can meet, in how many percent of the cases it was true and false, by the second
// opinion. A row below one percent on either side fails; so does a side of a kind that can occur and hardly does.
#include "laws.hpp"
#include "second_opinion.hpp"

#include "../support/json_root.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace {

namespace syntax = coverwatch::syntax;
using sample::kind;

struct sides {
  std::size_t yes = 0;
  std::size_t no = 0;
};

struct row_name {
  std::string operator()(const syntax::compare* c) const {
    static const std::array operands{"text", "text", "number", "regex"};
    std::string name{syntax::spelling(c->op)};
    if (c->op > syntax::comparison::not_equal) return name + " number";
    return name + " " + (has_star(c->right) ? "wildcard" : operands[c->right.index()]);
  }
  std::string operator()(const syntax::is* c) const { return "IS " + std::string(syntax::spelling(c->right)); }
  std::string operator()(const syntax::not_exists*) const { return "NOT EXISTS"; }

  static bool has_star(const syntax::operand& v) {
    if (const auto* q = std::get_if<syntax::quoted>(&v)) return q->text.find('*') != std::string::npos;
    if (const auto* b = std::get_if<syntax::bare>(&v)) return b->text.find('*') != std::string::npos;
    return false;
  }
};

std::string kind_of(const sample::value* node) {
  if (node == nullptr) return "missing";
  switch (node->what) {
    case kind::null: return "null";
    case kind::false_: return "false";
    case kind::true_: return "true";
    case kind::string: return "string";
    case kind::object: return "object";
    case kind::array:
      for (const auto& item : node->items) {
        if (item.what == kind::null) return "array with null";
      }
      return "array";
    case kind::number: break;
  }
  if (!opinion::read_number(node->text).finite) return "endless number";
  return node->text.find_first_of(".eE") == std::string::npos ? "integer" : "double";
}

const std::set<std::string>& kinds() {
  static const std::set<std::string> all{"missing", "null",           "true",  "false",           "string", "integer",
                                         "double",  "endless number", "array", "array with null", "object"};
  return all;
}

// Which sides the table allows for a row whose plain selector meets this kind: .first true, .second false.
std::pair<bool, bool> possible(const std::string& row, const std::string& what) {
  const bool number = what == "integer" || what == "double";
  const bool comparable = number || what == "string" || what == "endless number";
  if (row == "NOT EXISTS") return {what == "missing", what != "missing"};
  if (row == "IS TRUE") return {what == "true", what != "true"};
  if (row == "IS FALSE") return {what == "false", what != "false"};
  if (row == "IS NULL") {
    const bool null = what == "null" || what == "array with null";
    return {null, !null};
  }
  if (row[0] == '<' || row[0] == '>') return {number, true};
  if (what == "endless number" && row.ends_with("number")) return {false, true};
  return {comparable, true};
}

struct tally {
  std::size_t cases = 0;
  std::size_t matched = 0;
  std::map<std::string, sides> rows;
  std::map<std::string, std::map<std::string, sides>> plain;  // by kind of the one node
  std::map<std::string, std::map<std::string, sides>> wild;   // by kind of the node before the wildcard

  void count(const opinion::condition& c, const sample::value& event, std::set<std::string>& seen) {
    const bool yes = opinion::holds(c, event, false);
    const auto& selector = std::visit([](const auto* one) -> const syntax::selector& { return sample::path(one->left); }, c);
    const auto selected = opinion::select(selector, event);
    const auto name = std::visit(row_name{}, c);
    const auto* node = selected.wild ? selected.base : selected.nodes.empty() ? nullptr : selected.nodes.front();
    add(rows[name + (selected.wild ? " *" : "")], yes, name + (selected.wild ? " *" : ""), seen);
    add((selected.wild ? wild : plain)[name][kind_of(node)], yes, name + (selected.wild ? "*" : "/") + kind_of(node),
        seen);
  }

 private:
  // A case counts once for each side of a row, however many conditions of the row it has.
  static void add(sides& s, bool yes, const std::string& key, std::set<std::string>& seen) {
    if (seen.insert(key + (yes ? "+" : "-")).second) ++(yes ? s.yes : s.no);
  }
};

double percent(std::size_t part, std::size_t whole) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// Counted once for all tests.
tally count_all() {
  static tally t;
  if (t.cases > 0) return t;
  laws::for_each([&](const laws::example& e, bool, sample::choices&) {
    ++t.cases;
    t.matched += opinion::matches(e.tree, e.event, false) ? 1U : 0U;
    std::set<std::string> seen;
    for (const auto& c : opinion::conditions(e.tree)) t.count(c, e.event, seen);
    return true;
  });
  return t;
}

TEST(distribution, every_row_is_often_true_and_often_false) {
  auto t = count_all();
  std::printf("%zu cases, seed %llu, %.1f %% match\n", t.cases, static_cast<unsigned long long>(laws::seed()),
              percent(t.matched, t.cases));
  EXPECT_GT(percent(t.matched, t.cases), 20.0);
  EXPECT_LT(percent(t.matched, t.cases), 80.0);
  EXPECT_EQ(t.rows.size(),
            32U);  // = and != with 4 sorts of operand, 4 orderings, 3 IS, NOT EXISTS; each also with a star
  for (const auto& [name, s] : t.rows) {
    std::printf("  %-16s true %5.2f %%   false %5.2f %%\n", name.c_str(), percent(s.yes, t.cases),
                percent(s.no, t.cases));
    EXPECT_GE(percent(s.yes, t.cases), 1.0) << name << " is hardly ever true";
    EXPECT_GE(percent(s.no, t.cases), 1.0) << name << " is hardly ever false";
  }
}

// The least share of a side of one kind under one row: rows times kinds times sides are some 400 cells.
constexpr double least = 0.01;
constexpr std::size_t enough_cases = 20000;  // fewer say nothing about shares so small

TEST(distribution, every_kind_of_node_meets_every_row) {
  if (laws::cases() < enough_cases) GTEST_SKIP() << "too few cases";
  auto t = count_all();
  std::printf("plain selectors: kind of the node, %% true / %% false\n");
  for (auto& [row, by_kind] : t.plain) {
    for (const auto& what : kinds()) {
      const auto s = by_kind[what];
      const auto [may_hold, may_fail] = possible(row, what);
      std::printf("  %-12s %-16s %6.3f / %6.3f\n", row.c_str(), what.c_str(), percent(s.yes, t.cases),
                  percent(s.no, t.cases));
      if (may_hold) {
        EXPECT_GE(percent(s.yes, t.cases), least) << row << " is hardly ever true for " << what;
      }
      if (may_fail) {
        EXPECT_GE(percent(s.no, t.cases), least) << row << " is hardly ever false for " << what;
      }
      if (!may_hold) {
        EXPECT_EQ(s.yes, 0U) << row << " cannot be true for " << what;
      }
      if (!may_fail) {
        EXPECT_EQ(s.no, 0U) << row << " cannot be false for " << what;
      }
    }
  }
}

TEST(distribution, every_kind_of_base_meets_every_wildcard_row) {
  if (laws::cases() < enough_cases) GTEST_SKIP() << "too few cases";
  auto t = count_all();
  std::printf("wildcard selectors: kind of the node before the wildcard, %% true / %% false\n");
  for (auto& [row, by_kind] : t.wild) {
    for (const auto& what : kinds()) {
      const auto s = by_kind[what];
      std::printf("  %-12s %-16s %6.3f / %6.3f\n", row.c_str(), what.c_str(), percent(s.yes, t.cases),
                  percent(s.no, t.cases));
      const bool many = what.starts_with("array") || what == "object";
      const bool always = row == "NOT EXISTS" || (row.starts_with("!=") && what != "missing");
      if (many || always) {
        EXPECT_GE(percent(s.yes, t.cases), least) << row << " is hardly ever true for " << what;
      }
      if (many || !always) {
        EXPECT_GE(percent(s.no, t.cases), least) << row << " is hardly ever false for " << what;
      }
      if (!many && always) {
        EXPECT_EQ(s.no, 0U) << row << " cannot be false for " << what;
      }
      if (!many && !always) {
        EXPECT_EQ(s.yes, 0U) << row << " cannot be true for " << what;
      }
    }
  }
}

}  // namespace
