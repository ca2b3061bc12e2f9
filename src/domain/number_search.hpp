// SPDX-License-Identifier: Apache-2.0
// The search for a text of one shape that passes automata and is none of a list. In go the shape, the automata and the
// list, out comes the first text that the caller takes, or the nodes of a search that found none. Shortest texts first.
#pragma once

#include "domain/number_shape.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

struct number_text_limits {
  number_shape shape;
  std::span<const number_automaton> inside;
  std::span<const number_automaton> outside;
  std::span<const std::string> excluded;  // sorted, each once
};

struct number_text_outcome {
  enum class kind : std::uint8_t { taken, none, refused, budget };
  kind what{};  // `refused`: texts were found, but the caller took none of them; others may share their states
  std::vector<number_text_node> nodes;
};

// `takes` ends the search by returning true. One character carried through all automata costs a step, and one more for
// each word of their states.
number_text_outcome search_texts(const number_text_limits& limits, const std::function<bool(const std::string&)>& takes,
                                 budget& left);

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
