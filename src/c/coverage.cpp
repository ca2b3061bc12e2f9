// SPDX-License-Identifier: Apache-2.0
// Coverage, comparison and certificates for C. Every answer is that of the C++ interface, but that memory which ran out
// is an error here, never a report.
#include "c/handles.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>

struct coverwatch_report {
  coverwatch::coverage_report value;
};

struct coverwatch_comparison {
  coverwatch::comparison value;
};

struct coverwatch_claim {
  coverwatch::certificate_claim value;
};

namespace coverwatch::inline COVERWATCH_ABI::c {

static_assert(static_cast<int>(verdict::covered) == COVERWATCH_COVERED &&
              static_cast<int>(verdict::not_covered) == COVERWATCH_NOT_COVERED &&
              static_cast<int>(verdict::unknown) == COVERWATCH_UNKNOWN &&
              static_cast<int>(verdict::vacuous) == COVERWATCH_VACUOUS);
static_assert(static_cast<int>(relation::equivalent) == COVERWATCH_EQUIVALENT &&
              static_cast<int>(relation::wider) == COVERWATCH_WIDER &&
              static_cast<int>(relation::narrower) == COVERWATCH_NARROWER &&
              static_cast<int>(relation::incomparable) == COVERWATCH_INCOMPARABLE &&
              static_cast<int>(relation::disjoint) == COVERWATCH_DISJOINT &&
              static_cast<int>(relation::unknown) == COVERWATCH_UNDECIDED);

// The options and the patterns that they point to.
struct chosen_options {
  std::vector<pattern> assumptions;
  coverage_options options;
};

// Nothing when one of them is none of its values.
std::optional<chosen_options> options_for(const coverwatch_coverage_options* given) {
  const coverwatch_coverage_options chosen = options_of(given, coverwatch_coverage_options_init);
  auto assumptions = patterns_of(chosen.assumptions, chosen.assumption_count);
  const auto dialect = dialect_of(chosen.dialect);
  if (!assumptions || !dialect) return std::nullopt;
  std::optional<chosen_options> out(std::in_place);
  out->assumptions = std::move(*assumptions);
  if (!chosen.both_dialects) out->options.dialect = dialect;
  out->options.budget = chosen.budget;
  out->options.canonical_json = chosen.canonical_json;
  out->options.certificate = chosen.certificate;
  out->options.explain = chosen.explain;
  out->options.whole_event = chosen.whole_event;
  return out;
}

// Null when there is none such.
const reference_part* part_of(const coverwatch_report& r, std::size_t part) noexcept {
  return part < r.value.parts.size() ? &r.value.parts[part] : nullptr;
}

const coverage_repair* repair_of(const coverwatch_report& r, std::size_t repair) noexcept {
  return repair < r.value.repairs.size() ? &r.value.repairs[repair] : nullptr;
}

const repair_step* step_of(const coverwatch_report& r, std::size_t repair, std::size_t step) noexcept {
  const coverage_repair* const whole = repair_of(r, repair);
  return whole != nullptr && step < whole->steps.size() ? &whole->steps[step] : nullptr;
}

coverwatch_text text_at(const std::vector<std::string>& list, std::size_t index) noexcept {
  return index < list.size() ? text(list[index]) : text({});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c

extern "C" {

namespace c = coverwatch::c;

void coverwatch_coverage_options_init(coverwatch_coverage_options* options, std::size_t struct_size) {
  const coverwatch::coverage_options usual;
  coverwatch_coverage_options out{};
  out.struct_size = struct_size;
  out.both_dialects = true;
  out.budget = usual.budget;
  out.explain = usual.explain;
  std::memcpy(options, &out, std::min(struct_size, sizeof out));
}

coverwatch_report* coverwatch_covers(const coverwatch_pattern* const* deployed, std::size_t deployed_count,
                                     const coverwatch_pattern* const* reference, std::size_t reference_count,
                                     const coverwatch_coverage_options* options, coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_report* {
    const auto filters = c::patterns_of(deployed, deployed_count);
    const auto wanted = c::patterns_of(reference, reference_count);
    auto chosen = c::options_for(options);
    if (!filters || !wanted || wanted->empty() || !chosen) {
      reason = c::bad_argument();
      return nullptr;
    }
    chosen->options.assumptions = chosen->assumptions;
    auto out =
        std::make_unique<coverwatch_report>(coverwatch_report{coverwatch::covers(*filters, *wanted, chosen->options)});
    if (out->value.doubt != coverwatch::doubt::memory) return out.release();
    reason = c::out_of_memory();
    return nullptr;
  });
}

coverwatch_verdict coverwatch_report_get_verdict(const coverwatch_report* report) {
  return static_cast<coverwatch_verdict>(report->value.result);
}

// The names are literals: NUL follows them.
const char* coverwatch_verdict_name(coverwatch_verdict verdict) {
  if (verdict < COVERWATCH_COVERED || verdict > COVERWATCH_VACUOUS) return "";
  return coverwatch::name(static_cast<coverwatch::verdict>(verdict)).data();
}

const char* coverwatch_report_doubt(const coverwatch_report* report) {
  return coverwatch::name(report->value.doubt).data();
}

std::size_t coverwatch_report_reference(const coverwatch_report* report) { return report->value.reference; }
coverwatch_text coverwatch_report_event(const coverwatch_report* report) { return c::text(report->value.event); }
coverwatch_text coverwatch_report_whole_event(const coverwatch_report* report) {
  return c::text(report->value.whole_event);
}
coverwatch_text coverwatch_report_certificate(const coverwatch_report* report) {
  return c::text(report->value.certificate);
}

std::size_t coverwatch_report_assumptions(const coverwatch_report* report, const std::size_t** places) {
  if (places != nullptr) *places = report->value.assumptions.data();
  return report->value.assumptions.size();
}

std::size_t coverwatch_report_part_count(const coverwatch_report* report) { return report->value.parts.size(); }
coverwatch_text coverwatch_report_part_text(const coverwatch_report* report, std::size_t part) {
  const auto* const found = c::part_of(*report, part);
  return found == nullptr ? c::text({}) : c::text(found->text);
}
coverwatch_verdict coverwatch_report_part_verdict(const coverwatch_report* report, std::size_t part) {
  const auto* const found = c::part_of(*report, part);
  return found == nullptr ? COVERWATCH_UNKNOWN : static_cast<coverwatch_verdict>(found->result);
}
coverwatch_text coverwatch_report_part_event(const coverwatch_report* report, std::size_t part) {
  const auto* const found = c::part_of(*report, part);
  return found == nullptr ? c::text({}) : c::text(found->event);
}

std::size_t coverwatch_report_repair_count(const coverwatch_report* report) { return report->value.repairs.size(); }
bool coverwatch_report_repair_widens(const coverwatch_report* report, std::size_t repair) {
  const auto* const found = c::repair_of(*report, repair);
  return found != nullptr && found->widens;
}
std::size_t coverwatch_report_step_count(const coverwatch_report* report, std::size_t repair) {
  const auto* const found = c::repair_of(*report, repair);
  return found == nullptr ? 0 : found->steps.size();
}
coverwatch_text coverwatch_report_step_text(const coverwatch_report* report, std::size_t repair, std::size_t step) {
  const auto* const found = c::step_of(*report, repair, step);
  return found == nullptr ? c::text({}) : c::text(found->text);
}
std::size_t coverwatch_report_step_replaces(const coverwatch_report* report, std::size_t repair, std::size_t step) {
  const auto* const found = c::step_of(*report, repair, step);
  return found == nullptr ? SIZE_MAX : found->replaces.value_or(SIZE_MAX);
}

void coverwatch_report_free(coverwatch_report* report) { delete report; }

coverwatch_comparison* coverwatch_compare(const coverwatch_pattern* first, const coverwatch_pattern* second,
                                          const coverwatch_coverage_options* options, coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_comparison* {
    auto chosen = c::options_for(options);
    if (first == nullptr || second == nullptr || !chosen) {
      reason = c::bad_argument();
      return nullptr;
    }
    chosen->options.assumptions = chosen->assumptions;
    auto out = std::make_unique<coverwatch_comparison>(
        coverwatch_comparison{coverwatch::compare(first->value, second->value, chosen->options)});
    if (out->value.doubt != coverwatch::doubt::memory) return out.release();
    reason = c::out_of_memory();
    return nullptr;
  });
}

coverwatch_relation coverwatch_comparison_get_relation(const coverwatch_comparison* comparison) {
  return static_cast<coverwatch_relation>(comparison->value.result);
}
const char* coverwatch_relation_name(coverwatch_relation relation) {
  if (relation < COVERWATCH_EQUIVALENT || relation > COVERWATCH_UNDECIDED) return "";
  return coverwatch::name(static_cast<coverwatch::relation>(relation)).data();
}
const char* coverwatch_comparison_doubt(const coverwatch_comparison* comparison) {
  return coverwatch::name(comparison->value.doubt).data();
}
coverwatch_text coverwatch_comparison_only_first(const coverwatch_comparison* comparison) {
  return c::text(comparison->value.only_first);
}
coverwatch_text coverwatch_comparison_only_second(const coverwatch_comparison* comparison) {
  return c::text(comparison->value.only_second);
}
void coverwatch_comparison_free(coverwatch_comparison* comparison) { delete comparison; }

coverwatch_claim* coverwatch_verify(const char* certificate, std::size_t size, coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_claim* {
    if (!c::readable(certificate, size)) {
      reason = c::bad_argument();
      return nullptr;
    }
    auto claim = coverwatch::verify(c::view(certificate, size));
    if (claim) return new coverwatch_claim{std::move(*claim)};
    const auto& fault = claim.error();
    reason = fault.out_of_memory
                 ? c::out_of_memory()
                 : c::make_error(COVERWATCH_ERROR_CERTIFICATE, "certificate", fault.where + ": " + fault.what);
    return nullptr;
  });
}

coverwatch_text coverwatch_claim_reference(const coverwatch_claim* claim) { return c::text(claim->value.reference); }
std::size_t coverwatch_claim_deployed_count(const coverwatch_claim* claim) { return claim->value.deployed.size(); }
coverwatch_text coverwatch_claim_deployed(const coverwatch_claim* claim, std::size_t index) {
  return c::text_at(claim->value.deployed, index);
}
std::size_t coverwatch_claim_assumption_count(const coverwatch_claim* claim) { return claim->value.assumptions.size(); }
coverwatch_text coverwatch_claim_assumption(const coverwatch_claim* claim, std::size_t index) {
  return c::text_at(claim->value.assumptions, index);
}
bool coverwatch_claim_canonical_json(const coverwatch_claim* claim) { return claim->value.canonical_json; }
bool coverwatch_claim_holds_for(const coverwatch_claim* claim, coverwatch_wildcards dialect) {
  const auto wanted = c::dialect_of(dialect);
  const auto& held = claim->value.dialects;
  return wanted && std::find(held.begin(), held.end(), *wanted) != held.end();
}
void coverwatch_claim_free(coverwatch_claim* claim) { delete claim; }

}  // extern "C"
