// SPDX-License-Identifier: Apache-2.0
// `covers`, asked by texts and remembered by them: the same filters against the same control in a thousand accounts are
// one decision. In go texts, out come reports. Knows nothing of accounts. Memory: one report for each distinct
// question.
#pragma once

#include "audit/judge.hpp"

#include <coverwatch/coverage.hpp>
#include <coverwatch/diagnostic.hpp>
#include <coverwatch/hint.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/result.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// For one thread. What it hands out stays where it is.
class decider {
 public:
  using texts = std::vector<std::string_view>;

  explicit decider(const judge_options& options);

  // As the service would take it.
  const result<pattern, diagnostic>& parse(std::string_view deployed);

  // With everything that explains the answer. All texts must parse.
  const coverage_report& explained(const texts& deployed, const texts& reference);
  const std::vector<hint>& hints(const texts& deployed, const texts& reference);

  // The verdict and an event only. `more` are assumptions besides those of the caller.
  const coverage_report& covers(const texts& deployed, const texts& reference, const texts& more = {});

 private:
  struct made_question;
  made_question make(const texts& deployed, const texts& reference, const texts& more);
  const pattern& own(std::string_view text);

  const judge_options& options_;
  std::vector<pattern> facts_;
  std::unordered_map<std::string, result<pattern, diagnostic>> deployed_;
  std::unordered_map<std::string, pattern> own_;
  std::unordered_map<std::string, coverage_report> explained_, decided_;
  std::unordered_map<std::string, std::vector<hint>> hints_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
