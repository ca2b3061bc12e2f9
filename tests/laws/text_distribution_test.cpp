// SPDX-License-Identifier: Apache-2.0
// What the generators of the kinds that read no JSON generate: for each kind, demand, relation and form of columns, in
// how many percent of the cases it was true and false, by the second opinion. A row below one percent on a side that
// can occur fails.
#include "laws.hpp"
#include "second_opinion_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace {

namespace syntax = coverwatch::syntax;

struct sides {
  std::size_t yes = 0;
  std::size_t no = 0;
};

bool has_star(const syntax::operand& v) {
  if (const auto* q = std::get_if<syntax::quoted>(&v)) return q->text.find('*') != std::string::npos;
  if (const auto* b = std::get_if<syntax::bare>(&v)) return b->text.find('*') != std::string::npos;
  return false;
}

std::string relation(const syntax::compare& c) {
  static const std::array operands{"quoted", "bare", "number", "regex"};
  const std::string name = "column " + std::string(syntax::spelling(c.op)) + " ";
  return name + (has_star(c.right) ? "wildcard" : operands[c.right.index()]);
}

std::string form(const syntax::column_pattern& p) {
  if (p.columns.empty()) return "columns: none";
  const auto ellipsis = std::find_if(p.columns.begin(), p.columns.end(),
                                     [](const auto& c) { return c.how == syntax::column::kind::ellipsis; });
  if (ellipsis == p.columns.end()) return "columns: no ellipsis";
  if (p.columns.size() == 1) return "columns: ellipsis alone";
  if (ellipsis == p.columns.begin()) return "columns: ellipsis first";
  return ellipsis + 1 == p.columns.end() ? "columns: ellipsis last" : "columns: ellipsis between";
}

// What the tokens of the message are to the pattern.
std::string supply(const syntax::column_pattern& p, const std::string& message) {
  const auto tokens = opinion::split(message).size();
  if (!opinion::deal(p, message)) return "tokens: too few";
  const bool rest = form(p) == "columns: no ellipsis" && tokens > p.columns.size();
  return rest ? "tokens: a rest of several" : "tokens: as asked for";
}

// The marks of the message: which there are, and what is odd about them.
std::set<std::string> marks(const std::string& message) {
  std::set<std::string> out;
  std::size_t end = std::string::npos;  // of the token before, where it has a closing mark
  for (const auto& token : opinion::split(message)) {
    const bool quote = message[token.begin] == '"', bracket = message[token.begin] == '[';
    const bool marked = token.text_begin > token.begin;
    if (quote) out.insert(marked ? "marks: quotes" : "marks: a quote unclosed");
    if (bracket) out.insert(marked ? "marks: brackets" : "marks: a bracket unclosed");
    if (marked && token.text.empty()) out.insert("marks: nothing inside");
    if (token.begin == end) out.insert("marks: text behind a mark");
    end = marked ? token.text_begin + token.text.size() + 1 : std::string::npos;
  }
  return out;
}

struct counter {
  const std::string& message;
  bool matched;
  std::set<std::pair<std::string, bool>>& seen;

  void add(const std::string& row, bool yes) const { seen.emplace(row, yes); }

  void operator()(const syntax::everything&) const { add("kind everything", matched); }
  void operator()(const syntax::json_pattern&) const { add("kind json", matched); }
  void operator()(const syntax::regex_pattern&) const { add("kind regex", matched); }
  void operator()(const syntax::term_pattern& p) const {
    static const std::array demands{"present", "absent", "optional"};
    add("kind terms", matched);
    const auto is_optional = [](const syntax::term& t) { return t.how == syntax::demand::optional; };
    const auto optional = std::count_if(p.terms.begin(), p.terms.end(), is_optional);
    const bool ignored = optional > 0 && optional < static_cast<std::ptrdiff_t>(p.terms.size());
    for (const auto& t : p.terms) {
      const std::string how = is_optional(t) && ignored ? "ignored" : demands[static_cast<std::size_t>(t.how)];
      const std::string what = std::holds_alternative<syntax::bare>(t.text) ? " word" : " phrase";
      add("term " + how + what, opinion::term_occurs(t, message));
    }
  }
  void operator()(const syntax::column_pattern& p) const {
    add("kind columns", matched);
    add(form(p), matched);
    add(supply(p, message), matched);
    for (const auto& row : marks(message)) add(row, matched);
    const auto dealt = opinion::deal(p, message);
    for (std::size_t i = 0; i < p.columns.size(); ++i) {
      const auto& column = p.columns[i];
      if (column.how == syntax::column::kind::unnamed) add("column unnamed", matched);
      if (column.how == syntax::column::kind::named && column.conditions.empty()) add("column named", matched);
      if (column.how != syntax::column::kind::named || !dealt) continue;
      for (const auto* c : opinion::conditions(column)) {
        add(relation(*c), opinion::condition_holds(*c, dealt->at(i).front().text, false));
      }
    }
  }
};

struct tally {
  std::size_t cases = 0;
  std::size_t matched = 0;
  std::map<std::string, sides> rows;
};

tally count_all() {
  tally t;
  laws::for_each_text([&](const laws::text_example& e, bool, sample::choices&) {
    ++t.cases;
    const bool matched = opinion::matches(e.tree, e.message, false);
    t.matched += matched ? 1U : 0U;
    std::set<std::pair<std::string, bool>> seen;
    std::visit(counter{e.message, matched, seen}, e.tree.pattern);
    for (const auto& [row, yes] : seen) ++(yes ? t.rows[row].yes : t.rows[row].no);
    return true;
  });
  return t;
}

double percent(std::size_t part, std::size_t whole) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

TEST(text_distribution, every_row_is_often_true_and_often_false) {
  const auto t = count_all();
  const std::set<std::string> always{"kind everything", "columns: none", "columns: ellipsis alone"};
  const std::set<std::string> never{"tokens: too few"};
  std::printf("%zu cases, seed %llu, %.1f %% match\n", t.cases, static_cast<unsigned long long>(laws::seed()),
              percent(t.matched, t.cases));
  EXPECT_GT(percent(t.matched, t.cases), 20.0);
  EXPECT_LT(percent(t.matched, t.cases), 80.0);
  // 4 kinds, 8 rows of terms, 6 forms, 3 supplies, 6 of marks, named and unnamed, = and != with 5 sorts of operand, 4
  // orderings.
  EXPECT_EQ(t.rows.size(), 4U + 8U + 6U + 3U + 6U + 2U + 10U + 4U);
  for (const auto& [name, s] : t.rows) {
    std::printf("  %-26s true %5.2f %%   false %5.2f %%\n", name.c_str(), percent(s.yes, t.cases),
                percent(s.no, t.cases));
    if (never.count(name) == 0) {
      EXPECT_GE(percent(s.yes, t.cases), 1.0) << name << " is hardly ever true";
    } else {
      EXPECT_EQ(s.yes, 0U) << name;
    }
    if (always.count(name) == 0) {
      EXPECT_GE(percent(s.no, t.cases), 1.0) << name << " is hardly ever false";
    } else {
      EXPECT_EQ(s.no, 0U) << name;
    }
  }
}

}  // namespace
