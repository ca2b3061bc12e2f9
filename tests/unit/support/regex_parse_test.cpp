// SPDX-License-Identifier: Apache-2.0
// What the service's regular expressions may hold, what is wrong with the others and where, and how anchors and counted
// repetitions are written out.
#include "support/regex.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

void PrintTo(const regex_error& e, std::ostream* out) {
  constexpr const char* names[] = {"empty", "character", "escape", "quantifier", "char_class", "too_large"};
  *out << names[static_cast<int>(e.code)] << ' ' << e.begin << ".." << e.end;
}
bool operator==(const regex_error& a, const regex_error& b) {
  return a.code == b.code && a.begin == b.begin && a.end == b.end;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support

namespace {

using namespace coverwatch::support;
using enum regex_errc;
using how = regex_position::kind;

struct refusal {
  std::string body;
  regex_error expected;
};

void expect_refusals(const std::vector<refusal>& refusals) {
  for (const refusal& r : refusals) {
    const auto parsed = parse_regex(r.body);
    ASSERT_FALSE(parsed) << r.body;
    EXPECT_EQ(parsed.error(), r.expected) << r.body;
  }
}

void expect_accepted(const std::vector<std::string>& bodies) {
  for (const std::string& body : bodies) EXPECT_TRUE(parse_regex(body)) << body;
}

// The characters below 128 that the only position of the body takes.
std::string members(std::string_view body) {
  const auto branches = parse_regex(body);
  if (!branches || branches->size() != 1 || branches->front().positions.size() != 1) return "not one position";
  std::string all;
  for (char c = 32; c < 127; ++c)
    if (branches->front().positions[0].set.contains(static_cast<char32_t>(c))) all += c;
  return all;
}

// The kinds of the positions, one letter each, with anchors: "^1o*$".
std::string outline(std::string_view body) {
  std::string out;
  const auto branches = parse_regex(body);
  if (!branches) return "refused";
  for (const regex_branch& b : *branches) {
    if (!out.empty()) out += " ";
    out += b.anchored_start ? "^" : "<";
    for (const regex_position& p : b.positions) out += p.how == how::once ? '1' : p.how == how::optional ? 'o' : '*';
    out += b.anchored_end ? "$" : ">";
  }
  return out;
}

TEST(RegexParse, RawCharacters) {
  for (char c = 1; c < 127; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool literal = letter || std::string_view("_#=@/;,- :]}").find(c) != std::string_view::npos;
    const bool anchor_dot_or_bar = std::string_view("^$.|").find(c) != std::string_view::npos;
    EXPECT_EQ(parse_regex(std::string(1, c)).has_value(), literal || anchor_dot_or_bar) << c;
    if (!literal) continue;
    EXPECT_EQ(members(std::string(1, c)), std::string(1, c));
  }
}

TEST(RegexParse, RefusedCharacters) {
  expect_refusals({{"", {empty, 0, 0}},
                   {"(a)", {character, 0, 1}},
                   {"a)", {character, 1, 2}},
                   {"a\\(b", {character, 1, 3}},
                   {"a\\)", {character, 1, 3}},
                   {"a&b", {character, 1, 2}},
                   {"a\"", {character, 1, 2}},
                   {"a!", {character, 1, 2}},
                   {"a\n", {character, 1, 2}},
                   {"caf\xc3\xa9s", {character, 3, 5}},
                   {"a\xff"
                    "b",
                    {character, 1, 2}},
                   {"[a\xe4\xb8\x96]", {character, 2, 5}},
                   {"[(]", {character, 1, 2}},
                   {"[a~]", {character, 2, 3}},
                   {"[\\)]", {character, 1, 3}}});
}

TEST(RegexParse, Escapes) {
  EXPECT_EQ(members("\\d"), "0123456789");
  EXPECT_EQ(members("[^\\w]"), members("\\W"));
  EXPECT_EQ(members("\\x28"), "(");
  EXPECT_EQ(members("\\x7e"), "~");
  EXPECT_EQ(members("\\\\"), "\\");
  EXPECT_EQ(members("\\ "), " ");
  expect_accepted({"\\.", "\\*", "\\[", "\\]", "\\%", "\\&", "\\\"", "\\~", "\\^", "\\$", "\\xE9"});
  expect_refusals({{"a\\", {escape, 1, 2}},
                   {"a\\p", {escape, 1, 3}},
                   {"\\bx", {escape, 0, 2}},
                   {"\\n", {escape, 0, 2}},
                   {"\\1", {escape, 0, 2}},
                   {"\\_x\\k", {escape, 3, 5}},
                   {"\\\xc3\xa9", {escape, 0, 3}},
                   {"\\\t", {escape, 0, 2}},
                   {"\\x", {escape, 0, 2}},
                   {"\\x4", {escape, 0, 3}},
                   {"\\x4g", {escape, 0, 3}},
                   {"[\\q]", {escape, 1, 3}},
                   {"[a\\", {escape, 2, 3}}});
}

TEST(RegexParse, HexEscapeIsACodePoint) {
  const auto branches = parse_regex("\\xe9").value();
  EXPECT_TRUE(branches[0].positions[0].set.contains(0xe9));
  EXPECT_EQ(branches[0].positions[0].set.low.count(), 1u);
}

TEST(RegexParse, Classes) {
  EXPECT_EQ(members("[abc]"), "abc");
  EXPECT_EQ(members("[a-e]"), "abcde");
  EXPECT_EQ(members("[]a]"), "]a");
  EXPECT_EQ(members("[-a]"), "-a");
  EXPECT_EQ(members("[a-]"), "-a");
  EXPECT_EQ(members("[a-c-e]"), "-abce");
  EXPECT_EQ(members("[\\d-]"), "-0123456789");
  EXPECT_EQ(members("[+--]"), "+,-");
  EXPECT_EQ(members("[.*+?^$|{}]"), "$*+.?^{|}");
  EXPECT_EQ(members("[\\[\\]\\\\]"), "[\\]");
  EXPECT_EQ(members("[a\\-z]"), "-az");
  EXPECT_EQ(members("[\\x41-\\x43]"), "ABC");
  EXPECT_EQ(members("[^\\x20-\\x7d]"), "~");
  EXPECT_EQ(members("[^]^]").find_first_of("]^"), std::string::npos);
}

TEST(RegexParse, RefusedClasses) {
  expect_refusals({{"a[b", {char_class, 1, 3}},
                   {"[", {char_class, 0, 1}},
                   {"[]", {char_class, 0, 2}},
                   {"[^]", {char_class, 0, 3}},
                   {"[a-", {char_class, 0, 3}},
                   {"x[z-a]", {char_class, 2, 5}},
                   {"[\\d-z]", {char_class, 1, 5}},
                   {"[a-\\w]", {char_class, 1, 5}},
                   {"[a[b]", {char_class, 2, 3}},
                   {"[a-[b]", {char_class, 3, 4}},
                   {"[[:alpha:]]", {char_class, 1, 2}}});
}

TEST(RegexParse, CharactersFrom256OnAreOneKind) {
  const auto high = [](std::string_view body) {
    return parse_regex(body).value()[0].positions[0].set.contains(0x4e16);
  };
  for (const char* takes : {".", "\\D", "\\S", "\\W", "[^a]", "[\\W]", "[^\\w]"}) EXPECT_TRUE(high(takes)) << takes;
  for (const char* leaves : {"a", "\\d", "\\xff", "[a-z]", "[^\\W]", "[^\\Da]"}) EXPECT_FALSE(high(leaves)) << leaves;
}

TEST(RegexParse, QuantifiersAreWrittenOut) {
  EXPECT_EQ(outline("ab?c*d+"), "<1o*1*>");
  EXPECT_EQ(outline("a{3}"), "<111>");
  EXPECT_EQ(outline("a{2,}"), "<11*>");
  EXPECT_EQ(outline("a{1,3}"), "<1oo>");
  EXPECT_EQ(outline("a{0}b"), "<1>");
  EXPECT_EQ(outline("a{0,0}"), "<>");
  EXPECT_EQ(outline("a{000002}"), "<11>");
  EXPECT_EQ(outline("a+?b*?c??d{2}?"), outline("a+b*c?d{2}"));
  EXPECT_EQ(outline("[ab]{2}"), "<11>");
}

TEST(RegexParse, RefusedQuantifiers) {
  expect_refusals({{"*a", {quantifier, 0, 1}},
                   {"a|+", {quantifier, 2, 3}},
                   {"^*", {quantifier, 1, 2}},
                   {"a$?", {quantifier, 2, 3}},
                   {"{2}", {quantifier, 0, 1}},
                   {"a++", {quantifier, 2, 3}},
                   {"a?+", {quantifier, 2, 3}},
                   {"a**", {quantifier, 2, 3}},
                   {"a???", {quantifier, 3, 4}},
                   {"a+?+", {quantifier, 3, 4}},
                   {"a{9}{9}", {quantifier, 4, 5}},
                   {"a{", {quantifier, 1, 2}},
                   {"a{}", {quantifier, 1, 2}},
                   {"a{,5}", {quantifier, 1, 2}},
                   {"a{1", {quantifier, 1, 3}},
                   {"a{1,x}", {quantifier, 1, 4}},
                   {"a{1 }", {quantifier, 1, 3}},
                   {"a{3,2}", {quantifier, 1, 6}}});
}

TEST(RegexParse, ALoneClosingBracketStandsForItself) {
  EXPECT_EQ(outline("a]b}c"), "<11111>");
  EXPECT_EQ(outline("]{2}}+"), "<111*>");
}

TEST(RegexParse, AnchorsAreFoldedIntoTheBranch) {
  EXPECT_EQ(outline("^ab$"), "^11$");
  EXPECT_EQ(outline("^"), "^>");
  EXPECT_EQ(outline("^$"), "^$");
  EXPECT_EQ(outline("$^"), "^$");
  EXPECT_EQ(outline("^^a$$"), "^1$");
  EXPECT_EQ(outline("a*b?^c"), "^1>");
  EXPECT_EQ(outline("a$b*c?"), "<1$");
  EXPECT_EQ(outline("a+^b"), "");
  EXPECT_EQ(outline("a$b"), "");
  EXPECT_EQ(outline("a$b|c"), "<1>");
  EXPECT_EQ(outline("a*$^b*"), "^$");
  EXPECT_EQ(outline("a$^"), "");
}

TEST(RegexParse, AlternativesMayBeEmpty) {
  EXPECT_EQ(outline("a|"), "<1> <>");
  EXPECT_EQ(outline("|"), "<> <>");
  EXPECT_EQ(outline("^a|b$|c"), "^1> <1$ <1>");
}

TEST(RegexParse, PositionsAreBounded) {
  EXPECT_TRUE(parse_regex("a{10000}"));
  EXPECT_TRUE(parse_regex("a{5000}|b{5000}"));
  EXPECT_TRUE(parse_regex("abc", 3));
  expect_refusals({{"a{10001}", {too_large, 0, 8}},
                   {"b{10000,}", {too_large, 0, 9}},
                   {"a{5000}|b{5000}c", {too_large, 15, 16}},
                   {"a{0,99999999999999999999}", {too_large, 0, 25}},
                   {"a{9000}a{9000}", {too_large, 7, 14}}});
  EXPECT_FALSE(parse_regex("abc", 2));
}

}  // namespace
