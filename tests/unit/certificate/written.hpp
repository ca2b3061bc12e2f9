// SPDX-License-Identifier: Apache-2.0
// Certificates as tests write them: everything but the digest, by hand. In go the members as JSON, out comes the text
// with its digest, and what the checker says of it.
#pragma once

#include "certificate/document.hpp"
#include "support/json.hpp"

#include <coverwatch/certificate.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace written {

// `object` ends with its closing brace and has no digest yet, or one that is to be made anew.
inline std::string sealed(std::string_view object) {
  coverwatch::support::json::document json;
  if (json.parse(object)) return std::string(object);
  const std::string digest = coverwatch::certificate::digest_of(json.root());
  const std::size_t old = object.rfind(",\"digest\":");
  const std::string_view kept = object.substr(0, old != std::string_view::npos ? old : object.rfind('}'));
  return std::string(kept) + ",\"digest\":\"" + digest + "\"}";
}

// Nothing when it is verified; else where and what.
inline std::string fault(std::string_view certificate) {
  const auto claim = coverwatch::verify(certificate);
  return claim ? "" : claim.error().where + ": " + claim.error().what;
}

// One proof. The members are JSON as they stand.
struct proof {
  std::string reference, deployed;  // a list
  std::string example;              // a JSON string
  std::string atoms = "[]", formulas = "[]", terms = "[]", nodes;
  std::string dialect = "any";
  std::string assumptions = "[]";
  std::string canonical_json = "false";

  std::string text() const {
    return sealed(R"({"format":"coverwatch certificate 1","semantics":"2026-11","reference":)" + reference +
                  ",\"assumptions\":" + assumptions + ",\"canonical_json\":" + canonical_json +
                  ",\"deployed\":" + deployed + ",\"proofs\":[{\"dialect\":\"" + dialect + "\",\"example\":" + example +
                  ",\"atoms\":" + atoms + ",\"formulas\":" + formulas + ",\"terms\":" + terms + ",\"nodes\":" + nodes +
                  "}]}");
  }
};

// Each rule of a node is used by one of these at least.
inline proof clash() {
  return {R"("{ $.a = \"xy\" }")",
          R"(["{ $.a = \"x*\" }"])",
          R"("{\"a\":\"xy\"}")",
          R"(["$.a = text \"xy\"","$.a = wildcard \"x*\""])",
          "[]",
          "[]",
          R"([{"clash":["+0","-1"]}])"};
}

inline proof spelling_clash() {  // no number has a text that begins like a word, but a string has it
  return {R"("{ $.a = word }")",
          R"(["{ $.a != 1 }"])",
          R"("{\"a\":\"word\"}")",
          R"(["$.a = text \"word\"","$.a is finite","$.a = number 1"])",
          R"([["any","-1","+2"]])",
          R"([[0,"name","a"]])",
          R"([{"number":1,"inside":["+0"],"outside":["-1"],)"
          R"("refused":[["infinity","1e309","+0"],["infinity","-1e309","+0"]],)"
          R"("integers":{"why":"infinite","because":"-1"},"doubles":{"why":"one","because":"+0"}},)"
          R"({"kinds":1,"missing":"+0","string":"-1","number":0,"true":"+0","false":"+0","null":"+0","object":"+0",)"
          R"("array":"+0"},{"cases":"#0","parts":[["-1",1],["+2","+0"]]}])"};
}

inline proof cases() {
  return {R"("{ $.a = 1 && ($.b = 1 || ($.b = 2 && $.c = 3)) }")",
          R"(["{ $.a = 1 && $.b = 1 }","{ $.b = 2 && $.c = 3 }"])",
          R"("{\"a\":1,\"b\":1}")",
          R"(["$.a = number 1","$.b = number 1","$.b = number 2","$.c = number 3"])",
          R"([["all","+2","+3"],["any","+1","#0"],["all","+0","#1"],["any","-0","-1"],["any","-2","-3"]])",
          "[]",
          R"([{"cases":"#4","parts":[["-2","+2"],["-3","+3"]]},{"cases":"#3","parts":[["-0","+0"],["-1","+1"]]},)"
          R"({"cases":"#1","parts":[["+1",1],["#0",0]]}])"};
}

// The second part of the last node needs that the first, before it, is denied.
inline proof denied_before() {
  return {R"("?a ?b")",
          R"(["a -z","a z","b -a"])",
          R"("a")",
          R"(["message = phrase \"a\"","message = phrase \"b\"","message = phrase \"z\""])",
          R"([["any","+0","+1"],["any","-0","+2"],["any","-0","-2"],["any","-1","+0"]])",
          "[]",
          R"([{"cases":"#2","parts":[["-0","+0"],["-2","+2"]]},{"cases":"#1","parts":[["-0","+0"],["+2",0]]},)"
          R"({"cases":"#3","parts":[["-1","+1"],["+0","-0"]]},{"cases":"#0","parts":[["+0",1],["+1",2]]}])"};
}

inline proof literal_of_strings() {
  return {R"("{ $.a = \"12\" }")",
          R"(["{ $.a = 12 }"])",
          R"("{\"a\":\"12\"}")",
          R"(["$.a = text \"12\"","$.a = number 12"])",
          "[]",
          R"([[0,"name","a"]])",
          R"([{"text":1,"kind":"string","literal":"+0","against":"-1"},)"
          R"({"number":1,"inside":["+0"],"outside":["-1"],"refused":[["integer","12","-1"],)"
          R"(["infinity","1e309","+0"],["infinity","-1e309","+0"]],"integers":{"why":"one","because":"+0"},)"
          R"("doubles":{"why":"one","because":"+0"}},)"
          R"({"kinds":1,"missing":"+0","string":0,"number":1,"true":"+0","false":"+0","null":"+0","object":"+0",)"
          R"("array":"+0"}])"};
}

inline proof rows() {
  return {R"("{ $.a = \"*ab*\" }")",
          R"(["{ $.a = \"*b*\" }"])",
          R"("{\"a\":\"xab\"}")",
          R"(["$.a = wildcard \"*ab*\"","$.a = wildcard \"*b*\""])",
          "[]",
          R"([[0,"name","a"]])",
          R"([{"text":1,"inside":["+0"],"outside":["-1"],"words":[],"rows":[[0,0],[1,0]]}])"};
}

inline proof rows_of_words() {
  return {R"("{ $.a = %^[ab]$% }")",
          R"(["{ $.a = a }","{ $.a = b }"])",
          R"("{\"a\":\"a\"}")",
          R"(["$.a = regex %^[ab]$%","$.a = text \"a\"","$.a = text \"b\""])",
          "[]",
          R"([[0,"name","a"]])",
          R"([{"text":1,"inside":["+0"],"outside":[],"words":["-1","-2"],"rows":[[0,""],[1,"a"],[1,"b"]]}])"};
}

inline proof rows_of_places() {
  return {R"("{ $.a = %^ab*$% }")",
          R"(["{ $.a = %^a% }"])",
          R"("{\"a\":\"abb\"}")",
          R"(["$.a = regex %^ab*$%","$.a = regex %^a%"])",
          "[]",
          R"([[0,"name","a"]])",
          R"([{"text":1,"inside":["+0"],"outside":["-1"],"words":[],"rows":[[0,[0]]]}])"};
}

inline proof numbers_between() {
  return {R"("{ $.a > 1 && $.a < 1.0000000000000004 }")",
          R"(["{ $.a = 1.0000000000000002 }"])",
          R"("{\"a\":1.0000000000000002}")",
          R"(["$.a > number 1","$.a < number 1.0000000000000004","$.a = number 1.0000000000000002"])",
          R"([["all","+0","+1"]])",
          R"([[0,"name","a"]])",
          R"([{"number":1,"inside":["+0","+1"],"outside":["-2"],"refused":[["decimal","1.0000000000000002","-2"],)"
          R"(["infinity","1e309","+0"],["infinity","-1e309","+1"]],)"
          R"("integers":{"why":"between","lower":"+0","upper":"+1","lower_point":null,"upper_point":null,)"
          R"("below":"1","above":"2"},)"
          R"("doubles":{"why":"between","lower":"+0","upper":"+1","lower_point":null,"upper_point":null,)"
          R"("below":"1.0","above":"1.0000000000000004"}},)"
          R"({"kinds":1,"missing":"+0","string":"+0","number":0,"true":"+0","false":"+0","null":"+0","object":"+0",)"
          R"("array":"+0"}])"};
}

inline proof clash_with_a_part() {
  return {R"("{ $.a > 3 }")",
          R"(["{ $.a > 3 || $.a = 3 }"])",
          R"("{\"a\":4}")",
          R"(["$.a > number 3","$.a = number 3"])",
          R"([["all","-0","-1"]])",
          "[]",
          R"([{"clash":["+0","-0"]}])"};
}

// A point opens the edge: no value is at least 3, at most 3, and not 3.
inline proof numbers_at_a_point() {
  return {R"("{ $.a >= 3 }")",
          R"(["{ $.a > 3 || $.a = 3 }"])",
          R"("{\"a\":3}")",
          R"(["$.a >= number 3","$.a > number 3","$.a = number 3"])",
          R"([["all","-1","-2"]])",
          R"([[0,"name","a"]])",
          R"([{"number":1,"inside":["+0"],"outside":["-1","-2"],)"
          R"("refused":[["infinity","1e309","+0"],["infinity","-1e309","+0"]],)"
          R"("integers":{"why":"bounds","lower":"+0","upper":"-1","lower_point":"-2","upper_point":null},)"
          R"("doubles":{"why":"bounds","lower":"+0","upper":"-1","lower_point":null,"upper_point":"-2"}},)"
          R"({"kinds":1,"missing":"+0","string":"+0","number":0,"true":"+0","false":"+0","null":"+0","object":"+0",)"
          R"("array":"+0"}])"};
}

// Integers of one digit, and doubles of each exponent from 1 on; the others are below the edge.
inline proof numbers_by_text() {
  return {R"("{ $.a = %^7$% && $.a > 1 }")",
          R"(["{ $.a = 7 }"])",
          R"("{\"a\":7}")",
          R"(["$.a = regex %^7$%","$.a > number 1","$.a = number 7"])",
          R"([["all","+0","+1"]])",
          R"([[0,"name","a"]])",
          R"([{"number":1,"inside":["+0","+1"],"outside":["-2"],"refused":[["integer","0","+1"],)"
          R"(["infinity","1e309","+1"],["infinity","-1e309","+1"]],)"
          R"("integers":{"why":"texts","lower":"+1","upper":null,"lower_point":null,"upper_point":null,)"
          R"("searches":[{"texts":"integers","negative":false,"nodes":[[0,"7"]]}]},)"
          R"("doubles":{"why":"texts","lower":"+1","upper":null,"lower_point":null,"upper_point":null,)"
          R"("searches":[{"texts":"decimals","negative":false,"first":1,"last":1,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":2,"last":2,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":3,"last":3,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":4,"last":4,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":5,"last":5,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":6,"last":6,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":7,"last":7,"nodes":[[0,"7"]]},)"
          R"({"texts":"decimals","negative":false,"first":8,"last":309,"nodes":[[0,"7"]]}]}},)"
          R"({"kinds":1,"missing":"+0","string":"+1","number":0,"true":"+0","false":"+0","null":"+0","object":"+0",)"
          R"("array":"+0"}])"};
}

inline proof no_number_at_all() {
  return {
      R"("{ $.a = %^7x$% }")",
      R"(["{ $.a = 7x }"])",
      R"("{\"a\":\"7x\"}")",
      R"(["$.a = regex %^7x$%","$.a = text \"7x\""])",
      "[]",
      R"([[0,"name","a"]])",
      R"([{"text":1,"inside":["+0"],"outside":[],"words":["-1"],"rows":[[0,""],[1,"7"],[2,"7x"]]},)"
      R"({"number":1,"inside":["+0"],"outside":[],"refused":[["infinity","1e309","+0"],["infinity","-1e309","+0"]],)"
      R"("integers":{"why":"texts","lower":null,"upper":null,"lower_point":null,"upper_point":null,)"
      R"("searches":[{"texts":"any","nodes":[[0,"7"]]}]},)"
      R"("doubles":{"why":"texts","lower":null,"upper":null,"lower_point":null,"upper_point":null,)"
      R"("searches":[{"texts":"any","nodes":[[0,"7"]]}]}},)"
      R"({"kinds":1,"missing":"+0","string":0,"number":1,"true":"+0","false":"+0","null":"+0","object":"+0",)"
      R"("array":"+0"}])"};
}

inline proof some() {
  return {R"("{ $.a[*] = x }")",
          R"(["{ $.a[*] = \"x*\" }"])",
          R"("{\"a\":[\"x\"]}")",
          R"(["$.a.* = text \"x\"","$.a.* = wildcard \"x*\""])",
          "[]",
          R"([[0,"name","a"],[1,"some"]])",
          R"([{"text":2,"literal":"+0@2","against":"-1"},{"some":"+0","term":2,"then":0}])"};
}

inline proof deal() {
  return {
      R"("{ $.a[*] = x && $.a[0] != y && $.a[1] NOT EXISTS }")",
      R"(["{ $.a[0] = x }"])",
      R"("{\"a\":[\"x\"]}")",
      R"(["$.a.* = text \"x\"","$.a[0] is comparable","$.a[0] = text \"y\"","$.a[1] exists","$.a[0] = text \"x\""])",
      R"([["all","+1","-2"],["all","+0","+1","-2","-3"]])",
      R"([[0,"name","a"],[1,"index",0],[1,"index",1]])",
      R"([{"text":2,"literal":"+0@2","against":"-4"},)"
      R"({"kinds":3,"missing":"3:present","string":"-3","number":"-3","true":"-3","false":"-3","null":"-3",)"
      R"("object":"-3","array":"-3"},{"deal":"+0","parts":[0],"end":1},)"
      R"({"kinds":1,"missing":"+1","string":"+1","number":"+1","true":"+1","false":"+1","null":"+1",)"
      R"("object":"+1","array":2}])"};
}

// The third element is like the second, of which nothing is said by itself.
inline proof deal_alike() {
  return {R"("{ $.a[*] = x && $.a[0] != y && $.a[3] NOT EXISTS }")",
          R"(["{ $.a[0] = x }","{ $.a[*] = \"x*\" }"])",
          R"("{\"a\":[\"x\"]}")",
          R"(["$.a.* = text \"x\"","$.a[0] is comparable","$.a[0] = text \"y\"","$.a[3] exists",)"
          R"("$.a[0] = text \"x\"","$.a.* = wildcard \"x*\""])",
          R"([["all","+1","-2"],["all","+0","+1","-2","-3"]])",
          R"([[0,"name","a"],[1,"index",0],[1,"index",1],[1,"index",3]])",
          R"([{"text":2,"literal":"+0@2","against":"-4"},{"text":3,"literal":"+0@3","against":"-5"},)"
          R"({"kinds":4,"missing":"4:present","string":"-3","number":"-3","true":"-3","false":"-3","null":"-3",)"
          R"("object":"-3","array":"-3"},{"deal":"+0","parts":[0,1,[1]],"end":2},)"
          R"({"kinds":1,"missing":"+1","string":"+1","number":"+1","true":"+1","false":"+1","null":"+1",)"
          R"("object":"+1","array":3}])"};
}

inline proof canonical() {
  proof p{R"("{ $.a.b = xy }")",
          R"(["\"\\\"b\\\":\\\"xy\\\"\""])",
          R"("{\"a\":{\"b\":\"xy\"}}")",
          R"(["$.a.b = text \"xy\"","$ contains phrase \"\\\"b\\\":\\\"xy\\\"\""])",
          "[]",
          "[]",
          R"([{"clash":["+0","-1"]}])"};
  p.canonical_json = "true";
  return p;
}

inline proof phrases() {
  return {R"("ERROR -timeout")",
          R"(["ERR"])",
          R"("an ERROR")",
          R"(["message = phrase \"ERROR\"","message = phrase \"timeout\"","message = phrase \"ERR\""])",
          R"([["all","+0","-1"]])",
          "[]",
          R"([{"text":0,"inside":["+0"],"outside":["-2"],"words":[],"rows":[[0,0],[1,1],[2,2]]}])"};
}

inline proof values_of_columns() {
  return {R"("[a, b > 5]")",
          R"(["[a, b > 3]"])",
          R"("x 7")",
          R"(["rest 2 > number 5","rest 2 > number 3"])",
          "[]",
          R"([[0,"rest",2]])",
          R"([{"value":1,"facts":["+0","-1"]}])"};
}

// Each kind of value but those of the held test is excluded by a denied one.
inline proof kinds_denied() {
  return {R"("{ $.a IS TRUE || $.a IS FALSE }")",
          R"(["{ $.a IS TRUE || $.a IS FALSE || $.a = * || $.a > 5 }"])",
          R"("{\"a\":true}")",
          R"(["$.a is true","$.a is false","$.a = wildcard \"*\"","$.a > number 5"])",
          R"([["any","+0","+1"],["all","-0","-1","-2","-3"]])",
          R"([[0,"name","a"]])",
          R"([{"kinds":1,"missing":"+0","string":"-2","number":"-2","true":"-0","false":"-1","null":"+0",)"
          R"("object":"+0","array":"+0"},{"kinds":1,"missing":"+1","string":"-2","number":"-2","true":"+1",)"
          R"("false":"-1","null":"+1","object":"+1","array":"+1"},{"cases":"#0","parts":[["+0",0],["+1",1]]}])"};
}

// An equality is an edge too.
inline proof numbers_above_an_equality() {
  return {R"("{ $.a = 3 && $.a < 9 }")",
          R"(["{ $.a > 2 }"])",
          R"("{\"a\":3}")",
          R"(["$.a = number 3","$.a < number 9","$.a > number 2"])",
          R"([["all","+0","+1"]])",
          R"([[0,"name","a"]])",
          R"([{"number":1,"inside":["+0"],"outside":["-2"],)"
          R"("refused":[["infinity","1e309","+0"],["infinity","-1e309","+0"]],)"
          R"("integers":{"why":"bounds","lower":"+0","upper":"-2","lower_point":null,"upper_point":null},)"
          R"("doubles":{"why":"bounds","lower":"+0","upper":"-2","lower_point":null,"upper_point":null}},)"
          R"({"kinds":1,"missing":"+1","string":"+1","number":0,"true":"+1","false":"+1","null":"+1","object":"+1",)"
          R"("array":"+1"}])"};
}

inline proof values_at_a_point() {
  return {R"("[a, b >= 3]")",
          R"(["[a, b > 3]","[a, b = 3]"])",
          R"("x 3")",
          R"(["rest 2 >= number 3","rest 2 > number 3","rest 2 = number 3"])",
          "[]",
          R"([[0,"rest",2]])",
          R"([{"value":1,"facts":["+0","-1","-2"]}])"};
}

inline proof everything() {
  return {R"("ERROR")",
          R"([""])",
          R"("ERROR")",
          R"(["message = phrase \"ERROR\""])",
          R"([["any"]])",
          "[]",
          R"([{"cases":"#0","parts":[]}])"};
}

inline std::vector<proof> all() {
  return {clash(),
          spelling_clash(),
          cases(),
          literal_of_strings(),
          rows(),
          rows_of_words(),
          rows_of_places(),
          numbers_between(),
          clash_with_a_part(),
          numbers_at_a_point(),
          numbers_by_text(),
          no_number_at_all(),
          some(),
          deal(),
          phrases(),
          everything(),
          values_of_columns(),
          denied_before(),
          deal_alike(),
          canonical(),
          kinds_denied(),
          numbers_above_an_equality(),
          values_at_a_point()};
}

}  // namespace written
