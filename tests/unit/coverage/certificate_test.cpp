// SPDX-License-Identifier: Apache-2.0
// What is written down with a "yes": questions, one at least for each rule of a proof and each shape of a fact. The
// certificate uses the rule, and the checker, which knows nothing of the search, accepts it.
#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace coverwatch;

struct row {
  std::vector<const char*> deployed;
  const char* reference;
  const char* part;  // of the certificate
};

coverage_report covers_of(const row& r) {
  std::vector<pattern> deployed;
  for (const char* text : r.deployed) deployed.push_back(*pattern::parse(text));
  const pattern reference = *pattern::parse(r.reference);
  coverage_options options;
  options.certificate = true;
  return covers(deployed, {&reference, 1}, options);
}

TEST(certificate, uses_each_rule_and_is_verified) {
  const row rows[] = {
      {{"{ $.a = \"x*\" }"}, "{ $.a = xy }", R"("against":)"},
      {{"{ $.a = 1 && $.b = 1 }", "{ $.b = 2 }"}, "{ $.a = 1 && ($.b = 1 || $.b = 2) }", R"("cases":)"},
      {{"{ $.a = \"*b*\" }"}, "{ $.a = \"*ab*\" }", R"("rows":)"},
      {{"{ $.a[*] = \"x*\" }"}, "{ $.a[*] = x }", R"("some":)"},
      {{"{ $.a[0] = x }"}, "{ $.a[*] = x && $.a[0] != y && $.a[1] NOT EXISTS }", R"("deal":)"},
      {{"{ $.a[0] = x }", "{ $.a[*] = \"x*\" }"}, "{ $.a[*] = x && $.a[0] != y && $.a[3] NOT EXISTS }", R"("some":)"},
      {{"{ $.b = 1 }"},
       "{ ($.a[*] = x && $.a[*] = y && $.a[*] = z && $.a[0] = q && $.a[3] NOT EXISTS) || $.b = 1 }",
       ",[1]],\"end\""},
      {{"a -a", "a c", "a -c", "b -a d", "b -a -d"}, "b", R"("cases":)"},
      {{"{ $.b = 1 }"}, "{ ($.a IS TRUE && $.a IS FALSE) || $.b = 1 }", R"("true":"+)"},
      {{"{ $.b = 1 }"}, "{ ($.a IS TRUE && $.a IS NULL) || $.b = 1 }", R"("kinds":)"},
      {{"{ $.a > 0 }"}, "{ $.a > 1 }", R"("why":"bounds")"},
      {{"{ $.a = 1.0000000000000002 }"}, "{ $.a > 1 && $.a < 1.0000000000000004 }", R"("why":"between")"},
      {{"{ $.a = 7 }"}, "{ $.a = %^7$% && $.a > 1 }", R"("why":"texts")"},
      {{"{ $.a != 1 }"}, "{ $.a = word }", R"("why":"one")"},
      {{"{ $.a != 1 }"}, "{ $.a = \"1*\" && $.a > 2 }", R"("why":"infinite")"},
      {{"{ $.a = b || $.a NOT EXISTS }"}, "{ $.a = b }", R"("clash":)"},
      {{"[a, b > 3]"}, "[a, b > 5]", R"("value":)"},
      {{"[a, b > 3]", "[a, b = 3]"}, "[a, b >= 3]", R"("value":)"},
      {{"[a = E*, ...]"}, "[a = ERROR, ...]", R"("token 1 = )"},
      {{"[..., a = E*]"}, "[..., a = ERROR]", R"("token -1 = )"},
      {{"ERR"}, "ERROR -timeout", R"("rows":)"},
  };
  for (const row& r : rows) {
    const coverage_report found = covers_of(r);
    ASSERT_EQ(found.result, verdict::covered) << r.reference;
    EXPECT_THAT(found.certificate, testing::HasSubstr(r.part)) << r.reference;
    const auto claim = verify(found.certificate);
    EXPECT_TRUE(claim) << (claim ? "" : claim.error().where + ": " + claim.error().what);
  }
}

}  // namespace
