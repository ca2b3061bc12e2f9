// SPDX-License-Identifier: Apache-2.0
// YAML to JSON: what CloudFormation makes of it, and what nobody should be able to make of it.
#include "inventory/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using coverwatch::inventory::read_yaml;
using coverwatch::inventory::yaml_limits;
using coverwatch::inventory::yaml_text;
using testing::HasSubstr;

std::string json(std::string_view text) {
  const yaml_text r = read_yaml(text);
  if (r.problem) return "problem at " + std::to_string(r.problem->offset) + ": " + r.problem->message;
  return r.documents.size() == 1 ? r.documents[0].json : std::to_string(r.documents.size()) + " documents";
}

TEST(Yaml, Scalars) {
  EXPECT_EQ(json("a: 1\nb: \"1\"\nc: 007\nd: 1.50\ne: 2010-09-09"),
            R"({"a":"1","b":"1","c":"007","d":"1.50","e":"2010-09-09"})");
  EXPECT_EQ(json("[yes, No, TRUE, off, 'yes', y, ~, null, '', !!str true]"),
            R"([true,false,true,false,"yes","y",null,null,"","true"])");
  EXPECT_EQ(json("a:\nb: \"\\u00e9\\n\""), "{\"a\":null,\"b\":\"é\\n\"}");
}

TEST(Yaml, TextsOfSeveralLines) {
  EXPECT_EQ(json("a: >\n  x\n  y\nb: |\n  x\n  y\nc: >-\n  x\n  y\nd: \"x\n  y\"\ne: x\n  y"),
            R"({"a":"x y\n","b":"x\ny\n","c":"x y","d":"x y","e":"x y"})");
}

TEST(Yaml, ShortTagsAreFunctions) {
  EXPECT_EQ(
      json("[!Ref a, !GetAtt a.b, !Sub '${a}', !Join ['', [a, !Ref b]], !If [c, 1, 2], !Condition c]"),
      R"([{"Ref":"a"},{"Fn::GetAtt":"a.b"},{"Fn::Sub":"${a}"},{"Fn::Join":["",["a",{"Ref":"b"}]]},{"Fn::If":["c","1","2"]},{"Condition":"c"}])");
  EXPECT_EQ(json("!GetAtt [a, b]"), R"({"Fn::GetAtt":["a","b"]})");
  EXPECT_EQ(json("!Sub {a: b}"), R"({"Fn::Sub":{"a":"b"}})");
}

TEST(Yaml, AliasesAndMergeKeys) {
  EXPECT_EQ(json("a: &x [1, 2]\nb: *x"), R"({"a":["1","2"],"b":["1","2"]})");
  EXPECT_EQ(json("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}"), R"({"a":{"p":"1","q":"2"},"b":{"q":"3","p":"1"}})");
  EXPECT_EQ(json("a: &x {p: 1}\nb: &y {p: 2, r: 4}\nc: {<<: [*x, *y]}"),
            R"({"a":{"p":"1"},"b":{"p":"2","r":"4"},"c":{"p":"1","r":"4"}})");
  EXPECT_EQ(json("a: &x {p: 1}\nb: &y {<<: *x}\nc: {<<: *y, s: 1}"),
            R"({"a":{"p":"1"},"b":{"p":"1"},"c":{"s":"1","p":"1"}})");
}

TEST(Yaml, SeveralDocuments) {
  const yaml_text r = read_yaml("a: &x 1\n---\nb: 2\n...\n");
  ASSERT_EQ(r.documents.size(), 2U);
  EXPECT_EQ(r.documents[1].json, R"({"b":"2"})");
  EXPECT_THAT(json("a: &x 1\n---\nb: *x"), HasSubstr("no anchor"));
  EXPECT_EQ(json(""), "0 documents");
}

TEST(Yaml, PlacesAreThoseOfTheText) {
  const std::string text = "# é\na: é\nb:\n  - c: !Ref d\n";
  const yaml_text r = read_yaml(text);
  ASSERT_EQ(r.documents.size(), 1U);
  const auto& d = r.documents[0];
  EXPECT_EQ(d.place_of(d.json.find("\"é\"")), text.find("é\nb"));
  EXPECT_EQ(d.place_of(d.json.find("{\"Ref")), text.find("!Ref"));
  EXPECT_EQ(d.place_of(0), text.find("a:"));
}

TEST(Yaml, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_EQ(json("a: 1\na: 2"), "problem at 5: the key a stands twice in one map; remove one of them");
  EXPECT_THAT(json("a: *b"), HasSubstr("problem at 3: the alias *b has no anchor before it"));
  EXPECT_THAT(json("a: &b [*b]"), HasSubstr("inside its own anchor"));
  EXPECT_THAT(json("[a]: 1"), HasSubstr("a key that is not a plain text"));
  EXPECT_THAT(json("a: [1"), HasSubstr("not valid YAML"));
  EXPECT_THAT(json("a: 1\n\tb: 2"), HasSubstr("not valid YAML"));
  EXPECT_THAT(json("a: \xff"), HasSubstr("not valid YAML"));
  EXPECT_THAT(json("a: {<<: 1}"), HasSubstr("no map"));
  const yaml_text r = read_yaml("Resources: 1\nx: {a: 1, a: 2}");
  ASSERT_TRUE(r.problem);
  EXPECT_THAT(r.problem->keys, testing::ElementsAre("Resources", "x"));
}

TEST(Yaml, DepthIsBounded) {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_EQ(json(nested(100)), nested(100));
  EXPECT_THAT(json(nested(101)), HasSubstr("100 deep"));
  EXPECT_THAT(json(std::string(1'000'000, '[')), HasSubstr("100 deep"));
  // Through aliases.
  std::string chain = "- &a0 [x]\n";
  for (int i = 1; i < 200; ++i) chain += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  EXPECT_THAT(json(chain), HasSubstr("100 deep"));
}

TEST(Yaml, AliasesCannotBlowItUp) {
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n", merges = "a0: &a0 {k: x}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string n = std::to_string(i), m = "*a" + std::to_string(i - 1);
    bomb += "a" + n + ": &a" + n + " [" + m + "," + m + "," + m + "," + m + "]\n";
    merges += "a" + n + ": &a" + n + " {<<: [" + m + "," + m + "," + m + "," + m + "]}\n";
  }
  EXPECT_THAT(json(bomb), HasSubstr("aliases are written out"));
  EXPECT_THAT(json(merges), HasSubstr("merge keys stand too deep or too often"));
  std::string wide = "a: &a " + std::string(100'000, 'x') + "\nb: [";
  for (int i = 0; i < 1000; ++i) wide += "*a,";
  EXPECT_THAT(json(wide + "]"), HasSubstr("16 MiB"));
}

TEST(Yaml, ValuesAreCounted) {
  yaml_limits limits;
  limits.nodes = 10;
  EXPECT_FALSE(read_yaml("[1,2,3,4,5,6,7,8,9]", limits).problem);
  EXPECT_TRUE(read_yaml("[1,2,3,4,5,6,7,8,9,10]", limits).problem);
}

}  // namespace
