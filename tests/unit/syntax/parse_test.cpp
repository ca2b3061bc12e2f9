// SPDX-License-Identifier: Apache-2.0
// Text to tree: the shape, the places, the limits and the warnings.
#include "syntax/parse.hpp"

#include "../../support/json_root.hpp"

#include "syntax/print.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coverwatch;
using sample::json_root;
using sample::path;

syntax::parsed accepted(std::string_view text, const parse_options& options = {}) {
  auto result = syntax::parse(text, options);
  EXPECT_TRUE(result.has_value()) << text << "\n" << (result ? "" : render(result.error()));
  return result ? std::move(*result) : syntax::parsed{};
}

errc refusal(std::string_view text, const parse_options& options = {}) {
  const auto result = syntax::parse(text, options);
  EXPECT_FALSE(result.has_value()) << text;
  return result ? errc{} : result.error().code;
}

template <class Node>
const Node& as(const syntax::expression& e) {
  const auto* node = std::get_if<Node>(&e.node);
  if (node == nullptr) ADD_FAILURE() << "another kind of node, index " << e.node.index();
  static const Node nothing{};
  return node != nullptr ? *node : nothing;
}

std::string_view text_at(std::string_view text, const span& where) {
  return text.substr(where.begin, where.end - where.begin);
}

std::string dotted(std::size_t parentheses) {
  return "{" + std::string(parentheses, '(') + "$.a=b" + std::string(parentheses, ')') + "}";
}

TEST(parse, a_comparison_with_places) {
  const std::string_view text = "{ $.a.['b c'][0][*] != \"x\\\"y\" }";
  const auto parsed = accepted(text);
  const auto& c = as<syntax::compare>(json_root(parsed.tree));
  ASSERT_EQ(path(c.left).steps.size(), 4u);
  EXPECT_EQ(path(c.left).steps[0], syntax::step(syntax::name_step{"a", false, {}}));
  EXPECT_EQ(path(c.left).steps[1], syntax::step(syntax::name_step{"b c", true, {}}));
  EXPECT_EQ(path(c.left).steps[2], syntax::step(syntax::index_step{"0", {}}));
  EXPECT_EQ(path(c.left).steps[3], syntax::step(syntax::any_step{true, {}}));
  EXPECT_EQ(text_at(text, std::get<syntax::name_step>(path(c.left).steps[1]).where), ".['b c']");
  EXPECT_EQ(c.op, syntax::comparison::not_equal);
  EXPECT_EQ(c.right, syntax::operand(syntax::quoted{"x\\\"y", "x\"y", {}}));
  EXPECT_EQ(text_at(text, path(c.left).where), "$.a.['b c'][0][*]");
  EXPECT_EQ(text_at(text, std::get<syntax::quoted>(c.right).where), "\"x\\\"y\"");
  EXPECT_EQ(text_at(text, c.where), text.substr(2, text.size() - 4));
}

TEST(parse, only_quotes_and_backslashes_are_escaped_in_quotes) {
  const auto parsed = accepted(R"({ $.a = "\\ \" \n \* \\\"" })");
  EXPECT_EQ(std::get<syntax::quoted>(as<syntax::compare>(json_root(parsed.tree)).right).text, R"(\ " \n \* \")");
}

TEST(parse, the_four_kinds_of_value) {
  const auto kind = [](std::string_view value) {
    return as<syntax::compare>(json_root(accepted("{ $.a = " + std::string(value) + " }").tree)).right;
  };
  EXPECT_EQ(kind("\"1\""), syntax::operand(syntax::quoted{"1", "1", {}}));
  EXPECT_EQ(kind("+1.50"), syntax::operand(syntax::number{"+1.50", {}}));
  EXPECT_EQ(kind("1."), syntax::operand(syntax::bare{"1.", {}}));
  EXPECT_EQ(kind("10.0.0.1"), syntax::operand(syntax::bare{"10.0.0.1", {}}));
  EXPECT_EQ(kind("%a|b%"), syntax::operand(syntax::regex{"a|b", {}}));
}

TEST(parse, every_operator_and_keyword) {
  using syntax::comparison;
  const std::pair<const char*, comparison> operators[] = {
      {"=", comparison::equal},       {"!=", comparison::not_equal}, {"<", comparison::less},
      {"<=", comparison::less_equal}, {">", comparison::greater},    {">=", comparison::greater_equal}};
  for (const auto& [sign, op] : operators) {
    EXPECT_EQ(as<syntax::compare>(json_root(accepted("{$.a" + std::string(sign) + "1}").tree)).op, op) << sign;
  }
  EXPECT_EQ(as<syntax::is>(json_root(accepted("{ $.a IS NULL }").tree)).right, syntax::literal::null);
  EXPECT_EQ(as<syntax::is>(json_root(accepted("{ $.a is true }").tree)).right, syntax::literal::true_);
  EXPECT_EQ(as<syntax::is>(json_root(accepted("{ $.a Is False }").tree)).right, syntax::literal::false_);
  EXPECT_EQ(as<syntax::not_exists>(json_root(accepted("{ $.a not\n Exists }").tree)).left.steps.size(), 1u);
}

TEST(parse, and_binds_tighter_than_or) {
  const std::string_view text = "{ $.a = 1 || $.b = 2 && $.c = 3 || $.d = 4 }";
  const auto parsed = accepted(text);
  const auto& top = as<syntax::disjunction>(json_root(parsed.tree));
  ASSERT_EQ(top.parts.size(), 3u);
  const auto& middle = as<syntax::conjunction>(top.parts[1]);
  ASSERT_EQ(middle.parts.size(), 2u);
  EXPECT_EQ(text_at(text, middle.where), "$.b = 2 && $.c = 3");
  EXPECT_EQ(text_at(text, top.where), text.substr(2, text.size() - 4));
}

TEST(parse, parentheses_stay_in_the_tree) {
  const std::string_view text = "{ (($.a = 1) && $.b = 2) || $.c = 3 }";
  const auto parsed = accepted(text);
  const auto& outer = as<syntax::group>(as<syntax::disjunction>(json_root(parsed.tree)).parts.at(0));
  EXPECT_EQ(text_at(text, outer.where), "(($.a = 1) && $.b = 2)");
  ASSERT_EQ(outer.inside.size(), 1u);
  EXPECT_EQ(as<syntax::conjunction>(outer.inside[0]).parts.size(), 2u);
}

TEST(parse, white_space_is_optional_between_words) {
  EXPECT_EQ(accepted("{($.a=b)||($.c NOT EXISTS)&&$.d IS NULL&&$.e[0]IS TRUE}").tree,
            accepted("{\t( $.a\r\n= b )\n|| ( $.c  NOT\tEXISTS ) && $.d IS NULL && $.e[0] IS TRUE }").tree);
}

TEST(parse, the_length_is_counted_in_characters_without_outer_white_space) {
  const std::string word(1024 - 10, 'x');
  EXPECT_EQ(accepted("{ $.a = " + word + " }").warnings.size(), 0u);
  EXPECT_EQ(accepted("  { $.a = " + word + " }\n").warnings.size(), 1u);
  EXPECT_EQ(refusal("{ $.a = x" + word + " }"), errc::too_long);
  std::string wide;
  for (std::size_t i = 0; i < word.size(); ++i) wide += "\xe6\x97\xa5";
  accepted("{ $.a = " + wide + " }");
  EXPECT_EQ(refusal("{ $.a = x" + wide + " }"), errc::too_long);
}

TEST(parse, nesting_stops_at_the_limit) {
  accepted(dotted(500));
  parse_options options;
  options.max_nesting = 3;
  accepted(dotted(3), options);
  EXPECT_EQ(refusal(dotted(4), options), errc::too_deep);
  EXPECT_EQ(syntax::parse(dotted(4), options).error().where, (span{4, 5}));
  options = {wildcards::glob, 1000000, 1000000};
  accepted(dotted(syntax::deepest_nesting), options);
  EXPECT_EQ(refusal(dotted(syntax::deepest_nesting + 1), options), errc::too_deep);
  EXPECT_EQ(refusal(dotted(100000), options), errc::too_deep);
}

TEST(parse, wildcards_are_limited) {
  accepted("{ $.a.* = 1 || $.b[*].c = 2 || $.a.* NOT EXISTS }");
  EXPECT_EQ(refusal("{ $.a.* = 1 || $.b[*] = 2 || $.c.* IS NULL || $.d.* NOT EXISTS }"),
            errc::too_many_wildcard_selectors);
  EXPECT_EQ(refusal("{ $.*.* = 1 }"), errc::too_many_wildcards);
  parse_options options;
  options.max_wildcard_selectors = 0;
  EXPECT_EQ(refusal("{ $.* = 1 }", options), errc::too_many_wildcard_selectors);
}

TEST(parse, regexes_are_limited_and_checked) {
  accepted("{ $.a = %1% || $.a != %2% }");
  EXPECT_EQ(refusal("{ $.a = %1% || $.a != %2% || $.a = %3% }"), errc::too_many_regexes);
  parse_options options;
  options.max_regex_positions = 5;
  accepted("{ $.a = %a{5}% }", options);
  EXPECT_EQ(refusal("{ $.a = %a{6}% }", options), errc::regex_too_large);
}

TEST(parse, exponents_must_fit_32_bits) {
  accepted("{ $.a = 1e2147483647 }");
  accepted("{ $.a = 1e-999 }");
  EXPECT_EQ(refusal("{ $.a > 1e2147483648 }"), errc::exponent_too_large);
}

TEST(parse, the_first_mistake_in_the_text_is_told) {
  EXPECT_EQ(refusal("{ $.a = 1e2147483648 || $.a = %(% }"), errc::exponent_too_large);
  EXPECT_EQ(refusal("{ $.a = %(% || $.a = 1e2147483648 }"), errc::regex_character);
}

TEST(parse, warnings_come_in_the_order_of_their_places) {
  const std::string_view text = " { $.a = true || $.b = \"x\" && $.c != FALSE || $.d = b && $.e = c }\n";
  const auto warnings = accepted(text).warnings;
  ASSERT_EQ(warnings.size(), 4u);
  EXPECT_EQ(warnings[0].code, errc::outer_white_space);
  EXPECT_EQ(warnings[0].where, (span{0, 1}));
  EXPECT_EQ(warnings[0].related, (span{text.size() - 1, text.size()}));
  EXPECT_EQ(warnings[1].code, errc::boolean_word);
  EXPECT_EQ(text_at(text, warnings[1].where), "true");
  EXPECT_EQ(warnings[2].code, errc::mixed_connectives);
  EXPECT_EQ(warnings[2].where.begin, text.find("&&"));
  EXPECT_EQ(warnings[3].code, errc::boolean_word);
  EXPECT_EQ(text_at(text, warnings[3].where), "FALSE");
}

TEST(parse, warns_of_nothing_that_is_clear) {
  for (const auto* text : {"{ ($.a = b && $.c = d) || $.e = f }", "{ $.a = b && ($.c = d || $.e = f) }",
                           "{ $.a = trueish || $.a = \"true\" }", "{ $.a IS TRUE }"}) {
    EXPECT_TRUE(accepted(text).warnings.empty()) << text;
  }
}

TEST(parse, places_are_offsets_into_the_text_as_given) {
  const auto result = syntax::parse("\n\t { $.a == b }");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().where, (span{9, 11}));
  EXPECT_EQ(result.error().source, "\n\t { $.a == b }");
}

// --- The kinds that read no JSON.

TEST(parse, nothing_but_white_space_is_everything) {
  for (const auto* text : {"", " ", "\r\n\t"}) {
    EXPECT_TRUE(std::holds_alternative<syntax::everything>(accepted(text).tree.pattern)) << text;
  }
  EXPECT_TRUE(accepted("").warnings.empty());
  EXPECT_TRUE(accepted(" ").warnings.empty());  // recorded: the service takes it
}

TEST(parse, terms_with_places) {
  const std::string_view text = " ERROR -\"a \\\" b\"?x.1 ";
  const auto parsed = accepted(text);
  const auto& terms = std::get<syntax::term_pattern>(parsed.tree.pattern).terms;
  ASSERT_EQ(terms.size(), 3u);
  EXPECT_EQ(terms[0], (syntax::term{syntax::demand::present, syntax::bare{"ERROR", {}}, {}}));
  EXPECT_EQ(terms[1], (syntax::term{syntax::demand::absent, syntax::quoted{"a \\\" b", "a \" b", {}}, {}}));
  EXPECT_EQ(terms[2], (syntax::term{syntax::demand::optional, syntax::bare{"x.1", {}}, {}}));
  EXPECT_EQ(text_at(text, terms[0].where), "ERROR");
  EXPECT_EQ(text_at(text, terms[1].where), "-\"a \\\" b\"");
  EXPECT_EQ(text_at(text, std::get<syntax::quoted>(terms[1].text).where), "\"a \\\" b\"");
  EXPECT_EQ(text_at(text, terms[2].where), "?x.1");
}

TEST(parse, a_regular_expression_alone_with_its_place) {
  const std::string_view text = "\t%a b|c%";
  const auto parsed = accepted(text);
  const auto& body = std::get<syntax::regex_pattern>(parsed.tree.pattern).body;
  EXPECT_EQ(body.body, "a b|c");
  EXPECT_EQ(text_at(text, body.where), "%a b|c%");
}

TEST(parse, columns_with_places) {
  const std::string_view text = "[ip, , ... ,status = 4* || status > 1 && status != %x% ]";
  const auto parsed = accepted(text);
  const auto& columns = std::get<syntax::column_pattern>(parsed.tree.pattern).columns;
  ASSERT_EQ(columns.size(), 4u);
  using kind = syntax::column::kind;
  EXPECT_EQ(columns[0], (syntax::column{kind::named, {"ip", {}}, {}, {}}));
  EXPECT_EQ(columns[1], (syntax::column{kind::unnamed, {}, {}, {}}));
  EXPECT_EQ(columns[2], (syntax::column{kind::ellipsis, {}, {}, {}}));
  EXPECT_EQ(text_at(text, columns[2].where), "...");
  EXPECT_EQ(columns[3].name.name, "status");
  ASSERT_EQ(columns[3].conditions.size(), 1u);
  const auto& either = as<syntax::disjunction>(columns[3].conditions[0]);
  ASSERT_EQ(either.parts.size(), 2u);
  EXPECT_EQ(text_at(text, either.where), "status = 4* || status > 1 && status != %x%");
  EXPECT_EQ(text_at(text, as<syntax::conjunction>(either.parts[1]).where), "status > 1 && status != %x%");
  const auto& first = as<syntax::compare>(either.parts[0]);
  EXPECT_EQ(first.left, syntax::subject(syntax::column_name{"status", {}}));
  EXPECT_EQ(first.right, syntax::operand(syntax::bare{"4*", {}}));
  EXPECT_EQ(text_at(text, syntax::where(first.left)), "status");
}

TEST(parse, how_many_columns_commas_make) {
  const auto count = [](std::string_view text) {
    return std::get<syntax::column_pattern>(accepted(text).tree.pattern).columns.size();
  };
  EXPECT_EQ(count("[]"), 0u);
  EXPECT_EQ(count("[ ]"), 0u);
  EXPECT_EQ(count("[,]"), 2u);
  EXPECT_EQ(count("[a,]"), 2u);
  EXPECT_EQ(count("[,,...]"), 3u);
}

TEST(parse, null_is_an_ordinary_word_of_a_column) {
  EXPECT_EQ(accepted("[a = null, b = NULL*]").warnings.size(), 0u);
  EXPECT_EQ(accepted("[a = true]").warnings.size(), 0u);
}

TEST(parse, the_limits_hold_for_columns_and_for_an_expression_alone) {
  accepted("[a = %1%, b != %2%]");
  EXPECT_EQ(refusal("[a = %1%, b != %2%, c = %3%]"), errc::too_many_regexes);
  EXPECT_EQ(refusal("[a > 1e2147483648]"), errc::exponent_too_large);
  parse_options options;
  options.max_regex_positions = 5;
  EXPECT_EQ(refusal("%a{6}%", options), errc::regex_too_large);
  EXPECT_EQ(refusal(std::string(1025, 'x')), errc::too_long);
  accepted(std::string(1024, 'x'));
}

TEST(parse, columns_are_named_once) {
  EXPECT_EQ(refusal("[a, b, a = 1]"), errc::duplicate_column);
  EXPECT_EQ(refusal("[..., a, ...]"), errc::second_ellipsis);
  EXPECT_EQ(refusal("[a, b = 1 || a = 2]"), errc::other_column);
  accepted("[a, A, , ,_]");
}

}  // namespace
