// SPDX-License-Identifier: Apache-2.0
// Texts that are JSON by RFC 8259, and texts that are not with what is wrong and where. Data for the tests of the
// reader.
#pragma once

#include "support/json.hpp"

#include <string>
#include <vector>

namespace json_cases {

using coverwatch::support::json::errc;

inline std::vector<std::string> accepted() {
  return {"null",
          "true",
          "false",
          "0",
          "-0",
          "-0.0e-0",
          "10.010E+010",
          "1e309",
          "1e99999999999999999999",
          "123456789012345678901234567890123456789012345678901234567890123456789",
          "\"\"",
          "\"plain text that is longer than a few words\"",
          R"("\"\\\/\b\f\n\r\t\u0000\u00e9\uFFFF")",
          R"("\ud83d\ude00")",
          R"("\ud83d")",
          R"("\ude00\ud83d x")",
          "\"caf\xc3\xa9 \xe4\xb8\x96 \xf0\x9f\x98\x80 \xef\xbb\xbf\x7f\"",
          "[]",
          "{}",
          " \t\r\n[ \t\r\n] \t\r\n",
          "[1,[2,[3,[]]],{}]",
          R"({"a":1,"b":{"c":[true,false,null]},"":"","a":2})",
          R"( { "a" : [ 1 , 2 ] , "b" : "c" } )",
          R"({"eventName":"ConsoleLogin","n":[-1.5e-7,0.25],"policy":"{\"Version\":\"2012-10-17\"}"})"};
}

struct refusal {
  std::string text;
  errc code;
  std::size_t offset;
};

inline std::vector<refusal> refused() {
  return {{"", errc::empty, 0},
          {" \n\t ", errc::empty, 4},
          {"{", errc::unexpected_end, 1},
          {"[ ", errc::unexpected_end, 2},
          {"[1", errc::unexpected_end, 2},
          {"[1,", errc::unexpected_end, 3},
          {"{\"a\"", errc::unexpected_end, 4},
          {"{\"a\":", errc::unexpected_end, 5},
          {"{\"a\":1", errc::unexpected_end, 6},
          {"{\"a\":1,", errc::unexpected_end, 7},
          {"\"abc", errc::unexpected_end, 4},
          {"\"abc\\", errc::unexpected_end, 5},
          {"\"\\u12", errc::unexpected_end, 5},
          {"]", errc::unexpected, 0},
          {"[1,]", errc::unexpected, 3},
          {"[,1]", errc::unexpected, 1},
          {"[1 2]", errc::unexpected, 3},
          {"[1:2]", errc::unexpected, 2},
          {"[1}", errc::unexpected, 2},
          {"{\"a\":1]", errc::unexpected, 6},
          {"{\"a\":1,}", errc::unexpected, 7},
          {"{\"a\" 1}", errc::unexpected, 5},
          {"{\"a\":}", errc::unexpected, 5},
          {"{\"a\",1}", errc::unexpected, 4},
          {"{a:1}", errc::unexpected, 1},
          {"{1:2}", errc::unexpected, 1},
          {"{'a':1}", errc::unexpected, 1},
          {"['a']", errc::unexpected, 1},
          {"[\v1]", errc::unexpected, 1},
          {"[\xc2\xa0]", errc::unexpected, 1},
          {"\xef\xbb\xbf{}", errc::unexpected, 0},
          {"// note\n1", errc::unexpected, 0},
          {"[1/**/]", errc::unexpected, 2},
          {std::string("[\0]", 3), errc::unexpected, 1},
          {"tru", errc::bad_literal, 3},
          {"[trUe]", errc::bad_literal, 3},
          {"nul1", errc::bad_literal, 3},
          {"NULL", errc::bad_literal, 0},
          {"NaN", errc::bad_literal, 0},
          {"[Infinity]", errc::bad_literal, 1},
          {"{\"a\":b}", errc::bad_literal, 5},
          {"01", errc::bad_number, 1},
          {"-01", errc::bad_number, 2},
          {"[00]", errc::bad_number, 2},
          {"1.", errc::bad_number, 2},
          {"[1.]", errc::bad_number, 3},
          {"1.e5", errc::bad_number, 2},
          {"+1", errc::bad_number, 0},
          {".5", errc::bad_number, 0},
          {"-", errc::bad_number, 1},
          {"-.5", errc::bad_number, 1},
          {"--1", errc::bad_number, 1},
          {"-Infinity", errc::bad_number, 1},
          {"1e", errc::bad_number, 2},
          {"1e+", errc::bad_number, 3},
          {"1e+x", errc::bad_number, 3},
          {"\"\\x41\"", errc::bad_escape, 2},
          {"\"\\'\"", errc::bad_escape, 2},
          {"\"\\u12g4\"", errc::bad_escape, 5},
          {"\"\\u12\"", errc::bad_escape, 5},
          {"\"\\U0041\"", errc::bad_escape, 2},
          {"{\"\\q\":1}", errc::bad_escape, 3},
          {"\"a\nb\"", errc::control_character, 2},
          {"\"tab\there in a longer text\"", errc::control_character, 4},
          {std::string("\"a\0b\"", 5), errc::control_character, 2},
          {"\"\x1f\"", errc::control_character, 1},
          {"{\"\t\":1}", errc::control_character, 2},
          {"\"\x80\"", errc::bad_utf8, 1},
          {"\"caf\xc3\"", errc::bad_utf8, 4},
          {"\"\xc3", errc::bad_utf8, 1},
          {"\"\xc0\xaf\"", errc::bad_utf8, 1},
          {"\"\xed\xa0\x80\"", errc::bad_utf8, 1},
          {"\"\xf4\x90\x80\x80\"", errc::bad_utf8, 1},
          {"{\"\xff\":1}", errc::bad_utf8, 2},
          {"1 2", errc::trailing_text, 2},
          {"{}{}", errc::trailing_text, 2},
          {"nullx", errc::trailing_text, 4},
          {"1x", errc::trailing_text, 1},
          {"0x10", errc::trailing_text, 1},
          {"[] ]", errc::trailing_text, 3},
          {"\"a\"\"b\"", errc::trailing_text, 3},
          {std::string("{}\0", 3), errc::trailing_text, 2}};
}

}  // namespace json_cases
