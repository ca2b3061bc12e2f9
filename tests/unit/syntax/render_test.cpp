// SPDX-License-Identifier: Apache-2.0
// The lines as they come out, and that any bytes may come in.
#include "support/utf8.hpp"
#include "syntax/glyphs.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coverwatch;

std::string rendered(std::string_view text) {
  const auto result = syntax::parse(text);
  if (!result) return render(result.error());
  return result->warnings.empty() ? std::string("no mistake") : render(result->warnings.front());
}

std::string line(const std::string& text, int number) {
  std::size_t begin = 0;
  for (; number > 0; --number) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(render, message_pattern_caret_and_help) {
  EXPECT_EQ(rendered("{ $.latency ~ 2 }"),
            "error: `~` is not an operator\n"
            "  { $.latency ~ 2 }\n"
            "              ^\n"
            "  help: write `=` with a regular expression between percent signs, as in `= %part%`\n");
  EXPECT_EQ(rendered("{ $.a = two words }"),
            "error: a value with a blank must stand in quotation marks\n"
            "  { $.a = two words }\n"
            "          ^^^^^^^^^\n"
            "  help: write `\"two words\"`\n");
}

TEST(render, a_warning_says_so) { EXPECT_EQ(rendered("{ $.a = true }").substr(0, 9), "warning: "); }

TEST(render, related_places_are_underlined) { EXPECT_EQ(line(rendered("{ ($.a = b }"), 2), "    -        ^"); }

TEST(render, the_caret_may_stand_behind_the_text) {
  EXPECT_EQ(line(rendered("{ $.a = b"), 1), "  { $.a = b");
  EXPECT_EQ(line(rendered("{ $.a = b"), 2), "  -        ^");
  EXPECT_EQ(line(rendered("["), 2), "  -^");
}

TEST(render, columns_are_characters_and_control_characters_are_blanks) {
  EXPECT_EQ(line(rendered("{\t$.a =\r\n\"\u65e5\u672c\u8a9e\" &\t$.b = c }"), 1),
            "  { $.a =  \"\u65e5\u672c\u8a9e\" & $.b = c }");
  EXPECT_EQ(line(rendered("{\t$.a =\r\n\"\u65e5\u672c\u8a9e\" &\t$.b = c }"), 2), "                 ^");
  EXPECT_EQ(line(rendered("{ $.a = \x1b[31m\u202e }"), 1), "  { $.a =  [31m  }");
}

TEST(render, bytes_that_are_no_utf8_show_as_a_replacement) {
  EXPECT_EQ(line(rendered("{ $.a = \"\xff\xfe\" }"), 1), "  { $.a = \"\ufffd\ufffd\" }");
  EXPECT_EQ(line(rendered("{ $.a = \"\xff\xfe\" }"), 2), "           ^");
}

TEST(render, long_patterns_are_cut_around_the_caret) {
  const std::string left(300, 'l');
  const std::string right(300, 'r');
  const std::string text = rendered("{ $.a = \"" + left + "\" & $.b = \"" + right + "\" }");
  const std::string shown = line(text, 1);
  const std::string marks = line(text, 2);
  EXPECT_EQ(support::count_characters(shown), 102u);
  EXPECT_EQ(shown.substr(2, 3), "\u2026");
  EXPECT_EQ(shown.substr(shown.size() - 3), "\u2026");
  // The ellipsis has three bytes and one column.
  EXPECT_EQ(shown.at(marks.find('^') + 2), '&');
  EXPECT_EQ(line(rendered("{ $.a = \"" + left + "\" & }"), 1).back(), '}');
}

TEST(render, holds_with_places_that_are_not_in_the_text) {
  for (const span where : {span{0, 100}, span{100, 200}, span{7, 3}, span{2, 2}}) {
    for (int code = 0; code <= static_cast<int>(errc::boolean_word); ++code) {
      const diagnostic d{static_cast<errc>(code), where, where, "{ \xe6\x97\xa5\xff %", "\xff\n"};
      EXPECT_EQ(support::find_invalid_utf8(render(d)), std::string::npos) << name(d.code);
      EXPECT_FALSE(service_message(d).empty() && !is_warning(d.code) && d.code != errc::out_of_memory);
    }
  }
}

TEST(printable, cuts_after_whole_characters) {
  EXPECT_EQ(syntax::printable("\u65e5\u672c\u8a9e", 2), "\u65e5\u672c\u2026");
  EXPECT_EQ(syntax::printable("\u65e5\u672c", 2), "\u65e5\u672c");
}

}  // namespace
