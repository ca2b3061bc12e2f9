// SPDX-License-Identifier: Apache-2.0
// `coverwatch audit` as people run it: a whole account and templates, the public texts that the project started from,
// every format, waivers, exit codes, and what is refused. Links one by one are `audit_recorded`'s.
#include "process.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace program_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string source = COVERWATCH_SOURCE_PATH;
const std::string whole = source + "/tests/audit/recorded/123456789012";
const std::string stop_logging = "$.eventName = StopLogging";
const std::string filters = "123456789012/us-east-1/describe-metric-filters.json";

outcome audit(const folder& here, std::vector<std::string> arguments, std::string_view input = {}) {
  arguments.insert(arguments.begin(), {"audit", "--time", "2026-01-31"});
  return here.run(arguments, input);
}

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A copy of the whole account that one text is changed in.
void copy_with(const folder& here, const std::string& file, const std::string& before, const std::string& after) {
  std::filesystem::copy(whole, here.path("123456789012"), std::filesystem::copy_options::recursive);
  std::string text = content(here.path(file));
  const std::size_t at = text.find(before);
  ASSERT_NE(at, std::string::npos) << before;
  here.write(file, text.replace(at, before.size(), after));
}

// The row of a control in the table: its status, and the links' marks.
std::string row(const std::string& out, const std::string& control) {
  const std::size_t table = out.find("control  status");
  const std::size_t at = table == std::string::npos ? table : out.find("\n  " + control + " ", table);
  if (at == std::string::npos) return {};
  const std::string line = out.substr(at + 1, out.find('\n', at + 1) - at - 1);
  std::string words;
  for (std::size_t begin = line.find_first_not_of(' '); begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    words += (words.empty() ? "" : " ") + line.substr(begin, end - begin);
    begin = std::min(line.find_first_not_of(' ', end), line.size());
  }
  return words;
}

// Text wraps; words are looked for on one line.
std::string unwrapped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || !out.ends_with(' ')) out += blank ? ' ' : c;
  }
  return out;
}

TEST(audit, passes_a_whole_account) {
  const folder here;
  const outcome found = audit(here, {whole});
  EXPECT_EQ(found.code, 0) << found.err;
  EXPECT_EQ(found.err, "");
  EXPECT_EQ(row(found.out, "4.15"), "4.15 passed ok ok ok ok ok ok ok ok ok");
  EXPECT_THAT(found.out, HasSubstr("15 controls judged in 1 account: 15 passed, 0 failed, 0 unknown."));
  EXPECT_THAT(found.out, AllOf(HasSubstr("2026-01-31T00:00:00Z"), HasSubstr("semantics 2026-11")));
}

TEST(audit, shows_what_slips_through_and_the_repair) {
  const folder here;
  copy_with(here, filters, stop_logging, "$.eventName = StartLogging");
  const outcome found = audit(here, {"--control", "4.5", "123456789012"});
  EXPECT_EQ(found.code, 1) << found.err;
  EXPECT_EQ(row(found.out, "4.5"), "4.5 FAILED ok ok ok ok FAIL ok ok ok ok");
  EXPECT_THAT(found.out, AllOf(HasSubstr("{\"eventName\":\"StopLogging\"}"), HasSubstr("repair:"),
                               HasSubstr("$.eventName = StopLogging"), HasSubstr("describe-metric-filters.json:")));
}

TEST(audit, judges_templates_as_declared) {
  const folder here;
  for (const char* name : {"cloudformation.yaml", "terraform-plan.json"}) {
    const outcome found = audit(here, {"--control", "4.5", source + "/tests/audit/iac/" + name});
    EXPECT_EQ(found.code, 0) << found.out << found.err;
  }
  for (const char* name : {"cloudformation-other-namespace.yaml", "terraform-plan-other-namespace.json"}) {
    const outcome found = audit(here, {"--control", "4.5", source + "/tests/audit/iac/" + name});
    EXPECT_EQ(found.code, 1) << found.out << found.err;
    EXPECT_EQ(row(found.out, "4.5"), "4.5 FAILED ok ok ok ok ok ok FAIL - -");
    EXPECT_THAT(found.out, HasSubstr("namespace"));
  }
  const outcome piped = audit(here, {"--control", "4.5", "-"}, content(source + "/tests/audit/iac/terraform-plan.json"));
  EXPECT_EQ(piped.code, 0) << piped.err;
}

// --- Texts, as public pages have them.

TEST(audit, tells_a_command_with_wildcards_from_a_template_without) {
  const folder here;
  here.write("page.txt",
             "aws logs put-metric-filter\n--log-group-name <group>\n--filter-name <metric>\n--metric-transformations "
             "metricName=metric>,\nmetricNamespace='CISBenchmark',metricValue=1\n--filter-pattern '{($.errorCode = "
             "\"*UnauthorizedOperation\")\n|| ($.errorCode = \"AccessDenied*\")}'\n\n"
             "```go resource \"aws_cloudwatch_log_metric_filter\" \"unauth\" { name = \"metric\" pattern = \"{($.errorCode "
             "= \\\"UnauthorizedOperation\\\") || ($.errorCode = \\\"AccessDenied\\\")}\" log_group_name = \"cloudtrail\"\n"
             "metric_transformation { name = \"metric\" namespace = \"CISBenchmark\" value = \"1\" } }\n```");
  const outcome found = audit(here, {"--benchmark", "cis-1.2", "page.txt"});
  EXPECT_EQ(found.code, 1) << found.err;
  const std::size_t template_begins = found.out.find("Account page.txt (Terraform)");
  ASSERT_NE(template_begins, std::string::npos) << found.out;
  EXPECT_THAT(row(found.out, "3.1"), StartsWith("3.1 unknown ? - - - ok"));
  EXPECT_THAT(row(found.out.substr(template_begins), "3.1"), StartsWith("3.1 FAILED ? - - - FAIL"));
  EXPECT_THAT(found.out, AllOf(HasSubstr("{\"errorCode\":\"Client.UnauthorizedOperation\"}"), HasSubstr("a `*` may")));
  EXPECT_THAT(found.out, Not(HasSubstr("3.2 ")));  // it is about one control
}

TEST(audit, says_how_a_pattern_without_parentheses_is_read) {
  const folder here;
  here.write("page.md",
             "aws logs describe-metric-filters --log-group-name <group>\n```json\n\"filterPattern\": \"{ ($.errorCode =\\\"*UnauthorizedOperation\\\") || ($.errorCode "
             "=\\\"AccessDenied*\\\") && ($.sourceIPAddress!=\\\"delivery.logs.amazonaws.com\\\") && "
             "($.eventName!=\\\"HeadBucket\\\") }\",\n```\n");
  const outcome found = audit(here, {"--control", "cis-2.0:4.1", "page.md"});
  EXPECT_EQ(found.code, 3) << found.err;
  EXPECT_THAT(row(found.out, "4.1"), StartsWith("4.1 unknown ? - - - ok"));
  EXPECT_THAT(found.out, HasSubstr("`&&` binds tighter than `||`"));
}

TEST(audit, reads_single_quotes_as_the_shell_does) {
  const folder here;
  here.write("root.txt", "aws logs put-metric-filter --log-group-name '<group>' --filter-name '<root>' "
                         "--metric-transformations metricName='<root>',metricNamespace='CISBenchmark',metricValue=1 "
                         "--filter-pattern '{ $.userIdentity.type = 'Root' && $.userIdentity.invokedBy NOT EXISTS && "
                         "$.eventType != 'AwsServiceEvent' }'\n");
  const outcome root = audit(here, {"root.txt"});
  EXPECT_EQ(row(root.out, "4.3"), "4.3 unknown ? - - - ok ok ? - -") << root.out;
  EXPECT_THAT(unwrapped(root.out), AllOf(HasSubstr("the shell removes the inner single quotes"),
                                         HasSubstr("{ $.userIdentity.type = Root && ")));

  here.write("failures.txt", "aws logs put-metric-filter --log-group-name <group> --filter-name '<failures>' "
                             "--metric-transformations metricName= '<failures>' ,metricNamespace='C',metricValue=1 "
                             "--filter-pattern '{ ($.eventName = ConsoleLogin) && ($.errorMessage = 'Failed "
                             "authentication') }'\n");
  const outcome failures = audit(here, {"failures.txt"});
  EXPECT_EQ(failures.code, 1);
  EXPECT_THAT(row(failures.out, "4.6"), StartsWith("4.6 FAILED ? - - - FAIL"));
  EXPECT_THAT(unwrapped(failures.out),
              AllOf(HasSubstr("Unknown options: authentication) }"), HasSubstr("blanks split the value"),
                    HasSubstr("($.errorMessage = \"Failed authentication\") }'")));
  EXPECT_EQ(row(failures.out, "4.5"), "");
}

TEST(audit, finds_nothing_wrong_with_a_sound_pattern) {
  const folder here;
  here.write("changes.txt", "aws logs put-metric-filter --log-group-name <group> --filter-name '<changes>' "
                            "--metric-transformations metricName='<changes>',metricNamespace='C',metricValue=1 "
                            "--filter-pattern '{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || "
                            "($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) "
                            "}'\n");
  const outcome found = audit(here, {"changes.txt"});
  EXPECT_EQ(found.code, 3);
  EXPECT_EQ(row(found.out, "4.5"), "4.5 unknown ? - - - ok ok ? - -") << found.out;
}

// --- Damage.

TEST(audit, of_damaged_files_is_an_error_and_the_rest_is_judged) {
  const folder here;
  copy_with(here, filters, "metricFilters", "metricFilters");
  here.write("123456789012/us-east-1/more.json", "{\"metricFilters\":[{");
  here.write("other.json", "{\"what\":1}");
  const outcome found = audit(here, {"123456789012", "other.json", "missing"});
  EXPECT_EQ(found.code, 2);
  EXPECT_THAT(found.out, HasSubstr("15 passed"));
  EXPECT_THAT(found.err, AllOf(HasSubstr("us-east-1/more.json:1: damaged JSON"), HasSubstr("other.json:1: unknown shape"),
                               HasSubstr("missing: ")));
  EXPECT_EQ(audit(here, {"--exit-zero", "123456789012", "other.json"}).code, 2);
}

TEST(audit, of_nothing_is_an_error) {
  const folder here;
  here.write("empty/notes.md", "Nothing here.\n");
  const outcome found = audit(here, {"empty"});
  EXPECT_EQ(found.code, 2);
  EXPECT_THAT(found.err, HasSubstr("there was nothing to judge"));
  const outcome other = audit(here, {"--account", "210987654321", whole});
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("nothing was read about account 210987654321"));
}

// --- Waivers and exit codes.

TEST(audit, waivers_change_the_exit_code_alone) {
  const folder here;
  copy_with(here, filters, stop_logging, "$.eventName = StartLogging");
  here.write("w.json", R"({"waivers":[{"control":"cis-5.0:4.5","account":"*","reason":"known","expires":"2026-01-31"},
                           {"control":"cis-5.0:4.6","account":"123456789012","reason":"not needed"}]})");
  const outcome waived = audit(here, {"--waivers", "w.json", "123456789012"});
  EXPECT_EQ(waived.code, 0) << waived.err;
  EXPECT_EQ(row(waived.out, "4.5"), "4.5 FAILED ok ok ok ok FAIL ok ok ok ok waived");
  EXPECT_THAT(waived.out, AllOf(HasSubstr("waive nothing"), HasSubstr("4.6"), HasSubstr("  w.json\n")));
  const outcome late = here.run({"audit", "--time", "2026-02-01", "--waivers", "w.json", "123456789012"});
  EXPECT_EQ(late.code, 1) << late.err;
  EXPECT_EQ(audit(here, {"--exit-zero", "123456789012"}).code, 0);
  here.write("w.json", R"({"waivers":[{"control":"cis-5.0:4.5","account":"*","expire":"2026-01-31","reason":"x"}]})");
  const outcome slip = audit(here, {"--waivers", "w.json", "123456789012"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_THAT(slip.err, AllOf(HasSubstr("w.json:1: "), HasSubstr("expire")));
}

// --- Formats and where they go.

TEST(audit, writes_every_format_alike_each_time) {
  const folder here;
  copy_with(here, filters, stop_logging, "$.eventName = StartLogging");
  for (const std::string format : {"text", "json", "sarif", "junit", "ocsf", "asff", "html"}) {
    const outcome first = audit(here, {"--format", format, "123456789012"});
    const outcome second = audit(here, {"--format", format, "-o", "report", "123456789012/us-east-1", "123456789012"});
    EXPECT_EQ(first.code, 1) << format << first.err;
    EXPECT_THAT(first.out, HasSubstr("StopLogging")) << format;
    EXPECT_EQ(second.out, "") << format;
    EXPECT_THAT(content(here.path("report")), HasSubstr("StopLogging")) << format;
    EXPECT_EQ(first.out, audit(here, {"--format", format, "123456789012"}).out) << format;
    if (format == "text" || format == "junit" || format == "html") continue;
    coverwatch::support::json::document document;
    EXPECT_FALSE(document.parse(first.out)) << format;
  }
}

TEST(audit, never_writes_over_an_input) {
  const folder here;
  copy_with(here, filters, "metricFilters", "metricFilters");
  const std::string before = content(here.path(filters));
  const outcome found = audit(here, {"-o", filters, "123456789012"});
  EXPECT_EQ(found.code, 2);
  EXPECT_THAT(found.err, HasSubstr("is one of the inputs"));
  EXPECT_EQ(content(here.path(filters)), before);
  here.write("w.json", R"({"waivers":[]})");
  EXPECT_EQ(audit(here, {"--waivers", "w.json", "-o", "w.json", "123456789012"}).code, 2);
  EXPECT_EQ(content(here.path("w.json")), R"({"waivers":[]})");
  if (std::filesystem::exists("/dev/full")) {
    std::filesystem::create_symlink("/dev/full", here.path("full"));
    EXPECT_THAT(audit(here, {"-o", "full", "123456789012"}).err, HasSubstr("cannot write full: No space left"));
    EXPECT_TRUE(std::filesystem::is_symlink(here.path("full")));
  }
  const outcome nowhere = audit(here, {"-o", "no/such/folder", "123456789012"});
  EXPECT_EQ(nowhere.code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("cannot write no/such/folder"));
}

TEST(audit, plots_an_archive) {
  const folder here;
  const std::string events = source + "/examples/archive";
  const outcome found = audit(here, {"--format", "html", "--replay", events, whole});
  EXPECT_EQ(found.code, 0) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("<svg"), HasSubstr("2026-03-14")));
  here.write("damaged.json", "{\"eventName\":");
  EXPECT_EQ(audit(here, {"--format", "html", "--replay", "damaged.json", whole}).code, 2);
  EXPECT_EQ(audit(here, {"--replay", events, whole}).code, 2);
}

TEST(audit, takes_controls_by_number_and_by_id) {
  const folder here;
  for (const std::string id : {"4.5", "cis-5.0:4.5", "CIS-5.0.0:4.5"}) {
    const outcome found = audit(here, {"--control", id, whole});
    EXPECT_EQ(found.code, 0) << id << found.err;
    EXPECT_THAT(found.out, HasSubstr("1 control judged")) << id;
  }
  EXPECT_THAT(audit(here, {"--control", "cis-3.0:4.5", whole}).out, HasSubstr("Benchmark 3.0.0"));
  EXPECT_THAT(audit(here, {"--control", "9.9", whole}).err, HasSubstr("no control `cis-5.0.0:9.9`"));
  EXPECT_THAT(audit(here, {"--benchmark", "cis-5.0:4.5", whole}).err, HasSubstr("--control"));
  EXPECT_THAT(audit(here, {"--benchmark", "cis-3.0", "--control", "cis-5.0:4.5", whole}).err, HasSubstr("is not of"));
  EXPECT_EQ(audit(here, {}).code, 2);
  EXPECT_EQ(here.run({"audit", "--time", "soon", whole}).code, 2);
}

TEST(audit, takes_assumptions) {
  const folder here;
  copy_with(here, filters, stop_logging, stop_logging);
  const std::string attributes = "get-subscription-attributes";
  for (const auto& each : std::filesystem::directory_iterator(here.path("123456789012/us-east-1"))) {
    if (each.path().filename().string().starts_with(attributes)) std::filesystem::remove(each.path());
  }
  const outcome unknown = audit(here, {"123456789012"});
  EXPECT_EQ(unknown.code, 3) << unknown.err;
  EXPECT_THAT(unknown.out, HasSubstr("aws sns get-subscription-attributes --subscription-arn arn:aws:sns:"));
  const outcome assumed = audit(here, {"--assume", "unfiltered-subscriptions", "123456789012"});
  EXPECT_EQ(assumed.code, 0) << assumed.err;
  EXPECT_THAT(assumed.out, AllOf(HasSubstr("assumed: unfiltered-subscriptions"), HasSubstr("it is assumed to have none")));
  EXPECT_EQ(audit(here, {"--assume", "{ $.", "123456789012"}).code, 2);
}

}  // namespace
}  // namespace program_test
