// SPDX-License-Identifier: Apache-2.0
// The library's calls as the program wants them: where the library answers that memory ran out, they throw
// std::bad_alloc, and the program ends with an error of its own and exit code 2 (main.cpp). Every other answer is given
// on as it is.
#pragma once

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern_set.hpp>

#include <new>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

inline void end_unless(bool has_memory) {
  if (!has_memory) throw std::bad_alloc();
}

inline result<pattern, diagnostic> parse_pattern(std::string_view text, const parse_options& how = {}) {
  auto parsed = pattern::parse(text, how);
  end_unless(parsed || parsed.error().code != errc::out_of_memory);
  return parsed;
}

// More patterns than a set can have do not fit into a list of them either.
inline pattern_set compile_set(std::span<const pattern> patterns) {
  auto set = pattern_set::compile(patterns);
  end_unless(set.has_value());
  return std::move(*set);
}

inline coverage_report ask_covers(std::span<const pattern> deployed, std::span<const pattern> reference,
                                  const coverage_options& options = {}) {
  coverage_report answer = covers(deployed, reference, options);
  end_unless(answer.doubt != doubt::memory);
  return answer;
}

inline comparison ask_compare(const pattern& first, const pattern& second, const coverage_options& options) {
  comparison answer = compare(first, second, options);
  end_unless(answer.doubt != doubt::memory);
  return answer;
}

inline result<certificate_claim, certificate_fault> check_certificate(std::string_view text) {
  auto claim = verify(text);
  end_unless(claim || !claim.error().out_of_memory);
  return claim;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
