// SPDX-License-Identifier: Apache-2.0
// Generated messages for the kinds of pattern that read no JSON: what the pattern asks for is often there, and often
// missing by a hair.
#pragma once

#include "choices.hpp"
#include "syntax/tree.hpp"

#include <string>

namespace sample {

// Any bytes, at most some hundreds: mostly text, sometimes JSON, NUL or invalid UTF-8.
std::string message_for(const coverwatch::syntax::tree& t, choices& c);

// A few bytes changed, lost, doubled or swapped for marks, white space and broken characters.
std::string damage_message(std::string message, choices& c);

}  // namespace sample
