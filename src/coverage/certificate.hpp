// SPDX-License-Identifier: Apache-2.0
// A *yes* as text: docs/certificate.md has the format, src/certificate checks it. In go the question and what was
// decided of it, out comes one line of JSON.
#pragma once

#include "coverage/decision.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// `covered` is what was decided of the question: no event. `possible`: of the same question without the deployed
// patterns, an event. Empty where a side has no proof.
std::string write_certificate(const question& q, const decision& covered, const decision& possible);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
