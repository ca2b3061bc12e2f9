// SPDX-License-Identifier: Apache-2.0
// Parses all texts before it gives up, so that every mistake is told at once.
#include "cli/coverage_question.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// Those that satisfy the control; the variants do not.
std::vector<std::string> texts_of(const catalog::entry& control) {
  std::vector<std::string> texts{std::string(control.normative.text)};
  for (const catalog::reference& each : control.alternatives) texts.emplace_back(each.text);
  return texts;
}

}  // namespace

std::vector<pattern> patterns_of(std::span<const std::string> texts, std::string_view list,
                                 std::optional<wildcards> dialect, std::vector<refused_text>& refused) {
  parse_options how;
  how.dialect = dialect.value_or(wildcards::glob);
  std::vector<pattern> patterns;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto parsed = pattern::parse(texts[i], how);
    if (parsed) {
      patterns.push_back(std::move(*parsed));
    } else {
      refused.push_back({list, i, texts.size(), std::move(parsed.error())});
    }
  }
  return patterns;
}

result<coverage_question, std::vector<refused_text>> as_question(const coverage_texts& texts) {
  std::vector<refused_text> refused;
  coverage_question q;
  q.control = texts.control;
  q.dialect = texts.dialect;
  q.budget = texts.budget;
  q.deployed = patterns_of(texts.deployed, "deployed", texts.dialect, refused);
  q.reference = texts.control != nullptr ? patterns_of(texts_of(*texts.control), "control", texts.dialect, refused)
                                         : patterns_of(texts.reference, "reference", texts.dialect, refused);
  q.assumptions = patterns_of(texts.assume, "assume", texts.dialect, refused);
  if (!refused.empty()) return unexpected<std::vector<refused_text>>{std::move(refused)};
  return q;
}

std::optional<wildcards> dialect_named(std::string_view name) {
  if (name == "both") return std::nullopt;
  return name == "leftmost" ? wildcards::leftmost : wildcards::glob;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
