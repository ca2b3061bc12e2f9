// SPDX-License-Identifier: Apache-2.0
// Laws that relate one pattern to another: what is true of any message, whatever the evaluators agree on. The patterns
// are made by changing generated trees and printing them.
#include "laws.hpp"
#include "second_opinion_columns.hpp"
#include "syntax/print.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace {

namespace syntax = coverwatch::syntax;
using syntax::demand;

// Nothing for a pattern that the parser refuses, such as one that has grown too long.
std::optional<coverwatch::pattern> made(const syntax::tree& t) {
  auto parsed = coverwatch::pattern::parse(syntax::print(t));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

bool asked(const std::optional<coverwatch::pattern>& p, std::string_view message) {
  static coverwatch::scratch memory;
  return p->matches(message, memory);
}

// Calls `law` with the terms (columns) of each example of that kind, its message and the choices; it answers whether it
// had something to say, and it must have for one case of fifty.
template <class Kind>
void for_each_of(const std::function<bool(const Kind& p, const std::string& message, sample::choices& c)>& law) {
  std::size_t spoken = 0;
  laws::for_each_text([&](const laws::text_example& e, bool, sample::choices& c) {
    const auto* p = std::get_if<Kind>(&e.tree.pattern);
    if (p != nullptr && law(*p, e.message, c)) ++spoken;
    if (testing::Test::HasFailure()) ADD_FAILURE() << laws::describe(e.text, e.message);
    return true;
  });
  EXPECT_GT(spoken * 50, laws::cases());
}

using terms = syntax::term_pattern;
using columns = syntax::column_pattern;

syntax::term word(demand how, const std::string& text) { return {how, syntax::bare{text, {}}, {}}; }

bool only_optional(const terms& p) {
  return std::all_of(p.terms.begin(), p.terms.end(), [](const auto& t) { return t.how == demand::optional; });
}

TEST(term_law, one_more_plain_term_only_narrows) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices&) {
    if (only_optional(p)) return false;
    terms more = p;
    more.terms.push_back(word(demand::present, "ERROR"));
    const auto before = made({p}), after = made({more});
    if (!before || !after) return false;
    EXPECT_EQ(asked(after, message), asked(before, message) && message.find("ERROR") != std::string::npos);
    return true;
  });
}

TEST(term_law, an_optional_term_beside_others_changes_nothing) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices& c) {
    if (only_optional(p)) return false;
    terms more = p;
    const auto at = static_cast<std::ptrdiff_t>(c.below(p.terms.size() + 1));
    more.terms.insert(more.terms.begin() + at, word(demand::optional, "x"));
    const auto before = made({p}), after = made({more});
    if (!before || !after) return false;
    EXPECT_EQ(asked(after, message), asked(before, message));
    return true;
  });
}

TEST(term_law, optional_terms_alone_are_a_choice) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices&) {
    const auto whole = made({p});
    if (!only_optional(p) || !whole) return false;
    bool some = false;
    for (const auto& t : p.terms) {
      terms one;
      one.terms = {{demand::present, t.text, {}}};
      some = asked(made({one}), message) || some;
    }
    EXPECT_EQ(asked(whole, message), some);
    return true;
  });
}

TEST(term_law, order_and_repetition_change_nothing) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices& c) {
    terms other = p;
    for (std::size_t i = other.terms.size(); i > 1; --i) std::swap(other.terms[i - 1], other.terms[c.below(i)]);
    other.terms.push_back(c.pick(p.terms));
    const auto before = made({p}), after = made({other});
    if (!before || !after) return false;
    EXPECT_EQ(asked(after, message), asked(before, message)) << after->text();
    return true;
  });
}

TEST(term_law, an_absent_term_is_the_opposite_of_a_present_one) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices&) {
    terms present, absent;
    present.terms = {{demand::present, p.terms.front().text, {}}};
    absent.terms = {{demand::absent, p.terms.front().text, {}}};
    EXPECT_NE(asked(made({present}), message), asked(made({absent}), message));
    return true;
  });
}

// The text as an expression that finds it, or nothing when expressions cannot say it.
std::optional<std::string> as_regex(const std::string& text) {
  static const std::string hex = "0123456789abcdef";
  std::string body;
  for (const char ch : text) {
    const auto byte = static_cast<unsigned char>(ch);
    if (byte >= 0x80) return std::nullopt;
    body += "\\x";
    body += hex[byte >> 4U];
    body += hex[byte & 15U];
  }
  return body;
}

TEST(term_law, a_term_is_an_expression_of_the_same_characters) {
  for_each_of<terms>([](const terms& p, const std::string& message, sample::choices&) {
    const auto& text = p.terms.front().text;
    const auto* bare = std::get_if<syntax::bare>(&text);
    const auto body = as_regex(bare != nullptr ? bare->text : std::get<syntax::quoted>(text).text);
    if (!body) return false;
    terms one;
    one.terms = {{demand::present, text, {}}};
    const auto expression = made({syntax::regex_pattern{{*body, {}}}});
    EXPECT_TRUE(expression.has_value()) << *body;
    if (!expression) return false;
    EXPECT_EQ(asked(made({one}), message), asked(expression, message)) << *body;
    return true;
  });
}

bool has_ellipsis(const columns& p) {
  return std::any_of(p.columns.begin(), p.columns.end(),
                     [](const auto& c) { return c.how == syntax::column::kind::ellipsis; });
}

// `[..., a, b]` finds at the end of a message what `[a, b]` finds in a message of two tokens.
TEST(column_law, an_ellipsis_in_front_takes_what_stands_in_front) {
  for_each_of<columns>([](const columns& p, const std::string& message, sample::choices&) {
    if (p.columns.empty() || has_ellipsis(p) || opinion::split(message).size() != p.columns.size()) return false;
    columns behind = p;
    behind.columns.insert(behind.columns.begin(), {syntax::column::kind::ellipsis, {}, {}, {}});
    const auto before = made({p}), after = made({behind});
    if (!before || !after) return false;
    EXPECT_EQ(asked(after, message), asked(before, message));
    EXPECT_EQ(asked(after, "front [of it] " + message), asked(before, message));
    return true;
  });
}

// Conditions do not look at other columns, so that taking all of them away leaves the question of how many tokens.
TEST(column_law, conditions_only_narrow) {
  for_each_of<columns>([](const columns& p, const std::string& message, sample::choices&) {
    columns plain = p;
    for (auto& column : plain.columns) column.conditions.clear();
    const auto narrow = made({p}), wide = made({plain});
    if (!narrow || !wide) return false;
    EXPECT_TRUE(asked(wide, message) || !asked(narrow, message));
    const std::size_t needed = p.columns.size() - (has_ellipsis(p) ? 1 : 0);
    EXPECT_EQ(asked(wide, message), opinion::split(message).size() >= needed);
    return true;
  });
}

// Each condition alone in its place, with `=` and with `!=`.
TEST(column_law, not_equal_is_the_opposite_of_equal) {
  for_each_of<columns>([](const columns& p, const std::string& message, sample::choices& c) {
    columns plain = p;
    std::vector<std::pair<std::size_t, const syntax::compare*>> all;
    for (std::size_t i = 0; i < p.columns.size(); ++i) {
      plain.columns[i].conditions.clear();
      for (const auto* one : opinion::conditions(p.columns[i])) all.emplace_back(i, one);
    }
    const auto wide = made({plain});
    if (all.empty() || !wide || !asked(wide, message)) return false;
    const auto [at, condition] = c.pick(all);
    syntax::compare equal = *condition, differs = *condition;
    equal.op = syntax::comparison::equal;
    differs.op = syntax::comparison::not_equal;
    columns same = plain, other = plain;
    same.columns[at].conditions = {{equal}};
    other.columns[at].conditions = {{differs}};
    EXPECT_NE(asked(made({same}), message), asked(made({other}), message)) << syntax::print(syntax::tree{same});
    return true;
  });
}

// `< n`, `= n` and `> n` divide the numbers among them, and `<=` and `>=` are what they say.
TEST(column_law, orderings_divide_the_numbers) {
  std::size_t numbers = 0;
  for_each_of<columns>([&](const columns&, const std::string& message, sample::choices& c) {
    if (opinion::split(message).size() != 1) return false;
    const auto number = c.chance(50) ? std::string("1") : "2.5e0";
    const auto holds = [&](const char* op) {
      const auto p = coverwatch::pattern::parse("[a " + std::string(op) + " " + number + "]");
      return asked(*p, message);
    };
    const int below = holds("<") ? 1 : 0, at = holds("=") ? 1 : 0, above = holds(">") ? 1 : 0;
    const bool is_number = opinion::reads_as_number(opinion::split(message).front().text);
    numbers += is_number ? 1U : 0U;
    EXPECT_EQ(below + at + above, is_number ? 1 : 0);
    EXPECT_EQ(holds("<="), below + at == 1);
    EXPECT_EQ(holds(">="), above + at == 1);
    return true;
  });
  EXPECT_GT(numbers, 0U);
}

}  // namespace
