// SPDX-License-Identifier: Apache-2.0
// The fast road over texts of printable ASCII must say what the strict reader says.
#include "support/json.hpp"
#include "support/outline.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coverwatch::support;

// The fast road for plain texts against the strict reader, over every cut and every change of one byte of a text.
TEST(json_plain, says_what_the_strict_reader_says) {
  const std::string text = R"({"a":"x\"y\\","b\u00e9":[1,-2.5e3,true,null,{}],"c":{"d":"\/\b"},"":""})";
  const auto agrees = [](const std::string& t) {
    std::vector<outline_block> blocks(outline_size(t.size()));
    std::vector<std::uint32_t> quotes(quotes_room(t.size()));
    outline_state state;
    const bool even = draw_and_list(t, state, blocks.data(), quotes.data(), widest_available()) % 2 == 0;
    const bool plain = even && t.starts_with('{') && t.ends_with('}') && is_printable_ascii(t, widest_available()) &&
                       json::escapes_are_valid(t);
    return !plain || json::is_valid_plain_object(t, quotes.data()) == !json::validate(t);
  };
  EXPECT_TRUE(json::escapes_are_valid(text));
  EXPECT_TRUE(agrees(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_TRUE(agrees(text.substr(0, i))) << i;
    for (const char c : std::string_view("\"\\{}[],:0e-.u x\t")) {
      std::string changed = text;
      changed[i] = c;
      EXPECT_TRUE(agrees(changed)) << changed;
      EXPECT_TRUE(agrees(text.substr(0, i) + c + text.substr(i))) << i << c;
    }
  }
}

TEST(json_plain, escapes_are_those_of_strings) {
  for (const char* valid : {"", "abc", R"(\")", R"(\\)", R"(\\u)", R"(\u12aF)", R"(\b\f\n\r\t\/)"}) {
    EXPECT_TRUE(json::escapes_are_valid(valid)) << valid;
  }
  for (const char* wrong : {R"(\)", R"(\\\)", R"(\x)", R"(\u)", R"(\u123)", R"(\u12g4)", R"(\U0000)", R"(\'a)"}) {
    EXPECT_FALSE(json::escapes_are_valid(wrong)) << wrong;
  }
}

}  // namespace
