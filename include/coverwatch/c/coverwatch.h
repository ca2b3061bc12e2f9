/* SPDX-License-Identifier: Apache-2.0 */
/* The C interface: what pattern.hpp, pattern_set.hpp, coverage.hpp, certificate.hpp and catalog.hpp offer to C++, for C
 * and for everything that can call C. Those headers and docs/ tell what the answers mean; this one tells who owns what.
 *
 *   coverwatch_error *error = NULL;
 *   coverwatch_pattern *p = coverwatch_pattern_parse(text, strlen(text), NULL, &error);
 *   if (p == NULL) fputs(coverwatch_error_rendered(error).data, stderr);
 *   coverwatch_scratch *memory = coverwatch_scratch_new(0);                         (one per thread)
 *   if (coverwatch_pattern_evaluate(p, memory, event, size) == COVERWATCH_MATCH) ring();
 *
 * Rules for all functions:
 * - Input is a pointer and a length in bytes; it need not end in NUL, is read during the call only, and may be NULL
 *   when the length is 0.
 * - A handle that a function returns belongs to the caller, who ends it with the `_free` of its type (NULL is fine
 *   there). Where a function can fail it returns NULL and, unless `error` is NULL, puts a reason there, which belongs
 *   to the caller too.
 * - A `coverwatch_text` that is asked of a handle stands in the handle and lives as long as it; NUL follows its last
 *   byte, which `size` does not count. An index that is out of range gives an empty text.
 * - Patterns, sets, reports, comparisons, claims, fields and errors never change: any number of threads may use one at
 *   once. A scratch is for one thread at a time. There is no other state.
 * - No exception leaves a function. Memory that runs out is an answer (COVERWATCH_ERROR_OUT_OF_MEMORY,
 *   COVERWATCH_OUT_OF_MEMORY), unless the library was built without exceptions: then it ends the program.
 * - A value of an enum is an int32_t, and any may be given: one that is none of the names is refused. Names may be
 *   added; `coverwatch_abi_version` changes when a caller that was compiled before has to be compiled again. */
#ifndef COVERWATCH_C_COVERWATCH_H
#define COVERWATCH_C_COVERWATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) && !defined(COVERWATCH_STATIC)
#define COVERWATCH_C_API __attribute__((visibility("default")))
#else
#define COVERWATCH_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* -- Versions -- */

#define COVERWATCH_C_ABI_VERSION 1

/* The COVERWATCH_C_ABI_VERSION that the library was built with: compare before anything else when it is loaded at run
 * time. */
COVERWATCH_C_API uint32_t coverwatch_abi_version(void);
COVERWATCH_C_API const char* coverwatch_version(void);          /* "0.1.0" */
COVERWATCH_C_API const char* coverwatch_language_version(void); /* of docs/language.md: "2026-11" */

/* -- Texts and errors -- */

typedef struct coverwatch_text {
  const char* data; /* never NULL */
  size_t size;
} coverwatch_text;

typedef struct coverwatch_error coverwatch_error;

typedef int32_t coverwatch_error_code;
enum {
  COVERWATCH_ERROR_PATTERN = 1,       /* the pattern is refused: name and place tell why */
  COVERWATCH_ERROR_OUT_OF_MEMORY = 2, /* such an error needs no memory itself */
  COVERWATCH_ERROR_ARGUMENT = 3,      /* NULL where something is needed, or a value that is not of its enum */
  COVERWATCH_ERROR_SET = 4,           /* the set would be too large */
  COVERWATCH_ERROR_CERTIFICATE = 5    /* the certificate proves nothing */
};

COVERWATCH_C_API coverwatch_error_code coverwatch_error_get_code(const coverwatch_error* error);
/* Stable, for programs: that of a mistake in a pattern is one of diagnostic.hpp, such as "double_equals". */
COVERWATCH_C_API coverwatch_text coverwatch_error_name(const coverwatch_error* error);
/* Byte offsets into the pattern; both 0 when the error is about no place. */
COVERWATCH_C_API size_t coverwatch_error_begin(const coverwatch_error* error);
COVERWATCH_C_API size_t coverwatch_error_end(const coverwatch_error* error);
COVERWATCH_C_API coverwatch_text
coverwatch_error_message(const coverwatch_error* error);                               /* one sentence, no full stop */
COVERWATCH_C_API coverwatch_text coverwatch_error_help(const coverwatch_error* error); /* the usual fix; may be empty */
/* Several lines, each ended by a newline: message, the place under the pattern, help. */
COVERWATCH_C_API coverwatch_text coverwatch_error_rendered(const coverwatch_error* error);
COVERWATCH_C_API void coverwatch_error_free(coverwatch_error* error);

/* -- Patterns -- */

typedef struct coverwatch_pattern coverwatch_pattern;

typedef int32_t coverwatch_wildcards;
enum {
  COVERWATCH_GLOB = 0,    /* `*` is any run of characters: the default */
  COVERWATCH_LEFTMOST = 1 /* each piece at its leftmost place: options.hpp */
};

/* Set `struct_size` by `_init`, then change what you like. */
typedef struct coverwatch_parse_options {
  size_t struct_size;
  coverwatch_wildcards dialect;
  size_t max_characters;         /* 1,024 */
  size_t max_nesting;            /* 512; never more */
  size_t max_wildcard_selectors; /* 3 */
  size_t max_regexes;            /* 2 */
  size_t max_regex_positions;    /* 10,000 */
} coverwatch_parse_options;

/* The defaults. `struct_size` is sizeof *options, as the caller knows it. */
COVERWATCH_C_API void coverwatch_parse_options_init(coverwatch_parse_options* options, size_t struct_size);

typedef int32_t coverwatch_pattern_kind;
enum {
  COVERWATCH_EVERYTHING = 0,
  COVERWATCH_JSON = 1,
  COVERWATCH_TERMS = 2,
  COVERWATCH_REGEX = 3,
  COVERWATCH_SPACE_DELIMITED = 4
};

/* `options` may be NULL for the defaults. NULL with COVERWATCH_ERROR_PATTERN when the text is no pattern. */
COVERWATCH_C_API coverwatch_pattern* coverwatch_pattern_parse(const char* text, size_t size,
                                                              const coverwatch_parse_options* options,
                                                              coverwatch_error** error);
COVERWATCH_C_API coverwatch_pattern_kind coverwatch_pattern_get_kind(const coverwatch_pattern* pattern);
COVERWATCH_C_API coverwatch_text coverwatch_pattern_text(const coverwatch_pattern* pattern); /* as it was given */
/* Accepted, but likely not what was meant. A warning stands in the pattern: do not free it; NULL when out of range. */
COVERWATCH_C_API size_t coverwatch_pattern_warning_count(const coverwatch_pattern* pattern);
COVERWATCH_C_API const coverwatch_error* coverwatch_pattern_warning(const coverwatch_pattern* pattern, size_t index);
COVERWATCH_C_API void coverwatch_pattern_free(coverwatch_pattern* pattern);

/* -- Matching -- */

typedef struct coverwatch_scratch coverwatch_scratch;

typedef int32_t coverwatch_outcome;
enum {
  COVERWATCH_NO_MATCH = 0,
  COVERWATCH_MATCH = 1,
  COVERWATCH_NOT_JSON = 2,  /* for a JSON pattern: no valid JSON; it does not match */
  COVERWATCH_TOO_LARGE = 3, /* longer than the scratch allows */
  COVERWATCH_TOO_DEEP = 4,  /* nested deeper than 1,000 */
  COVERWATCH_OUT_OF_MEMORY = 5,
  COVERWATCH_BAD_ARGUMENT = 6 /* NULL where something is needed */
};

/* "match", "not_json": static. Empty for a value that is none. */
COVERWATCH_C_API const char* coverwatch_outcome_name(coverwatch_outcome outcome);

/* The memory of one thread, used again for every event: once warm, matching allocates nothing. Longer events are not
 * read; 0 stands for 1 MiB. NULL when memory runs out. */
COVERWATCH_C_API coverwatch_scratch* coverwatch_scratch_new(size_t max_event_bytes);
COVERWATCH_C_API void coverwatch_scratch_free(coverwatch_scratch* memory);

/* Whether the service would match this event: reads it once, and validates it only when it would match. */
COVERWATCH_C_API bool coverwatch_pattern_matches(const coverwatch_pattern* pattern, coverwatch_scratch* memory,
                                                 const char* event, size_t size);
/* The same, but validates the whole event, and says why there is no answer when there is none. */
COVERWATCH_C_API coverwatch_outcome coverwatch_pattern_evaluate(const coverwatch_pattern* pattern,
                                                                coverwatch_scratch* memory, const char* event,
                                                                size_t size);

/* What the columns of a space-delimited pattern take of an event that matches; none of them otherwise. The values are
 * copies. */
typedef struct coverwatch_fields coverwatch_fields;

COVERWATCH_C_API coverwatch_fields* coverwatch_pattern_extract(const coverwatch_pattern* pattern,
                                                               coverwatch_scratch* memory, const char* event,
                                                               size_t size, coverwatch_error** error);
COVERWATCH_C_API size_t coverwatch_fields_count(const coverwatch_fields* fields);
COVERWATCH_C_API coverwatch_text coverwatch_fields_name(const coverwatch_fields* fields, size_t index); /* "$status" */
COVERWATCH_C_API coverwatch_text coverwatch_fields_value(const coverwatch_fields* fields, size_t index);
COVERWATCH_C_API void coverwatch_fields_free(coverwatch_fields* fields);

/* -- Sets -- */

typedef struct coverwatch_set coverwatch_set;

/* Many patterns, asked at once. The patterns may be freed afterwards. Answers name them by their place in the list. */
COVERWATCH_C_API coverwatch_set* coverwatch_set_compile(const coverwatch_pattern* const* patterns, size_t count,
                                                        coverwatch_error** error);
COVERWATCH_C_API size_t coverwatch_set_size(const coverwatch_set* set);
COVERWATCH_C_API void coverwatch_set_free(coverwatch_set* set);

/* How many patterns match, and which, ascending: `*matches` stands in `memory` until it is used again. `matches` may be
 * NULL. */
COVERWATCH_C_API size_t coverwatch_set_match(const coverwatch_set* set, coverwatch_scratch* memory, const char* event,
                                             size_t size, const uint32_t** matches);
/* The same, but validates the whole event for JSON patterns, and says why they have no answer when they have none.
 * `matches` and `count` may be NULL. */
COVERWATCH_C_API coverwatch_outcome coverwatch_set_evaluate(const coverwatch_set* set, coverwatch_scratch* memory,
                                                            const char* event, size_t size, const uint32_t** matches,
                                                            size_t* count);

typedef int32_t coverwatch_framing;
enum {
  COVERWATCH_AUTOMATIC = 0, /* {"Records":[ ... ]} or lines */
  COVERWATCH_LINES = 1,
  COVERWATCH_ELEMENTS = 2 /* of a JSON array, from behind its `[` or one of its commas */
};

typedef struct coverwatch_record {
  const char* text; /* in the buffer */
  size_t size;
  uint64_t number; /* of its line or element, from 0 */
} coverwatch_record;

/* `user` is handed to both. `on_match` returns false to end the scan; `on_damage` may be NULL. They may use other
 * scratches, not this scan's, and must not leave by an exception or by longjmp. */
typedef struct coverwatch_sink {
  void* user;
  bool (*on_match)(void* user, const coverwatch_record* record, const uint32_t* matches, size_t count);
  void (*on_damage)(void* user, const coverwatch_record* record, coverwatch_outcome what);
} coverwatch_sink;

typedef struct coverwatch_scan_summary {
  uint64_t records;
  uint64_t evaluated;
  uint64_t matched;
  uint64_t damaged;
  uint64_t lines;
  size_t consumed; /* bytes */
  bool stopped;    /* by the sink */
} coverwatch_scan_summary;

/* Finds the records of a buffer that some pattern matches; records that cannot are passed over unread
 * (pattern_set.hpp). COVERWATCH_MATCH when there are any, COVERWATCH_NO_MATCH, or COVERWATCH_BAD_ARGUMENT. A record for
 * which memory ran out is damaged. `summary` may be NULL. */
COVERWATCH_C_API coverwatch_outcome coverwatch_set_scan(const coverwatch_set* set, coverwatch_scratch* memory,
                                                        const char* buffer, size_t size, coverwatch_framing framing,
                                                        const coverwatch_sink* sink, coverwatch_scan_summary* summary);

/* -- Coverage -- */

typedef struct coverwatch_report coverwatch_report;

typedef int32_t coverwatch_verdict;
enum {
  COVERWATCH_COVERED = 0,
  COVERWATCH_NOT_COVERED = 1, /* the event of the report slips through */
  COVERWATCH_UNKNOWN = 2,     /* the doubt of the report says why */
  COVERWATCH_VACUOUS = 3      /* the reference matches no event at all */
};

/* Set `struct_size` by `_init`, then change what you like. */
typedef struct coverwatch_coverage_options {
  size_t struct_size;
  bool both_dialects;                           /* true: both ways in which `*` may search are tried, and must agree */
  coverwatch_wildcards dialect;                 /* when they are not */
  uint64_t budget;                              /* steps for each search */
  const coverwatch_pattern* const* assumptions; /* only events for which all of these hold count */
  size_t assumption_count;
  bool canonical_json; /* events are written without white space, repeated keys and needless escapes */
  bool certificate;    /* a yes shall bring one */
  bool explain;        /* parts and repairs */
  bool whole_event;    /* show the event as a whole record of CloudTrail, too */
} coverwatch_coverage_options;

COVERWATCH_C_API void coverwatch_coverage_options_init(coverwatch_coverage_options* options, size_t struct_size);

/* Whether every event that a reference matches is matched by a deployed pattern; covering one of the references is
 * enough. `options` may be NULL for the defaults. */
COVERWATCH_C_API coverwatch_report* coverwatch_covers(const coverwatch_pattern* const* deployed, size_t deployed_count,
                                                      const coverwatch_pattern* const* reference,
                                                      size_t reference_count,
                                                      const coverwatch_coverage_options* options,
                                                      coverwatch_error** error);
COVERWATCH_C_API coverwatch_verdict coverwatch_report_get_verdict(const coverwatch_report* report);
COVERWATCH_C_API const char* coverwatch_verdict_name(coverwatch_verdict verdict);      /* "not_covered": static */
COVERWATCH_C_API const char* coverwatch_report_doubt(const coverwatch_report* report); /* "budget"; "nothing": static */
COVERWATCH_C_API size_t coverwatch_report_reference(const coverwatch_report* report);  /* that the answer is about */
/* When not covered: an event that slips through, matched against every pattern before it is shown. */
COVERWATCH_C_API coverwatch_text coverwatch_report_event(const coverwatch_report* report);
COVERWATCH_C_API coverwatch_text coverwatch_report_whole_event(const coverwatch_report* report);
/* When covered, and asked for. */
COVERWATCH_C_API coverwatch_text coverwatch_report_certificate(const coverwatch_report* report);
/* The assumptions that the answer needs, as places in the list. `*places` stands in the report. */
COVERWATCH_C_API size_t coverwatch_report_assumptions(const coverwatch_report* report, const size_t** places);
/* The disjuncts of the reference, each with its own verdict. */
COVERWATCH_C_API size_t coverwatch_report_part_count(const coverwatch_report* report);
COVERWATCH_C_API coverwatch_text coverwatch_report_part_text(const coverwatch_report* report, size_t part);
COVERWATCH_C_API coverwatch_verdict coverwatch_report_part_verdict(const coverwatch_report* report, size_t part);
COVERWATCH_C_API coverwatch_text coverwatch_report_part_event(const coverwatch_report* report, size_t part);
/* What makes the answer a yes, decided as well: the steps of one repair belong together. */
COVERWATCH_C_API size_t coverwatch_report_repair_count(const coverwatch_report* report);
COVERWATCH_C_API bool coverwatch_report_repair_widens(const coverwatch_report* report, size_t repair);
COVERWATCH_C_API size_t coverwatch_report_step_count(const coverwatch_report* report, size_t repair);
COVERWATCH_C_API coverwatch_text coverwatch_report_step_text(const coverwatch_report* report, size_t repair,
                                                             size_t step);
/* The deployed pattern whose place it takes; SIZE_MAX when it stands beside them. */
COVERWATCH_C_API size_t coverwatch_report_step_replaces(const coverwatch_report* report, size_t repair, size_t step);
COVERWATCH_C_API void coverwatch_report_free(coverwatch_report* report);

typedef struct coverwatch_comparison coverwatch_comparison;

typedef int32_t coverwatch_relation;
enum {
  COVERWATCH_EQUIVALENT = 0,
  COVERWATCH_WIDER = 1, /* the first matches all that the second does, and more */
  COVERWATCH_NARROWER = 2,
  COVERWATCH_INCOMPARABLE = 3,
  COVERWATCH_DISJOINT = 4,
  COVERWATCH_UNDECIDED = 5
};

COVERWATCH_C_API coverwatch_comparison* coverwatch_compare(const coverwatch_pattern* first,
                                                           const coverwatch_pattern* second,
                                                           const coverwatch_coverage_options* options,
                                                           coverwatch_error** error);
COVERWATCH_C_API coverwatch_relation coverwatch_comparison_get_relation(const coverwatch_comparison* comparison);
COVERWATCH_C_API const char* coverwatch_relation_name(
    coverwatch_relation relation); /* "unknown" for UNDECIDED: static */
COVERWATCH_C_API const char* coverwatch_comparison_doubt(const coverwatch_comparison* comparison);
/* An event that only the one pattern matches, when there is one. */
COVERWATCH_C_API coverwatch_text coverwatch_comparison_only_first(const coverwatch_comparison* comparison);
COVERWATCH_C_API coverwatch_text coverwatch_comparison_only_second(const coverwatch_comparison* comparison);
COVERWATCH_C_API void coverwatch_comparison_free(coverwatch_comparison* comparison);

/* -- Certificates -- */

/* What a certificate claims: every event that the reference and all assumptions match is matched by a deployed pattern.
 */
typedef struct coverwatch_claim coverwatch_claim;

/* Checks a certificate by code that shares nothing with what wrote it. Compare the claim with your own texts. */
COVERWATCH_C_API coverwatch_claim* coverwatch_verify(const char* certificate, size_t size, coverwatch_error** error);
COVERWATCH_C_API coverwatch_text coverwatch_claim_reference(const coverwatch_claim* claim);
COVERWATCH_C_API size_t coverwatch_claim_deployed_count(const coverwatch_claim* claim);
COVERWATCH_C_API coverwatch_text coverwatch_claim_deployed(const coverwatch_claim* claim, size_t index);
COVERWATCH_C_API size_t coverwatch_claim_assumption_count(const coverwatch_claim* claim);
COVERWATCH_C_API coverwatch_text coverwatch_claim_assumption(const coverwatch_claim* claim, size_t index);
COVERWATCH_C_API bool coverwatch_claim_canonical_json(const coverwatch_claim* claim);
COVERWATCH_C_API bool coverwatch_claim_holds_for(const coverwatch_claim* claim, coverwatch_wildcards dialect);
COVERWATCH_C_API void coverwatch_claim_free(coverwatch_claim* claim);

/* -- Catalogue -- */

/* A control of a benchmark that asks for a filter. Static data: nothing to free. */
typedef struct coverwatch_control coverwatch_control;

COVERWATCH_C_API size_t coverwatch_catalog_size(void);
COVERWATCH_C_API const coverwatch_control* coverwatch_catalog_at(
    size_t index); /* by benchmark and number; NULL beyond */
/* "cis-3.0:4.1", in upper or lower case; NULL when there is none. */
COVERWATCH_C_API const coverwatch_control* coverwatch_catalog_find(const char* id, size_t size);
COVERWATCH_C_API coverwatch_text coverwatch_control_id(const coverwatch_control* control);        /* "cis-3.0.0:4.1" */
COVERWATCH_C_API coverwatch_text coverwatch_control_benchmark(const coverwatch_control* control); /* its title */
COVERWATCH_C_API coverwatch_text coverwatch_control_version(const coverwatch_control* control);
COVERWATCH_C_API coverwatch_text coverwatch_control_number(const coverwatch_control* control);
COVERWATCH_C_API coverwatch_text coverwatch_control_title(const coverwatch_control* control);
COVERWATCH_C_API coverwatch_text coverwatch_control_pattern(const coverwatch_control* control);
/* Official as well: covering any of them satisfies the control. */
COVERWATCH_C_API size_t coverwatch_control_alternative_count(const coverwatch_control* control);
COVERWATCH_C_API coverwatch_text coverwatch_control_alternative(const coverwatch_control* control, size_t index);

#ifdef __cplusplus
}
#endif

#endif
