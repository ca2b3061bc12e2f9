/* SPDX-License-Identifier: Apache-2.0 */
/* The C interface as a C99 program meets it: every function, what it answers, and what it says to arguments that are
 * missing. Prints each check that fails; exits with 1 when any does. */
#include <coverwatch/c/coverwatch.h>

#include <stdio.h>
#include <string.h>

static int checks = 0;
static int failures = 0;

static void check(bool holds, const char* what, int line) {
  ++checks;
  if (holds) return;
  ++failures;
  printf("line %d: %s\n", line, what);
}
#define CHECK(x) check((x), #x, __LINE__)

static bool is(coverwatch_text text, const char* wanted) {
  return text.size == strlen(wanted) && memcmp(text.data, wanted, text.size) == 0 && text.data[text.size] == '\0';
}

static bool begins(coverwatch_text text, const char* wanted) {
  return text.size >= strlen(wanted) && memcmp(text.data, wanted, strlen(wanted)) == 0;
}

static coverwatch_pattern* parsed(const char* text) {
  coverwatch_error* error = NULL;
  coverwatch_pattern* pattern = coverwatch_pattern_parse(text, strlen(text), NULL, &error);
  CHECK(pattern != NULL && error == NULL);
  return pattern;
}

static void test_versions(void) {
  CHECK(coverwatch_abi_version() == COVERWATCH_C_ABI_VERSION);
  CHECK(strchr(coverwatch_version(), '.') != NULL);
  CHECK(strlen(coverwatch_language_version()) == 7);
}

static void test_refusals(void) {
  const char* text = "{ $.eventName == ConsoleLogin }";
  coverwatch_error* error = NULL;
  coverwatch_parse_options options;

  CHECK(coverwatch_pattern_parse(text, strlen(text), NULL, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_PATTERN);
  CHECK(is(coverwatch_error_name(error), "double_equals"));
  CHECK(coverwatch_error_begin(error) == 14 && coverwatch_error_end(error) == 16);
  CHECK(coverwatch_error_message(error).size > 0 && coverwatch_error_help(error).size > 0);
  CHECK(begins(coverwatch_error_rendered(error), "error: "));
  coverwatch_error_free(error);
  CHECK(coverwatch_pattern_parse(text, strlen(text), NULL, NULL) == NULL);

  CHECK(coverwatch_pattern_parse(NULL, 1, NULL, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT &&
        is(coverwatch_error_name(error), "bad_argument"));
  coverwatch_error_free(error);

  coverwatch_parse_options_init(&options, sizeof options);
  CHECK(options.struct_size == sizeof options && options.max_characters == 1024 && options.dialect == COVERWATCH_GLOB);
  options.max_characters = 3;
  CHECK(coverwatch_pattern_parse("ERROR", 5, &options, &error) == NULL);
  CHECK(is(coverwatch_error_name(error), "too_long"));
  coverwatch_error_free(error);
  options.dialect = (coverwatch_wildcards)7;
  CHECK(coverwatch_pattern_parse("ERR", 3, &options, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_error_free(NULL);
}

/* A caller that was compiled when there was less to choose. */
static void test_older_options(void) {
  coverwatch_parse_options options;
  coverwatch_pattern* pattern;
  memset(&options, 0, sizeof options);
  coverwatch_parse_options_init(&options, offsetof(coverwatch_parse_options, max_nesting));
  CHECK(options.max_characters == 1024 && options.max_nesting == 0);
  pattern = coverwatch_pattern_parse("{ ($.a = 1) }", 13, &options, NULL);
  CHECK(pattern != NULL); /* with the usual max_nesting */
  coverwatch_pattern_free(pattern);
}

static void test_patterns(void) {
  coverwatch_pattern* pattern = parsed(" { $.a = 1 } ");
  CHECK(coverwatch_pattern_get_kind(pattern) == COVERWATCH_JSON);
  CHECK(is(coverwatch_pattern_text(pattern), " { $.a = 1 } "));
  CHECK(coverwatch_pattern_warning_count(pattern) == 1);
  CHECK(is(coverwatch_error_name(coverwatch_pattern_warning(pattern, 0)), "outer_white_space"));
  CHECK(coverwatch_pattern_warning(pattern, 1) == NULL);
  coverwatch_pattern_free(pattern);
  pattern = coverwatch_pattern_parse(NULL, 0, NULL, NULL);
  CHECK(pattern != NULL && coverwatch_pattern_get_kind(pattern) == COVERWATCH_EVERYTHING);
  coverwatch_pattern_free(pattern);
  coverwatch_pattern_free(NULL);
}

static coverwatch_outcome evaluate(const coverwatch_pattern* pattern, coverwatch_scratch* memory, const char* event) {
  return coverwatch_pattern_evaluate(pattern, memory, event, strlen(event));
}

static void test_matching(void) {
  coverwatch_pattern* pattern = parsed("{ $.a = 1 }");
  coverwatch_scratch* memory = coverwatch_scratch_new(20);
  CHECK(memory != NULL);
  CHECK(evaluate(pattern, memory, "{\"a\":1}") == COVERWATCH_MATCH);
  CHECK(evaluate(pattern, memory, "{\"a\":2}") == COVERWATCH_NO_MATCH);
  CHECK(evaluate(pattern, memory, "{\"a\":2") == COVERWATCH_NOT_JSON);
  CHECK(evaluate(pattern, memory, "{\"a\":1,\"b\":\"123456789\"}") == COVERWATCH_TOO_LARGE);
  CHECK(coverwatch_pattern_matches(pattern, memory, "{\"a\":1}", 7));
  CHECK(!coverwatch_pattern_matches(pattern, memory, "{\"a\":2}", 7));
  CHECK(coverwatch_pattern_evaluate(NULL, memory, "", 0) == COVERWATCH_BAD_ARGUMENT);
  CHECK(coverwatch_pattern_evaluate(pattern, NULL, "", 0) == COVERWATCH_BAD_ARGUMENT);
  CHECK(coverwatch_pattern_evaluate(pattern, memory, NULL, 1) == COVERWATCH_BAD_ARGUMENT);
  CHECK(!coverwatch_pattern_matches(NULL, memory, "", 0) && !coverwatch_pattern_matches(pattern, NULL, "", 0));
  for (int32_t outcome = COVERWATCH_NO_MATCH; outcome <= COVERWATCH_BAD_ARGUMENT; ++outcome) {
    static const char* const names[] = {"no_match", "match",         "not_json",    "too_large",
                                        "too_deep", "out_of_memory", "bad_argument"};
    CHECK(strcmp(coverwatch_outcome_name(outcome), names[outcome]) == 0);
  }
  CHECK(strcmp(coverwatch_outcome_name((coverwatch_outcome)99), "") == 0);
  coverwatch_scratch_free(memory);
  coverwatch_scratch_free(NULL);
  coverwatch_pattern_free(pattern);
}

static void test_fields(void) {
  coverwatch_pattern* pattern = parsed("[ip, ..., status = 4*]");
  coverwatch_scratch* memory = coverwatch_scratch_new(0);
  coverwatch_error* error = NULL;
  coverwatch_fields* fields = coverwatch_pattern_extract(pattern, memory, "10.0.0.1 x 404", 14, &error);
  CHECK(fields != NULL && error == NULL);
  CHECK(coverwatch_fields_count(fields) == 3);
  CHECK(is(coverwatch_fields_name(fields, 0), "$ip") && is(coverwatch_fields_value(fields, 0), "10.0.0.1"));
  CHECK(is(coverwatch_fields_name(fields, 2), "$status") && is(coverwatch_fields_value(fields, 2), "404"));
  CHECK(is(coverwatch_fields_name(fields, 3), "") && is(coverwatch_fields_value(fields, 3), ""));
  coverwatch_fields_free(fields);
  CHECK(coverwatch_pattern_extract(pattern, NULL, "", 0, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_scratch_free(memory);
  coverwatch_pattern_free(pattern);
}

struct told {
  size_t matches;
  size_t damages;
  uint64_t last;
  bool first_only;
};

static bool on_match(void* user, const coverwatch_record* record, const uint32_t* matches, size_t count) {
  struct told* told = user;
  told->matches += count;
  told->last = record->number;
  CHECK(count > 0 && matches[0] < 3 && record->size > 0);
  return !told->first_only;
}

static void on_damage(void* user, const coverwatch_record* record, coverwatch_outcome what) {
  struct told* told = user;
  ++told->damages;
  CHECK(what == COVERWATCH_NOT_JSON && record->number == 1);
}

static void test_sets(void) {
  coverwatch_pattern* list[3];
  coverwatch_set* set;
  coverwatch_scratch* memory = coverwatch_scratch_new(0);
  coverwatch_error* error = NULL;
  coverwatch_scan_summary summary;
  const uint32_t* matches = NULL;
  size_t count = 0;
  const char* lines = "{\"a\":1}\n{\"a\":\n{\"a\":3}\n{\"a\":1,\"b\":2}\n";
  struct told told = {0, 0, 0, false};
  coverwatch_sink sink = {NULL, on_match, on_damage};

  list[0] = parsed("{ $.a = 1 }");
  list[1] = parsed("{ $.b = 2 }");
  list[2] = parsed("{ $.a > 100 }");
  set = coverwatch_set_compile((const coverwatch_pattern* const*)list, 3, &error);
  for (size_t i = 0; i < 3; ++i) coverwatch_pattern_free(list[i]); /* the set has what it needs */
  CHECK(set != NULL && error == NULL && coverwatch_set_size(set) == 3);

  CHECK(coverwatch_set_match(set, memory, "{\"a\":1,\"b\":2}", 13, &matches) == 2);
  CHECK(matches[0] == 0 && matches[1] == 1);
  CHECK(coverwatch_set_match(set, memory, "{\"a\":1,\"b\":2}", 13, NULL) == 2);
  CHECK(coverwatch_set_evaluate(set, memory, "{\"a\":1", 6, &matches, &count) == COVERWATCH_NOT_JSON && count == 0);
  CHECK(coverwatch_set_evaluate(set, memory, "{\"a\":200}", 9, &matches, &count) == COVERWATCH_MATCH);
  CHECK(count == 1 && matches[0] == 2);
  CHECK(coverwatch_set_evaluate(NULL, memory, "", 0, &matches, &count) == COVERWATCH_BAD_ARGUMENT && count == 0);
  CHECK(coverwatch_set_match(set, NULL, "", 0, NULL) == 0);

  sink.user = &told;
  CHECK(coverwatch_set_scan(set, memory, lines, strlen(lines), COVERWATCH_LINES, &sink, &summary) == COVERWATCH_MATCH);
  CHECK(told.matches == 3 && told.damages == 1 && told.last == 3);
  CHECK(summary.records == 4 && summary.matched == 2 && summary.damaged == 1 && summary.consumed == strlen(lines));
  CHECK(!summary.stopped && summary.lines == 4);
  told.first_only = true;
  told.matches = 0;
  CHECK(coverwatch_set_scan(set, memory, lines, strlen(lines), COVERWATCH_AUTOMATIC, &sink, NULL) == COVERWATCH_MATCH);
  CHECK(told.matches == 1);
  sink.on_damage = NULL;
  CHECK(coverwatch_set_scan(set, memory, "{]\n", 3, COVERWATCH_LINES, &sink, &summary) == COVERWATCH_NO_MATCH);
  CHECK(summary.damaged == 1);
  CHECK(coverwatch_set_scan(set, memory, "{\"a\":1},{}]", 11, COVERWATCH_ELEMENTS, &sink, &summary) ==
        COVERWATCH_MATCH);
  CHECK(summary.stopped);
  CHECK(coverwatch_set_scan(set, memory, "", 0, COVERWATCH_LINES, NULL, &summary) == COVERWATCH_BAD_ARGUMENT);
  CHECK(coverwatch_set_scan(set, memory, "", 0, (coverwatch_framing)9, &sink, &summary) == COVERWATCH_BAD_ARGUMENT);

  list[0] = NULL;
  CHECK(coverwatch_set_compile((const coverwatch_pattern* const*)list, 1, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_set_free(set);
  set = coverwatch_set_compile(NULL, 0, NULL);
  CHECK(set != NULL && coverwatch_set_size(set) == 0);
  coverwatch_set_free(set);
  coverwatch_set_free(NULL);
  coverwatch_scratch_free(memory);
}

static void test_what_slips_through(void) {
  coverwatch_pattern* deployed = parsed("{ $.errorCode = \"AccessDenied\" }");
  coverwatch_pattern* reference = parsed("{ $.errorCode = \"AccessDenied*\" || $.errorCode = \"*Operation\" }");
  const coverwatch_pattern *filters[1], *wanted[1];
  coverwatch_scratch* memory = coverwatch_scratch_new(0);
  coverwatch_error* error = NULL;
  coverwatch_report* report;
  coverwatch_text event, fix;
  filters[0] = deployed;
  wanted[0] = reference;

  report = coverwatch_covers(filters, 1, wanted, 1, NULL, &error);
  CHECK(report != NULL && error == NULL);
  CHECK(coverwatch_report_get_verdict(report) == COVERWATCH_NOT_COVERED);
  CHECK(strcmp(coverwatch_verdict_name(COVERWATCH_NOT_COVERED), "not_covered") == 0);
  CHECK(strcmp(coverwatch_report_doubt(report), "nothing") == 0);
  CHECK(coverwatch_report_reference(report) == 0);
  event = coverwatch_report_event(report);
  CHECK(coverwatch_pattern_matches(reference, memory, event.data, event.size));
  CHECK(!coverwatch_pattern_matches(deployed, memory, event.data, event.size));
  CHECK(coverwatch_report_certificate(report).size == 0 && coverwatch_report_whole_event(report).size == 0);
  CHECK(coverwatch_report_assumptions(report, NULL) == 0);
  CHECK(coverwatch_report_part_count(report) == 2);
  CHECK(is(coverwatch_report_part_text(report, 0), "{ $.errorCode = \"AccessDenied*\" }"));
  CHECK(coverwatch_report_part_verdict(report, 0) == COVERWATCH_NOT_COVERED);
  CHECK(coverwatch_report_part_event(report, 0).size > 0);
  CHECK(coverwatch_report_part_text(report, 2).size == 0 && coverwatch_report_part_event(report, 2).size == 0);
  CHECK(coverwatch_report_part_verdict(report, 2) == COVERWATCH_UNKNOWN);
  CHECK(coverwatch_report_repair_count(report) > 0 && coverwatch_report_step_count(report, 0) > 0);
  fix = coverwatch_report_step_text(report, 0, 0);
  CHECK(fix.size > 0 && !coverwatch_report_repair_widens(report, 0));
  CHECK(coverwatch_report_step_replaces(report, 0, 0) == SIZE_MAX ||
        coverwatch_report_step_replaces(report, 0, 0) == 0);
  CHECK(coverwatch_report_step_count(report, 99) == 0 && coverwatch_report_step_text(report, 0, 99).size == 0);
  CHECK(coverwatch_report_step_replaces(report, 99, 0) == SIZE_MAX && !coverwatch_report_repair_widens(report, 99));
  coverwatch_report_free(report);
  coverwatch_report_free(NULL);

  CHECK(coverwatch_covers(filters, 1, NULL, 0, NULL, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_scratch_free(memory);
  coverwatch_pattern_free(deployed);
  coverwatch_pattern_free(reference);
}

static void test_certificates(void) {
  coverwatch_pattern* deployed = parsed("{ $.a = x* }");
  coverwatch_pattern* reference = parsed("{ $.a = * }");
  coverwatch_pattern* assumption = parsed("{ $.a = xy* }");
  const coverwatch_pattern *filters[1], *wanted[1], *assumed[1];
  coverwatch_coverage_options options;
  coverwatch_error* error = NULL;
  coverwatch_report* report;
  coverwatch_claim* claim;
  coverwatch_text certificate;
  const size_t* places = NULL;
  filters[0] = deployed;
  wanted[0] = reference;
  assumed[0] = assumption;

  coverwatch_coverage_options_init(&options, sizeof options);
  CHECK(options.both_dialects && options.explain && !options.certificate && options.budget == 10000000);
  options.certificate = true;
  options.assumptions = assumed;
  options.assumption_count = 1;
  report = coverwatch_covers(filters, 1, wanted, 1, &options, &error);
  CHECK(report != NULL && coverwatch_report_get_verdict(report) == COVERWATCH_COVERED);
  CHECK(coverwatch_report_assumptions(report, &places) == 1 && places[0] == 0);
  certificate = coverwatch_report_certificate(report);
  claim = coverwatch_verify(certificate.data, certificate.size, &error);
  CHECK(claim != NULL && error == NULL);
  CHECK(is(coverwatch_claim_reference(claim), "{ $.a = * }"));
  CHECK(coverwatch_claim_deployed_count(claim) == 1 && is(coverwatch_claim_deployed(claim, 0), "{ $.a = x* }"));
  CHECK(coverwatch_claim_assumption_count(claim) == 1 && is(coverwatch_claim_assumption(claim, 0), "{ $.a = xy* }"));
  CHECK(coverwatch_claim_assumption(claim, 1).size == 0 && coverwatch_claim_deployed(claim, 1).size == 0);
  CHECK(coverwatch_claim_holds_for(claim, COVERWATCH_GLOB) && coverwatch_claim_holds_for(claim, COVERWATCH_LEFTMOST));
  CHECK(!coverwatch_claim_canonical_json(claim));
  coverwatch_claim_free(claim);
  coverwatch_claim_free(NULL);
  CHECK(coverwatch_verify(certificate.data, certificate.size - 1, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_CERTIFICATE);
  CHECK(coverwatch_error_message(error).size > 0);
  coverwatch_error_free(error);
  CHECK(coverwatch_verify(NULL, 1, &error) == NULL);
  coverwatch_error_free(error);
  coverwatch_report_free(report);
  options.both_dialects = false;
  options.dialect = (coverwatch_wildcards)5;
  CHECK(coverwatch_covers(filters, 1, wanted, 1, &options, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_pattern_free(deployed);
  coverwatch_pattern_free(reference);
  coverwatch_pattern_free(assumption);
}

static void test_comparison(void) {
  coverwatch_pattern* first = parsed("{ $.a >= 1 }");
  coverwatch_pattern* second = parsed("{ $.a > 1 }");
  coverwatch_error* error = NULL;
  coverwatch_comparison* comparison = coverwatch_compare(first, second, NULL, &error);
  CHECK(comparison != NULL && error == NULL);
  CHECK(coverwatch_comparison_get_relation(comparison) == COVERWATCH_WIDER);
  CHECK(strcmp(coverwatch_relation_name(COVERWATCH_WIDER), "wider") == 0);
  CHECK(strcmp(coverwatch_relation_name(COVERWATCH_UNDECIDED), "unknown") == 0);
  CHECK(strcmp(coverwatch_relation_name((coverwatch_relation)77), "") == 0);
  CHECK(strcmp(coverwatch_comparison_doubt(comparison), "nothing") == 0);
  CHECK(is(coverwatch_comparison_only_first(comparison), "{\"a\":1}"));
  CHECK(is(coverwatch_comparison_only_second(comparison), ""));
  coverwatch_comparison_free(comparison);
  coverwatch_comparison_free(NULL);
  CHECK(coverwatch_compare(first, NULL, NULL, &error) == NULL);
  CHECK(coverwatch_error_get_code(error) == COVERWATCH_ERROR_ARGUMENT);
  coverwatch_error_free(error);
  coverwatch_pattern_free(first);
  coverwatch_pattern_free(second);
}

static void test_catalogue(void) {
  const coverwatch_control* control = coverwatch_catalog_find("CIS-3.0:4.1", 11);
  size_t found = 0;
  CHECK(control != NULL);
  CHECK(is(coverwatch_control_id(control), "cis-3.0.0:4.1") && is(coverwatch_control_version(control), "3.0.0"));
  CHECK(is(coverwatch_control_number(control), "4.1") && coverwatch_control_title(control).size > 0);
  CHECK(begins(coverwatch_control_benchmark(control), "CIS AWS"));
  CHECK(coverwatch_catalog_find("cis-3.0:9.9", 11) == NULL && coverwatch_catalog_find(NULL, 0) == NULL);
  CHECK(coverwatch_catalog_size() > 50 && coverwatch_catalog_at(coverwatch_catalog_size()) == NULL);
  for (size_t i = 0; i < coverwatch_catalog_size(); ++i) {
    const coverwatch_text text = coverwatch_control_pattern(coverwatch_catalog_at(i));
    coverwatch_pattern* pattern = coverwatch_pattern_parse(text.data, text.size, NULL, NULL);
    CHECK(pattern != NULL && text.data[text.size] == '\0');
    coverwatch_pattern_free(pattern);
    found += coverwatch_catalog_at(i) == control;
    CHECK(coverwatch_control_alternative(coverwatch_catalog_at(i),
                                         coverwatch_control_alternative_count(coverwatch_catalog_at(i)))
              .size == 0);
  }
  CHECK(found == 1);
}

int main(void) {
  test_versions();
  test_refusals();
  test_older_options();
  test_patterns();
  test_matching();
  test_fields();
  test_sets();
  test_what_slips_through();
  test_certificates();
  test_comparison();
  test_catalogue();
  printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
