// SPDX-License-Identifier: Apache-2.0
// Generated sets of patterns that have much in common, and events that several of them care about: dictionaries on one
// selector, thresholds on one number, globs that share pieces, selectors below one another and below wildcards, equal
// patterns, both dialects. And JSON respelled so that it means the same.
#pragma once

#include "choices.hpp"
#include "sample_event.hpp"
#include "syntax/tree.hpp"

#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace sample {

enum class kinds { json, all };

struct pattern_list {
  std::vector<coverwatch::pattern> patterns;
  std::vector<coverwatch::syntax::tree> trees;  // of each
};

// Small sets mostly, and some of up to 300.
std::size_t any_set_size(choices& c);
// Some patterns exceed the service's limits, so that formulas get large.
pattern_list any_set(choices& c, std::size_t patterns, kinds which);
// Each pattern matches only events in which some text stands: few patterns, or many texts of one field.
pattern_list any_needle_set(choices& c, kinds which);
// Limits of the service are raised. Throws, which fails the test, when the text is refused.
void add_pattern(pattern_list& set, const std::string& text, choices& c);

// An object that a few patterns of the list have planted nodes in; without any JSON pattern, some object.
value event_for(const pattern_list& set, choices& c);
// One event as text: JSON in any spelling mostly, sometimes damaged, sometimes a message for the other kinds.
std::string text_for(const pattern_list& set, choices& c);
// A JSON event in which the texts of the patterns stand, but as keys, as other fields or inside of strings.
std::string decoy_for(const pattern_list& set, choices& c);

// The same event for every JSON pattern: members in another order, keys repeated with other values first, doubles in
// other spellings.
value reworded(value v, choices& c);
// The same text for every reader of JSON: white space between tokens, and `escapes` percent of all characters in
// strings and keys as `\u`. Takes valid JSON.
std::string respelled(const std::string& json, choices& c, std::size_t escapes);

}  // namespace sample
