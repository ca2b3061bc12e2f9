// SPDX-License-Identifier: Apache-2.0
// Parses all texts before it gives up, so that every mistake is told at once.
#include "cli/coverage_question.hpp"

#include "cli/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// Those that satisfy the control; the variants do not.
std::vector<std::string> texts_of(const catalog::entry& control) {
  std::vector<std::string> texts{std::string(control.normative.text)};
  for (const catalog::reference& each : control.alternatives) texts.emplace_back(each.text);
  return texts;
}

constexpr std::string_view fact_scheme = "fact:";

std::string unknown_fact(std::string_view name) {
  return fmt::format("there is no fact `{}`; `coverwatch catalog facts` lists them", name);
}

void add_facts(coverage_question& q, const coverage_texts& texts) {
  parse_options how;
  how.dialect = texts.dialect.value_or(wildcards::glob);
  for (const catalog::fact& each : catalog::facts()) {
    if (std::find(texts.assume.begin(), texts.assume.end(), each.pattern) != texts.assume.end()) continue;
    q.facts.push_back(*parse_pattern(each.pattern, how));
    q.known.push_back(&each);
  }
}

}  // namespace

std::optional<std::string> put_facts(std::vector<std::string>& assume) {
  std::vector<std::string> out;
  for (std::string& text : assume) {
    if (!text.starts_with(fact_scheme)) {
      if (catalog::find_fact(text) != nullptr)
        return fmt::format("`{0}` would be read as terms; for the fact of that name write `{1}{0}`", text, fact_scheme);
      out.push_back(std::move(text));
      continue;
    }
    const std::string_view name = std::string_view(text).substr(fact_scheme.size());
    const catalog::fact* one = catalog::find_fact(name);
    if (one == nullptr && name != "all") return unknown_fact(name);
    for (const catalog::fact& each : catalog::facts()) {
      if (one == nullptr || one == &each) out.emplace_back(each.pattern);
    }
  }
  assume = std::move(out);
  return std::nullopt;
}

bool take_canonical_json(std::vector<std::string>& assume) { return std::erase(assume, canonical_json_name) != 0; }

std::string fact_name(std::string_view text) {
  for (const catalog::fact& each : catalog::facts()) {
    if (each.pattern == text) return fmt::format("{}{}", fact_scheme, each.name);
  }
  return {};
}

std::vector<pattern> patterns_of(std::span<const std::string> texts, std::string_view list,
                                 std::optional<wildcards> dialect, std::vector<refused_text>& refused) {
  parse_options how;
  how.dialect = dialect.value_or(wildcards::glob);
  std::vector<pattern> patterns;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto parsed = parse_pattern(texts[i], how);
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
  std::vector<std::string> assume = texts.assume;
  q.canonical_json = take_canonical_json(assume);
  q.assumptions = patterns_of(assume, "assume", texts.dialect, refused);
  q.whole_event = texts.whole_event;
  add_facts(q, texts);
  if (!refused.empty()) return unexpected<std::vector<refused_text>>{std::move(refused)};
  return q;
}

std::optional<wildcards> dialect_named(std::string_view name) {
  if (name == "both") return std::nullopt;
  return name == "leftmost" ? wildcards::leftmost : wildcards::glob;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
