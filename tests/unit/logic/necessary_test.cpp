// SPDX-License-Identifier: Apache-2.0
// The clues of chosen patterns, written down; tests/laws holds that no event matches without one.
#include "logic/necessary.hpp"

#include "logic/lower.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace coverwatch;

std::string shown(const logic::clue& c) {
  std::string out;
  if (!c.text.empty()) out += (c.opens ? "\"" : "") + std::string(c.text) + (c.closes ? "\"" : "");
  if (c.key.empty()) return out;
  out += " @" + std::string(c.key);
  if (c.behind == logic::clue::strings::any) out += " any";
  if (c.behind == logic::clue::strings::no_string) out += " no string";
  return out;
}

// The clues with ` | ` between them.
std::string clues(const std::string& text, std::vector<std::string_view> known = {}) {
  const auto parsed = syntax::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  const logic::formula f = logic::lower(parsed->tree);
  std::string out;
  for (const logic::clue& c : logic::necessary_clues(f, known)) out += (out.empty() ? "" : " | ") + shown(c);
  return out;
}

TEST(necessary_clues, of_a_text_stand_in_quotation_marks) {
  EXPECT_EQ(clues(R"({ $.a = "Root" })"), R"("Root" @a)");
  EXPECT_EQ(clues(R"({ $.a = ConsoleLogin })"), R"("ConsoleLogin" @a)");
  EXPECT_EQ(clues(R"({ $.a[*] = "Root" })"), R"("Root")");
  EXPECT_EQ(clues(R"({ $.a[0] = "Root" })"), R"("Root")");
  EXPECT_EQ(clues(R"({ $.a[0].b = "Root" })"), R"("Root" @b)");
}

TEST(necessary_clues, of_a_wildcard_are_its_rarest_piece) {
  EXPECT_EQ(clues(R"({ $.a = "*UnauthorizedOperation" })"), R"(UnauthorizedOperation" @a)");
  EXPECT_EQ(clues(R"({ $.a = "AccessDenied*" })"), R"("AccessDenied @a)");
  EXPECT_EQ(clues(R"({ $.a = "*e*Unauthorized*" })"), R"(Unauthorized @a)");
  EXPECT_EQ(clues(R"({ $.a = * })"), " @a any");
}

TEST(necessary_clues, leave_out_what_json_spells_in_several_ways) {
  EXPECT_EQ(clues(R"({ $.a = "Key/Rotation" })"), R"(Rotation" @a)");
  EXPECT_EQ(clues(R"({ $.a = "RotationéKey" })"), R"("Rotation @a)");
  EXPECT_EQ(clues(R"({ $.a = "Key\"QUEUE\"x" })"), "QUEUE @a");
  EXPECT_EQ(clues(R"({ $.a = "é/" })"), " @a");
  EXPECT_EQ(clues(R"({ $.['x/y'] = "Root" })"), R"("Root")");
  EXPECT_EQ(clues(R"({ $.['x/y'] = "/" })"), "");
}

// A number is spelled in many ways.
TEST(necessary_clues, have_no_text_where_a_number_may_be_meant) {
  for (const std::string value :
       {"1", "1.0", "\"12\"", "\"1000.0\"", "*.0", "\"*E*\"", "Infinity", "\"-*\"", "-0.0", "\"\""}) {
    EXPECT_EQ(clues("{ $.a = " + value + " }"), " @a") << value;
    EXPECT_EQ(clues("{ $.a[*] = " + value + " }"), "") << value;
  }
  EXPECT_EQ(clues(R"({ $.a = "1e5" })"), R"("1e5" @a)");
  EXPECT_EQ(clues(R"({ $.a = "12-AB" })"), R"("12-AB" @a)");
}

TEST(necessary_clues, of_other_conditions) {
  EXPECT_EQ(clues("{ $.a != x }"), "");
  EXPECT_EQ(clues("{ $.a NOT EXISTS }"), "");
  EXPECT_EQ(clues("{ $.a IS NULL }"), " @a no string");
  EXPECT_EQ(clues("{ $.a IS TRUE }"), " @a no string");
  EXPECT_EQ(clues("{ $.a >= 5 }"), " @a no string");
  EXPECT_EQ(clues("{ $.a = %x% }"), " @a any");
  EXPECT_EQ(clues("{ $.* = %x% }"), "");
}

TEST(necessary_clues, one_of_all_and_all_of_any) {
  EXPECT_EQ(clues(R"({ $.a != x && $.b = "Root" })"), R"("Root" @b)");
  EXPECT_EQ(clues(R"({ $.a != x || $.b = "Root" })"), "");
  EXPECT_EQ(clues(R"({ $.a = ConsoleLogin || $.b = "Root" })"), R"("ConsoleLogin" @a | "Root" @b)");
  EXPECT_EQ(clues("{ $.a = KeyOne && ($.b = KeyTwo || $.b = KeyThree) }"), R"("KeyOne" @a)");
  EXPECT_EQ(clues("{ $.t = IAMUser && ($.b = KeyTwo || $.b = KeyThree) }"), R"("KeyTwo" @b | "KeyThree" @b)");
}

TEST(necessary_clues, prefer_known_keys) {
  EXPECT_EQ(clues("{ $.a = KeyOne && ($.b = KeyTwo || $.b = KeyThree) }", {"b"}), R"("KeyTwo" @b | "KeyThree" @b)");
}

TEST(necessary_clues, of_the_kinds_that_read_no_json) {
  EXPECT_EQ(clues("ERROR \"out of memory\""), "out of memory");
  EXPECT_EQ(clues("?ERROR ?WARN"), "ERROR | WARN");
  EXPECT_EQ(clues("-ERROR"), "");
  EXPECT_EQ(clues("%ERROR%"), "");
  EXPECT_EQ(clues(""), "");
  EXPECT_EQ(clues("[a, b]"), "");
  EXPECT_EQ(clues("[a = ERROR, b != x]"), "ERROR");
  EXPECT_EQ(clues("[a = 4*04, b = 200]"), "04");
}

}  // namespace
