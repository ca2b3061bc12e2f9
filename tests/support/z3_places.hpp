// SPDX-License-Identifier: Apache-2.0
// The places of an event as Z3's constants, and a model of them as an event. In go places and a model, out comes JSON
// text; what binds the places to each other is the judge's.
#pragma once

#include <z3++.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace z3_judge {

// What stands at a place.
enum kind { missing, null, yes, no, object, array, array_with_null, infinite, integer, decimal, string, kinds };
inline constexpr const char* kind_names[kinds] = {
    "missing",         "null",     "true",    "false",   "object", "array",
    "array_with_null", "infinite", "integer", "decimal", "string"};

struct place {
  std::optional<std::string> name;  // or else an index, or else any other child
  std::uint64_t index = 0;
  std::vector<std::size_t> children;
  z3::expr kind, text, value;
  std::set<std::string> literals = {};  // that its text is compared with
  bool has_texts = false;               // a wildcard or an expression looks at its text
  bool has_values = false;              // a number looks at its value
  bool any = false;                     // a child without a name or an index of its own, below a wildcard
  std::size_t anys = 0;                 // its children of that sort
};

struct sorts {
  z3::sort kind;
  z3::func_decl_vector values;
};

// `all[0]` is the event itself: an object, or a message as it stands.
std::string event_of(const z3::model& m, const std::vector<place>& all, bool is_message);

// Whether the model may be no event: some place has a number with a point, or is an array below a wildcard that has
// places with an index as well, which may leave the others no room.
bool is_wider(const z3::model& m, const std::vector<place>& all);

}  // namespace z3_judge
