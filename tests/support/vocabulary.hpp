// SPDX-License-Identifier: Apache-2.0
// The words that generated patterns and events share. Few, so that they meet; odd, so that they hurt: keys that begin
// with one another, the empty key, long keys, non-ASCII, numbers in strange spellings, texts that numbers have.
#pragma once

#include <string>
#include <vector>

namespace sample {

// Names of steps and keys.
const std::vector<std::string>& names();
// Texts of strings in events and of quoted values; no `*`, no lone surrogate.
const std::vector<std::string>& texts();
// Texts that only events have: lone surrogates, control characters.
const std::vector<std::string>& odd_texts();
// Spellings of numbers that are JSON as well as pattern.
const std::vector<std::string>& numbers();
// Spellings that only patterns allow.
const std::vector<std::string>& pattern_numbers();
// Bare words and texts with `*`.
const std::vector<std::string>& globs();
// Bodies of regular expressions.
const std::vector<std::string>& regexes();
// Terms that need no quotes.
const std::vector<std::string>& words();
// Terms that do: blanks, marks, the signs of the language.
const std::vector<std::string>& phrases();
// Names of columns.
const std::vector<std::string>& column_names();

}  // namespace sample
