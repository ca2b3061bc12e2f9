// SPDX-License-Identifier: Apache-2.0
// One row for each way to go wrong: the code, the text that is marked, and a piece of the help.
#include "syntax/parse.hpp"

#include "../../support/guarded_text.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace coverwatch;

struct row {
  errc code;
  const char* pattern;
  const char* marked;
  const char* help;  // contains
};

const row rows[] = {
    // The pattern as a whole.
    {errc::missing_braces, "$.eventName = b", "$.eventName = b", "`{ $.eventName = b }`"},
    {errc::missing_braces, "($.eventName = AcceptHandshake\")", "($.eventName = AcceptHandshake\")",
     "`{ ($.eventName = \"AcceptHandshake\") }`"},
    {errc::bad_character, "\xef\xbb\xbf{ $.a = b }", "\xef\xbb\xbf", "save it without"},
    {errc::not_utf8, "{ $.a = \"\xff\" }", "\xff", "UTF-8"},
    {errc::key_prefix, "filterPattern: { $.a = b }", "filterPattern: ", "leave the setting out"},
    {errc::key_prefix, "\"filterPattern\": \"{ $.a = b }\"", "\"filterPattern\": ", "leave"},
    {errc::key_prefix, "--filter-pattern '{ $.a = b }'", "--filter-pattern '", "leave"},
    {errc::key_prefix, "filter_pattern = \"{ $.a = b }\"", "filter_pattern = ", "leave"},
    {errc::key_prefix, "FilterPattern: >-\n  { $.a = b }", "FilterPattern: >-\n  ", "leave"},
    {errc::wrapped_in_quotes, "'{ $.a = b }'", "'", "outer quotation marks"},
    {errc::wrapped_in_quotes, "\"{ $.a = \"b\" }\"", "\"", "begins with `{`"},
    {errc::wrapped_in_quotes, "'[a, b]'", "'", "begins with `[`"},
    {errc::key_prefix, "pattern: [a, b]", "pattern: ", "begins with `[`"},
    {errc::wrapped_in_quotes, "\u201c{ $.a = b }\u201d", "\u201c", "outer"},
    {errc::missing_closing_brace, "{ $.a = b", "", "end the pattern with `}`"},
    {errc::missing_closing_brace, "{ ($.a = b ", "", "parenthesis"},
    {errc::text_after_brace, "{ $.a = b } x", "x", "one `{` and one `}`"},
    {errc::text_after_brace, "{ $.a = b }}", "}", "one `{`"},
    {errc::empty_braces, "{ }", "{ }", "write a condition"},
    {errc::template_hole, "{ $.a = ${local.user} }", "${local.user}", "put the value"},
    {errc::template_hole, "{ $.a = b && ${local.condition} }", "${local.condition}", "put the value"},
    {errc::template_hole, "{ $.${name} = b }", "${name}", "put the value"},
    {errc::template_hole, "{ $.a = <account id> }", "<account id>", "put the value"},
    {errc::template_hole, "{ $.a > <value> }", "<value>", "put the value"},
    {errc::template_hole, "{ $.a = {{ value }} }", "{{ value }}", "put the value"},
    {errc::template_hole, "{ $.a = x${y} }", "${y}", "put the value"},
    // Structure.
    {errc::expected_condition, "{ $.a = b && }", "}", "a condition is"},
    {errc::expected_condition, "{ && $.a = b }", "&", "a condition is"},
    {errc::expected_condition, "{ () }", ")", "a condition is"},
    {errc::expected_connective, "{ $.a = b $.c = d }", "$.c", "`&&` or `||`"},
    {errc::expected_connective, "{ $.a = b, $.c = d }", ",", "`&&` or `||`"},
    {errc::expected_connective, "{ $.a IS NULL $.c = d }", "$.c", "`&&` or `||`"},
    {errc::expected_connective, "{ $.a = %a%b% }", "b%", "\\x25"},
    {errc::expected_connective, "{ $.a = \"b\"c }", "c", "\\\""},
    {errc::word_connective, "{ $.a = b AND $.c = d }", "AND", "write `&&`"},
    {errc::word_connective, "{ ($.a = b) or ($.c = d) }", "or", "write `||`"},
    {errc::single_connective, "{ $.a = b & $.c = d }", "&", "write `&&`"},
    {errc::single_connective, "{ $.a = b&$.c = d }", "&", "write `&&`"},
    {errc::single_connective, "{ ($.a = b) | ($.c = d) }", "|", "write `||`"},
    {errc::negation, "{ !($.a = b) }", "!", "there is no negation"},
    {errc::negation, "{ NOT ($.a = b) }", "NOT", "there is no negation"},
    {errc::unclosed_parenthesis, "{ ($.a = b }", "}", "marked parenthesis"},
    {errc::unopened_parenthesis, "{ $.a = b) }", ")", "remove it"},
    // Selectors.
    {errc::missing_dollar, "{ eventName = b }", "eventName", "`$.eventName`"},
    {errc::missing_dollar, "{ $eventName = b }", "$eventName", "`$.eventName`"},
    {errc::missing_dollar, "{ .a.b = c }", ".a.b", "`$.a.b`"},
    {errc::missing_dollar, "{ \"eventName\": \"b\" }", "\"eventName\"", "`$.eventName`"},
    {errc::missing_dollar, "{ $.a = b || c }", "c", "`$.a = c`"},
    {errc::missing_dollar, "{ $.a != \"b\" && \"c\" }", "\"c\"", "`$.a != \"c\"`"},
    {errc::missing_dollar, "{ 5 < $.a }", "5", "begin the selector with `$.`"},
    {errc::root_selector, "{ $ = b }", "$", "`$.name`"},
    {errc::bracket_after_dollar, "{ $[\"a\"] = b }", "$[\"a\"]", "`$.a`"},
    {errc::bracket_after_dollar, "{ $['a.b'] = b }", "$['a.b']", "`$.['a.b']`"},
    {errc::bracket_after_dollar, "{ $[1] = b }", "$[1]", "`$.name[0]`"},
    {errc::double_quoted_step, "{ $.[\"a b\"] = b }", "[\"a b\"]", "`.['a b']`"},
    {errc::double_quoted_step, "{ $.\"a\" = b }", "\"a\"", "`.a`"},
    {errc::double_quoted_step, "{ $.a[\"b\"] = b }", "[\"b\"]", "`.b`"},
    {errc::bad_step, "{ $. = b }", ".", "`$.name`"},
    {errc::bad_step, "{ $.a. = b }", ".", "`$.name`"},
    {errc::bad_step, "{ $..a = b }", ".", "`$.name`"},
    {errc::bad_step, "{ $.a[-1] = b }", "[-1]", "from the start"},
    {errc::bad_step, "{ $.a['b'] = c }", "['b']", "`.b`"},
    {errc::bad_step, "{ $.a[1:2] = c }", "[1:2]", "`[*]`"},
    {errc::bad_step, "{ $.a[1 = c }", "[1", "`[*]`"},
    {errc::bad_step, "{ $.a@b = c }", "@", "`.['a@b']`"},
    {errc::bad_step, "{ $.na\u00efve = c }", "\u00ef", "`.['na\u00efve']`"},
    {errc::bad_step, "{ $.['a = c }", ".", "`$.name`"},
    {errc::too_many_wildcards, "{ $.a[*].* = b }", ".*", "every step but one"},
    {errc::too_many_wildcard_selectors, "{ $.a.* = 1 || $.b.* = 1 || $.c.* = 1 || $.d.* = 1 }", "$.d.*", "split"},
    // Operators.
    {errc::expected_operator, "{ $.a }", "}", "write `=`"},
    {errc::expected_operator, "{ $.eventNa me = X }", "me", "write `$.eventName`"},
    {errc::expected_operator, "{ $.a .b = X }", ".b", "write `$.a.b`"},
    {errc::double_equals, "{ $.a == b }", "==", "`=` with one equals sign"},
    {errc::double_equals, "{ $.a !== b }", "!==", "`!=` with one equals sign"},
    {errc::unknown_operator, "{ $.a =~ b }", "=~", "percent signs"},
    {errc::unknown_operator, "{ $.a ~ 2 }", "~", "percent signs"},
    {errc::unknown_operator, "{ $.a <> b }", "<>", "`!=`"},
    {errc::unknown_operator, "{ $.a ! = b }", "! =", "`!=`"},
    {errc::unknown_operator, "{ $.a => 5 }", "=>", "`>=`"},
    {errc::unknown_operator, "{ $.a =< 5 }", "=<", "`<=`"},
    {errc::unknown_operator, "{ $.a \u2264 5 }", "\u2264", "`<=`"},
    {errc::unknown_operator, "{ $.a: \"b\" }", ":", "`=`"},
    {errc::unknown_operator, "{ $.a LIKE b }", "LIKE", "wildcards"},
    {errc::unknown_operator, "{ $.a IN (b, c) }", "IN", "`||`"},
    {errc::unknown_operator, "{ $.a NOT IN (b, c) }", "NOT IN", "`!=`"},
    {errc::unknown_operator, "{ $.a contains b }", "contains", "wildcards"},
    {errc::is_not_null, "{ $.a IS NOT NULL }", "IS NOT NULL", "`= \"*\"`"},
    {errc::is_not_null, "{ $.a NOT NULL }", "NOT NULL", "`= \"*\"`"},
    {errc::bad_is, "{ $.a IS 5 }", "5", "`IS NULL`"},
    {errc::bad_is, "{ $.a IS NOT TRUE }", "NOT", "no `IS NOT`"},
    {errc::bad_is, "{ $.a NULL }", "NULL", "`IS NULL`"},
    {errc::bad_is, "{ $.aIS NULL }", "IS NULL", "`$.a IS NULL`"},
    {errc::exists_alone, "{ $.a EXISTS }", "EXISTS", "`= \"*\"`"},
    {errc::bad_not_exists, "{ $.a NOT EXIST }", "NOT EXIST", "`NOT EXISTS`"},
    {errc::bad_not_exists, "{ $.a NOTEXISTS }", "NOTEXISTS", "`NOT EXISTS`"},
    {errc::bad_not_exists, "{ $.a IS NOT EXISTS }", "IS NOT EXISTS", "`NOT EXISTS`"},
    {errc::bad_not_exists, "{ $.invokedByNOT EXISTS }", "NOT EXISTS", "`$.invokedBy NOT EXISTS`"},
    // Values.
    {errc::expected_value, "{ $.a = }", "}", "write a word"},
    {errc::expected_value, "{ $.a > && $.b = 1 }", "&", "write a word"},
    {errc::expected_value, "{ $.a = $.b }", "$.b", "another field"},
    {errc::expected_value, "{ $.a = (b || c) }", "(", "one condition for each value"},
    {errc::single_quotes, "{ $.a = 'b c' }", "'b c'", "`\"b c\"`"},
    {errc::typographic_quotes, "{ $.a = \u201cb\u201d }", "\u201cb\u201d", "`\"b\"`"},
    {errc::typographic_quotes, "{ $.a = \u2018b\u2019 }", "\u2018b\u2019", "`\"b\"`"},
    {errc::typographic_quotes, "{ $.a = b\u201d }", "\u201d", "plain double"},
    {errc::backslash_quotes, "{ $.a = \\\"b\\\" }", "\\\"b\\\"", "`\"b\"`"},
    {errc::backslash_quotes, "{ $.a = \\\"b c }", "\\\"", "plain double"},
    {errc::unclosed_quote, "{ $.a = \"b }", "\"", "close it with"},
    {errc::unclosed_quote, "{ $.a = \"b && $.c = \"d\" }", "\"", "close it with"},
    {errc::unclosed_quote, "{ $.a = \"b && $.c = \"d\" && $.e = \"f\" }", "\"", "close it with"},
    {errc::expected_connective, "{ $.a = \"b\"c && $.d = \"e\" }", "c", "\\\""},
    {errc::null_value, "{ $.a = null }", "null", "`$.a IS NULL`"},
    {errc::null_value, "{ $.a != NULL }", "NULL", "no opposite"},
    {errc::bad_character, "{ $.a = b:c }", ":", "`\"b:c\"`"},
    {errc::bad_character, "{ $.a = user@example.com }", "@", "`\"user@example.com\"`"},
    {errc::bad_character, "{ $.a = a+b }", "+", "`\"a+b\"`"},
    {errc::bad_character, "{ $.a = b|c }", "|", "`\"b|c\"`"},
    {errc::bad_character, "{ $.a = /b/ }", "/", "percent signs"},
    {errc::bad_character, "{ $.a = AcceptHandshake\" }", "\"", "`\"AcceptHandshake\"`"},
    {errc::blank_in_value, "{ ($.a = Failed authentication) }", "Failed authentication", "`\"Failed authentication\"`"},
    {errc::blank_in_value, "{ $.a = two words AND $.b = c }", "two words", "`\"two words\"`"},
    {errc::ordering_needs_number, "{ $.a > \"5\" }", "\"5\"", "write a number"},
    {errc::ordering_needs_number, "{ $.a <= word }", "word", "write a number"},
    {errc::ordering_needs_number, "{ $.a < 1. }", "1.", "write a number"},
    {errc::ordering_needs_number, "{ $.a > 1,000 }", "1,000", "write a number"},
    {errc::ordering_needs_number, "{ $.a > null }", "null", "write a number"},
    {errc::exponent_too_large, "{ $.a = 1e2147483648 }", "1e2147483648", "nearer"},
    {errc::too_many_regexes, "{ $.a = %1% || $.a = %2% || $.a = %3% }", "%3%", "`|`"},
    // Regular expressions.
    {errc::unclosed_regex, "{ $.a = %b }", "%", "close the regular expression"},
    {errc::empty_regex, "{ $.a = %% }", "%%", "write what to find"},
    {errc::regex_character, "{ $.a = %(b)% }", "(", "no groups"},
    {errc::regex_character, "{ $.a = %caf\u00e9% }", "\u00e9", "only ASCII"},
    {errc::regex_escape, "{ $.a = %\\p% }", "\\p", "the escapes are"},
    {errc::regex_quantifier, "{ $.a = %*b% }", "*", "one quantifier"},
    {errc::regex_quantifier, "{ $.a = %b++% }", "+", "one quantifier"},
    {errc::regex_class, "{ $.a = %[b% }", "[b", "close it"},
    {errc::regex_class, "{ $.a = %[z-a]% }", "z-a", "from low to high"},
    {errc::unclosed_regex, "%b", "%", "close the regular expression"},
    {errc::empty_regex, "%%", "%%", "write what to find"},
    {errc::regex_character, "%(b)%", "(", "no groups"},
    {errc::text_after_regex, "%a% %b%", " %b%", "join alternatives"},
    {errc::text_after_regex, "%a%b", "b", "join alternatives"},
    // Terms.
    {errc::term_character, "ERROR!", "!", "`\"ERROR!\"`"},
    {errc::term_character, "ERR* x", "*", "leave it out"},
    {errc::term_character, "a && b", "&", "`?` before each"},
    {errc::term_character, "'two words'", "'", "double quotation marks"},
    {errc::term_character, "a = b", "=", "in braces"},
    {errc::term_character, "key:value x", ":", "`\"key:value\"`"},
    {errc::term_character, "x -key:value", ":", "`-\"key:value\"`"},
    {errc::term_character, "?[a] ?[b]", "[", "`?\"[a]\"`"},
    {errc::term_character, "100%", "%", "`\"100%\"`"},
    {errc::term_character, "$HOME x", "$", "double quotation marks"},
    {errc::term_character, "caf\u00e9 \u20ac", "\u20ac", "`\"\u20ac\"`"},
    {errc::operator_without_term, "-", "-", "directly before"},
    {errc::operator_without_term, "- a", "-", "directly before"},
    {errc::operator_without_term, "a-", "-", "directly before"},
    {errc::operator_without_term, "?-a", "?", "directly before"},
    {errc::operator_without_term, "a --b", "-", "directly before"},
    {errc::empty_phrase, "a \"\"", "\"\"", "no pattern at all"},
    {errc::unclosed_quote, "a -\"b", "\"", "close it with"},
    {errc::text_after_phrase, "\"A\"B", "B", "a blank between"},
    {errc::text_after_phrase, "A\"B\"", "\"", "a blank between"},
    {errc::text_after_phrase, "\"A\"\"B\"", "\"", "a blank between"},
    {errc::regex_among_terms, "ERROR %b c% d", "%b c%", "terms only"},
    // Columns.
    {errc::missing_closing_bracket, "[a, b", "", "end the pattern with `]`"},
    {errc::missing_closing_bracket, "[", "", "end the pattern with `]`"},
    {errc::text_after_bracket, "[a] b", "b", "one `[` and one `]`"},
    {errc::column_name, "[1a]", "1a", "`_1a`"},
    {errc::column_name, "[x, status-code, y]", "status-code", "`status_code`"},
    {errc::column_name, "[$.status = 4*]", "$.status", "without `$`"},
    {errc::column_name, "[a, ..]", "..", "three dots"},
    {errc::column_name, "[\u00e9]", "\u00e9", "a name is"},
    {errc::duplicate_column, "[a, b, a]", "a", "a name of its own"},
    {errc::second_ellipsis, "[..., a, ...]", "...", "keep one"},
    {errc::other_column, "[a = 1 && b = 2]", "b", "its own column"},
    {errc::unnamed_condition, "[a, = 1]", "=", "repeat it"},
    {errc::unnamed_condition, "[... != 1]", "!=", "repeat it"},
    {errc::unnamed_condition, "[a = 404 || 410]", "410", "repeat it"},
    {errc::expected_condition, "[a = 1 || ]", "]", "its column's name"},
    {errc::unknown_operator, "[a ! 1]", "!", "write `!=`"},
    {errc::unknown_operator, "[a ^= 1]", "^=", "`>` and `>=`"},
    {errc::column_parenthesis, "[(a = 1 || a = 2)]", "(", "leave them out"},
    {errc::column_test, "[a IS NULL]", "IS NULL", "`a = \"value\"`"},
    {errc::column_test, "[a not exists, b]", "not exists", "`a = \"value\"`"},
    {errc::expected_separator, "[a b]", "b", "apart by commas"},
    {errc::expected_separator, "[a = \"x\" b]", "b", "apart by commas"},
    {errc::expected_operator, "[a = 1 || a]", "]", "repeats the name"},
    {errc::expected_value, "[a = ]", "]", "write a word"},
    {errc::double_equals, "[a == 1]", "==", "one equals sign"},
    {errc::unknown_operator, "[a LIKE b]", "LIKE", "wildcards"},
    {errc::ordering_needs_number, "[a > \"1\", b]", "\"1\"", "write a number"},
    {errc::bad_character, "[a = /index.html, b]", "/", "`\"/index.html\"`"},
    {errc::blank_in_value, "[a = two words, b]", "two words", "`\"two words\"`"},
    {errc::single_quotes, "[a = 'b']", "'b'", "`\"b\"`"},
    {errc::word_connective, "[a = 1 OR a = 2]", "OR", "write `||`"},
    {errc::single_connective, "[a = 1 & a != 2]", "&", "write `&&`"},
    {errc::single_connective, "[a=1&a=2]", "&", "write `&&`"},
    {errc::bad_character, "[a=b&c]", "&", "`\"b&c\"`"},
    {errc::template_hole, "[a = ${x}]", "${x}", "put the value"},
    {errc::too_many_regexes, "[a = %1%, b = %2%, c = %3%]", "%3%", "`|`"},
};

TEST(diagnose, every_mistake_is_recognised) {
  for (const row& each : rows) {
    const auto result = syntax::parse(each.pattern);
    ASSERT_FALSE(result.has_value()) << each.pattern;
    const diagnostic& d = result.error();
    EXPECT_EQ(name(d.code), name(each.code)) << render(d);
    EXPECT_EQ(d.source.substr(d.where.begin, d.where.end - d.where.begin), each.marked) << render(d);
    EXPECT_NE(help(d).find(each.help), std::string::npos) << render(d);
    EXPECT_EQ(d.source, each.pattern);
  }
}

// Whatever a text breaks off in, nothing behind its end is read.
TEST(diagnose, nothing_outside_the_text_counts) {
  guarded::memory memory(4096);
  for (const row& each : rows) {
    const std::string_view whole = each.pattern;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      const auto alone = syntax::parse(memory.at_end(whole.substr(0, size)));
      const auto inside = syntax::parse(whole.substr(0, size));
      ASSERT_EQ(alone.has_value(), inside.has_value()) << whole.substr(0, size);
      if (alone) continue;
      EXPECT_EQ(name(alone.error().code), name(inside.error().code)) << whole.substr(0, size);
    }
  }
}

TEST(diagnose, every_code_has_a_row_or_a_test_of_its_own) {
  std::set<errc> seen;
  for (const row& each : rows) seen.insert(each.code);
  const std::set<errc> elsewhere = {errc::too_long,
                                    errc::too_deep,
                                    errc::regex_too_large,  // parse_test.cpp
                                    errc::out_of_memory,    // memory_laws_test.cpp
                                    errc::outer_white_space,
                                    errc::mixed_connectives,
                                    errc::boolean_word,
                                    errc::quoted_json_pattern,
                                    errc::ignored_optional_term,
                                    errc::operator_inside_word,
                                    errc::connective_term};
  for (int i = 0; !name(static_cast<errc>(i)).empty(); ++i) {
    const auto code = static_cast<errc>(i);
    EXPECT_TRUE(seen.contains(code) != elsewhere.contains(code)) << name(code);
  }
}

TEST(diagnose, relates_the_place_that_belongs_to_the_mistake) {
  EXPECT_EQ(syntax::parse("{ ($.a = (b }").error().related, std::nullopt);
  EXPECT_EQ(syntax::parse("{ ($.a = b && ($.c = d }").error().related, (span{14, 15}));
  EXPECT_EQ(syntax::parse("{ ($.a = b && ($.c = d) }").error().related, (span{2, 3}));
  EXPECT_EQ(syntax::parse("{ ($.a = b)").error().related, (span{0, 1}));
  EXPECT_EQ(syntax::parse("{ ($.a = b").error().related, (span{2, 3}));
  EXPECT_EQ(syntax::parse("'{ $.a = b }'").error().related, (span{12, 13}));
  EXPECT_EQ(syntax::parse("\u201c{ $.a = b }\u201d").error().related, (span{14, 17}));
  EXPECT_EQ(syntax::parse("'{ $.a = b }").error().related, std::nullopt);
}

// What stands last in backticks in the help, put in the place of the mistake.
std::string repaired(const diagnostic& d) {
  const std::string text = help(d);
  const std::size_t begin = text.find('`') + 1;
  std::string out = d.source;
  return out.replace(d.where.begin, d.where.end - d.where.begin, text.substr(begin, text.find('`', begin) - begin));
}

TEST(diagnose, what_the_help_proposes_is_right) {
  for (const auto* pattern : {"{ $.a == b }",
                              "{ $.a !== b }",
                              "{ $.a <> b }",
                              "{ $.a => 5 }",
                              "{ $.a ! = b }",
                              "{ $.a = b AND $.c = d }",
                              "{ $.a = b or $.c = d }",
                              "{ $.a = b & $.c = d }",
                              "{ eventName = b }",
                              "{ $eventName[0] = b }",
                              "{ $.a = b || c }",
                              "{ $.a > 5 || 6 }",
                              "{ $.a != 5 && \"c d\" }",
                              "{ $['a.b'] = c }",
                              "{ $.a[\"b c\"] = d }",
                              "{ $.a['b'] = d }",
                              "{ $.a NULL }",
                              "{ $.a NOT EXIST }",
                              "{ $.a IS NOT EXISTS }",
                              "{ $.a IS NOT NULL }",
                              "{ $.a = 'b c' }",
                              "{ $.a = 'say \"b\"' }",
                              "{ $.a = \u201cb c\u201d }",
                              "{ $.a = \\\"b c\\\" }",
                              "{ $.a = two more words }",
                              "$.a = b",
                              "[a == 1]",
                              "[a = 'b c', d]",
                              "[a = two words, d]",
                              "[a = 1 OR a = 2]"}) {
    const auto wrong = syntax::parse(pattern);
    ASSERT_FALSE(wrong.has_value()) << pattern;
    const std::string text = repaired(wrong.error());
    const auto right = syntax::parse(text);
    EXPECT_TRUE(right.has_value()) << pattern << " became " << text << "\n" << (right ? "" : render(right.error()));
  }
}

// Cut anywhere, a pattern is refused, at a place within the text and with words.
TEST(diagnose, any_beginning_of_a_pattern_is_refused_with_words) {
  const std::string whole =
      "{ ($.a.['b c'][0].* = \"x y\" && $.c != -1.5e3) || ($.d NOT EXISTS) || $.e IS NULL && $.f = %a[b]% || $.g >= 5 "
      "}";
  ASSERT_TRUE(syntax::parse(whole).has_value());
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const auto result = syntax::parse(whole.substr(0, length));
    ASSERT_FALSE(result.has_value()) << length;
    const diagnostic& d = result.error();
    EXPECT_LE(d.where.end, length);
    EXPECT_FALSE(message(d).empty() || help(d).empty()) << render(d);
    EXPECT_EQ(service_message(d), "If a filter pattern starts with '{' it must end with '}'");
  }
}

}  // namespace
