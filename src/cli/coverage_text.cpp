// SPDX-License-Identifier: Apache-2.0
// Section by section; one that has nothing to say is left out.
#include "cli/coverage_text.hpp"

#include "cli/coverage_words.hpp"
#include "support/json.hpp"

#include <coverwatch/hint.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::string_view each_dialect_note =
    "\n`--dialect glob` and `--dialect leftmost` give the answer for each way in which `*` may search.\n";
constexpr std::size_t most_repairs = 2;
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
      if (asked.deployed.size() == 1) return "covered";
      return part.filter ? fmt::format("covered by {}", *part.filter + 1) : "covered together";
    }
    case verdict::not_covered: return "NOT COVERED";
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

std::string repair_heading(const coverage_repair& repair, const coverage_question& asked, bool first) {
  const std::string_view word = first ? "Repair" : "Or";
  if (!repair.replaces) return fmt::format("{}: deploy this pattern{}", word, asked.deployed.empty() ? "" : " as well");
  return fmt::format("{}: deploy this in place of {}", word, deployed_name(asked, *repair.replaces));
}

void add_repairs(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  const std::size_t shown = std::min(answer.repairs.size(), most_repairs);
  for (std::size_t i = 0; i < shown; ++i) {
    add_section(out, repair_heading(answer.repairs[i], asked, i == 0), shown_pattern(answer.repairs[i].text));
  }
  if (const std::size_t rest = answer.repairs.size() - shown; rest != 0) {
    out += fmt::format("\n{} longer repair{} with `--format json`.\n", rest, rest == 1 ? "" : "s");
  }
}

void add_assumptions(std::string& out, const coverage_report& answer, const coverage_question& asked) {
  std::string needed, others;
  for (std::size_t i = 0; i < asked.assumptions.size(); ++i) {
    const bool used = std::find(answer.assumptions.begin(), answer.assumptions.end(), i) != answer.assumptions.end();
    std::string& lines = used ? needed : others;
    lines += (lines.empty() ? "" : "\n") + shown_pattern(asked.assumptions[i].text());
  }
  if (!needed.empty()) add_section(out, "Assumptions that the answer needs", needed);
  if (!others.empty()) add_section(out, "Assumptions that it does not need", others);
}

}  // namespace

std::string as_text(const coverage_report& answer, const coverage_question& asked) {
  std::string out = sentence(answer, asked) + '\n';
  const pattern& reference = asked.reference[answer.reference];
  std::string title = reference_name(asked, answer.reference);
  title.front() = title.front() == 't' ? 'T' : title.front() == 'r' ? 'R' : 'A';
  if (asked.control != nullptr) title += fmt::format(" ({})", asked.control->title);
  add_section(out, title, shown_pattern(reference.text()));
  add_section(out, asked.deployed.size() > 1 ? "Deployed patterns" : "Deployed", listed(asked.deployed));
  add_parts(out, answer, asked);
  add_event(out, answer);
  add_hints(out, answer, asked);
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
