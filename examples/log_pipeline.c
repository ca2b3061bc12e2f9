/* SPDX-License-Identifier: Apache-2.0 */
/* A stage of a log pipeline over the C interface: each line of standard input goes on once for each pattern that
 * matches it, with the number of the pattern in front, or once with `no_match` or what is wrong with it. Totals go to
 * standard error. Exits with 2 when a pattern is refused or a line was damaged. Also in Python, Go and Rust.
 *   cc log_pipeline.c $(pkg-config --cflags --libs coverwatch) -o log_pipeline
 *   ./log_pipeline '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <coverwatch/c/coverwatch.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static coverwatch_error* error; /* why the last handle is NULL */

static void* stop(const char* said) { return fputs(said, stderr), exit(2), NULL; }

static void* needed(void* handle, int number) {
  if (handle != NULL) return handle;
  if (error != NULL) fprintf(stderr, "pattern %d: ", number);
  return stop(error != NULL ? coverwatch_error_rendered(error).data : "out of memory\n");
}

static coverwatch_set* compiled(char** texts, int count) {
  coverwatch_pattern** patterns = needed(calloc((size_t)count + 1, sizeof *patterns), 1);
  for (int i = 0; i < count; ++i)
    patterns[i] = needed(coverwatch_pattern_parse(texts[i], strlen(texts[i]), NULL, &error), i + 1);
  const coverwatch_pattern* const* list = (const coverwatch_pattern* const*)patterns;
  coverwatch_set* set = needed(coverwatch_set_compile(list, (size_t)count, &error), count);
  for (int i = 0; i < count; ++i) coverwatch_pattern_free(patterns[i]);
  free(patterns);
  return set;
}

int main(int argc, char** argv) {
  coverwatch_set* set = compiled(argv + 1, argc - 1);
  coverwatch_scratch* memory = needed(coverwatch_scratch_new(0), argc - 1); /* one for each thread */
  unsigned long *totals = needed(calloc((size_t)argc, sizeof *totals), argc - 1), damaged = 0;
  char* line = NULL;
  size_t room = 0, count = 0;
  for (ssize_t read; !ferror(stdout) && (read = getline(&line, &room, stdin)) > 0;) {
    const size_t size = (size_t)read - (line[read - 1] == '\n');
    const uint32_t* matches;
    const coverwatch_outcome what = coverwatch_set_evaluate(set, memory, line, size, &matches, &count);
    if (what != COVERWATCH_MATCH && what != COVERWATCH_NO_MATCH) ++damaged;
    for (size_t i = 0; i == 0 || i < count; ++i) { /* once when no pattern matches */
      if (count == 0) printf("%s\t", coverwatch_outcome_name(what));
      if (count != 0) printf("%u\t", (unsigned)matches[i] + 1), ++totals[matches[i]];
      fwrite(line, 1, size, stdout);
      putchar('\n');
    }
  }
  if (fflush(stdout) != 0 || ferror(stdout)) stop("standard output: cannot be written\n");
  if (!feof(stdin)) stop("standard input: cannot be read\n");
  for (int i = 1; i < argc; ++i) fprintf(stderr, "%lu\t%s\n", totals[i - 1], argv[i]);
  fprintf(stderr, "%lu\t(damaged)\n", damaged);
  free(line), free(totals), coverwatch_scratch_free(memory), coverwatch_set_free(set);
  return damaged != 0 ? 2 : 0;
}
