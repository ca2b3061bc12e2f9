// SPDX-License-Identifier: Apache-2.0
// The C interface with the face of the C++ one, so that one suite of tests asks both: this folder stands before the
// library's own headers. Thin, and of <coverwatch/c/coverwatch.h> alone; what C does not offer is listed here.
#pragma once

#include <coverwatch/catalog.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/pattern_set.hpp>

#include <array>

#define COVERWATCH_THROUGH_C

namespace coverwatch::inline through_c {

// Tests of these do not compile here; the suite shows each as skipped.
inline constexpr std::array not_in_c{
    "metric_filter",
    "service_message",
    "pattern::canonical",
    "pattern::disassembly",
    "pattern::in_dialect",
    "lint, hints and catches_everything",
    "regions, facts, what is needed and which filter does it, of a report",
    "notes, sources, variants, facts and suggestions of the catalogue",
};

}  // namespace coverwatch::inline through_c
