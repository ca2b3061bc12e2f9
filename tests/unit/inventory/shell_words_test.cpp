// SPDX-License-Identifier: Apache-2.0
// Words as the shell makes them, checked against a shell; and what pages do to commands.
#include "inventory/shell_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace coverwatch::inventory {
namespace {

using testing::ElementsAre;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (const shell_word& each : split_shell_command(text, 0).words) out.push_back(each.value);
  return out;
}

// The words that a shell hands to a program.
std::vector<std::string> words_of_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char c : "printf '%s\\0' " + text) quoted += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  std::FILE* const pipe = popen(("sh -c " + quoted + "'").c_str(), "r");
  std::vector<std::string> out(1);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    c == '\0' ? void(out.emplace_back()) : void(out.back() += static_cast<char>(c));
  }
  pclose(pipe);
  out.pop_back();
  return out;
}

TEST(shell_words, are_those_of_a_shell) {
  for (const std::string text : {
           R"(a b  c)",
           R"('a b' "c d" e)",
           R"('a'b"c")",
           R"(a'' "" '')",
           R"(a\ b \'c \" \\)",
           R"("a\"b\\c\d\$e" '\')",
           R"('it'\''s' 'x'"'"'y')",
           R"('{ $.a = 'Root' && $.b = "c" }')",
           R"('{ ($.e = 'Failed authentication') }')",
           R"("{ $.a = "Access Denied" }")",
           "a \\\n  b",
           "a\\\nb",
           "'a\nb' \"c\nd\" \"e\\\nf\"",
           "a # b",
           "a#b '#'",
           "a ; true",
           "a | cat",
           "a=b,c='d e' --x=1",
           "$.a '$x'",
       }) {
    EXPECT_EQ(words_of(text), words_of_shell(text)) << text;
  }
}

TEST(shell_words, end_with_the_line_unless_the_next_can_only_belong_to_it) {
  EXPECT_THAT(words_of("a --b c\nd"), ElementsAre("a", "--b", "c"));
  EXPECT_THAT(words_of("a --b c\n- Create a topic"), ElementsAre("a", "--b", "c"));
  EXPECT_THAT(words_of("a\n--b c\n  --d e\n\n--f"), ElementsAre("a", "--b", "c", "--d", "e"));
  EXPECT_THAT(words_of("a --b\n'c d'\ne"), ElementsAre("a", "--b", "c d"));
  EXPECT_THAT(words_of("a --b x=1,\ny=2\nz"), ElementsAre("a", "--b", "x=1,y=2"));
  EXPECT_THAT(words_of("a --b x=1,\nThen go on"), ElementsAre("a", "--b", "x=1,"));
  EXPECT_THAT(words_of("a \\  \n--b"), ElementsAre("a", "--b"));
  EXPECT_THAT(words_of("a --b c \\\r\n --d\r\nx"), ElementsAre("a", "--b", "c", "--d"));
  EXPECT_EQ(split_shell_command("a \\\n--b", 0).words.at(1).begin, 4U);
  EXPECT_TRUE(split_shell_command("a\n--b", 0).lost_continuations);
  EXPECT_TRUE(split_shell_command("a \\  \n--b", 0).lost_continuations);
  EXPECT_FALSE(split_shell_command("a \\\n--b", 0).lost_continuations);
}

TEST(shell_words, keep_placeholders_and_leave_out_redirections) {
  EXPECT_THAT(words_of("a <b_c> '<d>' x=<e f>,y"), ElementsAre("a", "<b_c>", "<d>", "x=<e f>,y"));
  EXPECT_THAT(words_of("a b > out.json c 2>&1 d < in"), ElementsAre("a", "b", "c", "d"));
  const shell_command stray = split_shell_command("x=name>,y=1", 0);
  ASSERT_EQ(stray.words.size(), 1U);
  EXPECT_TRUE(stray.words[0].stray_angle);
  EXPECT_EQ(stray.words[0].value, "x=name>,y=1");
}

TEST(shell_words, say_what_is_not_known) {
  EXPECT_TRUE(split_shell_command("$GROUP", 0).words[0].open);
  EXPECT_TRUE(split_shell_command("\"{ $.a = $b }\"", 0).words[0].open);
  EXPECT_TRUE(split_shell_command("\"$(cat p)\"", 0).words[0].open);
  EXPECT_FALSE(split_shell_command("\"{ $.a = b }\"", 0).words[0].open);
  EXPECT_FALSE(split_shell_command("'$x'", 0).words[0].open);
}

TEST(shell_words, tell_inner_quotes) {
  EXPECT_EQ(split_shell_command("'a 'b' c'", 0).words[0].inner_quote, '\'');
  EXPECT_EQ(split_shell_command("\"a \"b\" c\"", 0).words[0].inner_quote, '"');
  EXPECT_EQ(split_shell_command(R"('it'\''s')", 0).words[0].inner_quote, 0);
  EXPECT_EQ(split_shell_command("'a'\"b\"'c'", 0).words[0].inner_quote, 0);
  EXPECT_TRUE(split_shell_command("'a 'b c", 0).words[0].ends_bare);
}

TEST(shell_words, end_with_the_line_of_a_quote_that_nothing_closes) {
  const shell_command c = split_shell_command("a 'b c\nd", 0);
  EXPECT_EQ(c.open_quote, 2U);
  EXPECT_EQ(c.end, 6U);
  EXPECT_THAT(words_of("a \"b\\\""), ElementsAre("a"));
}

TEST(shell_words, end_at_a_backtick_within_backticks) {
  const std::string text = "`a --b c` is it";
  EXPECT_EQ(split_shell_command(text, 1, true).end, 8U);
  EXPECT_EQ(split_shell_command(text, 1, true).words.size(), 3U);
}

}  // namespace
}  // namespace coverwatch::inventory
