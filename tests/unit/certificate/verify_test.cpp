// SPDX-License-Identifier: Apache-2.0
// Certificates written by hand: one for each rule, which is verified, and faulty ones, each of which breaks one rule
// and is refused for it. Then the form of the document, and what hostile bytes may cost.
#include "written.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace {

using testing::HasSubstr;
using testing::StartsWith;
using written::fault;
using written::proof;
using written::sealed;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << "\n" << text;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// What is wrong with the proof once one piece of it is another.
std::string fault_with(const proof& p, std::string_view from, std::string_view to) {
  return fault(sealed(replaced(p.text(), from, to)));
}

TEST(Verify, EachRule) {
  for (const proof& p : written::all()) EXPECT_EQ(fault(p.text()), "") << p.text();
}

TEST(Verify, SaysWhatIsClaimed) {
  const auto claim = coverwatch::verify(written::cases().text());
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->reference, "{ $.a = 1 && ($.b = 1 || ($.b = 2 && $.c = 3)) }");
  EXPECT_EQ(claim->deployed, (std::vector<std::string>{"{ $.a = 1 && $.b = 1 }", "{ $.b = 2 && $.c = 3 }"}));
  EXPECT_EQ(claim->assumptions, std::vector<std::string>{});
  EXPECT_EQ(claim->dialects, (std::vector{coverwatch::wildcards::glob, coverwatch::wildcards::leftmost}));
  EXPECT_EQ(claim->steps, 3u);
}

// --- Rules.

TEST(Verify, Clash) {
  const proof p = written::clash();
  EXPECT_EQ(fault_with(p, R"(["+0","-1"])", R"(["+0","-0"])"),
            "node 0 of proof 0: it rests on `-0`, which the patterns do not say");
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["+0","+1"])"), HasSubstr("do not contradict"));
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["+0","-2"])"), HasSubstr("no such fact"));
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["+0","0:string"])"), HasSubstr("not written as any node is"));
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["+0","-1","-1"])"), HasSubstr("not written as any node is"));
}

// A text that begins as numbers do may be that of a number, whose value is another thing.
TEST(Verify, ANumberMayHaveTheText) {
  const proof p{R"("{ $.a = \"12\" }")",
                R"(["{ $.a = 12 }"])",
                R"("{\"a\":\"12\"}")",
                R"(["$.a = text \"12\"","$.a = number 12"])",
                "[]",
                "[]",
                R"([{"clash":["+0","-1"]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("do not contradict"));
  EXPECT_THAT(fault_with(written::literal_of_strings(), R"("kind":"string",)", ""), HasSubstr("`kind`"));
  EXPECT_THAT(fault_with(written::literal_of_strings(), R"("string":0,"number":1)", R"("string":1,"number":0)"),
              HasSubstr("rests on `1:string`"));
}

TEST(Verify, ALiteralIsATextOrANumber) {
  const proof p{R"("{ $.a = \"1*\" }")",
                R"(["{ $.a = 12 }"])",
                R"("{\"a\":\"12\"}")",
                R"(["$.a = wildcard \"1*\"","$.a = number 12"])",
                "[]",
                R"([[0,"name","a"]])",
                R"([{"text":1,"kind":"string","literal":"+0","against":"-1"}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("the literal is none"));
}

TEST(Verify, Cases) {
  const proof p = written::cases();
  EXPECT_THAT(fault_with(p, R"(["-2","+2"],)", ""), HasSubstr("parts are not those"));
  EXPECT_THAT(fault_with(p, R"(["-3","+3"])", R"(["-3","+3"],["-3","+3"])"), HasSubstr("parts are not those"));
  EXPECT_THAT(fault_with(p, R"(["-3","+3"])", R"(["-3","+2"])"), HasSubstr("+2 does not contradict -3"));
  EXPECT_THAT(fault_with(p, R"("cases":"#4")", R"("cases":"#0")"), HasSubstr("no such formula"));
  EXPECT_THAT(fault_with(p, R"(["#0",0])", R"(["#0",1])"), HasSubstr("no node uses it"));
  EXPECT_THAT(fault_with(p, R"([["+1",1],["#0",0]])", R"([["+1",0],["#0",1]])"), HasSubstr("rests on `+1`"));
  EXPECT_EQ(fault_with(p, R"([["-2","+2"],["-3","+3"]])", R"([["-3","+3"],["-2","+2"]])"), "") << "in any order";
  EXPECT_THAT(fault_with(p, R"(["+1",1])", R"(["+1",2])"), HasSubstr("does not stand before it"));
}

TEST(Verify, WhatComesBeforeIsDenied) {
  const proof p = written::denied_before();
  EXPECT_THAT(fault_with(p, R"([["+0",1],["+1",2]])", R"([["+1",2],["+0",1]])"), HasSubstr("rests on `-0`"));
}

TEST(Verify, Kinds) {
  const proof p = written::deal();
  EXPECT_THAT(fault_with(p, R"("number":"-3",)", ""), HasSubstr("not written as any node is"));
  EXPECT_THAT(fault_with(p, R"("object":"+1","array":2)", R"("object":"+1","array":"+1")"),
              HasSubstr("no node uses it"));
  EXPECT_THAT(fault_with(p, R"("object":"-3")", R"("object":"-2")"), HasSubstr("-2 does not exclude 3:object"));
  EXPECT_THAT(fault_with(p, R"("missing":"3:present")", R"("missing":"2:present")"),
              HasSubstr("does not exclude 3:missing"));
  EXPECT_THAT(fault_with(p, R"("missing":"3:present")", R"("missing":"+0")"), HasSubstr("does not exclude 3:missing"));
  EXPECT_THAT(fault_with(p, R"("missing":"+1")", R"("missing":0)"), HasSubstr("what is missing has no value"));
  EXPECT_THAT(fault_with(p, R"("kinds":3)", R"("kinds":4)"), HasSubstr("no such term"));
}

TEST(Verify, KindsThatFactsDoNotExclude) {
  const proof p = written::numbers_between();
  EXPECT_THAT(fault_with(p, R"("string":"+0","number":0)", R"("string":"-2","number":0)"),
              HasSubstr("-2 does not exclude 1:string"));
  const proof q = written::literal_of_strings();
  EXPECT_THAT(fault_with(q, R"("number":1,"true")", R"("number":"+0","true")"), HasSubstr("no node uses it"));
}

TEST(Verify, KindsThatADeniedTestExcludes) {
  const proof p = written::kinds_denied();
  for (const char* order : {" > ", " >= ", " < ", " <= "}) {
    proof ordered = p;
    ordered.deployed = replaced(ordered.deployed, " > ", order);
    ordered.atoms = replaced(ordered.atoms, " > ", order);
    EXPECT_EQ(fault(ordered.text()), "");
    EXPECT_THAT(fault_with(ordered, R"("string":"-2")", R"("string":"-3")"),
                HasSubstr("-3 does not exclude 1:string"));
  }
  EXPECT_THAT(fault_with(p, R"("true":"-0")", R"("true":"-1")"), HasSubstr("-1 does not exclude 1:true"));
  EXPECT_THAT(fault_with(p, R"("false":"-1")", R"("false":"-0")"), HasSubstr("-0 does not exclude 1:false"));
  EXPECT_THAT(fault_with(p, R"("null":"+0")", R"("null":"-2")"), HasSubstr("-2 does not exclude 1:null"));
}

// What the text of an event contains says nothing of the kind of its root.
TEST(Verify, PhrasesExcludeNoKind) {
  proof p{R"("\"b\\\":\\\"xy\"")", R"(["{ $.a = xy }"])", R"("{\"b\":\"xy\"}")",
          R"(["$ contains phrase \"b\\\":\\\"xy\"","$.a = text \"xy\""])", "[]", "[]",
          R"([{"kinds":0,"object":"+0"}])"};
  p.canonical_json = "true";
  EXPECT_THAT(fault(p.text()), HasSubstr("+0 does not exclude 0:"));
  proof denied = written::canonical();
  denied.nodes = R"([{"kinds":0,"object":"-1"}])";
  EXPECT_THAT(fault(denied.text()), HasSubstr("-1 does not exclude 0:"));
}

TEST(Verify, Rows) {
  const proof p = written::rows();
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,0]]"), HasSubstr("what follows row 0 is not covered"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[1,0]]"), HasSubstr("a state of the start"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,0],[1,0],[2,0]]"), HasSubstr("row 2 is inside all"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,0],[1,0],[3,0]]"), HasSubstr("row 2 is no state"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,0],[1,0],[0,2]]"), HasSubstr("row 2 is no state"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,0],[1,0],[1,0]]"), HasSubstr("row 2 is there already"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0,null],[1,0]]"), HasSubstr("not covered"));
  EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[null,0],[1,0]]"), HasSubstr("row 0 is no state"));
  for (const char* cell : {"true", "false", "{}"})
    EXPECT_THAT(fault_with(p, "[[0,0],[1,0]]", "[[0," + std::string(cell) + "],[1,0]]"), HasSubstr("not written as"));
  EXPECT_THAT(fault_with(p, R"("inside":["+0"],"outside":["-1"])", R"("inside":["+0"],"outside":["+1"])"),
              HasSubstr("+1 is no test"));
  EXPECT_THAT(fault_with(p, R"("inside":["+0"],"outside":["-1"])", R"("inside":[],"outside":["-1"])"),
              HasSubstr("`kind`"));
  EXPECT_THAT(fault_with(p, R"("text":1)", R"("text":0)"), HasSubstr("+0 is no test"));
}

TEST(Verify, RowsOfWordsAndPlaces) {
  const proof p = written::rows_of_words();
  EXPECT_THAT(fault_with(p, R"("words":["-1","-2"])", R"("words":["-1"])"), HasSubstr("row 2 is no state"));
  EXPECT_THAT(fault_with(p, R"(,[1,"b"])", ""), HasSubstr("not covered"));
  EXPECT_THAT(fault_with(p, R"([0,""])", R"([0,null])"), HasSubstr("not covered"));
  EXPECT_THAT(fault_with(p, R"([1,"b"])", R"([1,null])"), HasSubstr("row 2 is inside all"));
  EXPECT_THAT(fault_with(p, R"([1,"b"])", R"([1,"c"])"), HasSubstr("row 2 is no state"));
  const proof q = written::rows_of_places();
  EXPECT_THAT(fault_with(q, "[[0,[0]]]", "[[0,[1]]]"), HasSubstr("a state of the start"));
  EXPECT_EQ(fault_with(q, "[[0,[0]]]", "[[0,[]]]"), "node 0 of proof 0: what follows row 0 is not covered");
  EXPECT_THAT(fault_with(q, "[[0,[0]]]", "[[0,[1,0]]]"), HasSubstr("row 0 is no state"));
  EXPECT_THAT(fault_with(q, "[[0,[0]]]", "[[0,[2]]]"), HasSubstr("row 0 is no state"));
}

TEST(Verify, Numbers) {
  const proof p = written::numbers_between();
  EXPECT_THAT(fault_with(p, R"(["infinity","1e309","+0"],)", ""), HasSubstr("an infinity is left"));
  EXPECT_THAT(fault_with(p, R"("1e309","+0")", R"("1e309","-2")"), HasSubstr("refused number 1 is none"));
  EXPECT_THAT(fault_with(p, R"(["decimal","1.0000000000000002","-2"],)", ""),
              HasSubstr("left: 1.0000000000000002e+00"));
  EXPECT_THAT(fault_with(p, R"("1.0000000000000002","-2")", R"("1.0000000000000004","-2")"),
              HasSubstr("refused number 0"));
  EXPECT_THAT(fault_with(p, R"("below":"1","above":"2")", R"("below":"1","above":"3")"), HasSubstr("left: 2"));
  EXPECT_EQ(fault_with(p, R"("below":"1","above":"2")", R"("below":"2","above":"3")"),
            "node 0 of proof 0: `below` is not below");
  EXPECT_EQ(fault_with(p, R"("below":"1","above":"2")", R"("below":"0","above":"1")"),
            "node 0 of proof 0: `above` is not above");
  EXPECT_THAT(fault_with(p, R"("below":"1","above":"2")", R"("below":null,"above":"2")"), HasSubstr("no end"));
  EXPECT_THAT(fault_with(p, R"("below":"1.0",)", R"("below":null,)"), HasSubstr("left: -1.7976931348623157e+308"));
  EXPECT_THAT(fault_with(p, R"("below":"1","above":"2")", R"("below":"-0","above":"2")"), HasSubstr("no end"));
  EXPECT_THAT(fault_with(p, R"("lower":"+0","upper":"+1")", R"("lower":"+1","upper":"+0")"), HasSubstr("edge is none"));
  EXPECT_THAT(
      fault_with(
          p,
          R"("why":"between","lower":"+0","upper":"+1","lower_point":null,"upper_point":null,"below":"1","above":"2")",
          R"("why":"one","because":"+0")"),
      HasSubstr("asks for more than one"));
  EXPECT_THAT(fault_with(p, R"("number":0)", R"("number":"-2")"), HasSubstr("no node uses it"));
  EXPECT_THAT(fault_with(p, R"("inside":["+0","+1"])", R"("inside":["+0"])"), HasSubstr("not written as any node is"));
  proof held = written::numbers_above_an_equality();
  for (const char* at : {R"("outside":["-2"])", R"("upper":"-2")", R"("upper":"-2")"})
    held.nodes = replaced(held.nodes, at, replaced(at, "-2", "+1"));
  EXPECT_THAT(fault(held.text()), HasSubstr("+1 is no test"));
  EXPECT_THAT(fault_with(written::spelling_clash(), R"("integers":{"why":"infinite","because":"-1"})",
                         R"("integers":{"why":"bounds","lower":"-1","upper":null,"lower_point":null,)"
                         R"("upper_point":null})"),
              HasSubstr("lower edge is none"));
  EXPECT_THAT(fault_with(written::numbers_above_an_equality(), R"("lower":"+0","upper":"-2")",
                         R"("lower":"+0","upper":"+0")"),
              HasSubstr("edges leave something"));
  const proof q = written::numbers_at_a_point();
  EXPECT_THAT(fault_with(q, R"("lower_point":"-2")", R"("lower_point":null)"), HasSubstr("edges leave something"));
  EXPECT_THAT(fault_with(q, R"("lower_point":"-2")", R"("lower_point":"-1")"), HasSubstr("lower edge is none"));
}

TEST(Verify, NumbersByTheirTexts) {
  const proof p = written::numbers_by_text();
  EXPECT_THAT(fault_with(p, R"("nodes":[[0,"7"]])", R"("nodes":[])"), HasSubstr("is not listed"));
  EXPECT_THAT(fault_with(p, R"("nodes":[[0,"7"]])", R"("nodes":[[0,"8"]])"), HasSubstr("no text begins like node 1"));
  EXPECT_THAT(fault_with(p, R"("nodes":[[0,"7"]])", R"("nodes":[[1,"7"]])"), HasSubstr("no text begins like node 1"));
  EXPECT_THAT(fault_with(p, R"(["integer","0","+1"],)", ""), HasSubstr("0 is left"));
  EXPECT_THAT(fault_with(p, R"({"texts":"decimals","negative":false,"first":3,"last":3,"nodes":[[0,"7"]]},)", ""),
              HasSubstr("doubles of the exponent 3"));
  EXPECT_THAT(fault_with(p, R"("first":8,"last":309)", R"("first":8,"last":300)"),
              HasSubstr("doubles of the exponent 301"));
  EXPECT_THAT(fault_with(p, R"("first":7,"last":7)", R"("first":7,"last":309)"), HasSubstr("no such range"));
  EXPECT_THAT(fault_with(p, R"("first":8,"last":309)", R"("first":8,"last":310)"), HasSubstr("no such range"));
  EXPECT_THAT(
      fault_with(p, R"("negative":false,"nodes":[[0,"7"]]}]},"doubles")", R"("negative":true,"nodes":[]}]},"doubles")"),
      HasSubstr("integers of one sign"));
  EXPECT_THAT(fault_with(p, R"("inside":["+0","+1"],"outside":["-2"],"refused")",
                         R"("inside":["+0","+1"],"outside":[],"refused")"),
              HasSubstr("is a text that is left"));
  EXPECT_THAT(fault_with(p, R"("searches":[{"texts":"integers","negative":false)",
                         R"("searches":[{"texts":"decimals","negative":false,"first":1,"last":1)"),
              HasSubstr("of the other kind of number"));
  const proof q = written::no_number_at_all();
  EXPECT_THAT(fault_with(q, R"({"texts":"any","nodes":[[0,"7"]]})", R"({"texts":"any","nodes":[]})"),
              HasSubstr("not listed"));
}

// A test that a search does not follow says nothing about the texts of a state.
TEST(Verify, OnlyWhatASearchFollowsCounts) {
  const proof p = written::numbers_by_text();
  EXPECT_THAT(fault_with(p, R"("integers":{"why":"texts","lower":"+1")", R"("integers":{"why":"texts","lower":null)"),
              HasSubstr("integers of one sign"));
}

TEST(Verify, SomeElement) {
  const proof p = written::some();
  EXPECT_THAT(fault_with(p, R"([1,"some"])", R"([0,"some"])"), HasSubstr("is none of the term"));
  EXPECT_THAT(fault_with(p, R"([1,"some"])", R"([1,"name","x"])"), HasSubstr("is none of the term"));
  EXPECT_THAT(fault_with(p, R"("literal":"+0@2")", R"("literal":"+0@1")"), HasSubstr("is none of the term"));
  EXPECT_THAT(fault_with(p, R"("term":2)", R"("term":1)"), HasSubstr("no element that the fact asks for"));
  EXPECT_THAT(fault_with(p, R"("some":"+0")", R"("some":"+1")"), HasSubstr("what is left says `+0@2`"));
}

// Facts of another element, whose term has a greater number, may be left.
TEST(Verify, SomeElementsOfTwoArrays) {
  const proof p{R"("{ $.a[*] = x && $.b[*] = y }")",
                R"(["{ $.a[*] = \"x*\" && $.b[*] = \"y*\" }"])",
                R"("{\"a\":[\"x\"],\"b\":[\"y\"]}")",
                R"(["$.a.* = text \"x\"","$.b.* = text \"y\"","$.a.* = wildcard \"x*\"","$.b.* = wildcard \"y*\""])",
                R"([["all","+0","+1"],["any","-2","-3"]])",
                R"([[0,"name","a"],[1,"some"],[0,"name","b"],[3,"some"]])",
                R"([{"text":2,"literal":"+0@2","against":"-2"},{"text":4,"literal":"+1@4","against":"-3"},)"
                R"({"cases":"#1","parts":[["-2",0],["-3",1]]},{"some":"+0","term":2,"then":2},)"
                R"({"some":"+1","term":4,"then":3}])"};
  EXPECT_EQ(fault(p.text()), "");
  EXPECT_THAT(fault_with(p, R"([3,"some"])", R"([2,"some"])"), HasSubstr("is none of the term"));
}

// Two facts of one `some` would be two demands on one element, and no event need have such an element.
TEST(Verify, TwoDemandsNeedTwoElements) {
  const proof p{R"("{ $.a[*] = x && $.a[*] = y }")",
                R"(["{ $.b = 1 }"])",
                R"("{\"a\":[\"x\",\"y\"]}")",
                R"(["$.a.* = text \"x\"","$.a.* = text \"y\"","$.b = number 1"])",
                R"([["all","+0","+1"]])",
                R"([[0,"name","a"],[1,"some"]])",
                R"([{"text":2,"literal":"+0@2","against":"+1@2"},{"some":"+0","term":2,"then":0},)"
                R"({"some":"+1","term":2,"then":1}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("what is left says `+1@2`"));
}

TEST(Verify, DealtElements) {
  const proof p = written::deal();
  EXPECT_THAT(fault_with(p, R"("parts":[0],"end":1)", R"("parts":[],"end":1)"), HasSubstr("no node uses it"));
  EXPECT_THAT(fault_with(p, R"("parts":[0],"end":1)", R"("parts":[0,0],"end":1)"), HasSubstr("element 2 is no term"));
  EXPECT_THAT(fault_with(p, R"("parts":[0],"end":1)", R"("parts":[1],"end":0)"), HasSubstr("rests on"));
  EXPECT_THAT(fault_with(p, R"("deal":"+0")", R"("deal":"+1")"), HasSubstr("base of the fact is no term"));
  EXPECT_THAT(fault_with(p, R"([1,"index",1])", R"([1,"index",2])"), HasSubstr("proof 0"));
  EXPECT_THAT(fault_with(p, R"("missing":"3:present")", R"("missing":"+0@2")"),
              HasSubstr("does not exclude 3:missing"));
  EXPECT_THAT(fault_with(p, R"("kinds":3,"missing":"3:present")", R"("kinds":2,"missing":"+0@3")"),
              HasSubstr("-3 does not exclude 2:string"));
}

TEST(Verify, ElementsThatAreAlike) {
  const proof p = written::deal_alike();
  EXPECT_EQ(fault(p.text()), "");
  EXPECT_THAT(fault_with(p, "[0,1,[1]]", "[0,1,[0]]"), HasSubstr("elements 0 and 2 are not alike: `-4`"));
  EXPECT_THAT(fault_with(p, "[0,1,[1]]", "[0,1,[2]]"), HasSubstr("no element with a node stands at 2"));
  EXPECT_THAT(fault_with(p, "[0,1,[1]]", "[0,[2],1]"), HasSubstr("no element with a node stands at 2"));
  EXPECT_THAT(fault_with(p, "[0,1,[1]]", "[0,1,[1],[1]]"), HasSubstr("element 4 is no term"));
  EXPECT_THAT(fault_with(p, "[0,1,[1]]", "[0,1,[1,1]]"), HasSubstr("not written as any node is"));
}

// What is said of $.a[2] in a part of a formula tells it from $.a[1].
TEST(FalseClaims, ElementsThatAFormulaTellsApart) {
  const proof p{R"("{ $.a[*] = x && $.a[0] != y && ($.a[2] = z || $.b = z) && $.a[3] NOT EXISTS }")",
                R"(["{ $.a[*] = \"x*\" }"])",
                R"("{\"a\":[\"x\"],\"b\":\"z\"}")",
                R"(["$.a.* = text \"x\"","$.a[0] is comparable","$.a[0] = text \"y\"","$.a[2] = text \"z\"",)"
                R"("$.b = text \"z\"","$.a[3] exists","$.a.* = wildcard \"x*\""])",
                R"([["all","+1","-2"],["any","+3","+4"],["all","+0","+1","-2","#1","-5"]])",
                R"([[0,"name","a"],[1,"index",0],[1,"index",1],[1,"index",3]])",
                R"([{"text":2,"literal":"+0@2","against":"-6"},{"text":3,"literal":"+0@3","against":"-6"},)"
                R"({"cases":"#1","parts":[["+3",1],["+4",1]]},)"
                R"({"kinds":4,"missing":"4:present","string":"-5","number":"-5","true":"-5","false":"-5","null":"-5",)"
                R"("object":"-5","array":"-5"},{"deal":"+0","parts":[0,2,[1]],"end":3},)"
                R"({"kinds":1,"missing":"+1","string":"+1","number":"+1","true":"+1","false":"+1","null":"+1",)"
                R"("object":"+1","array":4}])"};
  EXPECT_EQ(fault(p.text()), "node 4 of proof 0: elements 1 and 2 are not alike: `#1`");
}

TEST(Verify, CanonicalJson) {
  const proof p = written::canonical();
  const auto claim = coverwatch::verify(p.text());
  ASSERT_TRUE(claim);
  EXPECT_TRUE(claim->canonical_json);
  EXPECT_FALSE(coverwatch::verify(written::clash().text())->canonical_json);
  EXPECT_THAT(fault_with(p, R"("canonical_json":true)", R"("canonical_json":false)"), HasSubstr("atoms or formulas"));
  EXPECT_THAT(fault_with(p, R"("{\"a\":{)", R"("{\"a\": {)"), HasSubstr("no canonical JSON"));
  EXPECT_THAT(fault_with(p, R"("{\"a\":{)", R"("{\"a\":1,\"a\":{)"), HasSubstr("no canonical JSON"));
  EXPECT_THAT(fault_with(p, R"(:\"xy\"}}")", R"(:\"x\\u0079\"}}")"), HasSubstr("no canonical JSON"));
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["-1","-1"])"), HasSubstr("do not contradict"));
}

TEST(Verify, Messages) {
  const proof p = written::phrases();
  EXPECT_THAT(fault_with(p, "[[0,0],[1,1],[2,2]]", "[[0,0],[1,1]]"), HasSubstr("not covered"));
  EXPECT_THAT(fault_with(p, R"("text":0,)", R"("text":0,"kind":"string",)"), HasSubstr("`kind`"));
  const proof no_kinds{p.reference, p.deployed, p.example, p.atoms, p.formulas, "[]", R"([{"kinds":0,"object":"+0"}])"};
  EXPECT_THAT(fault(no_kinds.text()), HasSubstr("a message has no kinds"));
  EXPECT_THAT(fault_with(p, R"("terms":[])", R"("terms":[[0,"name","a"]])"), HasSubstr("no part of such an event"));
  const proof no_numbers{p.reference, p.deployed, p.example, p.atoms, p.formulas, "[]",
                         R"([{"number":0,"inside":["+0"],"outside":[],"refused":[],)"
                         R"("integers":{"why":"one","because":"+0"},"doubles":{"why":"one","because":"+0"}}])"};
  EXPECT_THAT(fault(no_numbers.text()), HasSubstr("+0 is no test"));
}

// A byte that is no UTF-8 is a character to a regular expression and to nothing else.
TEST(Verify, StrayBytes) {
  const proof p{R"("%\\xe9%")",
                R"(["é"])",
                R"("é")",
                R"(["message = regex %\\xe9%","message = phrase \"é\""])",
                "[]",
                "[]",
                R"([{"text":0,"inside":["+0"],"outside":["-1"],"words":[],"rows":[[0,0]]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("what follows row 0 is not covered"));
}

TEST(Verify, Columns) {
  const proof p = written::values_of_columns();
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["-1"])"), HasSubstr("nothing says that the token is a number"));
  EXPECT_THAT(fault_with(p, R"(["+0","-1"])", R"(["+0"])"), HasSubstr("without two bounds"));
  EXPECT_THAT(fault_with(p, R"([0,"rest",2])", R"([0,"token",2])"), HasSubstr("+0 is no test"));
  EXPECT_THAT(fault_with(p, R"([0,"rest",2])", R"([0,"rest",0])"), HasSubstr("terms"));
  EXPECT_THAT(fault_with(p, R"("[a, b > 3]")", R"("[a, b > 3, c]")"), HasSubstr("atoms or formulas"))
      << "one that needs more tokens is left out";
  const proof no_kinds{p.reference, p.deployed, p.example, p.atoms, p.formulas, p.terms,
                       R"([{"kinds":0,"object":"+0"}])"};
  EXPECT_THAT(fault(no_kinds.text()), HasSubstr("has no kinds"));
  const proof q = written::values_at_a_point();
  EXPECT_THAT(fault_with(q, R"(["+0","-1","-2"])", R"(["+0","-1"])"), HasSubstr("the facts leave something"));
  EXPECT_THAT(fault_with(q, R"(["+0","-1","-2"])", R"(["+0","-2"])"), HasSubstr("without two bounds"));
}

// --- False claims, each of which one rule alone keeps from being accepted.

// A number beyond the doubles is neither 5 nor something else than 5.
TEST(FalseClaims, ANumberNeedNotBeFinite) {
  const proof p{R"("{ $.a = * }")",
                R"(["{ $.a != 5 || $.a = 5 }"])",
                R"("{\"a\":1}")",
                R"(["$.a = wildcard \"*\"","$.a is finite","$.a = number 5"])",
                R"([["any","-1","+2"],["all","#0","-2"]])",
                R"([[0,"name","a"]])",
                R"([{"kinds":1,"missing":"+0","string":"-1","number":"-1","true":"+0","false":"+0","null":"+0",)"
                R"("object":"+0","array":"+0"},{"cases":"#0","parts":[["-1",0],["+2","-2"]]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("-1 does not exclude 1:number"));
}

// {"a":{"k":"x"}}: only an array has elements in a row.
TEST(FalseClaims, OnlyArraysAreDealt) {
  const proof p{R"("{ $.a[*] = x && $.a[1] NOT EXISTS }")",
                R"(["{ $.a[0] = x }"])",
                R"("{\"a\":[\"x\"]}")",
                R"(["$.a.* = text \"x\"","$.a[1] exists","$.a[0] = text \"x\""])",
                R"([["all","+0","-1"]])",
                R"([[0,"name","a"],[1,"index",0],[1,"index",1]])",
                R"([{"text":2,"literal":"+0@2","against":"-2"},)"
                R"({"kinds":3,"missing":"3:present","string":"-1","number":"-1","true":"-1","false":"-1","null":"-1",)"
                R"("object":"-1","array":"-1"},{"deal":"+0","parts":[0],"end":1}])"};
  EXPECT_EQ(fault(p.text()), "node 2 of proof 0: it rests on `1:array`, which the patterns do not say");
}

// {"a":{"k":null}}: `IS NULL` looks into arrays only.
TEST(FalseClaims, AnElementNeedNotBeOfAnArray) {
  const proof p{R"("{ $.a[*] IS NULL }")",
                R"(["{ $.a IS NULL }"])",
                R"("{\"a\":[null]}")",
                R"(["$.a.* is null","$.a is null","$.a[*] is null"])",
                R"([["all","-1","-2"]])",
                R"([[0,"name","a"],[1,"some"]])",
                R"([{"kinds":2,"missing":"+0@2","string":"+0@2","number":"+0@2","true":"+0@2","false":"+0@2",)"
                R"("null":"-2","object":"+0@2","array":"+0@2"},{"some":"+0","term":2,"then":0}])"};
  EXPECT_EQ(fault(p.text()), "node 1 of proof 0: it rests on `1:array`, which the patterns do not say");
}

// {"a":{"k":null}} again: `$.a[*]` does not ask of `$.a.k`.
TEST(FalseClaims, AMemberIsNoElement) {
  const proof p{R"("{ $.a.k IS NULL }")",
                R"(["{ $.a IS NULL }"])",
                R"("{\"a\":{\"k\":null}}")",
                R"(["$.a.k is null","$.a.k[*] is null","$.a is null","$.a[*] is null"])",
                R"([["any","+0","+1"],["all","-2","-3"]])",
                R"([[0,"name","a"],[1,"name","k"]])",
                R"([{"kinds":2,"missing":"+0","string":"+0","number":"+0","true":"+0","false":"+0","null":"-3",)"
                R"("object":"+0","array":"+0"}])"};
  EXPECT_EQ(fault(p.text()), "node 0 of proof 0: -3 does not exclude 2:null");
}

// "a".
TEST(FalseClaims, ABeginningIsNoWord) {
  const proof p{R"("{ $.a = %^aa?$% }")",
                R"(["{ $.a = aa }"])",
                R"("{\"a\":\"aa\"}")",
                R"(["$.a = regex %^aa?$%","$.a = text \"aa\""])",
                "[]",
                R"([[0,"name","a"]])",
                R"([{"text":1,"inside":["+0"],"outside":[],"words":["-1"],"rows":[[0,""],[1,"a"],[2,"aa"]]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("row 1 is inside all"));
}

// -0.0 has that text and the value 0.
TEST(FalseClaims, ANumberMayHaveAnotherSpelling) {
  proof p = written::spelling_clash();
  p.reference = R"("{ $.a = \"-0.0\" }")";
  p.deployed = R"(["{ $.a != 0 }"])";
  p.example = R"("{\"a\":\"-0.0\"}")";
  p.atoms = R"(["$.a = text \"-0.0\"","$.a is finite","$.a = number 0"])";
  p.nodes = replaced(p.nodes, R"("refused":[)", R"("refused":[["decimal","-0.0","-1"],)");
  EXPECT_EQ(fault(p.text()), "node 2 of proof 0: +0 does not contradict +2");
}

// The values of 0 are 0, 0.0 and -0.0.
TEST(FalseClaims, ZeroHasTwoDoubles) {
  const proof p{R"("{ $.a = 0 }")",
                R"(["{ $.a = \"0\" }","{ $.a = \"0.0\" }"])",
                R"("{\"a\":0}")",
                R"(["$.a = number 0","$.a = text \"0\"","$.a = text \"0.0\""])",
                "[]",
                R"([[0,"name","a"]])",
                R"([{"number":1,"inside":["+0"],"outside":["-1","-2"],"refused":[["integer","0","-1"],)"
                R"(["decimal","0.0","-2"],["infinity","1e309","+0"],["infinity","-1e309","+0"]],)"
                R"("integers":{"why":"one","because":"+0"},"doubles":{"why":"one","because":"+0"}},)"
                R"({"text":1,"kind":"string","literal":"+0","against":"-1"},)"
                R"({"kinds":1,"missing":"+0","string":1,"number":0,"true":"+0","false":"+0","null":"+0","object":"+0",)"
                R"("array":"+0"}])"};
  EXPECT_EQ(fault(p.text()), "node 0 of proof 0: -0.0 is left");
}

// "abbc": behind `ab` less is left to come than behind `a`, but not less is accepted.
TEST(FalseClaims, MoreOfAPieceAcceptsNoMore) {
  const proof p{R"("{ $.a = %^abb?c$% }")",
                R"(["{ $.a = \"*abc*\" }"])",
                R"("{\"a\":\"abc\"}")",
                R"(["$.a = regex %^abb?c$%","$.a = wildcard \"*abc*\""])",
                "[]",
                R"([[0,"name","a"]])",
                R"([{"text":1,"inside":["+0"],"outside":["-1"],"words":[],"rows":[[0,0],[1,1],[2,1],[3,2]]}])"};
  EXPECT_EQ(fault(p.text()), "node 0 of proof 0: what follows row 1 is not covered");
}

// A message of one token.
TEST(FalseClaims, TokensThatNeedNotBeThere) {
  proof p{
      R"("[a]")", R"(["[a, b]"])", R"("x y")", "[]", R"([["all"],["any"]])", "[]", R"([{"cases":"#1","parts":[]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("atoms or formulas"));
  p.reference = R"("[a, ..., b]")";
  EXPECT_EQ(fault(p.text()), "");
}

TEST(FalseClaims, FactsOfOtherPlaces) {
  const proof p{R"("{ $.a[*] = x }")",
                R"(["{ $.b[*] = x }"])",
                R"("{\"a\":[\"x\"]}")",
                R"(["$.a.* = text \"x\"","$.b.* = text \"x\""])",
                "[]",
                R"([[0,"name","a"],[0,"name","b"],[1,"some"],[2,"some"]])",
                R"([{"text":4,"literal":"+0@4","against":"-1"},{"some":"+0","term":4,"then":0}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("is none of the term"));
  EXPECT_THAT(fault_with(p, R"("text":4,"literal":"+0@4")", R"("text":3,"literal":"+0@3")"), HasSubstr("is no test"));
  EXPECT_THAT(fault_with(p, R"("text":4,"literal":"+0@4")", R"("text":1,"literal":"+0")"),
              HasSubstr("is none of the term"));
}

TEST(FalseClaims, AWildcardLeadsThroughArraysAndObjects) {
  proof p = written::some();
  p.nodes = R"([{"kinds":1,"missing":"+0","string":"+0","number":"+0","true":"+0","false":"+0","null":"+0",)"
            R"("object":"+0","array":"+0"}])";
  EXPECT_THAT(fault(p.text()), HasSubstr("+0 does not exclude 1:object"));
  p.nodes = replaced(p.nodes, R"("object":"+0")", R"("object":"+0@2")");
  EXPECT_THAT(fault(p.text()), HasSubstr("+0@2 does not exclude 1:object"));
  const proof q = written::deal();
  EXPECT_THAT(fault_with(q, R"("object":"+1","array":2)", R"("object":"+1","array":"+0")"),
              HasSubstr("no node uses it"));
  proof array = q;
  array.nodes = R"([{"kinds":1,"missing":"+1","string":"+1","number":"+1","true":"+1","false":"+1","null":"+1",)"
                R"("object":"+1","array":"+0"}])";
  EXPECT_THAT(fault(array.text()), HasSubstr("+0 does not exclude 1:array"));
}

// --- The document.

TEST(Verify, TheReferenceTellsHowEventsAreRead) {
  EXPECT_EQ(fault(written::everything().text()), "");
  const proof p{R"("")",
                R"(["{ $.a NOT EXISTS || $.a.b NOT EXISTS || $.a = * }"])",
                R"("{}")",
                "[]",
                R"([["all"]])",
                "[]",
                R"([{"cases":"#0","parts":[]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("no such formula of cases")) << "the deployed pattern reads other events";
}

TEST(Verify, EachTextAndEachListIsHeldAgainstThePatterns) {
  const proof p = written::clash();
  EXPECT_THAT(fault_with(p, R"("$.a = wildcard \"x*\"")", R"("$.a = wildcard \"y*\"")"),
              HasSubstr("atoms or formulas"));
  EXPECT_THAT(fault_with(p, R"("{ $.a = \"x*\" }")", R"("{ $.a = \"y*\" }")"), HasSubstr("atoms or formulas"));
  EXPECT_THAT(fault_with(p, R"("formulas":[])", R"("formulas":[["any"]])"), HasSubstr("atoms or formulas"));
  EXPECT_THAT(fault_with(p, R"("{\"a\":\"xy\"}")", R"("{\"a\":\"x\"}")"), HasSubstr("the example"));
  EXPECT_THAT(fault_with(p, R"("{\"a\":\"xy\"}")", R"("xy")"), HasSubstr("the example"));
  EXPECT_THAT(fault_with(p, R"("{ $.a = \"x*\" }")", R"("{ $.a == x }")"),
              StartsWith("deployed pattern 0: no pattern"));
  EXPECT_THAT(fault_with(p, R"("terms":[])", R"("terms":[[0,"name","a"]])"), HasSubstr("no node names term 1"));
  EXPECT_THAT(fault_with(p, R"("terms":[])", R"("terms":[[1,"name","a"]])"), HasSubstr("stands before its parent"));
}

TEST(Verify, Dialects) {
  proof p = written::clash();
  p.dialect = "glob";
  const auto claim = coverwatch::verify(p.text());
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->dialects, std::vector{coverwatch::wildcards::glob});
  p = {R"("{ $.a = ab }")",
       R"(["{ $.a = \"*b\" }"])",
       R"("{\"a\":\"ab\"}")",
       R"(["$.a = text \"ab\"","$.a = wildcard \"*b\""])",
       "[]",
       "[]",
       R"([{"clash":["+0","-1"]}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("means something else in each dialect"));
  p.dialect = "leftmost";
  EXPECT_EQ(fault(p.text()), "");
  EXPECT_THAT(fault_with(p, R"("leftmost")", R"("other")"), HasSubstr("no dialect"));
}

TEST(Verify, TheForm) {
  const std::string text = written::clash().text();
  EXPECT_THAT(fault(replaced(text, "xy", "xz")), HasSubstr("the digest"));
  EXPECT_EQ(fault(replaced(text, R"("proofs")", "\n  \"proofs\"")), "") << "white space does not count";
  EXPECT_THAT(fault(sealed(replaced(text, "2026-11", "2026-12"))), HasSubstr("another version of the language"));
  EXPECT_THAT(fault(sealed(replaced(text, "certificate 1", "certificate 2"))), HasSubstr("does not begin with"));
  EXPECT_THAT(fault(sealed(replaced(text, R"("assumptions":[],)", ""))), HasSubstr("`assumptions` is missing"));
  EXPECT_THAT(fault(sealed(replaced(text, R"("terms":[],)", R"("terms":[],"more":1,)"))),
              HasSubstr("`nodes` is missing"));
  EXPECT_THAT(fault(replaced(text, R"("reference")", R"("reference":"{ $.b = x }","reference")")), HasSubstr("twice"));
  EXPECT_THAT(fault(sealed(replaced(text, R"("+0")", R"("+00")"))), HasSubstr("not written as any node is"));
  EXPECT_THAT(fault(""), StartsWith("the document: no JSON"));
  EXPECT_THAT(fault("[]"), HasSubstr("does not begin with"));
  EXPECT_THAT(fault("{}"), HasSubstr("does not begin with"));
  for (std::size_t size = 0; size < text.size(); size += 7) EXPECT_NE(fault(text.substr(0, size)), "");
}

// --- What it costs.

TEST(Verify, ManyNodesTakeLittle) {
  proof p = written::clash();
  p.reference = R"("{ $.a = xy || $.b = xy }")";
  p.deployed = R"(["{ $.a = \"x*\" }","{ $.b = \"x*\" }"])";
  p.atoms = R"(["$.a = text \"xy\"","$.b = text \"xy\"","$.a = wildcard \"x*\"","$.b = wildcard \"x*\""])";
  p.formulas = R"([["any","+0","+1"]])";
  p.nodes = R"([{"clash":["+0","-2"]})";
  for (int i = 0; i < 20'000; ++i)
    p.nodes += R"(,{"cases":"#0","parts":[["+0",)" + std::to_string(i) + R"(],["+1","-3"]]})";
  p.nodes += "]";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(fault(p.text()), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Verify, ExponentsAreNotWrittenOut) {
  const proof p = written::numbers_between();
  EXPECT_THAT(fault_with(p, R"("below":"1","above":"2")", R"("below":"1","above":"2e999999999")"), HasSubstr("no end"));
  EXPECT_THAT(fault_with(p, R"(["decimal","1.0000000000000002","-2"])", R"(["integer","1e999999999999","-2"])"),
              HasSubstr("refused number 0"));
  EXPECT_THAT(fault_with(written::numbers_by_text(), R"("first":8,"last":309)",
                         R"("first":-9223372036854775808,"last":9223372036854775807)"),
              HasSubstr("no such range"));
  EXPECT_THAT(fault_with(written::deal(), R"([1,"index",1])", R"([1,"index",18446744073709551615])"),
              HasSubstr("proof 0"));
  EXPECT_THAT(fault_with(written::deal(), R"([1,"index",1])", R"([1,"index",18446744073709551616])"),
              HasSubstr("`terms`"));
}

TEST(Verify, LargePatternsAreRefused) {
  std::string many = "{ $.a = xy";
  for (int i = 0; i < 3000; ++i) many += " || $.b = 1";
  EXPECT_THAT(fault_with(written::clash(), R"("{ $.a = \"x*\" }")", "\"" + many + " }\""),
              StartsWith("deployed pattern 0"));
  EXPECT_EQ(fault_with(written::clash(), R"("{ $.a = \"x*\" }")", "\"" + std::string(200'000, ' ') + "\""),
            "deployed pattern 0: checking it takes more than a checker gives");
  std::string regexes = "{ $.a = %x{9999}%";
  for (int i = 0; i < 90; ++i) regexes += " || $.a = %" + std::to_string(i) + "x{9000}%";
  EXPECT_THAT(fault_with(written::clash(), R"("{ $.a = \"x*\" }")", "\"" + regexes + " }\""), HasSubstr("too many"));
}

// The place `$.*[0]` leads to an element of `$.a` as well: elements 0 and 1 are not alike. {"a":["y","x"]} slips
// through.
TEST(Verify, ElementsThatAWildcardSinglesOutAreNotAlike) {
  const proof p{R"("{ $.a[*] = \"x\" && $.a[0] = * && $.a[2] NOT EXISTS }")",
                R"(["{ $.*[0] = \"x\" }"])",
                R"("{\"a\":[\"x\"]}")",
                R"(["$.a.* = text \"x\"","$.a[0] = wildcard \"*\"","$.a[2] exists","$.*[0] = text \"x\""])",
                R"([["all","+0","+1","-2"]])",
                R"([[0,"name","a"],[1,"index",0],[1,"index",2]])",
                R"([{"text":2,"literal":"+0@2","against":"-3"},)"
                R"({"kinds":3,"missing":"3:present","string":"-2","number":"-2","true":"-2","false":"-2","null":"-2",)"
                R"("object":"-2","array":"-2"},{"deal":"+0","parts":[0,[0]],"end":1},)"
                R"({"kinds":1,"missing":"+1","string":"+1","number":"+1","true":"+1","false":"+1","null":"+1",)"
                R"("object":"+1","array":2}])"};
  EXPECT_THAT(fault(p.text()), HasSubstr("not alike"));
}

}  // namespace
