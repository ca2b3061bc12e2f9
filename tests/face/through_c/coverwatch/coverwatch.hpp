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
    "is_warning",
    "diagnostic::related, source and detail",
    "name and message of a set_error without a set that failed",
    "pattern::canonical",
    "pattern::disassembly",
    "pattern::in_dialect",
    "scratch::max_event_bytes",
    "lint, hints and catches_everything",
    "coverage_options::facts and coverage_report::facts",
    "coverage_report::regions and needs_canonical_json",
    "reference_part::doubt, filter, disjunct and partly",
    "repair_step::kind and dropped",
    "certificate_claim::steps",
    "certificate_fault::where apart from what",
    "find_benchmark, and benchmark::id and title",
    "notes, sources, variants, facts and suggestions of the catalogue",
};

}  // namespace coverwatch::inline through_c
