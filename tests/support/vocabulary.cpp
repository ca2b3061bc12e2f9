// SPDX-License-Identifier: Apache-2.0
// The lists themselves. Each entry is here for a reason; the order only matters in that the first is the plainest.
#include "vocabulary.hpp"

namespace sample {

const std::vector<std::string>& names() {
  static const std::vector<std::string> list{
      "a",
      "b",
      "ab",
      "a-b",
      "a.b",
      "",
      "é",
      "0",
      "b c",
      "/",
      "\"",
      "aLongNameThatGoesOnAndOnUntilItIsLongerThanSixtyFourBytesAsSomeKeysReallyAre",
      "aLongNameThatGoesOnAndOnUntilItIsLongerThanSixtyFourBytesAsSomeKeysReallyAreX",
      "😀",
      "\\"};
  return list;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> list{"x",
                                             "",
                                             "xy",
                                             "yx",
                                             "xyxy",
                                             "X",
                                             "1",
                                             "01",
                                             "1.0",
                                             "1000.0",
                                             "1.0E7",
                                             "true",
                                             "false",
                                             "null",
                                             "Infinity",
                                             "+1",
                                             "-0",
                                             "0",
                                             "-0.0",
                                             "0.0",
                                             "1e3",
                                             "é",
                                             "éx😀",
                                             "a b",
                                             "a\"b",
                                             "a\\b",
                                             "a\\\\",
                                             "/",
                                             "x\ny",
                                             "12345678901234567890123456789012345678901234567890123456789012345678901",
                                             "111.111.111.111",
                                             "UnauthorizedOperation",
                                             "OperationUnauthorizedOperation",
                                             "9007199254740993",
                                             "12.0",
                                             "4.9E-324"};
  return list;
}

const std::vector<std::string>& odd_texts() {
  static const std::vector<std::string> list{
      "x\xed\xa0\x80y", "\xed\xbf\xbf", std::string("x\0y", 3), "\x01\x1f\x7f", "*", "x*y", "\t\r\b\f"};
  return list;
}

const std::vector<std::string>& numbers() {
  static const std::vector<std::string> list{"1",
                                             "0",
                                             "1.0",
                                             "1e0",
                                             "10e-1",
                                             "-0",
                                             "-0.0",
                                             "0.0",
                                             "-1",
                                             "2",
                                             "2.5",
                                             "1e3",
                                             "1000",
                                             "1000.0",
                                             "1e7",
                                             "10000000",
                                             "9999999.5",
                                             "0.001",
                                             "1e-4",
                                             "0.1",
                                             "9007199254740992",
                                             "9007199254740993",
                                             "9007199254740993.0",
                                             "18446744073709551616",
                                             "1e22",
                                             "1e309",
                                             "-1e309",
                                             "1e-999",
                                             "1E+2",
                                             "123456789012345678901234567890123456789012345678901234567890123456789",
                                             "123456789012345678901234567890123456789012345678901234567890123456788",
                                             "1.7976931348623157e308",
                                             "5e-324",
                                             "0.30000000000000004"};
  return list;
}

const std::vector<std::string>& pattern_numbers() {
  static const std::vector<std::string> list{
      "+1", "01", ".5", "-.5", "+0", "1e2147483647", "1e-2147483648", "1.00000000000000000000001", "007", "1E3"};
  return list;
}

const std::vector<std::string>& globs() {
  static const std::vector<std::string> list{"*",      "x*",         "*x",  "*y",           "x*y", "*xy*", "xy*xy",
                                             "1*",     "*0",         "*.0", "**",           "é*",  "*E*",  "*1*1",
                                             "11*111", "*Operation", "0*",  "*111.111.111", "-*",  "*t*y", "y*x*y"};
  return list;
}

const std::vector<std::string>& regexes() {
  static const std::vector<std::string> list{"x",      "^x",     "y$",  "^$",    "^xy$",       "[xy]+",
                                             "^[^x]",  "x.y",    "^.$", "\\d+",  "^\\d{1,3}$", "\\.0$",
                                             "^1|e$",  "E7",     "x?y", "^x{2}", "a\\\\b",     "\\W",
                                             "^\\S+$", "\\xe9",  "y*",  "^-",    "^Inf",       "^[0-9]*\\.[0-9]*$",
                                             "a b",    "rue|als"};
  return list;
}

const std::vector<std::string>& words() {
  static const std::vector<std::string> list{"ERROR", "x",   "xy",      "é",     "1.0", "a_b",
                                             "日本",  ".",   "Timeout", "error", "ER",  "OR",
                                             "null",  "500", "ERRORS1", "yx",    "_",   "UnauthorizedOperation"};
  return list;
}

const std::vector<std::string>& phrases() {
  static const std::vector<std::string> list{"a b",
                                             " ",
                                             "x",
                                             "\"",
                                             "\\",
                                             "x*y",
                                             "[",
                                             "]",
                                             "-x",
                                             "?",
                                             "%",
                                             "é x",
                                             "x\ny",
                                             "\"x\"",
                                             "[x y]",
                                             "connection timed out",
                                             "a\\b",
                                             "}",
                                             std::string("x\0y", 3),
                                             "\t",
                                             "{\"a\":1}",
                                             "😀"};
  return list;
}

const std::vector<std::string>& column_names() {
  static const std::vector<std::string> list{"ip", "user", "status", "bytes", "a", "b", "_", "a1", "A", "aa", "OR"};
  return list;
}

}  // namespace sample
