// SPDX-License-Identifier: Apache-2.0
// The only macros of the project: version, the ABI namespace, and the word that makes one source serve two products.
#pragma once

#define COVERWATCH_VERSION_MAJOR 0
#define COVERWATCH_VERSION_MINOR 1
#define COVERWATCH_VERSION_PATCH 0

// Everything lives in `coverwatch::` and, out of sight, in an inline namespace that names the delivery. A program may
// mix both deliveries: each keeps its own symbols, and passing an object from one to the other is a link error.
#if defined(COVERWATCH_HEADER_ONLY)
#define COVERWATCH_ABI v0_header_only
#define COVERWATCH_FUNC inline
#else
#define COVERWATCH_ABI v0
#define COVERWATCH_FUNC
#endif

// Memory that runs out. What decides something tells it by a value: `pattern::parse`, `metric_filter::create`,
// `pattern_set::compile`, matching, `covers`, `compare`, `catches_everything`, `verify`. It never makes another answer
// of one, whatever was under way is given back, and everything can be used afterwards. What makes texts and lists for
// people throws std::bad_alloc, as the strings in it do: `canonical`, `disassembly`, `in_dialect`, `extract`, `lint`,
// `hints`, `suggestions`, `message`, `help`, `service_message`, `render`, and copies of plain values. In a build
// without exceptions a failed allocation ends the program.
