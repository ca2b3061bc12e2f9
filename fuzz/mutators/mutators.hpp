// SPDX-License-Identifier: Apache-2.0
// Alterations of inputs that keep to what the inputs mean: a pattern becomes another pattern, an event one that the
// pattern cares about, a certificate another certificate. In go an input and choices, out comes another input. They are
// the generators of the laws, so that fuzzing begins where those end; bytes are left to libFuzzer.
#pragma once

#include "../../tests/support/choices.hpp"
#include "../../tests/support/json_tree.hpp"
#include "layout.hpp"

#include <string>
#include <string_view>

namespace mutators {

// Another input of the layout. Deterministic; ends on any bytes, and is then still fast: a millisecond, but for a fresh
// certificate, which may take some.
std::string altered(layout how, std::string_view input, sample::choices& c);

// Some of the patterns of each, and the rest of one. Only layouts that have patterns.
std::string crossed(layout how, std::string_view first, std::string_view second, sample::choices& c);

// A pattern on one line, of any kind.
std::string any_pattern_line(sample::choices& c);

// Changes one thing, or a few, somewhere in the value: a part is lost, doubled, moved or put in the place of another, a
// number is another one nearby, a text another of the texts there.
void edit(json_tree::tree& t, sample::choices& c);

// A certificate for some question; nothing when the answer is not *covered*.
std::string any_certificate(sample::choices& c);

}  // namespace mutators
