// SPDX-License-Identifier: Apache-2.0
// Laws of extraction: an independent splitting names the same fields and values; the values stand in the event, in its
// order, and leave nothing out but white space and marks; without a match there are none.
#include "laws.hpp"
#include "second_opinion_columns.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace {

namespace syntax = coverwatch::syntax;
using fields = std::vector<coverwatch::field>;

// What each law looks at: an example and what was extracted from it.
struct extraction {
  const laws::text_example& example;
  std::string_view event;
  const fields& found;
  const coverwatch::pattern& pattern;
  bool matched;

  const syntax::column_pattern* columns() const { return std::get_if<syntax::column_pattern>(&example.tree.pattern); }
  std::string told() const { return laws::describe(example.text, example.message); }
};

void for_each_extraction(const std::function<void(const extraction& x)>& use) {
  std::optional<coverwatch::pattern> pattern;
  coverwatch::scratch memory;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh) {
      auto parsed = coverwatch::pattern::parse(e.text);
      EXPECT_TRUE(parsed.has_value()) << laws::describe(e.text, e.message);
      if (!parsed) return false;
      pattern = *parsed;
    }
    const std::vector<char> exact(e.message.begin(), e.message.end());
    const std::string_view event(exact.data(), exact.size());
    const fields found = pattern->extract(event, memory);
    use({e, event, found, *pattern, opinion::matches(e.tree, e.message, false)});
    return true;
  });
}

std::size_t offset(const extraction& x, const coverwatch::field& f) {
  return static_cast<std::size_t>(f.value.data() - x.event.data());
}

TEST(extraction_law, only_a_match_of_columns_has_fields) {
  std::size_t some = 0;
  for_each_extraction([&](const extraction& x) {
    if (x.columns() == nullptr || !x.matched) {
      EXPECT_TRUE(x.found.empty()) << x.told();
    }
    some += x.found.empty() ? 0U : 1U;
  });
  EXPECT_GT(some * 20, laws::cases());
}

TEST(extraction_law, an_independent_splitting_agrees) {
  for_each_extraction([&](const extraction& x) {
    if (x.columns() == nullptr || !x.matched) return;
    const auto expected = opinion::fields(*x.columns(), x.example.message);
    ASSERT_EQ(x.found.size(), expected.size()) << x.told();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(x.found[i].name, expected[i].first) << x.told();
      EXPECT_EQ(x.found[i].value, expected[i].second.text) << x.told();
      EXPECT_EQ(offset(x, x.found[i]), expected[i].second.text_begin) << x.told();
    }
  });
}

TEST(extraction_law, values_stand_in_the_event_one_behind_the_other) {
  for_each_extraction([&](const extraction& x) {
    std::size_t end = 0;
    for (const auto& field : x.found) {
      ASSERT_TRUE(field.value.data() >= x.event.data()) << x.told();
      ASSERT_LE(offset(x, field) + field.value.size(), x.event.size()) << x.told();
      EXPECT_GE(offset(x, field), end) << x.told();
      end = offset(x, field) + field.value.size();
    }
  });
}

// Everything between the values is white space, or one mark on either side of a value.
TEST(extraction_law, values_leave_out_white_space_and_marks_only) {
  for_each_extraction([&](const extraction& x) {
    if (x.columns() == nullptr || !x.matched) return;
    std::string rest;
    std::size_t end = 0;
    for (const auto& field : x.found) {
      rest += x.event.substr(end, offset(x, field) - end);
      end = offset(x, field) + field.value.size();
    }
    rest += x.event.substr(end);
    EXPECT_EQ(rest.find_first_not_of(" \t\r\n\"[]"), std::string::npos) << x.told();
    const auto marks = std::count_if(rest.begin(), rest.end(), [](char c) { return c == '"' || c == '[' || c == ']'; });
    EXPECT_LE(static_cast<std::size_t>(marks), 2 * x.found.size()) << x.told();
  });
}

TEST(extraction_law, there_are_as_many_as_columns_or_as_tokens) {
  for_each_extraction([&](const extraction& x) {
    if (x.columns() == nullptr || !x.matched) return;
    const auto& columns = x.columns()->columns;
    const bool open = columns.empty() || std::any_of(columns.begin(), columns.end(), [](const syntax::column& c) {
                        return c.how == syntax::column::kind::ellipsis;
                      });
    EXPECT_EQ(x.found.size(), open ? opinion::split(x.example.message).size() : columns.size()) << x.told();
  });
}

TEST(extraction_law, names_are_different) {
  for_each_extraction([&](const extraction& x) {
    std::vector<std::string> names;
    for (const auto& field : x.found) names.push_back(field.name);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << x.told();
  });
}

}  // namespace
