// SPDX-License-Identifier: Apache-2.0
// Generated patterns, as trees that the parser could have made, and their text in one of many layouts; and events made
// for a JSON pattern, with nodes planted where it looks, so that each condition is often true and often false. Messages
// for the other kinds are in sample_message.hpp.
#pragma once

#include "choices.hpp"
#include "sample_event.hpp"
#include "syntax/tree.hpp"

#include <string>

namespace sample {

// A JSON pattern, within the limits of the default options: its text has at most 1,024 characters in any layout of
// `spell`.
coverwatch::syntax::tree any_pattern(choices& c);
// The same for the kinds that read no JSON: nothing at all, terms, a regular expression, columns.
coverwatch::syntax::tree any_text_pattern(choices& c);

// Text of the tree, of any kind: white space, letters of keywords and signs glued to words as chosen. Only kinds that
// read no JSON get outer white space.
std::string spell(const coverwatch::syntax::tree& t, choices& c);

// An object in which the selectors of the JSON pattern often find something that its conditions care about.
value event_for(const coverwatch::syntax::tree& t, choices& c);

}  // namespace sample
