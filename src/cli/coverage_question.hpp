// SPDX-License-Identifier: Apache-2.0
// What is asked of coverage, first as texts with their names, then as patterns; and its answer. In go texts, out comes
// a question that can be decided, or every text that was refused. Prints nothing.
#pragma once

#include <coverwatch/catalog.hpp>
#include <coverwatch/coverage.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct coverage_texts {
  std::vector<std::string> deployed, reference, assume;
  const catalog::entry* control = nullptr;  // then its texts are the reference
  std::optional<wildcards> dialect;         // both, when not given
  std::uint64_t budget = coverage_options{}.budget;
  bool whole_event = false;
};

// A text that is no pattern: the place it was given at, of how many, and why.
struct refused_text {
  std::string_view list;  // deployed, reference, assume, control, pattern
  std::size_t index = 0;
  std::size_t count = 1;
  diagnostic what;
};

struct coverage_question {
  std::vector<pattern> deployed, reference, assumptions;
  bool canonical_json = false;
  const catalog::entry* control = nullptr;
  std::optional<wildcards> dialect;
  std::uint64_t budget = 0;
  bool whole_event = false;
  std::vector<pattern> facts;               // of the catalogue, but for those that are assumed
  std::vector<const catalog::fact*> known;  // the same, with their names

  // Valid while the question is.
  coverage_options options(bool certificate) const {
    return {dialect, budget, assumptions, certificate, canonical_json, facts, true, whole_event};
  }
};

result<coverage_question, std::vector<refused_text>> as_question(const coverage_texts& texts);

// Puts the pattern of the fact in the place of each `fact:NAME`, and all of them in that of `fact:all`; or says which
// name is none.
std::optional<std::string> put_facts(std::vector<std::string>& assume);

// Takes the name `canonical-json` out of the assumptions: whether it was there. As a pattern it would be the terms
// `canonical` and `-json`.
inline constexpr std::string_view canonical_json_name = "canonical-json";
bool take_canonical_json(std::vector<std::string>& assume);

// The name of the fact that the text is the pattern of, behind `fact:`; empty when there is none.
std::string fact_name(std::string_view text);

// The patterns of one list; those refused are added to `refused`.
std::vector<pattern> patterns_of(std::span<const std::string> texts, std::string_view list,
                                 std::optional<wildcards> dialect, std::vector<refused_text>& refused);

// `glob`, `leftmost`, or nothing for `both`; the caller has checked that it is one of them.
std::optional<wildcards> dialect_named(std::string_view name);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
