// SPDX-License-Identifier: Apache-2.0
// Offsets to lines and columns, counted plainly beside it.
#include "inventory/document.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

namespace inventory = coverwatch::inventory;

void compare(const std::string& text) {
  inventory::document d;
  d.text = text;
  // Backwards, too: nobody promises an order.
  for (std::size_t step = 0; step <= text.size(); step += 61) {
    const std::size_t offset = step % 2 == 0 ? step : text.size() - step;
    std::uint32_t line = 1, column = 1;
    for (std::size_t i = 0; i < offset; ++i) {
      column = text[i] == '\n' ? 1 : column + 1;
      if (text[i] == '\n') ++line;
    }
    const inventory::place p = d.at(offset, "x");
    ASSERT_EQ(p.line, line) << offset;
    ASSERT_EQ(p.column, column) << offset;
    ASSERT_EQ(p.path, "x");
  }
}

TEST(Document, PlacesInShortAndLongLines) {
  compare("");
  compare("\n\n\n");
  std::string text(10'000, 'x');
  compare(text);
  for (std::size_t at = 0; at < text.size(); at += 97) text[at] = '\n';
  text[4095] = text[4096] = text[8191] = '\n';
  compare(text);
  compare(text.substr(0, 8192));
}

TEST(Document, BeyondTheEndIsTheEnd) {
  inventory::document d;
  d.text = "a\nb";
  EXPECT_EQ(d.at(99).line, 2U);
  EXPECT_EQ(d.at(99).column, 2U);
}

}  // namespace
