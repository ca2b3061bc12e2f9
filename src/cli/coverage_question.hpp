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
  const catalog::entry* control = nullptr;
  std::optional<wildcards> dialect;
  std::uint64_t budget = 0;

  // Valid while the question is.
  coverage_options options(bool certificate) const { return {dialect, budget, assumptions, certificate}; }
};

result<coverage_question, std::vector<refused_text>> as_question(const coverage_texts& texts);

// The patterns of one list; those refused are added to `refused`.
std::vector<pattern> patterns_of(std::span<const std::string> texts, std::string_view list,
                                 std::optional<wildcards> dialect, std::vector<refused_text>& refused);

// `glob`, `leftmost`, or nothing for `both`; the caller has checked that it is one of them.
std::optional<wildcards> dialect_named(std::string_view name);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
