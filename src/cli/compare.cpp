// SPDX-License-Identifier: Apache-2.0
// Both patterns are asked of each other by the library; here is only what goes around it.
#include "cli/compare.hpp"

#include "cli/coverage_arguments.hpp"
#include "cli/coverage_json.hpp"
#include "cli/coverage_text.hpp"
#include "cli/coverage_words.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

bool matches_empty_event(const pattern& p) {
  scratch memory;
  const outcome answer = p.evaluate("", memory);
  end_unless(answer != outcome::out_of_memory);
  return answer == outcome::match;
}

// The event that only `one` matches, if the answer shows one: the empty event is one too, where `one` alone matches it.
std::optional<std::string_view> lone_event(std::string_view event, const pattern& one, const pattern& other,
                                           bool exists) {
  if (!event.empty() || (exists && matches_empty_event(one) && !matches_empty_event(other))) return event;
  return std::nullopt;
}

struct lone_events {
  std::optional<std::string_view> first, second;

  lone_events(const comparison& c, const pattern& a, const pattern& b) {
    const bool both = c.result == relation::incomparable || c.result == relation::disjoint;
    first = lone_event(c.only_first, a, b, both || c.result == relation::wider);
    second = lone_event(c.only_second, b, a, both || c.result == relation::narrower);
  }
};

void write_event_or_null(report::json_writer& out, std::string_view key, const std::optional<std::string_view>& event,
                         const pattern& matching) {
  out.key(key);
  event ? write_event(out, *event, matching) : void(out.null());
}

std::string as_json(const comparison& c, std::span<const pattern> patterns, bool assumptions) {
  const lone_events shown(c, patterns[0], patterns[1]);
  report::json_writer out;
  out.open('{');
  out.key("relation").string(name(c.result));
  out.key("message").string(sentence(c, assumptions));
  write_event_or_null(out, "only_first", shown.first, patterns[0]);
  write_event_or_null(out, "only_second", shown.second, patterns[1]);
  out.key("doubt");
  c.doubt == doubt::nothing ? out.null() : out.string(name(c.doubt));
  return out.close('}').take();
}

std::string as_text(const comparison& c, std::span<const pattern> patterns, std::span<const pattern> assumptions,
                    bool canonical_json, std::optional<wildcards> dialect) {
  const lone_events shown(c, patterns[0], patterns[1]);
  std::string out = sentence(c, !assumptions.empty() || canonical_json) + '\n';
  add_section(out, "First", shown_pattern(patterns[0].text()));
  add_section(out, "Second", shown_pattern(patterns[1].text()));
  if (shown.first) add_section(out, "An event that only the first matches", shown_event(*shown.first));
  if (shown.second) add_section(out, "An event that only the second matches", shown_event(*shown.second));
  std::string assumed;
  for (const pattern& each : assumptions) {
    const std::string name = fact_name(each.text());
    assumed += (assumed.empty() ? "" : "\n") + shown_pattern(each.text()) + (name.empty() ? "" : " (" + name + ")");
  }
  if (canonical_json) assumed.append(assumed.empty() ? "" : "\n").append(canonical_json_name);
  if (!assumed.empty()) add_section(out, "Assumed", assumed);
  if (c.result != relation::unknown) out += wildcard_note(has_wildcard(patterns) || has_wildcard(assumptions), dialect);
  return out;
}

int refuse(terminal& err, const compare_options& options, const std::string& unreadable) {
  options.json ? void(print(err, error_as_json(unreadable, {}))) : err.error(unreadable);
  return exit_trouble;
}

}  // namespace

int show_comparison(const compare_options& options) {
  terminal err(options.colours);
  const auto texts = resolve_patterns(options.patterns);
  if (!texts) return refuse(err, options, texts.error());
  auto assumed = resolve_patterns(options.assume);
  if (!assumed) return refuse(err, options, assumed.error());
  if (const auto wrong = put_facts(*assumed)) return refuse(err, options, *wrong);
  const bool canonical_json = take_canonical_json(*assumed);
  std::vector<refused_text> refused;
  const std::vector<pattern> patterns = patterns_of(*texts, "pattern", options.dialect, refused);
  const std::vector<pattern> assumptions = patterns_of(*assumed, "assume", options.dialect, refused);
  if (!refused.empty()) {
    options.json ? void(print(err, error_as_json(refused_message(refused), refused))) : tell_refused(err, refused);
    return exit_trouble;
  }
  tell_warnings(err, patterns, "pattern");
  tell_warnings(err, assumptions, "assume");
  const comparison answer =
      ask_compare(patterns[0], patterns[1], {options.dialect, options.budget, assumptions, false, canonical_json});
  const std::string shown = options.json ? as_json(answer, patterns, !assumptions.empty() || canonical_json)
                                         : as_text(answer, patterns, assumptions, canonical_json, options.dialect);
  return print(err, shown) ? exit_code_for(answer.result) : exit_trouble;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
