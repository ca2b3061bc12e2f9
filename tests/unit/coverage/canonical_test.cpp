// SPDX-License-Identifier: Apache-2.0
// Terms against JSON patterns, when every event is canonical JSON.
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace coverwatch;

coverage_report asked(const char* reference, std::vector<const char*> deployed, bool canonical) {
  std::vector<pattern> filters;
  for (const char* text : deployed) filters.push_back(*pattern::parse(text));
  const pattern wanted = *pattern::parse(reference);
  coverage_options options;
  options.canonical_json = canonical;
  return covers(filters, {&wanted, 1}, options);
}

TEST(canonical_json, what_a_condition_says_of_the_text) {
  const struct {
    const char* reference;
    const char* deployed;
    verdict result;
  } rows[] = {
      {"{ $.eventName = ConsoleLogin }", "ConsoleLogin", verdict::covered},
      {"{ $.eventName = ConsoleLogin }", "\"eventName\"", verdict::covered},
      {"{ $.eventName = ConsoleLogin }", R"("\"eventName\":\"ConsoleLogin\"")", verdict::covered},
      {"{ $.eventName = ConsoleLogin }", R"("\"eventName\": \"ConsoleLogin\"")", verdict::not_covered},
      {"{ $.eventName = ConsoleLogin }", "ConsoleLogin eventName", verdict::covered},
      {"{ $.eventName = ConsoleLogin }", "ConsoleLogin Failure", verdict::not_covered},
      {"{ $.eventName = ConsoleLogin }", "?ConsoleLogin ?Failure", verdict::covered},
      {"{ $.eventName = ConsoleLogin }", "ConsoleLogin -Success", verdict::not_covered},
      {"{ $.eventName = Console* }", "Console", verdict::covered},
      {"{ $.eventName = *Login }", R"("Login\"")", verdict::covered},
      {"{ $.a.b = x }", R"("\"a\":{")", verdict::covered},
      {"{ $.a.b IS NULL || $.a.b IS TRUE }", "?null ?true", verdict::covered},
      {"{ $.a.b = * }", "b", verdict::covered},
      {"{ $.a = 12 }", "12", verdict::unknown},  // 1.2e1
      {"{ $.a = \"12\" }", "12", verdict::unknown},
      {"{ $.a = \"a\\\"b\" }", R"("a\"b")", verdict::not_covered},  // it is written a\"b
      {"{ $.a = \"\xc3\xa9t\" }", "\xc3\xa9t", verdict::unknown},   // \u00e9 is another way
      {"{ $.a != x }", "a", verdict::covered},
      {"ERROR", "{ $.a = ERROR }", verdict::not_covered},
      {"ERROR", "ERR", verdict::covered},
  };
  for (const auto& each : rows) {
    const coverage_report found = asked(each.reference, {each.deployed}, true);
    EXPECT_EQ(name(found.result), name(each.result)) << each.reference << "   " << each.deployed << " " << found.event;
  }
}

TEST(canonical_json, counts_only_when_it_is_asked_for) {
  EXPECT_EQ(name(asked("{ $.eventName = ConsoleLogin }", {"ConsoleLogin"}, false).result), "unknown");
  EXPECT_EQ(name(asked("ERROR", {"{ $.a = ERROR }"}, false).result), "not_covered");
}

// `% %` reads any message, and the blank that it matches is no canonical JSON.
TEST(canonical_json, no_event_is_shown_that_the_assumption_excludes) {
  EXPECT_EQ(name(asked("% %", {"{ $.a = x }"}, false).result), "not_covered");
  EXPECT_EQ(name(asked("% %", {"{ $.a = x }"}, true).result), "unknown");
}

TEST(canonical_json, filters_of_both_kinds_count_together) {
  EXPECT_EQ(name(asked("{ $.a = x || $.a = y }", {"{ $.a = x }", "y"}, true).result), "covered");
  EXPECT_EQ(name(asked("{ $.a = x || $.a = y }", {"{ $.a = x }", "z"}, true).result), "not_covered");
}

}  // namespace
