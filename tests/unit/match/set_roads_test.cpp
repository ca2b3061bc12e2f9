// SPDX-License-Identifier: Apache-2.0
// Records where engines are easy to get wrong, written by hand or grown byte by byte: each goes through every road of a
// set and is compared with the reference evaluator. Records of which it is said outright that they are alike must be
// so.
#include "set_roads.hpp"

namespace coverwatch {
namespace {

using ids = std::vector<std::uint32_t>;
using set_roads::nested;
using set_roads::roads;

// Many ways to ask about the same few places.
const std::vector<std::string>& zoo() {
  static const std::vector<std::string> list{"{ $.a = \"x\" }",
                                             "{ $.a = \"y\" }",
                                             "{ $.a = \"*x*\" }",
                                             "{ $.a = \"x*\" && $.a = \"*y\" }",
                                             "{ $.a != \"x\" }",
                                             "{ $.a = * }",
                                             "{ $.a NOT EXISTS }",
                                             "{ $.a IS NULL }",
                                             "{ $.a IS TRUE }",
                                             "{ $.a = 1 }",
                                             "{ $.a = 1000 }",
                                             "{ $.a = \"1000\" }",
                                             "{ $.a = \"1000.0\" }",
                                             "{ $.a = \"1*0.0\" }",
                                             "{ $.a = \"Infinity\" }",
                                             "{ $.a = \"0\" }",
                                             "{ $.a = \"-0.0\" }",
                                             "{ $.a = 0 }",
                                             "{ $.a > 0 }",
                                             "{ $.a >= 1 }",
                                             "{ $.a > 999.5 }",
                                             "{ $.a < 1000.0000001 }",
                                             "{ $.a = %x.y% }",
                                             "{ $.a = \"/\" }",
                                             "{ $.a = \"a/b\" }",
                                             "{ $.a = \"say \\\"x\\\"\" }",
                                             "{ $.a = \"\\\\\" }",
                                             "{ $.a = \"é\" }",
                                             "{ $.a = \"*😀*\" }",
                                             "{ $.a = \"\" }",
                                             "{ $.a.b = \"x\" }",
                                             "{ $.a.b NOT EXISTS }",
                                             "{ $.a.b.c = \"x\" }",
                                             "{ $.a[0] = \"x\" }",
                                             "{ $.a[1] = \"x\" }",
                                             "{ $.a[*] = \"x\" }",
                                             "{ $.a[*] != \"x\" }",
                                             "{ $.a[*].b = \"x\" }",
                                             "{ $.* = \"x\" }",
                                             "{ $.*.b = \"x\" }",
                                             "{ $.a = \"x\" && $.b = \"x\" }",
                                             "{ $.a = \"x\" || $.b = \"x\" }",
                                             "{ $.b = \"x\" }",
                                             "{ $.['a\"b'] = \"x\" }",
                                             "{ $.['\\'] = \"x\" }",
                                             "{ $.['a/b'] = \"x\" }",
                                             "{ $.['é'] = \"x\" }",
                                             "{ $.[''] = \"x\" }",
                                             "{ $.['a.b'] = \"x\" }",
                                             "{ $.ab = \"x\" }",
                                             "{ $.A = \"x\" }",
                                             "{ $.aa = \"x\" }"};
  return list;
}

TEST(set_roads, escapes_in_keys_and_values) {
  roads all(zoo());
  EXPECT_EQ(all.check(R"({"\u0061":"\u0078"})"), all.check(R"({"a":"x"})"));
  EXPECT_EQ(all.check(R"({"a":"a\/b"})"), all.check(R"({"a":"a/b"})"));
  EXPECT_EQ(all.check(R"({"a\/b":"x"})"), all.check(R"({"a/b":"x"})"));
  EXPECT_EQ(all.check("{\"a\":\"\\ud83d\\ude00\"}"), all.check("{\"a\":\"😀\"}"));
  EXPECT_EQ(all.check(R"({"a":"\u002f"})"), all.check(R"({"a":"/"})"));
  for (const char* event : {R"({"\\u0061":"x"})",
                            R"({"a":"\\u0078"})",
                            R"({"a":"say \"x\""})",
                            R"({"a":"say \u0022x\""})",
                            R"({"a":"\\"})",
                            R"({"a":"\u005c"})",
                            R"({"a\"b":"x"})",
                            R"({"a\u0022b":"x"})",
                            R"({"\\":"x"})",
                            R"({"\u005C":"x"})",
                            R"({"\u00e9":"x"})",
                            R"({"\u00E9":"x","é":"y"})",
                            R"({"a":"\u00e9"})",
                            R"({"a":"e\u0301"})",
                            R"({"":"x"})",
                            R"({"\u0000":"x"})",
                            R"({"a\u0000":"x"})",
                            R"({"a":"x\u0000"})",
                            R"({"a":"\u0078y","b":"\u0078"})",
                            R"({"a":{"\u0062":"x"}})",
                            R"({"a":[{"\u0062":"\u0078"}]})",
                            R"({"a":"\ud800x"})",
                            R"({"a":"\udc00\ud800"})",
                            R"({"a":"\ud83d😀"})",
                            R"({"\ud800":"x","a":"x"})",
                            R"({"a":"x","u":"\ud800\u0061"})"}) {
    all.check(event);
  }
}

TEST(set_roads, repeated_keys_at_every_level) {
  roads all(zoo());
  EXPECT_EQ(all.check(R"({"a":"y","b":1,"a":"x"})"), all.check(R"({"b":1,"a":"x"})"));
  EXPECT_EQ(all.check(R"({"a":{"b":"x"},"a":"x"})"), all.check(R"({"a":"x"})"));
  EXPECT_EQ(all.check(R"({"a":{"b":"x"},"a":{}})"), all.check(R"({"a":{}})"));
  EXPECT_EQ(all.check(R"({"a":["x"],"a":[]})"), all.check(R"({"a":[]})"));
  EXPECT_EQ(all.check(R"({"a":[{"b":"x","b":"y"}]})"), all.check(R"({"a":[{"b":"y"}]})"));
  EXPECT_EQ(all.check(R"({"a":"x","\u0061":"y"})"), all.check(R"({"a":"y"})"));
  for (const char* event :
       {R"({"a":"x","a":null})", R"({"a":null,"a":"x"})", R"({"a":1,"a":1.0,"a":"1"})",
        R"({"a":{"b":{"c":"x","c":1}}})", R"({"a":{"b":{"c":"x"},"b":{}}})", R"({"a":{"b":{"c":"x"},"b":"x"}})",
        R"({"a":{"b":{"c":"x"}},"a":{"b":{"d":1}}})", R"({"a":[{"b":"x"},{"b":"x","b":1}]})",
        R"({"a":["x"],"a":{"0":"x"}})", R"({"x":"x","x":"y"})", R"({"c":{"b":"x"},"c":{"b":"y"}})",
        R"({"c":{"b":"x"},"c":1})", R"({"c":{"b":"y","b":"x"}})", R"({"a":[["x"]],"a":["y","x"]})",
        R"({"b":"x","a":"x","b":"y","a":"y","b":"x"})", R"({"":"y","":"x"})",
        R"({"a":{"b":"x"},"b":{"a":"x"},"a":[],"b":"x"})"}) {
    all.check(event);
  }
}

// A repeated key far behind, many of them, and other keys without end between.
TEST(set_roads, very_many_keys) {
  roads all(zoo());
  std::string keys = R"({"a":"y")";
  for (int i = 0; i < 20000; ++i) keys += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
  EXPECT_EQ(all.check(keys + R"(,"a":"x","b":"x"})"), all.check(R"({"a":"x","b":"x","k":1})"));
  std::string same = "{";
  for (int i = 0; i < 3000; ++i) same += "\"a\":\"y\",";
  EXPECT_EQ(all.check(same + R"("a":"x"})"), all.check(R"({"a":"x"})"));
  std::string elements = R"({"a":["y")";
  for (int i = 0; i < 5000; ++i) elements += ",{\"b\":\"y\"},[\"x\"]";
  all.check(elements + "]}");
  all.check(elements + ",\"x\",{\"b\":\"x\"}]}");
}

TEST(set_roads, literals_inside_other_strings) {
  roads all(zoo());
  EXPECT_EQ(all.check(R"({"c":"{\"a\":\"x\"}"})"), all.check(R"({"c":1})"));
  EXPECT_EQ(all.check(R"({"c":"\"a\":\"x\",\"b\":\"x\""})"), all.check(R"({"c":1})"));
  for (const char* event : {R"({"x":"a"})",
                            R"({"x":1})",
                            R"({"c":{"a":"x"}})",
                            R"({"c":["a","x"]})",
                            R"({"c":"a","d":"x"})",
                            R"({"a":"xx"})",
                            R"({"a":" x"})",
                            R"({"a":"x "})",
                            R"({"a":"X"})",
                            R"({"aa":"x"})",
                            R"({" a":"x"})",
                            R"({"a ":"x"})",
                            R"({"a":{"x":1}})",
                            R"({"a":["y","x"]})",
                            R"({"c":"\\","a":"x"})",
                            R"({"c":"\\\"","a":"x"})",
                            R"({"c":"\\\\\"a\":\"x"})",
                            R"({"c":"}","a":"x"})",
                            R"({"c":"]}{[","a":["x"]})",
                            R"({"c":",\"a\":","a":"y"})",
                            R"({"c":"\n","a":"x"})",
                            R"({"a":"x","c":"\"}"})",
                            R"({"c":{"d":"}}}"},"a":{"b":"x"}})"}) {
    all.check(event);
  }
}

TEST(set_roads, numbers_whose_text_matches_but_whose_bytes_do_not) {
  roads all(zoo());
  EXPECT_EQ(all.check(R"({"a":1e3})"), all.check(R"({"a":1000.0})"));
  EXPECT_EQ(all.check(R"({"a":1e0})"), all.check(R"({"a":10e-1})"));
  EXPECT_EQ(all.check(R"({"a":-0})"), all.check(R"({"a":0})"));
  EXPECT_EQ(all.check(R"({"a":0e999999999999})"), all.check(R"({"a":0.0})"));
  for (const char* number : {"1",
                             "1.0",
                             "1000",
                             "1000.00",
                             "0.1e4",
                             "100000e-2",
                             "1E+3",
                             "-0.0",
                             "-0e0",
                             "1e400",
                             "1E400",
                             "-1E400",
                             "1e309",
                             "1e-400",
                             "9007199254740993",
                             "9007199254740992.5",
                             "999.5",
                             "999.50000000000001",
                             "1000.00000010000001",
                             "0.99999999999999999",
                             "4.9e-324",
                             "1.7976931348623157e308",
                             "1.7976931348623159e308",
                             "100000000000000000000000",
                             "1e7",
                             "10000000.0",
                             "12e-1"}) {
    all.check("{\"a\":" + std::string(number) + "}");
    all.check("{\"a\":[" + std::string(number) + "," + number + "]}");
    all.check("{\"a\":\"" + std::string(number) + "\"}");
  }
}

TEST(set_roads, what_is_no_json_object) {
  roads all(zoo());
  const std::string nul(1, '\0');
  const std::vector<std::string> events{"",
                                        " ",
                                        "{",
                                        "}",
                                        "{}",
                                        "[]",
                                        "null",
                                        "\"x\"",
                                        "1",
                                        "{\"a\":\"x\"}}",
                                        "{\"a\":\"x\"}]",
                                        "{{\"a\":\"x\"}",
                                        "[{\"a\":\"x\"}]",
                                        "{\"a\":\"x\"} {\"a\":\"x\"}",
                                        "{\"a\":\"x\"",
                                        "\"a\":\"x\"}",
                                        "{\"a\":\"x}",
                                        "{\"a\":\"x\\\"}",
                                        "{\"a\":[\"x\"}",
                                        "{\"a\":\"x\",}",
                                        "{,\"a\":\"x\"}",
                                        "{\"a\" \"x\"}",
                                        "{\"a\":\"x\" \"b\":\"x\"}",
                                        "{a:\"x\"}",
                                        "{'a':'x'}",
                                        "{\"a\":'x'}",
                                        "{\"a\":x}",
                                        "{\"a\":\"x\",\"b\":tru}",
                                        "{\"a\":\"x\",\"b\":01}",
                                        "{\"a\":\"x\",\"b\":+1}",
                                        "{\"a\":\"x\",\"b\":.5}",
                                        "{\"a\":\"x\",\"b\":NaN}",
                                        "{\"a\":\"x\",\"c\":{\"d\":[}]}}",
                                        "{\"a\":\"x\",\"c\":[1 2]}",
                                        "{\"a\":\"x\",\"c\":\"\\x\"}",
                                        "{\"a\":\"x\",\"c\":\"\\u00g0\"}",
                                        "{\"a\":\"x\",\"c\":\"\\u00\"}",
                                        "{\"a\":\"x\",\"c\":\"\x01\"}",
                                        "{\"a\":\"x\",\"c\":\"\t\"}",
                                        "{\"a\":\"x\",\"c\":\"" + nul + "\"}",
                                        "{\"a\":\"x\"" + nul + "}",
                                        "{\"a\":\"x\"}" + nul,
                                        nul + "{\"a\":\"x\"}",
                                        "\xef\xbb\xbf{\"a\":\"x\"}",
                                        "{\"a\":\"x\",\"c\":\"\xff\"}",
                                        "{\"a\":\"x\",\"c\":\"\xc3\"}",
                                        "{\"a\":\"x\",\"\xc0\x80\":1}",
                                        "{\"a\":\"x\",\"c\":\"\xed\xa0\x80\"}",
                                        "{\"a\":\"x\",\"c\":\"\xf4\x90\x80\x80\"}",
                                        "{\"a\":\"x\",\"c\":[{\"d\":\"\xe2\x82\"}]}",
                                        "{\"a\":\"x\"\xff}",
                                        "{\"a\":\"x\"\v}",
                                        "{\"a\":\"x\"\f}",
                                        "{\"a\":\"x\"\xc2\xa0}",
                                        "{\"a\":\"x\"}\v",
                                        "{\"a\":\"x\" /* c */}",
                                        "{\"a\":\"x\"}//",
                                        "{\"\xff\":1,\"a\":\"x\"}",
                                        "{\"a\":\"\xff\",\"a\":\"x\"}",
                                        "{\"a\":\"y\",\"a\":\"x\",\"c\":\"\xfe\"}",
                                        "{:\"x\"}",
                                        "{\"a\":}",
                                        "{\"a\"}",
                                        "{\"a\":\"x\":\"y\"}",
                                        "{\"a\",\"x\"}",
                                        "{\"c\":{\"a\":\"x\"]}",
                                        "{[\"a\"]:\"x\"}"};
  for (const auto& event : events) all.check(event);
}

TEST(set_roads, white_space_of_every_sort) {
  roads all(zoo());
  const auto right = all.check(R"({"a":"x","b":["x"]})");
  for (const char* event :
       {" { \"a\" : \"x\" , \"b\" : [ \"x\" ] } ", "\t{\t\"a\"\t:\t\"x\"\t,\t\"b\"\t:\t[\t\"x\"\t]\t}\t",
        "{\r\"a\"\r:\r\"x\",\"b\":\r[\"x\"\r]\r}", "\n{\n\"a\"\n:\n\"x\"\n,\n\"b\"\n:\n[\n\"x\"\n]\n}\n",
        "\r\n{\"a\" \t\r\n:\"x\",\"b\":[\"x\"]}\r\n", "{\"a\":\"x\",\"b\":[\"x\"]}\r"}) {
    EXPECT_EQ(all.check(event), right);
  }
  for (std::size_t blanks = 0; blanks < 140; ++blanks) {
    const std::string space(blanks, blanks % 3 == 0 ? '\t' : ' ');
    EXPECT_EQ(all.check(space + "{\"a\"" + space + ":" + space + "\"x\",\"b\":[" + space + "\"x\"]" + space + "}"),
              right);
  }
}

TEST(set_roads, deep_nesting) {
  roads all({"{ $.a = \"x\" }", "{ $.a.a.a NOT EXISTS }", "{ $.a[*] = \"x\" }", "{ $.* = \"x\" }", "", "x"});
  for (const std::size_t depth : {997U, 998U, 999U, 1000U, 1001U, 1002U, 5000U}) {  // inside of the object
    all.check("{\"a\":\"x\",\"c\":" + nested(depth, "[", "", "]") + "}");
    all.check("{\"a\":" + nested(depth, "[", "\"x\"", "]") + "}");
    all.check(nested(depth, "{\"a\":", "\"x\"", "}"));
    all.check("{\"a\":\"x\",\"c\":" + nested(depth, "[", "", "") + "}");
    all.check("{\"a\":\"x\",\"c\":\"" + nested(depth, "[", "", "") + "\"}");
    all.check("{\"c\":" + nested(depth, "[", "01", "]") + ",\"a\":\"x\"}");
  }
}

// Keys, values, quotes and backslashes on every side of every edge of a block.
TEST(set_roads, every_length_to_300) {
  roads all({"{ $.a = \"x\" }", "{ $.key = \"value\" }", "{ $.key = \"*value*\" }", "{ $.a.key = \"x\" }",
             "{ $.* = \"value\" }", "{ $.a NOT EXISTS }", "{ $.key != \"value\" && $.a = \"x\" }", "{ $.n > 99 }"});
  for (std::size_t length = 0; length <= 300; ++length) {
    const std::string run(length, 'p');
    all.check("{\"" + run + "\":\"value\",\"key\":\"value\",\"a\":\"x\"}");
    all.check("{\"c\":\"" + run + "\",\"key\":\"" + run + "value\",\"n\":100}");
    all.check("{\"c\":\"" + run + "\\\"\",\"a\":{\"key\":\"x\"}}");
    all.check("{\"c\":\"" + std::string(length, '\\') + "\",\"a\":\"x\"}");  // valid for even lengths alone
    all.check("{\"c\":\"" + std::string(2 * length, '\\') + "\",\"key\":\"value\"}");
    all.check("{\"c\":\"" + std::string(2 * length, '\\') + "\\\"\",\"key\":\"value\"}");
    all.check("{\"c\":\"" + run + std::string(length % 64, '\\') + "\\u0061\",\"key\":\"val\\u0075e\"}");
    all.check("{\"c\":[" + std::string(length, '[') + std::string(length, ']') + "],\"a\":\"x\"}");
    all.check(std::string(length, ' '));
    all.check(run);
  }
}

TEST(set_roads, long_keys_that_differ_in_one_byte) {
  for (const std::size_t length : {1U, 7U, 8U, 9U, 15U, 16U, 17U, 31U, 32U, 33U, 63U, 64U, 65U, 100U, 129U, 200U}) {
    const std::string key(length, 'k');
    roads all({"{ $." + key + " = \"x\" }", "{ $." + key + "k = \"x\" }", "{ $.a." + key + " = \"" + key + "\" }",
               "{ $.a = \"" + key + "*\" }", "{ $.a = \"*" + key + "\" }"});
    for (std::size_t at = 0; at < length; at += std::max<std::size_t>(1, length / 40)) {
      std::string other = key;
      other[at] = at % 2 == 0 ? 'j' : 'K';
      all.check("{\"" + other + "\":\"x\"}");
      all.check("{\"a\":\"" + other + "\"}");
      all.check("{\"a\":{\"" + other + "\":\"x\",\"" + key + "\":\"" + other + "\"}}");
    }
    all.check("{\"" + key + "\":\"x\",\"a\":\"" + key + "\"}");
    all.check("{\"" + key.substr(1) + "\\u006b\":\"x\",\"a\":\"" + key.substr(1) + "\\u006b\"}");
    all.check("{\"a\":{\"" + key + "\":\"" + key + "\"}}");
  }
}

TEST(set_roads, records_of_ten_megabytes) {
  roads all({"{ $.a = \"x\" }", "{ $.c[*] = \"needle\" }", "{ $.d.e = \"*haystack\" }", "{ $.z NOT EXISTS }"},
            std::size_t{1} << 25);
  std::string inside;
  while (inside.size() < 10'000'000)
    inside += "{\"text\":\"\\\"a\\\":\\\"x\\\" \\\\\",\"a\":\"x\",\"n\":[1,2.5,null]},";
  EXPECT_EQ(all.check("{\"c\":[" + inside + "1],\"a\":\"x\"}"), (ids{0, 3}));
  EXPECT_EQ(all.check("{\"a\":\"x\",\"c\":[" + inside + "\"needle\"]}"), (ids{0, 1, 3}));
  EXPECT_EQ(all.check("{\"d\":{\"e\":\"" + std::string(10'000'000, 'n') + "haystack\"},\"z\":1}"), ids{2});
  EXPECT_EQ(all.check("{\"a\":\"x\",\"c\":[" + inside + "01]}"), ids{});
  roads small({"{ $.a = \"x\" }", "{ $.z NOT EXISTS }"});
  EXPECT_EQ(small.check("{\"a\":\"x\",\"c\":[" + inside + "1]}"), ids{});
}

}  // namespace
}  // namespace coverwatch
