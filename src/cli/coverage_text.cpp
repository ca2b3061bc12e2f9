// SPDX-License-Identifier: Apache-2.0
// Section by section; one that has nothing to say is left out.
#include "cli/coverage_text.hpp"

#include "cli/coverage_words.hpp"
#include "report/json_writer.hpp"
#include "support/json.hpp"
#include "support/utf8.hpp"

#include <coverwatch/hint.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::string_view each_dialect_note =
    "\n`--dialect glob` and `--dialect leftmost` give the answer for each way in which `*` may search.\n";
constexpr std::string_view empty_pattern = "(the empty pattern: every event)";

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// With numbers when there are several.
std::string listed(std::span<const pattern> patterns) {
  if (patterns.empty()) return "none";
  std::string out;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (i != 0) out += '\n';
    if (patterns.size() > 1) out += fmt::format("{}. ", i + 1);
    out += shown_pattern(patterns[i].text());
  }
  return out;
}

std::string verdict_on(const reference_part& part, const coverage_question& asked) {
  switch (part.result) {
    case verdict::covered: {
      const bool alone = asked.deployed.size() == 1;
      if (!part.filter) return alone ? "covered" : "covered together";
      const std::string which = part.disjunct ? fmt::format("part {} of it", *part.disjunct + 1) : "";
      if (alone) return which.empty() ? "covered" : fmt::format("covered by part {}", *part.disjunct + 1);
      return fmt::format("covered by {}{}{}", *part.filter + 1, which.empty() ? "" : ", ", which);
    }
    case verdict::not_covered: return part.partly ? "PARTLY COVERED" : "NOT COVERED";
    case verdict::vacuous: return "matches nothing";
    case verdict::unknown: break;
  }
  return "unknown";
}

// What stands below the part, if anything.
std::string why(const reference_part& part) {
  if (part.result == verdict::not_covered) return "slips through: " + shown_event(part.event);
  return part.result == verdict::unknown ? std::string(reason(part.doubt)) : "";
}

std::string parts_heading(const coverage_report& answer) {
  const auto covered = std::count_if(answer.parts.begin(), answer.parts.end(),
                                     [](const reference_part& each) { return each.result == verdict::covered; });
  return fmt::format("Part by part: {} of {} covered", covered, answer.parts.size());
}

void add_parts(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  const bool tells_more = answer.parts.size() > 1 || (answer.result == verdict::covered && asked.deployed.size() > 1);
  if (answer.parts.empty() || !tells_more) return;
  std::size_t width = 0;
  for (const reference_part& part : answer.parts) width = std::max(width, verdict_on(part, asked).size());
  std::string lines;
  for (const reference_part& part : answer.parts) {
    if (!lines.empty()) lines += '\n';
    lines += fmt::format("{:<{}}  {}", verdict_on(part, asked), width, part.text);
    if (const std::string below = why(part); !below.empty()) lines += fmt::format("\n{:<{}}  {}", "", width, below);
  }
  add_section(out, parts_heading(answer), lines);
}

void add_event(std::string& out, const coverage_report& answer) {
  if (!has_witness(answer)) return;
  const bool hangs = answer.result == verdict::unknown;
  add_section(out, hangs ? "An event on which it hangs" : "An event that slips through", shown_event(answer.event));
  if (!answer.whole_event.empty()) {
    add_section(out, "The same inside a whole record (all else in it is made up)",
                report::over_several_lines(answer.whole_event));
  }
}

// A line each.
void add_hints(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  std::string lines;
  for (const hint& h : hints(asked.deployed, asked.reference[answer.reference], answer, asked.options(false))) {
    const std::string which = h.filter ? deployed_name(asked, *h.filter) : reference_name(asked, answer.reference);
    lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", which, message(h));
  }
  if (!lines.empty()) add_section(out, "Hints", lines);
}

// What a step does, as the rest of a sentence.
std::string step_words(const repair_step& step, const coverage_question& asked) {
  if (!step.replaces) return fmt::format("deploy this pattern{}", asked.deployed.empty() ? "" : " as well");
  const std::string place = deployed_name(asked, *step.replaces);
  if (step.kind == repair_kind::extend_filter) return "deploy this in place of " + place;
  std::string dropped;
  for (const std::string& each : step.dropped) dropped += fmt::format("{}`{}`", dropped.empty() ? "" : ", ", each);
  return fmt::format("drop {} from {}, and deploy this in its place", dropped, place);
}

void add_repair(std::string& out, const coverage_repair& repair, const coverage_question& asked, bool first) {
  std::string_view word = first ? "Repair" : "Or";
  for (const repair_step& step : repair.steps) {
    add_section(out, fmt::format("{}: {}", word, step_words(step, asked)), shown_pattern(step.text));
    word = "And with it";
  }
  if (repair.widens) out += "  This also matches events that neither the reference nor any deployed pattern matches.\n";
}

// The first of each kind.
void add_repairs(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  std::vector<repair_kind> shown;
  for (const coverage_repair& each : answer.repairs) {
    const repair_kind kind = each.steps.front().kind;
    if (std::find(shown.begin(), shown.end(), kind) != shown.end()) continue;
    add_repair(out, each, asked, shown.empty());
    shown.push_back(kind);
  }
  if (const std::size_t rest = answer.repairs.size() - shown.size(); rest != 0) {
    out += fmt::format("\n{} more repair{} with `--format json`.\n", rest, rest == 1 ? "" : "s");
  }
}

void add_facts(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  if (answer.facts.empty()) return;
  std::string lines, options;
  for (const std::size_t i : answer.facts) {
    const catalog::fact& fact = *asked.known[i];
    lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", fact.pattern, fact.statement);
    if (!fact.exception.empty()) lines += fmt::format(". But: {}", fact.exception);
    options += fmt::format(" fact:{}", fact.name);
  }
  const std::string_view words = answer.facts.size() == 1 ? "this fact" : "these facts";
  lines += fmt::format("\nTo assume {}: --assume{}", answer.facts.size() == 1 ? "it" : "them", options);
  add_section(out, fmt::format("With {} about events of CloudTrail it would be covered", words), lines);
}

void add_assumptions(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  std::string needed, others;
  for (std::size_t i = 0; i < asked.assumptions.size(); ++i) {
    const bool used = std::find(answer.assumptions.begin(), answer.assumptions.end(), i) != answer.assumptions.end();
    std::string& lines = used ? needed : others;
    const std::string name = fact_name(asked.assumptions[i].text());
    lines += (lines.empty() ? "" : "\n") + shown_pattern(asked.assumptions[i].text()) +
             (name.empty() ? "" : " (" + name + ")");
  }
  if (asked.canonical_json) {
    std::string& lines = answer.needs_canonical_json ? needed : others;
    lines.append(lines.empty() ? "" : "\n").append(canonical_json_name);
  }
  if (!needed.empty()) add_section(out, "Assumptions that the answer needs", needed);
  if (!others.empty()) add_section(out, "Assumptions that the answer does not need", others);
}

// Bytes that are no UTF-8 as `\xe9`.
std::string with_visible_bytes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = support::well_formed_length(text, at, false);
    length == 0 ? void(out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at])))
                : void(out += text.substr(at, length));
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace

std::string as_text(const coverage_report& answer, const coverage_question& asked) {
  std::string out = sentence(answer, asked) + '\n';
  if (const std::string more = summary(answer, asked); !more.empty()) out += more + '\n';
  const pattern& reference = asked.reference[answer.reference];
  std::string title = reference_name(asked, answer.reference);
  title.front() = title.front() == 't' ? 'T' : title.front() == 'r' ? 'R' : 'A';
  if (asked.control != nullptr) title += fmt::format(" ({})", asked.control->title);
  add_section(out, title, shown_pattern(reference.text()));
  add_section(out, asked.deployed.size() > 1 ? "Deployed patterns" : "Deployed", listed(asked.deployed));
  add_parts(out, answer, asked);
  add_event(out, answer);
  add_hints(out, answer, asked);
  add_facts(out, answer, asked);
  add_repairs(out, answer, asked);
  add_assumptions(out, answer, asked);
  const bool stars = has_wildcard(asked.deployed) || has_wildcard(asked.assumptions) || has_wildcard({&reference, 1});
  if (answer.result != verdict::unknown) out += wildcard_note(stars, asked.dialect);
  if (answer.doubt == doubt::wildcard_search) out += each_dialect_note;
  return out;
}

void add_section(std::string& out, std::string_view heading, std::string_view content) {
  out.append("\n").append(heading).append("\n  ");
  for (const char c : content) {
    out += c;
    if (c == '\n') out += "  ";
  }
  out += '\n';
}

std::string shown_pattern(std::string_view text) {
  if (text.empty()) return std::string(empty_pattern);
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c != '\n' && is_control(c); }, ' ');
  return out;
}

std::string shown_event(std::string_view event) {
  if (support::find_invalid_utf8(event) != std::string_view::npos) return with_visible_bytes(event);
  constexpr std::string_view misread = " \"";
  const bool as_it_stands = !event.empty() && std::none_of(event.begin(), event.end(), is_control) &&
                            misread.find(event.front()) == std::string_view::npos && event.back() != ' ';
  std::string out;
  as_it_stands ? void(out += event) : support::json::append_quoted(out, event);
  return out;
}

std::string wildcard_note(bool has_wildcard, std::optional<wildcards> dialect) {
  if (!has_wildcard) return "";
  if (!dialect) return "\nThe answer is the same for both ways in which `*` may search, glob and leftmost.\n";
  return fmt::format("\n`*` was taken to search as {} does.\n", *dialect == wildcards::glob ? "a glob" : "`leftmost`");
}

bool has_wildcard(std::span<const pattern> patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [](const pattern& each) { return each.text().find('*') != std::string::npos; });
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
