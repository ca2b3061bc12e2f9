// SPDX-License-Identifier: Apache-2.0
// Why a deployed pattern misses what the reference asks for: each kind of slip, and what is none.
#include <coverwatch/hint.hpp>

#include <gtest/gtest.h>

#include <ostream>

namespace coverwatch::inline COVERWATCH_ABI {
// NOLINTNEXTLINE: the name gtest looks for.
inline void PrintTo(const hint& h, std::ostream* out) { *out << name(h.what) << ": " << message(h); }
}  // namespace coverwatch::inline COVERWATCH_ABI

namespace {

using namespace coverwatch;
using kind = hint::kind;

std::vector<hint> hints_of(const std::vector<const char*>& deployed, const char* reference) {
  std::vector<pattern> patterns;
  for (const char* each : deployed) patterns.push_back(*pattern::parse(each));
  const pattern asked = *pattern::parse(reference);
  const std::vector<pattern> facts{*pattern::parse("{ $.eventName = * }")};
  coverage_options options;
  options.facts = facts;
  return hints(patterns, asked, covers(patterns, {&asked, 1}), options);
}

struct row {
  const char* deployed;
  const char* reference;
  std::vector<hint> expected;
};

void check(const std::vector<row>& rows) {
  for (const row& r : rows) EXPECT_EQ(hints_of({r.deployed}, r.reference), r.expected) << r.deployed;
}

constexpr const char* sign_in = "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }";
constexpr const char* denied = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }";

TEST(hints, values) {
  check({
      {"{ ($.eventName = ConsoleLogn) && ($.errorMessage = \"Failed authentication\") }",
       sign_in,
       {{kind::near_value, 0, "$.eventName = \"ConsoleLogn\"", "$.eventName = \"ConsoleLogin\""}}},
      {"{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failedauthentication\") }",
       sign_in,
       {{kind::near_value, 0, "$.errorMessage = \"Failedauthentication\"",
         "$.errorMessage = \"Failed authentication\""}}},
      {"{ ($.eventName = consolelogin) && ($.errorMessage = \"Failed authentication\") }",
       sign_in,
       {{kind::value_case, 0, "$.eventName = \"consolelogin\"", "$.eventName = \"ConsoleLogin\""}}},
      {"{ $.a != yes }", "{ $.a != Yes }", {{kind::value_case, 0, "$.a != \"yes\"", "$.a != \"Yes\""}}},
      {"error", "ERROR", {{kind::value_case, 0, "\"error\"", "\"ERROR\""}}},
      {"[ip, level = eror]", "[ip, level = error]", {{kind::near_value, 0, "level = \"eror\"", "level = \"error\""}}},
  });
}

TEST(hints, no_slip_where_a_condition_fits) {
  check({
      // Both are asked for, one is left out.
      {"{ $.a = StopInstance }", "{ $.a = StopInstance || $.a = StopInstances }", {}},
      // What resembles it is there beside it.
      {"{ $.b = c && ($.a = StopInstance || $.a = StopInstances) }", "{ $.a = StopInstances }", {}},
      {"{ $.b = c && ($.a = StopInstance || $.a = \"Stop*\") }", "{ $.a = StopInstances }", {}},
      // Another part of the reference is open, and this one is covered.
      {"{ $.a = ConsoleLogin || $.a = ConsoleLogn }", "{ $.a = ConsoleLogin || $.b = x }", {}},
      // Not the same question.
      {"{ $.a = ConsoleLogn }", "{ $.a != ConsoleLogin }", {}},
      {"{ $.b = ConsoleLogn }", "{ $.a = ConsoleLogin }", {}},
      {"{ $.eventName = AttachRolePolicy }", "{ $.eventName = DetachRolePolicy }", {}},
      {"{ $.a = %ConsoleLogn% }", "{ $.a = ConsoleLogin }", {}},
      {"{ $.a = 404 }", "{ $.a = 405 }", {}},
      // Covered: nothing is sought.
      {"{ $.a = ConsoleLogin || $.a = ConsoleLogn }", "{ $.a = ConsoleLogin }", {}},
  });
}

TEST(hints, selectors) {
  check({
      {"{ ($.eventname = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }",
       sign_in,
       {{kind::selector_case, 0, "$.eventname", "$.eventName"}}},
      {"{ $.userIdentity.typ = Root }",
       "{ $.userIdentity.type = Root }",
       {{kind::near_selector, 0, "$.userIdentity.typ", "$.userIdentity.type"}}},
      {"{ $.useridentity.type NOT EXISTS }",
       "{ $.userIdentity.type NOT EXISTS }",
       {{kind::selector_case, 0, "$.useridentity.type", "$.userIdentity.type"}}},
      {"{ $.eventName = x }", "{ $.eventSource = x }", {}},
      {"{ $.name = y && $.names[0] = x }", "{ $.name = y || $.names[0] = x }", {}},
  });
}

TEST(hints, lost_wildcards) {
  check({
      {"{ $.errorCode = AccessDenied || $.errorCode = \"*UnauthorizedOperation\" }",
       denied,
       {{kind::lost_wildcard, 0, "$.errorCode = \"AccessDenied\"", "$.errorCode = \"AccessDenied*\""}}},
      {"{ $.errorCode = \"Unauthorized*\" }",
       "{ $.errorCode = \"*Unauthorized*\" }",
       {{kind::lost_wildcard, 0, "$.errorCode = \"Unauthorized*\"", "$.errorCode = \"*Unauthorized*\""}}},
      {"{ $.a = b && ($.errorCode = AccessDenied || $.errorCode = \"Access*\") }",
       "{ $.errorCode = \"AccessDenied*\" }",
       {}},
      {"{ $.a = c || $.a != b }", "{ $.a != \"b*\" && $.c = d }", {}},  // a star less denies less
      {"{ $.a != b && $.c = d }", "{ $.a != \"b*\" }", {}},
  });
}

TEST(hints, absent_fields) {
  const hint absent{kind::absent_field, 0, "$.mfa != \"yes\"", "(($.mfa NOT EXISTS) || ($.mfa != \"yes\"))"};
  check({
      {"{ $.a = b && $.mfa != yes }", "{ $.a = b && ($.mfa NOT EXISTS || $.mfa != yes) }", {absent}},
      {"{ $.a = b && $.mfa != yes }", "{ $.a = b }", {absent}},
      {"{ $.a = ConsoleLogn && $.mfa != yes }",
       "{ $.a = ConsoleLogin }",
       {{kind::near_value, 0, "$.a = \"ConsoleLogn\"", "$.a = \"ConsoleLogin\""}, absent}},
      {"{ $.mfa != yes }", "{ $.mfa NOT EXISTS || $.mfa != yes }", {absent}},
      {"{ $.mfa != yes }", "{ $.a = b }", {}},                          // it has nothing to do with the event
      {"{ $.a = b && $.mfa != yes }", "{ $.a = b && $.mfa = * }", {}},  // the field is there
      {"{ $.a = c && $.mfa != yes }", "{ $.a = b }", {}},               // would not match anyway
      {"{ $.a = b && $.eventName != x }", "{ $.a = b }", {}},           // a fact says that it is there
      {"{ $.a = b && $.l[*] != x }",
       "{ $.a = b }",
       {{kind::absent_field, 0, "$.l.* != \"x\"", "(($.l NOT EXISTS) || ($.l.* != \"x\"))"}}},
  });
}

TEST(hints, of_absent_fields_only_those_that_are_needed) {
  EXPECT_EQ(hints_of({"{ $.a = b && ($.x != y || $.z != y) }"}, "{ $.a = b }"),
            (std::vector<hint>{{kind::absent_field, 0, "$.z != \"y\"", "(($.z NOT EXISTS) || ($.z != \"y\"))"}}));
}

TEST(hints, nothing_of_parts_that_are_covered) {
  EXPECT_EQ(
      hints_of({"{ $.a = ConsoleLogin }", "{ $.a = ConsoleLogn && $.q = r }"}, "{ $.a = ConsoleLogin || $.b = x }"),
      std::vector<hint>{});
}

TEST(hints, name_the_pattern) {
  const std::vector<hint> found =
      hints_of({"{ $.b = \"'c'\" }", "{ $.a = ConsoleLogn }"}, "{ $.a = ConsoleLogin && ($.c = d || $.a = x) }");
  EXPECT_EQ(found, (std::vector<hint>{
                       {kind::near_value, 1, "$.a = \"ConsoleLogn\"", "$.a = \"ConsoleLogin\""},
                       {kind::inner_quotes, 0, "$.b = \"'c'\"", "$.b = \"c\""},
                       {kind::never_matches, std::nullopt, "{ $.a = ConsoleLogin && ($.a = x) }", ""},
                   }));
}

TEST(hints, inner_quotes_are_told_once) {
  check({{"{ $.a = \"'ConsoleLogin'\" }",
          "{ $.a = ConsoleLogin }",
          {{kind::inner_quotes, 0, "$.a = \"'ConsoleLogin'\"", "$.a = \"ConsoleLogin\""}}}});
}

TEST(hints, have_names_and_messages) {
  for (int k = 0; k <= static_cast<int>(kind::matches_almost_everything); ++k) {
    const hint h{static_cast<kind>(k), std::nullopt, "$.a = b", "$.a = c"};
    EXPECT_FALSE(name(h.what).empty()) << k;
    EXPECT_NE(message(h).find("`$.a = b`"), std::string::npos) << k;
    EXPECT_NE(message(h).back(), '.') << k;
  }
}

}  // namespace
