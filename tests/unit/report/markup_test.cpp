// SPDX-License-Identifier: Apache-2.0
// Hostile text made fit to be shown.
#include "report/markup.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using report::cut;
using report::escaped;
using report::visible;

TEST(markup, escapes_what_has_a_meaning) {
  EXPECT_EQ(escaped("<a href='x'>\"&amp;]]></a>"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;]]&gt;&lt;/a&gt;");
  EXPECT_EQ(escaped("a\tb\nc"), "a\tb\nc");
  EXPECT_EQ(escaped("caf\xc3\xa9 \xf0\x9f\x94\x92"), "caf\xc3\xa9 \xf0\x9f\x94\x92");
}

TEST(markup, shows_what_hides) {
  EXPECT_EQ(visible("a\x1b[31m\r\n"), "a\\u{1b}[31m\\u{d}\\u{a}");
  EXPECT_EQ(visible("two\nlines\r", true), "two\nlines\\u{d}");
  EXPECT_EQ(visible("\xe2\x80\xae"
                    "abc\xe2\x81\xa6"),
            "\\u{202e}abc\\u{2066}");
  EXPECT_EQ(visible("\xc2\x85\xef\xbb\xbf\xef\xbf\xbe\xe2\x80\x8b"), "\\u{85}\\u{feff}\\u{fffe}\\u{200b}");
  EXPECT_EQ(visible(std::string_view{"\0", 1}), "\\u{0}");
}

TEST(markup, replaces_what_is_no_text) {
  EXPECT_EQ(visible("\xff\xc3"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(escaped("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // a lone surrogate
}

TEST(markup, cuts_between_characters) {
  EXPECT_EQ(cut("abc", 3), "abc");
  EXPECT_EQ(cut("abcd", 3), "ab\xe2\x80\xa6");
  EXPECT_EQ(cut("\xc3\xa9\xc3\xa9\xc3\xa9", 2), "\xc3\xa9\xe2\x80\xa6");
  EXPECT_EQ(cut("", 1), "");
  EXPECT_EQ(cut("ab", 0), "");
}

}  // namespace
}  // namespace coverwatch
