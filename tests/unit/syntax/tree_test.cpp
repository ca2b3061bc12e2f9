// SPDX-License-Identifier: Apache-2.0
// Trees are compared by what they say; spellings are those of the language.
#include "syntax/tree.hpp"

#include "syntax/parse.hpp"

#include "../../support/json_root.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coverwatch;
using sample::json_root;

TEST(tree, places_do_not_count_in_comparison) {
  const auto near = syntax::parse("{$.a=b&&($.c=\"d\"||$.e IS NULL)}");
  const auto far = syntax::parse("{   $.a  =  b  &&  (  $.c  =  \"d\"  ||  $.e  IS  NULL  )  }");
  ASSERT_TRUE(near && far);
  EXPECT_EQ(near->tree, far->tree);
  EXPECT_NE(syntax::where(json_root(near->tree)).end, syntax::where(json_root(far->tree)).end);
}

TEST(tree, spellings_parse_back) {
  using syntax::comparison;
  for (const auto op : {comparison::equal, comparison::not_equal, comparison::less, comparison::less_equal,
                        comparison::greater, comparison::greater_equal}) {
    const auto parsed = syntax::parse("{ $.a " + std::string(syntax::spelling(op)) + " 1 }");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(std::get<syntax::compare>(json_root(parsed->tree).node).op, op);
  }
  for (const auto value : {syntax::literal::null, syntax::literal::true_, syntax::literal::false_}) {
    const auto parsed = syntax::parse("{ $.a IS " + std::string(syntax::spelling(value)) + " }");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(std::get<syntax::is>(json_root(parsed->tree).node).right, value);
  }
}

}  // namespace
