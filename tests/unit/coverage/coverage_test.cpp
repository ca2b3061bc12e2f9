// SPDX-License-Identifier: Apache-2.0
// Coverage through the public face: what is covered, what slips through, what stays unknown, and the repairs.
#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <span>
#include <string>

namespace {

using namespace coverwatch;

std::vector<pattern> patterns(std::initializer_list<const char*> texts) {
  std::vector<pattern> out;
  for (const char* text : texts) {
    auto parsed = pattern::parse(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    if (parsed) out.push_back(std::move(*parsed));
  }
  return out;
}

// As they are deployed after the repair; its patterns must be such that the service takes them.
std::vector<pattern> mended(std::vector<pattern> deployed, const coverage_repair& repair) {
  for (const repair_step& step : repair.steps) {
    const auto text = pattern::parse(step.text);
    EXPECT_TRUE(text.has_value()) << step.text;
    if (text && step.replaces) deployed[*step.replaces] = *text;
    if (text && !step.replaces) deployed.push_back(*text);
  }
  return deployed;
}

struct row {
  std::vector<const char*> deployed;
  const char* reference;
  verdict result;
};

TEST(coverage, verdicts) {
  const row rows[] = {
      {{"{ $.a = b }"}, "{ $.a = b }", verdict::covered},
      {{"{ $.a = \"b*\" }"}, "{ $.a = bc }", verdict::covered},
      {{"{ $.a = bc }"}, "{ $.a = \"b*\" }", verdict::not_covered},
      {{"{ $.a = b }", "{ $.a = c }"}, "{ $.a = b || $.a = c }", verdict::covered},
      {{"{ $.a = b }"}, "{ $.a = b || $.a = c }", verdict::not_covered},
      {{}, "{ $.a = b }", verdict::not_covered},
      {{""}, "{ $.a = b }", verdict::covered},
      {{"[]"}, "{ $.a = b }", verdict::covered},
      {{"{ $.a = * }"}, "{ $.a > 5 }", verdict::covered},
      {{"{ $.a != b }"}, "{ $.a NOT EXISTS }", verdict::not_covered},
      {{"{ $.a NOT EXISTS || $.a != b || $.a = b }"}, "{ $.c = d }", verdict::not_covered},  // null, true, an object
      {{"{ $.a > 1 }"}, "{ $.a > 1.00000000000000001 && $.a < 1.00000000000000002 }", verdict::vacuous},
      {{"{ $.a = 1 }"}, "{ $.a = b && $.a.b = c }", verdict::vacuous},
      {{"{ $.a[*] = 2 }"}, "{ $.a[0] = 2 }", verdict::covered},
      {{"{ $.a[0] = 2 }"}, "{ $.a[*] = 2 }", verdict::not_covered},
      {{"{ $.a[0] = 2 }"}, "{ $.a[*] = 2 && $.a[1] NOT EXISTS && $.a.* != 3 && $.a[0] > 0 }", verdict::covered},
      {{"ERR"}, "ERROR", verdict::covered},
      {{"ERROR"}, "ERR", verdict::not_covered},
      {{"ERROR -x"}, "ERROR", verdict::not_covered},
      {{"ERROR -x", "x"}, "ERROR", verdict::covered},
      {{"ERROR"}, "%ERROR [0-9]+%", verdict::covered},
      {{"%[0-9]%"}, "%ERROR [0-9]+%", verdict::covered},
      {{"{ $.a = b }"}, "b", verdict::not_covered},
      {{"{ $.a = 1 || $.a != 1 }"}, "{ $.a = * }", verdict::not_covered},  // 1e309
      {{"{ $.a = x || $.a != x }"}, "{ $.a = * }", verdict::covered},
      {{"\xc3\xa9"}, "%\\xe9%", verdict::not_covered},  // the byte E9 alone, which no text names
      {{"%\\xe9%"}, "\xc3\xa9", verdict::covered},
      {{"[a, b]"}, "[a, b]", verdict::covered},
      {{"[a = 1]"}, "[a]", verdict::not_covered},
      {{""}, "[a, b]", verdict::covered},
      {{"[]"}, "[a = x]", verdict::covered},
      {{"[a = y]"}, "[a = x]", verdict::not_covered},
      {{"[a, b = 1]"}, "[a, b]", verdict::not_covered},
      {{"[..., b]"}, "[a, ...]", verdict::covered},
      {{"b"}, "{ $.a = b }", verdict::unknown},  // the event may spell it \u0062
  };
  for (const row& each : rows) {
    std::vector<pattern> deployed;
    for (const char* text : each.deployed) deployed.push_back(*pattern::parse(text));
    const auto reference = patterns({each.reference});
    const coverage_report found = covers(deployed, reference);
    EXPECT_EQ(name(found.result), name(each.result)) << each.reference << " " << found.event;
    EXPECT_EQ(found.event.empty(), found.result != verdict::not_covered) << each.reference;
    EXPECT_EQ(found.doubt == doubt::nothing, found.result != verdict::unknown) << each.reference;
  }
}

TEST(coverage, shows_an_event_that_slips_through) {
  const auto reference = patterns({R"({($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")})"});
  const auto deployed = patterns({R"({($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied")})"});
  const coverage_report found = covers(deployed, reference);
  EXPECT_EQ(found.result, verdict::not_covered);
  EXPECT_EQ(found.event, R"({"errorCode":"Client.UnauthorizedOperation"})");
  scratch memory;
  EXPECT_TRUE(reference.front().matches(found.event, memory));
  EXPECT_FALSE(deployed.front().matches(found.event, memory));
  ASSERT_EQ(found.parts.size(), 2u);
  EXPECT_EQ(found.parts[1].text, R"({ $.errorCode = "AccessDenied*" })");
  EXPECT_EQ(found.parts[1].result, verdict::not_covered);
}

TEST(coverage, offers_repairs_that_hold) {
  const auto reference = patterns({"{ $.a = b || $.a = c || $.a = d && $.e != f }"});
  const auto deployed = patterns({"{ $.a = b }", "{ $.a = c }"});
  const coverage_report found = covers(deployed, reference);
  ASSERT_EQ(found.repairs.size(), 3u);
  ASSERT_EQ(found.repairs[0].steps.size(), 1u);
  EXPECT_EQ(found.repairs[0].steps[0].text, "{ $.a = d && $.e != f }");
  EXPECT_EQ(found.repairs[0].steps[0].kind, repair_kind::add_filter);
  EXPECT_FALSE(found.repairs[0].steps[0].replaces.has_value());
  for (const coverage_repair& repair : found.repairs) {
    EXPECT_EQ(covers(mended(deployed, repair), reference).result, verdict::covered) << repair.steps[0].text;
  }
}

TEST(coverage, says_which_filter_covers_which_part) {
  const coverage_report found =
      covers(patterns({"{ $.a = c }", "{ $.a = b }", "{ $.a = d && $.b = \"1\" }", "{ $.a = d && $.b != \"1\" }"}),
             patterns({"{ $.a = b || ($.a = c || $.a = d && $.b = *) }"}));
  EXPECT_EQ(found.result, verdict::covered);
  ASSERT_EQ(found.parts.size(), 3u);
  EXPECT_EQ(found.parts[0].filter, 1u);
  EXPECT_EQ(found.parts[1].filter, 0u);
  EXPECT_EQ(found.parts[2].filter, std::nullopt);  // two of them together
}

std::vector<std::string> part_texts(const coverage_report& report) {
  std::vector<std::string> out;
  for (const reference_part& each : report.parts) out.push_back(each.text);
  return out;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += (i == 0 ? "" : " && ") + text;
  return out;
}

TEST(coverage, parts_are_the_disjuncts) {
  using testing_texts = std::vector<std::string>;
  EXPECT_EQ(part_texts(
                covers({}, patterns({"{ $.a = 1 && ($.b = 2 || ($.c = 3 && ($.d = 4 || $.e = 5))) || (($.f = 6)) }"}))),
            (testing_texts{"{ $.a = 1 && $.b = 2 }", "{ $.a = 1 && $.c = 3 && $.d = 4 }",
                           "{ $.a = 1 && $.c = 3 && $.e = 5 }", "{ $.f = 6 }"}));
  EXPECT_EQ(covers({}, patterns({("{ " + repeated("($.a = 1 || $.b = 1)", 6) + " }").c_str()})).parts.size(), 64u);
  const auto whole = covers({}, patterns({("{ $.c = 2 || " + repeated("($.a = 1 || $.b = 1)", 7) + " }").c_str()}));
  EXPECT_EQ(whole.parts.size(), 2u);
  EXPECT_EQ(whole.parts[1].text, "{ " + repeated("($.a = 1 || $.b = 1)", 7) + " }");
  const std::string grouped = "{ (($.c = 2 && $.d = 3)) && " + repeated("($.a = 1 || $.b = 1)", 7) + " }";
  EXPECT_EQ(part_texts(covers({}, patterns({grouped.c_str()}))),
            (testing_texts{"{ $.c = 2 && $.d = 3 && " + repeated("($.a = 1 || $.b = 1)", 7) + " }"}));
}

TEST(coverage, says_how_far_a_part_is_covered) {
  const auto deployed = patterns({"{ $.x = 1 || $.a = b && $.t = u || $.a = c }", "{ $.a = e }"});
  const auto found = covers(deployed, patterns({"{ $.a = b || $.a = c || $.a = d || $.a = e }"}));
  ASSERT_EQ(found.parts.size(), 4u);
  EXPECT_TRUE(found.parts[0].partly);
  EXPECT_EQ(found.parts[1].filter, 0u);
  EXPECT_EQ(found.parts[1].disjunct, 2u);
  EXPECT_TRUE(found.parts[2].partly);  // by `$.x = 1`
  EXPECT_EQ(found.parts[3].filter, 1u);
  EXPECT_EQ(found.parts[3].disjunct, std::nullopt);
  EXPECT_FALSE(covers(patterns({"{ $.a = b }"}), patterns({"{ $.a = c }"})).parts[0].partly);
  EXPECT_FALSE(covers(patterns({"{ $.b = b }"}), patterns({"{ $.a = c }"})).parts[0].partly);  // by chance only
}

TEST(coverage, of_several_that_are_not_covered_the_nearest_is_explained) {
  const auto deployed = patterns({"{ $.a = x && $.b = y && $.region = us }"});
  const auto found = covers(deployed, patterns({"{ $.a = x }", "{ $.a = x && $.b = y }", "{ $.c = z }"}));
  EXPECT_EQ(name(found.result), "not_covered");
  EXPECT_EQ(found.reference, 1u);
  ASSERT_EQ(found.regions.size(), 1u);
  EXPECT_EQ(found.regions[0].blockers, std::vector<std::string>{"$.region = us"});
}

TEST(coverage, regions_name_what_blocks) {
  const auto deployed = patterns({"{ $.a = z }", "{ ($.type = User && $.s = 1) && ($.a = b || $.a = c) }"});
  const auto found = covers(deployed, patterns({"{ $.s = 1 && ($.a = b || $.a = c) || $.a = d || $.a = z }"}));
  ASSERT_EQ(found.regions.size(), 2u);
  EXPECT_EQ(found.regions[0].parts, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(found.regions[0].filter, 1u);
  EXPECT_EQ(found.regions[0].blockers, std::vector<std::string>{"$.type = User"});
  EXPECT_EQ(found.regions[1].parts, std::vector<std::size_t>{2});
  EXPECT_EQ(found.regions[1].filter, std::nullopt);
  EXPECT_TRUE(found.regions[1].blockers.empty());
}

// A blocker that the part denies is a mistake in a filter that asks for nothing else, and no news in a list of events.
TEST(coverage, a_misspelled_value_blocks) {
  const auto reference = patterns({R"({ $.eventName = ConsoleLogin && $.errorMessage = "Failed authentication" })"});
  const auto found =
      covers(patterns({"{ $.eventName = ConsoleLogin && $.errorMessage = Failedauthentication }"}), reference);
  ASSERT_EQ(found.regions.size(), 1u);
  EXPECT_EQ(found.regions[0].blockers, std::vector<std::string>{"$.errorMessage = Failedauthentication"});
  const auto other =
      covers(patterns({"{ $.eventName = ConsoleLogin && ($.errorMessage = a || $.errorMessage = b) }"}), reference);
  ASSERT_EQ(other.regions.size(), 1u);
  EXPECT_EQ(other.regions[0].filter, std::nullopt);
}

const repair_step* dropping(const coverage_report& report) {
  for (const coverage_repair& each : report.repairs) {
    if (each.steps.front().kind == repair_kind::drop_conditions) return &each.steps.front();
  }
  return nullptr;
}

TEST(coverage, repairs_by_dropping_conditions) {
  const struct {
    const char* deployed;
    const char* reference;
    const char* repaired;
    bool widens;
  } rows[] = {
      {"{ $.t = 1 && ($.a = b || $.a = c) }", "{ $.a = b || $.a = c }", "{ $.a = b || $.a = c }", false},
      {"{ $.t = 1 && ($.a = b || $.a = c) }", "{ $.a = b }", "{ $.a = b || ($.t = 1 && $.a = c) }", false},
      {"{ $.a = b && ($.t = 1 || $.t = 2) || $.z = y }", "{ $.a = b }", "{ $.a = b || $.z = y }", false},
      {"{ ($.a = b) && ($.t = 1) && ($.u = 2) }", "{ $.a = b && $.t > 0 }", "{ $.a = b }", true},
      {"{ $.a = 1 && ($.b = 2 || $.c = 3) && $.t = 4 }", "{ $.a = 1 && ($.b = 2 || $.c = 3) }",
       "{ $.a = 1 && ($.b = 2 || $.c = 3) }", false},
  };
  for (const auto& each : rows) {
    const auto deployed = patterns({each.deployed});
    const auto reference = patterns({each.reference});
    const auto found = covers(deployed, reference);
    const repair_step* step = dropping(found);
    ASSERT_NE(step, nullptr) << each.deployed;
    EXPECT_EQ(step->replaces, 0u);
    EXPECT_FALSE(step->dropped.empty());
    EXPECT_EQ(step->text, each.repaired);
    for (const coverage_repair& repair : found.repairs) {
      EXPECT_EQ(covers(mended(deployed, repair), reference).result, verdict::covered) << repair.steps[0].text;
      EXPECT_EQ(repair.widens, each.widens && &repair.steps.front() == step) << repair.steps[0].text;
    }
  }
}

// Each of two parts is blocked by what the other implies: dropping both conditions would leave nothing of the disjunct.
TEST(coverage, a_repair_that_would_not_hold_is_not_offered) {
  const auto deployed = patterns({"{ $.a = b && $.c = d || $.z = y }"});
  const auto reference = patterns({"{ $.a = b || $.c = d }"});
  const auto found = covers(deployed, reference);
  EXPECT_EQ(found.regions.size(), 2u);
  EXPECT_EQ(found.repairs.size(), 2u);
  for (const coverage_repair& repair : found.repairs) {
    EXPECT_EQ(covers(mended(deployed, repair), reference).result, verdict::covered) << repair.steps[0].text;
  }
}

TEST(coverage, repairs_of_several_steps) {
  const auto deployed = patterns({"{ $.a = b && $.t = 1 }", "{ $.a = c && $.u = 1 }"});
  const auto reference = patterns({"{ $.a = b || $.a = c || $.a = d }"});
  const auto found = covers(deployed, reference);
  const auto combined = std::find_if(found.repairs.begin(), found.repairs.end(),
                                     [](const coverage_repair& each) { return each.steps.size() == 3; });
  ASSERT_NE(combined, found.repairs.end());
  EXPECT_EQ(combined->steps[0].text, "{ $.a = b }");
  EXPECT_EQ(combined->steps[1].text, "{ $.a = c }");
  EXPECT_EQ(combined->steps[2].text, "{ $.a = d }");
  EXPECT_FALSE(combined->steps[2].replaces.has_value());
  EXPECT_EQ(covers(mended(deployed, *combined), reference).result, verdict::covered);
}

TEST(coverage, splits_what_is_too_long_for_one_filter) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += (i == 0 ? "{ $.a = " : " || $.a = ") + std::string(30, 'x') + std::to_string(i);
  parse_options options;
  options.max_characters = 10000;
  const std::vector<pattern> reference{*pattern::parse(text + " }", options)};
  const auto found = covers({}, reference);
  ASSERT_EQ(found.repairs.size(), 1u);
  EXPECT_EQ(found.repairs[0].steps.size(), 3u);
  EXPECT_EQ(covers(mended({}, found.repairs[0]), reference).result, verdict::covered);
}

TEST(coverage, splits_an_alternative_that_is_too_long_for_one_filter) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += (i == 0 ? "$.a = " : " || $.a = ") + std::string(30, 'x') + std::to_string(i);
  parse_options options;
  options.max_characters = 10000;
  const std::vector<pattern> reference{*pattern::parse("{ $.b = 1 && (" + text + ") }", options)};
  const auto found = covers({}, reference);
  ASSERT_EQ(found.repairs.size(), 1u);
  EXPECT_GT(found.repairs[0].steps.size(), 3u);
  EXPECT_EQ(covers(mended({}, found.repairs[0]), reference).result, verdict::covered);
}

TEST(coverage, names_the_facts_that_would_help) {
  const auto deployed = patterns({"{ $.a = b && $.type = * && $.name = * }"});
  const auto facts = patterns({"{ $.c = * }", "{ $.name = * }", "{ $.d = * }", "{ $.type = x }"});
  coverage_options options;
  options.facts = facts;
  const auto reference = patterns({"{ $.a = b }"});
  EXPECT_EQ(covers(deployed, reference, options).facts, (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(covers(deployed, reference, options).result, verdict::not_covered);
  EXPECT_TRUE(covers(deployed, patterns({"{ $.a = c }"}), options).facts.empty());
  options.facts = std::span(facts).first(3);
  EXPECT_TRUE(covers(deployed, reference, options).facts.empty());
}

TEST(coverage, shows_a_whole_event_that_slips_through) {
  coverage_options options;
  options.whole_event = true;
  const auto reference = patterns({R"({ $.eventName = ConsoleLogin && $.additionalEventData.MFAUsed != "Yes" })"});
  const auto deployed =
      patterns({"{ $.eventName = ConsoleLogin && $.userIdentity.type = * && $.awsRegion = us-east-1 }"});
  const coverage_report found = covers(deployed, reference, options);
  scratch memory;
  EXPECT_TRUE(reference[0].matches(found.whole_event, memory)) << found.whole_event;
  EXPECT_FALSE(deployed[0].matches(found.whole_event, memory)) << found.whole_event;
  for (const char* there :
       {"{ $.eventVersion = 1.11 }", "{ $.eventType = AwsConsoleSignIn }", "{ $.readOnly IS FALSE }",
        "{ $.eventSource = signin.amazonaws.com }", "{ $.responseElements.ConsoleLogin = Success }",
        "{ $.userIdentity.accountId = \"111122223333\" }", "{ $.requestParameters IS NULL }"}) {
    EXPECT_TRUE(pattern::parse(there)->matches(found.whole_event, memory)) << there << found.whole_event;
  }
  EXPECT_TRUE(found.whole_event.starts_with(R"({"eventVersion":"1.11","userIdentity":{"type":"IAMUser")"))
      << found.whole_event;
  EXPECT_TRUE(covers({}, patterns({"ERROR"}), options).whole_event.empty());
  // How `*` searches matters, and the event shown slips through in both ways.
  const auto wild = patterns({"{ $.eventName = \"*Login\" }"});
  const std::string either = covers(deployed, wild, options).whole_event;
  ASSERT_FALSE(either.empty());
  for (const wildcards dialect : {wildcards::glob, wildcards::leftmost}) {
    parse_options read;
    read.dialect = dialect;
    EXPECT_TRUE(pattern::parse(wild[0].text(), read)->matches(either, memory)) << either;
  }
  EXPECT_TRUE(covers(deployed, reference).whole_event.empty());
}

TEST(coverage, one_alternative_is_enough) {
  const auto deployed = patterns({"{ $.a = c }"});
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = b }", "{ $.a = c }"})).reference, 1u);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = b }", "{ $.a = d }"})).reference, 0u);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = 1 && $.a = 2 }", "{ $.a = d }"})).result, verdict::not_covered);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = d }", "[a]", "{ $.a = e }"})).reference, 0u);
  EXPECT_EQ(covers(patterns({"c", "{ $.a = e }"}), patterns({"{ $.a = d }", "{ $.a = c }"})).result, verdict::unknown);
  EXPECT_EQ(covers(deployed, {}).result, verdict::vacuous);
}

TEST(coverage, needs_both_dialects_to_agree) {
  const auto reference = patterns({"{ $.a = \"*Operation\" }"});
  const auto deployed = patterns({"{ $.a = \"*Operation\" && $.a = \"*n\" }"});
  EXPECT_EQ(covers(deployed, reference).result, verdict::unknown);  // leftmost: the first n must end the text
  EXPECT_EQ(covers(deployed, reference).doubt, doubt::wildcard_search);
  coverage_options options;
  options.dialect = wildcards::glob;
  EXPECT_EQ(covers(deployed, reference, options).result, verdict::covered);
  options.dialect = wildcards::leftmost;
  EXPECT_EQ(covers(deployed, reference, options).result, verdict::not_covered);
}

TEST(coverage, decides_under_assumptions_and_names_those_it_needs) {
  const auto reference = patterns({"{ $.a = b }"});
  const auto deployed = patterns({"{ $.a = b && $.type = * }"});
  const auto assumed = patterns({"{ $.c NOT EXISTS }", "{ $.type = * }"});
  EXPECT_EQ(covers(deployed, reference).result, verdict::not_covered);
  coverage_options options;
  options.assumptions = assumed;
  const coverage_report found = covers(deployed, reference, options);
  EXPECT_EQ(found.result, verdict::covered);
  EXPECT_EQ(found.assumptions, std::vector<std::size_t>{1});
}

// A string may be as long as it likes; whether some double has such a text is not known.
TEST(coverage, names_what_an_answer_hangs_on) {
  const coverage_report found = covers({}, patterns({"{ $.a = %^1\\.\\d{16}$% && $.a > 0 }"}));
  EXPECT_EQ(found.result, verdict::unknown);
  EXPECT_EQ(found.doubt, doubt::number_text);
}

// More pigeons than holes, and a hole for two of them: hundreds of branches, each closed by a step that holds.
TEST(coverage, more_fields_than_values) {
  const std::string fields = "abcdef";
  const std::string values = "12345";
  std::string reference;
  std::vector<pattern> deployed;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string some;
    for (const char value : values) {
      some += (some.empty() ? "" : " || ") + std::string("$.") + fields[i] + " = " + value;
      for (std::size_t k = 0; k < i; ++k) {
        const std::string both = std::string("{ $.") + fields[i] + " = " + value + " && $." + fields[k] + " = " + value;
        deployed.push_back(*pattern::parse(both + " }"));
      }
    }
    reference += (i == 0 ? "{ (" : " && (") + some + ")";
  }
  const auto wanted = patterns({(reference + " }").c_str()});
  coverage_options options;
  options.explain = false;
  options.certificate = true;
  const coverage_report found = covers(deployed, wanted, options);
  EXPECT_EQ(found.result, verdict::covered);
  EXPECT_TRUE(verify(found.certificate).has_value());
  deployed.pop_back();
  EXPECT_EQ(covers(deployed, wanted, options).result, verdict::not_covered);
}

TEST(coverage, a_certificate_is_made_when_asked_for_and_covered) {
  const auto narrow = patterns({"{ $.a = b }"});
  const auto wide = patterns({"{ $.a = * }"});
  coverage_options options;
  EXPECT_EQ(covers(wide, narrow, options).certificate, "");
  options.certificate = true;
  EXPECT_NE(covers(wide, narrow, options).certificate, "");
  EXPECT_EQ(covers(narrow, wide, options).certificate, "");
}

TEST(coverage, a_budget_that_runs_out_is_no_answer) {
  coverage_options options;
  options.budget = 1;
  const coverage_report found = covers(patterns({"{ $.a = c }"}), patterns({"{ $.a = b }"}), options);
  EXPECT_EQ(found.result, verdict::unknown);
  EXPECT_EQ(found.doubt, doubt::budget);
}

// Wherever the budget ends, in the choice of a text or of a number, the answer is none or the right one.
TEST(coverage, any_budget_gives_no_wrong_answer) {
  const auto deployed = patterns({"{ $.a = 6 }", "{ $.a = 6.5 && $.b = \"*x*\" }"});
  const auto reference = patterns({"{ $.a > 5 && $.a < 7 && $.a = %5% && $.b = \"*xy*\" }"});
  ASSERT_EQ(covers(deployed, reference).result, verdict::not_covered);
  coverage_options options;
  options.explain = false;
  int ended = 0;
  for (options.budget = 1; options.budget < 2000; options.budget += 1 + options.budget / 20) {
    const coverage_report found = covers(deployed, reference, options);
    if (found.result == verdict::not_covered) continue;
    EXPECT_EQ(found.result, verdict::unknown) << options.budget;
    EXPECT_EQ(found.doubt, doubt::budget) << options.budget;
    ++ended;
  }
  EXPECT_GT(ended, 10);
}

TEST(coverage, what_stays_unknown_has_its_reason) {
  const struct {
    const char* deployed;
    const char* reference;
    doubt why;
  } rows[] = {
      {"{ $.a = 1 }", "{ $.a > 1e2000000 }", doubt::event_size},
      {"b", "{ $.a = b }", doubt::kind},
      {"{ $.b = 1 }", "{ $.a > 0 && $.a = %^1[.]0000000000000001$% }", doubt::number_text},  // no double's text
  };
  for (const auto& each : rows) {
    const coverage_report found = covers(patterns({each.deployed}), patterns({each.reference}));
    EXPECT_EQ(found.result, verdict::unknown) << each.reference << found.event;
    EXPECT_EQ(name(found.doubt), name(each.why)) << each.reference;
  }
}

TEST(coverage, values_have_names_of_their_own) {
  std::set<std::string_view> names;
  for (const doubt d : {doubt::nothing, doubt::budget, doubt::number_text, doubt::event_size, doubt::wildcard_search,
                        doubt::kind})
    names.insert(name(d));
  for (const verdict v : {verdict::covered, verdict::not_covered, verdict::unknown, verdict::vacuous})
    names.insert(name(v));
  for (const relation r : {relation::equivalent, relation::wider, relation::narrower, relation::incomparable,
                           relation::disjoint})
    names.insert(name(r));
  for (const repair_kind k : {repair_kind::add_filter, repair_kind::extend_filter, repair_kind::drop_conditions})
    names.insert(name(k));
  EXPECT_EQ(names.size(), 18u);
  EXPECT_FALSE(names.contains(""));
  EXPECT_EQ(name(relation::unknown), name(verdict::unknown));
}

TEST(compare, relations) {
  const struct {
    const char* first;
    const char* second;
    relation result;
  } rows[] = {
      {"{ $.a = b }", "{ ($.a = \"b\") }", relation::equivalent},
      {"{ $.a = b || $.a = c }", "{ $.a = c }", relation::wider},
      {"{ $.a = c }", "{ $.a = * }", relation::narrower},
      {"{ $.a = b }", "{ $.c = d }", relation::incomparable},
      {"{ $.a = b }", "{ $.a = c }", relation::disjoint},
      {"{ $.a = b }", "{ $.a != b }", relation::disjoint},
      {"ERROR", "ERR", relation::narrower},
      {"", "[]", relation::equivalent},
      {"[a]", "[b]", relation::equivalent},
      {"[a = E*]", "[a = ERROR, b]", relation::unknown},
  };
  for (const auto& each : rows) {
    const comparison found = compare(*pattern::parse(each.first), *pattern::parse(each.second));
    EXPECT_EQ(name(found.result), name(each.result)) << each.first << " " << each.second;
  }
}

}  // namespace
