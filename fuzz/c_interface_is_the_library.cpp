// SPDX-License-Identifier: Apache-2.0
// Law: the C interface says what the C++ interface says, about any patterns, any bytes as event or buffer, and any
// bytes as certificate; what it refuses has words. Lines of patterns, a blank line, and the bytes; a leading `!`
// chooses the leftmost dialect.
#include <coverwatch/c/coverwatch.h>
#include <coverwatch/coverwatch.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

std::string_view view(coverwatch_text t) {
  demand(t.data != nullptr && t.data[t.size] == '\0', "a text is followed by NUL");
  return {t.data, t.size};
}

void look_at(coverwatch_error* error) {
  demand(error != nullptr && coverwatch_error_get_code(error) != COVERWATCH_ERROR_OUT_OF_MEMORY,
         "a refusal has a reason");
  demand(!view(coverwatch_error_name(error)).empty() && !view(coverwatch_error_message(error)).empty() &&
             !view(coverwatch_error_rendered(error)).empty(),
         "a refusal has words");
  view(coverwatch_error_help(error));
  demand(coverwatch_error_begin(error) <= coverwatch_error_end(error), "a place has its begin first");
  coverwatch_error_free(error);
}

struct both {
  coverwatch_pattern* c;
  coverwatch::pattern cxx;
};

// The pattern of both interfaces, which must agree whether it is one.
void take(std::string_view line, std::vector<both>& out) {
  coverwatch_parse_options how;
  coverwatch_parse_options_init(&how, sizeof how);
  coverwatch::parse_options options;
  if (line.starts_with('!')) {
    line.remove_prefix(1);
    how.dialect = COVERWATCH_LEFTMOST;
    options.dialect = coverwatch::wildcards::leftmost;
  }
  coverwatch_error* error = nullptr;
  coverwatch_pattern* const c = coverwatch_pattern_parse(line.data(), line.size(), &how, &error);
  auto cxx = coverwatch::pattern::parse(line, options);
  demand((c != nullptr) == cxx.has_value(), "both parse it, or none");
  if (c == nullptr) {
    demand(view(coverwatch_error_name(error)) == coverwatch::name(cxx.error().code),
           "both refuse it for the same reason");
    return look_at(error);
  }
  demand(view(coverwatch_pattern_text(c)) == line, "a pattern keeps its text");
  demand(coverwatch_pattern_warning_count(c) == cxx->warnings().size(), "both warn alike");
  out.push_back({c, *cxx});
}

struct hits {
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint64_t> damaged;
};

void scan(const coverwatch_set* set, const coverwatch::pattern_set& same, coverwatch_scratch* memory,
          coverwatch::scratch& scratch, std::string_view bytes) {
  hits c, cxx;
  coverwatch_sink sink;
  sink.user = &c;
  sink.on_match = [](void* to, const coverwatch_record* r, const std::uint32_t*, std::size_t) {
    static_cast<hits*>(to)->numbers.push_back(r->number);
    return true;
  };
  sink.on_damage = [](void* to, const coverwatch_record* r, coverwatch_outcome) {
    static_cast<hits*>(to)->damaged.push_back(r->number);
  };
  for (const auto framing : {COVERWATCH_AUTOMATIC, COVERWATCH_LINES, COVERWATCH_ELEMENTS}) {
    coverwatch_scan_summary told;
    coverwatch_set_scan(set, memory, bytes.data(), bytes.size(), framing, &sink, &told);
    const auto s = same.scan(bytes, scratch,
                             {[&](const auto& hit) { return cxx.numbers.push_back(hit.record.number), true; },
                              [&](const auto& damage) { cxx.damaged.push_back(damage.record.number); }},
                             static_cast<coverwatch::framing>(framing));
    demand(told.records == s.records && told.consumed == s.consumed && told.damaged == s.damaged, "both read the same");
    demand(c.numbers == cxx.numbers && c.damaged == cxx.damaged, "both find the same records");
  }
}

void ask(const std::vector<both>& patterns, std::string_view bytes) {
  coverwatch_scratch* const memory = coverwatch_scratch_new(0);
  coverwatch::scratch scratch;
  std::vector<const coverwatch_pattern*> list;
  std::vector<coverwatch::pattern> same_list;
  for (const both& each : patterns) {
    demand(static_cast<int>(coverwatch_pattern_evaluate(each.c, memory, bytes.data(), bytes.size())) ==
               static_cast<int>(each.cxx.evaluate(bytes, scratch)),
           "both evaluate alike");
    demand(coverwatch_pattern_matches(each.c, memory, bytes.data(), bytes.size()) == each.cxx.matches(bytes, scratch),
           "both match alike");
    list.push_back(each.c);
    same_list.push_back(each.cxx);
  }
  coverwatch_set* const set = coverwatch_set_compile(list.data(), list.size(), nullptr);
  const auto same = coverwatch::pattern_set::compile(same_list);
  demand(set != nullptr && same.has_value(), "both compile the set");
  const std::uint32_t* matches = nullptr;
  const std::size_t count = coverwatch_set_match(set, memory, bytes.data(), bytes.size(), &matches);
  const auto expected = same->match(bytes, scratch);
  demand(std::equal(expected.begin(), expected.end(), matches, matches + count), "both sets match alike");
  scan(set, *same, memory, scratch, bytes);
  coverwatch_set_free(set);
  coverwatch_scratch_free(memory);
}

void compare_first_two(const std::vector<both>& patterns) {
  if (patterns.size() < 2) return;
  coverwatch_coverage_options options;
  coverwatch_coverage_options_init(&options, sizeof options);
  options.budget = 2000;
  options.explain = false;
  options.certificate = true;
  coverwatch::coverage_options same;
  same.budget = 2000;
  same.explain = false;
  same.certificate = true;
  const coverwatch_pattern* const deployed = patterns[0].c;
  const coverwatch_pattern* const reference = patterns[1].c;
  coverwatch_report* const report = coverwatch_covers(&deployed, 1, &reference, 1, &options, nullptr);
  const auto expected = coverwatch::covers({&patterns[0].cxx, 1}, {&patterns[1].cxx, 1}, same);
  demand(
      report != nullptr && static_cast<int>(coverwatch_report_get_verdict(report)) == static_cast<int>(expected.result),
      "both decide alike");
  demand(view(coverwatch_report_event(report)) == expected.event, "both show the same event");
  demand(view(coverwatch_report_certificate(report)) == expected.certificate, "both write the same certificate");
  coverwatch_report_free(report);
}

void check(std::string_view bytes) {
  coverwatch_error* error = nullptr;
  coverwatch_claim* const claim = coverwatch_verify(bytes.data(), bytes.size(), &error);
  demand((claim != nullptr) == coverwatch::verify(bytes).has_value(), "both accept it, or none");
  if (claim == nullptr) return look_at(error);
  view(coverwatch_claim_reference(claim));
  coverwatch_claim_free(claim);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<both> patterns;
  while (!input.empty() && patterns.size() < 10) {
    const std::size_t end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (line.empty()) break;
    take(line, patterns);
  }
  ask(patterns, input);
  compare_first_two(patterns);
  check(input);
  for (const both& each : patterns) coverwatch_pattern_free(each.c);
  return 0;
}
