// SPDX-License-Identifier: Apache-2.0
// The only macros of the project: version, the ABI namespace, and the words that make one source serve two products.
#pragma once

#define COVERWATCH_VERSION_MAJOR 0
#define COVERWATCH_VERSION_MINOR 1
#define COVERWATCH_VERSION_PATCH 0

// Everything lives in `coverwatch::` and, out of sight, in an inline namespace that names the delivery. A program may
// mix deliveries: each keeps its own symbols, and passing an object from one to another is a link error.
//
// The one file is header-only, unless COVERWATCH_ONE_UNIT is defined wherever it is included: then it declares only,
// and defines everything in the one unit that defines COVERWATCH_IMPLEMENTATION as well.
#if defined(COVERWATCH_ONE_FILE) && defined(COVERWATCH_ONE_UNIT)
#define COVERWATCH_ABI v0_one_unit
#define COVERWATCH_FUNC
#elif defined(COVERWATCH_ONE_FILE)
#define COVERWATCH_ABI v0_header_only
#define COVERWATCH_FUNC inline
#else
#define COVERWATCH_ABI v0
#define COVERWATCH_FUNC
#endif

// What the shared library offers; the rest is hidden, and all of a static one: whoever links it in keeps it to himself.
#if defined(__GNUC__) && !defined(COVERWATCH_ONE_FILE) && !defined(COVERWATCH_STATIC)
#define COVERWATCH_API __attribute__((visibility("default")))
#else
#define COVERWATCH_API
#endif

// Memory that runs out. What decides something tells it by a value: `pattern::parse`, `metric_filter::create`,
// `pattern_set::compile`, matching, `covers`, `compare`, `catches_everything`, `verify`. It never makes another answer
// of one, whatever was under way is given back, and everything can be used afterwards. What makes texts and lists for
// people throws std::bad_alloc, as the strings in it do: `canonical`, `disassembly`, `in_dialect`, `extract`, `lint`,
// `hints`, `suggestions`, `message`, `help`, `service_message`, `render`, and copies of plain values. In a build
// without exceptions a failed allocation ends the program.
