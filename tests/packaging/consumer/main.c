/* SPDX-License-Identifier: Apache-2.0
 * The smallest program of a user's in C99. */
#include <coverwatch/c/coverwatch.h>

#include <stdio.h>
#include <string.h>

int main(void) {
  const char* text = "{ $.a = 1 }";
  const char* event = "{\"a\":1.0}";
  coverwatch_pattern* pattern = coverwatch_pattern_parse(text, strlen(text), NULL, NULL);
  coverwatch_scratch* memory = coverwatch_scratch_new(0);
  const int met = coverwatch_pattern_matches(pattern, memory, event, strlen(event));
  coverwatch_scratch_free(memory);
  coverwatch_pattern_free(pattern);
  if (met) puts("consumed");
  return met ? 0 : 1;
}
