// SPDX-License-Identifier: Apache-2.0
// Generated events: a tree of values that remembers what was meant (repeated keys in their order, numbers by spelling,
// texts unescaped), and its JSON in one of many spellings. Reads no JSON, so that it can judge those that do.
#pragma once

#include "choices.hpp"

#include <string>
#include <vector>

namespace sample {

enum class kind { null, false_, true_, number, string, array, object };

struct value {
  kind what = kind::null;
  std::string text;               // string: its content (WTF-8); number: its spelling
  std::vector<std::string> keys;  // object: the key of each item, in the order written, repeated ones included
  std::vector<value> items;       // array and object
};

// The member that counts: the last one of that name. Null when there is none.
const value* member(const value& object, const std::string& name);
value* member(value& object, const std::string& name);

// The items that count: all of an array, the last of each name of an object.
std::vector<const value*> children(const value& parent);

// Any value, at most `depth` containers deep.
value any_value(choices& c, std::size_t depth);
// An object with a few members out of the vocabulary.
value any_object(choices& c, std::size_t depth);

// JSON of the value: white space between tokens and escapes in strings as chosen, `calm` for none of that.
std::string spell(const value& v, choices& c, bool calm);

// A few bytes changed, lost, doubled or swapped for pieces of JSON; the result may or may not be JSON.
std::string damage(std::string text, choices& c);

}  // namespace sample
