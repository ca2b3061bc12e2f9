// SPDX-License-Identifier: Apache-2.0
// Coverage, comparison and certificates with the face of C++, by the C interface alone. No line here decides anything.
#pragma once

#include <coverwatch/pattern.hpp>

#include <optional>

namespace coverwatch::inline through_c {

enum class verdict : coverwatch_verdict {
  covered = COVERWATCH_COVERED,
  not_covered = COVERWATCH_NOT_COVERED,
  unknown = COVERWATCH_UNKNOWN,
  vacuous = COVERWATCH_VACUOUS,
};

enum class relation : coverwatch_relation {
  equivalent = COVERWATCH_EQUIVALENT,
  wider = COVERWATCH_WIDER,
  narrower = COVERWATCH_NARROWER,
  incomparable = COVERWATCH_INCOMPARABLE,
  disjoint = COVERWATCH_DISJOINT,
  unknown = COVERWATCH_UNDECIDED,
};

// By its name, which is all that C gives.
struct doubt {
  std::string_view text;
};

inline std::string_view name(verdict v) { return coverwatch_verdict_name(static_cast<coverwatch_verdict>(v)); }
inline std::string_view name(relation r) { return coverwatch_relation_name(static_cast<coverwatch_relation>(r)); }
inline std::string_view name(doubt d) { return d.text; }

inline coverwatch_coverage_options usual_coverage_options() {
  coverwatch_coverage_options out;
  coverwatch_coverage_options_init(&out, sizeof out);
  return out;
}

struct coverage_options {
  std::optional<wildcards> dialect = {};
  std::uint64_t budget = usual_coverage_options().budget;
  std::span<const pattern> assumptions = {};
  bool certificate = usual_coverage_options().certificate;
  bool canonical_json = usual_coverage_options().canonical_json;
  bool explain = usual_coverage_options().explain;
  bool whole_event = usual_coverage_options().whole_event;
};

inline coverwatch_coverage_options options_of(const coverage_options& given,
                                              const std::vector<const coverwatch_pattern*>& assumptions) {
  coverwatch_coverage_options out = usual_coverage_options();
  if (given.dialect) {
    out.both_dialects = false;
    out.dialect = static_cast<coverwatch_wildcards>(*given.dialect);
  }
  out.budget = given.budget;
  out.assumptions = assumptions.data();
  out.assumption_count = assumptions.size();
  out.canonical_json = given.canonical_json;
  out.certificate = given.certificate;
  out.explain = given.explain;
  out.whole_event = given.whole_event;
  return out;
}

struct reference_part {
  std::string text;
  verdict result{};
  std::string event;
};

struct repair_step {
  std::string text;
  std::optional<std::size_t> replaces;
};

struct coverage_repair {
  std::vector<repair_step> steps;
  bool widens = false;
};

struct coverage_report {
  verdict result{};
  through_c::doubt doubt{};
  std::size_t reference = 0;
  std::string event = {}, whole_event = {};
  std::vector<reference_part> parts = {};
  std::vector<std::size_t> assumptions = {};
  std::vector<coverage_repair> repairs = {};
  std::string certificate = {};
};

inline coverage_repair repair_of(const coverwatch_report* from, std::size_t repair) {
  coverage_repair out{{}, coverwatch_report_repair_widens(from, repair)};
  for (std::size_t i = 0; i < coverwatch_report_step_count(from, repair); ++i) {
    const std::size_t place = coverwatch_report_step_replaces(from, repair, i);
    const auto replaces = place == SIZE_MAX ? std::nullopt : std::optional<std::size_t>(place);
    out.steps.push_back({std::string(view(coverwatch_report_step_text(from, repair, i))), replaces});
  }
  return out;
}

inline coverage_report report_of(const coverwatch_report* from) {
  coverage_report out;
  out.result = static_cast<verdict>(coverwatch_report_get_verdict(from));
  out.doubt = {coverwatch_report_doubt(from)};
  out.reference = coverwatch_report_reference(from);
  out.event = view(coverwatch_report_event(from));
  out.whole_event = view(coverwatch_report_whole_event(from));
  out.certificate = view(coverwatch_report_certificate(from));
  const std::size_t* places = nullptr;
  const std::size_t count = coverwatch_report_assumptions(from, &places);
  out.assumptions.assign(places, places + count);
  for (std::size_t i = 0; i < coverwatch_report_part_count(from); ++i) {
    out.parts.push_back({std::string(view(coverwatch_report_part_text(from, i))),
                         static_cast<verdict>(coverwatch_report_part_verdict(from, i)),
                         std::string(view(coverwatch_report_part_event(from, i)))});
  }
  for (std::size_t i = 0; i < coverwatch_report_repair_count(from); ++i) out.repairs.push_back(repair_of(from, i));
  return out;
}

// Memory that runs out, and what the interface calls a bad argument, end the test.
inline coverage_report covers(std::span<const pattern> deployed, std::span<const pattern> reference,
                              const coverage_options& options = {}) {
  const auto assumptions = pointers(options.assumptions), filters = pointers(deployed), wanted = pointers(reference);
  const auto how = options_of(options, assumptions);
  auto* const report = coverwatch_covers(filters.data(), filters.size(), wanted.data(), wanted.size(), &how, nullptr);
  if (report == nullptr) std::abort();
  coverage_report out = report_of(report);
  coverwatch_report_free(report);
  return out;
}

struct comparison {
  relation result{};
  through_c::doubt doubt{};
  std::string only_first, only_second;
};

inline comparison compare(const pattern& first, const pattern& second, const coverage_options& options = {}) {
  const auto assumptions = pointers(options.assumptions);
  const auto how = options_of(options, assumptions);
  auto* const from = coverwatch_compare(first.c(), second.c(), &how, nullptr);
  if (from == nullptr) std::abort();
  comparison out{static_cast<relation>(coverwatch_comparison_get_relation(from)),
                 {coverwatch_comparison_doubt(from)},
                 std::string(view(coverwatch_comparison_only_first(from))),
                 std::string(view(coverwatch_comparison_only_second(from)))};
  coverwatch_comparison_free(from);
  return out;
}

struct certificate_claim {
  std::string reference;
  std::vector<std::string> assumptions;
  bool canonical_json = false;
  std::vector<std::string> deployed;
  std::vector<wildcards> dialects;
};

// C gives one text for both, `where` before `what`.
struct certificate_fault {
  std::string where;
  std::string what;
};

inline result<certificate_claim, certificate_fault> verify(std::string_view text) {
  coverwatch_error* error = nullptr;
  auto* const from = coverwatch_verify(text.data(), text.size(), &error);
  if (from == nullptr) return unexpected{certificate_fault{"", taken(error).message_}};
  certificate_claim out{
      std::string(view(coverwatch_claim_reference(from))), {}, coverwatch_claim_canonical_json(from), {}, {}};
  for (std::size_t i = 0; i < coverwatch_claim_assumption_count(from); ++i) {
    out.assumptions.emplace_back(view(coverwatch_claim_assumption(from, i)));
  }
  for (std::size_t i = 0; i < coverwatch_claim_deployed_count(from); ++i) {
    out.deployed.emplace_back(view(coverwatch_claim_deployed(from, i)));
  }
  for (const auto each : {wildcards::glob, wildcards::leftmost}) {
    if (coverwatch_claim_holds_for(from, static_cast<coverwatch_wildcards>(each))) out.dialects.push_back(each);
  }
  coverwatch_claim_free(from);
  return out;
}

}  // namespace coverwatch::inline through_c
