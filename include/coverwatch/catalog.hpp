// SPDX-License-Identifier: Apache-2.0
// The catalogue of reference patterns: what the CIS AWS Foundations Benchmark and AWS Security Hub want filters to
// find, by benchmark, version and control; and facts about the events. Data only: it judges no pattern. docs/catalog.md
// says where it is from.
//
//   if (const auto* control = coverwatch::catalog::find("cis-3.0:4.1")) std::cout << control->normative.text;
#pragma once

#include <coverwatch/config.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::catalog {

// Values, all of them: every view and span is of static data, needs no memory and lives as long as the program.

// Where a text is printed. All of it is second hand; white space at the ends and the quoting of a shell are removed.
struct source {
  std::string_view repository;  // on GitHub, with a commit behind `@` where it matters
  std::string_view path;        // in the repository
  std::string_view part;        // of that file
  std::string_view repair;      // what the text repairs of the print; mostly empty
};

// One text of a control.
struct reference {
  std::string_view text;            // a pattern; of a variant maybe one that the service refuses
  std::string_view note;            // what kind of variant or alternative it is; empty for most normative texts
  std::span<const source> sources;  // at least one
};

// One control of one version of a benchmark.
struct entry {
  std::string_view id;                      // cis-3.0.0:4.1
  std::string_view benchmark;               // CIS AWS Foundations Benchmark
  std::string_view version;                 // 3.0.0
  std::string_view control;                 // 4.1
  std::string_view title;                   // our own words
  std::string_view note;                    // may be empty
  reference normative;                      // the text of the control
  std::span<const reference> alternatives;  // official as well: any one of them satisfies the control too
  std::span<const reference> variants;      // printed somewhere, but not what a filter is held against
};

// One version of a benchmark.
struct benchmark {
  std::string_view id;             // cis-3.0.0
  std::string_view title;          // CIS AWS Foundations Benchmark
  std::string_view version;        // 3.0.0
  std::string_view note;           // may be empty
  std::span<const entry> entries;  // the controls that ask for a filter, by number
};

// Everything, by version: CIS first, then Security Hub.
COVERWATCH_API std::span<const benchmark> benchmarks() noexcept;

// The benchmark, or the control, with that id; null when there is none. `cis-3`, `cis-3.0` and `cis-3.0.0` are the
// same, and so are upper and lower case. Linear in the catalogue, which is small.
COVERWATCH_API const benchmark* find_benchmark(std::string_view id) noexcept;
COVERWATCH_API const entry* find(std::string_view id) noexcept;

// Up to three ids of benchmarks and controls that may have been meant, the likeliest first; none when nothing is near.
COVERWATCH_API std::vector<std::string_view> suggestions(std::string_view id);

// Something that the user guide of CloudTrail says of every record. Nothing rests on it unless it is assumed.
struct fact {
  std::string_view name;       // event-source
  std::string_view pattern;    // holds for the events for which the fact does
  std::string_view statement;  // our own words
  std::string_view exception;  // what is known against it; may be empty
  std::string_view source;     // the page of the guide
};

// In the order of a record's fields.
COVERWATCH_API std::span<const fact> facts() noexcept;

// Null when there is none. Linear.
COVERWATCH_API const fact* find_fact(std::string_view name) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::catalog
