// SPDX-License-Identifier: Apache-2.0
// Canonical JSON: what atoms make sure of, by the words of docs/certificate.md. What may be written in two ways cuts.
#include "certificate/translation.hpp"
#include "logic/lower.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace coverwatch;

// Whether the first atom of the pattern makes sure of the phrase.
bool sure(const std::string& condition, std::string_view phrase) {
  const auto parsed = syntax::parse("{ " + condition + " }");
  EXPECT_TRUE(parsed) << condition;
  certificate::translation made(logic::form::object);
  made.add(logic::lower(parsed->tree), true);
  return certificate::makes_sure_of(made.atoms().front(), phrase);
}

TEST(Canonical, Values) {
  EXPECT_TRUE(sure("$.a = x", R"("a":"x")"));
  EXPECT_FALSE(sure("$.a = x", R"("a":"x",)"));
  EXPECT_FALSE(sure("$.a = x", R"("a": "x")"));
  EXPECT_FALSE(sure("$.a = x", R"({"a":"x")"));
  EXPECT_TRUE(sure("$.a = \"\"", R"("a":"")"));
  EXPECT_TRUE(sure("$.a IS TRUE", R"("a":true)"));
  EXPECT_TRUE(sure("$.a IS FALSE", R"("a":false)"));
  EXPECT_TRUE(sure("$.a > 1", R"("a":)"));
  EXPECT_FALSE(sure("$.a > 1", "1"));
  EXPECT_FALSE(sure("$.a = 1", R"("a":1)"));
  EXPECT_TRUE(sure("$.a = %x%", R"("a":)"));
  EXPECT_FALSE(sure("$.a = %x%", "x"));
}

// A number may have the text: then there are no quotation marks, and perhaps another spelling.
TEST(Canonical, TextsOfNumbers) {
  for (const std::string text : {"1", "-1", "1.0", "Infinity", "-Infinity", "1x"}) {
    EXPECT_FALSE(sure("$.a = \"" + text + "\"", text)) << text;
    EXPECT_TRUE(sure("$.a = \"" + text + "\"", R"("a":)"));
  }
  EXPECT_TRUE(sure("$.a = \"Inf\"", R"("a":"Inf")"));
  EXPECT_FALSE(sure("$.a = \"Inf*\"", "Inf"));
  EXPECT_FALSE(sure("$.a = \"1*\"", "1"));
  EXPECT_TRUE(sure("$.a = \"1*x\"", R"("a":"1)"));
  EXPECT_TRUE(sure("$.a = \"1*x\"", R"(x")"));
  EXPECT_FALSE(sure("$.a = \"1*x\"", "1x"));
  EXPECT_FALSE(sure("$.a = \"*\"", "\"\""));
}

TEST(Canonical, Paths) {
  EXPECT_TRUE(sure("$.a.b = x", R"("a":{)"));
  EXPECT_TRUE(sure("$.a.b = x", R"("b":"x")"));
  EXPECT_FALSE(sure("$.a.b = x", R"("a":{"b":)"));
  EXPECT_FALSE(sure("$.a[0] = x", R"("a":[)")) << "cut there";
  EXPECT_TRUE(sure("$.a[0] = x", R"("a":)"));
  EXPECT_TRUE(sure("$.a[*] = x", R"("x")"));
  EXPECT_FALSE(sure("$.a[*] = x", R"(["x")"));
  EXPECT_TRUE(sure("$.a[*].b = x", R"("b":"x")"));
  EXPECT_TRUE(sure("$.*.b = x", R"("b":"x")"));
  EXPECT_FALSE(sure("$.*.b = x", R"({"b":"x")"));
  EXPECT_TRUE(sure("$.['a b'] = x", R"("a b":"x")"));
}

TEST(Canonical, WhatMayBeEscapedCuts) {
  EXPECT_FALSE(sure(R"($.a = "x\"y")", R"(x"y)"));
  EXPECT_FALSE(sure(R"($.a = "x\"y")", R"(x\"y)"));
  EXPECT_TRUE(sure(R"($.a = "x\"y")", R"("a":"x)"));
  EXPECT_TRUE(sure(R"($.a = "x\"y")", R"(y")"));
  EXPECT_FALSE(sure("$.a = \"xéy\"", "xéy"));
  EXPECT_FALSE(sure("$.a = \"x\ty\"", "x\ty"));
  EXPECT_TRUE(sure("$.a = \"x/y\"", "x/y"));
}

}  // namespace
