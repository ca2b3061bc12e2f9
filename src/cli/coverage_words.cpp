// SPDX-License-Identifier: Apache-2.0
// Each sentence names who misses what, so that it can be quoted without the rest.
#include "cli/coverage_words.hpp"

#include "cli/match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// The deployed patterns as one: `none of the 3 deployed patterns matches`.
std::string nobody_matches(std::size_t deployed) {
  if (deployed == 1) return "the deployed pattern does not match";
  return deployed == 2 ? "neither of the 2 deployed patterns matches"
                       : fmt::format("none of the {} deployed patterns matches", deployed);
}

std::string covered(const coverage_question& asked, const std::string& reference) {
  if (asked.deployed.size() == 1)
    return fmt::format("the deployed pattern matches every event that {} matches", reference);
  return fmt::format("every event that {} matches is matched by at least one of the {} deployed patterns", reference,
                     asked.deployed.size());
}

std::string not_covered(const coverage_question& asked, const std::string& reference) {
  const std::string rest = asked.reference.size() > 1 ? "; nor was any other alternative found to be covered" : "";
  if (asked.deployed.empty())
    return fmt::format("no pattern is deployed, and {} matches some events{}", reference, rest);
  return fmt::format("{} matches events that {}{}", reference, nobody_matches(asked.deployed.size()), rest);
}

std::string undecided(const coverage_report& answer, const coverage_question& asked, const std::string& reference) {
  const std::string_view who =
      asked.deployed.size() == 1 ? "the deployed pattern matches" : "the deployed patterns match";
  return fmt::format("it is not decided whether {} every event that {} matches: {}", who, reference,
                     reason(answer.doubt));
}

bool needs_assumptions(const coverage_report& answer) {
  return !answer.assumptions.empty() || answer.needs_canonical_json;
}

std::string vacuous(const coverage_report& answer, const std::string& reference) {
  const std::string_view among = needs_assumptions(answer) ? " for which the assumptions hold" : "";
  return fmt::format("{} matches no event at all{}, so there is nothing to cover", reference, among);
}

// Of what a sentence names.
constexpr std::size_t most_named = 2;  // parts
constexpr std::size_t most_conditions = 4;
constexpr std::size_t most_regions = 3;

std::string number_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// So many parts, of so many in all.
std::string share_of(std::size_t count, std::size_t all) {
  if (count == all && all > 1) return all == 2 ? "both are" : "all are";
  return number_of(count, "is", "are");
}

// `a`, `a and b`, `a, b and c`, each between backticks; of very many only the first.
std::string quoted_list(std::span<const std::string> texts) {
  const std::size_t named = texts.size() <= most_conditions ? texts.size() : most_conditions - 1;
  std::string out;
  for (std::size_t i = 0; i < named; ++i) {
    out += fmt::format("{}`{}`", i == 0 ? "" : i + 1 == texts.size() ? " and " : ", ", texts[i]);
  }
  if (named != texts.size()) out += fmt::format(" and {} more conditions", texts.size() - named);
  return out;
}

// Without a full stop. Where there is only one part, it is about its events.
std::string blocked(const coverage_region& region, const coverage_question& asked, std::size_t all) {
  const std::string who = all == 1 ? "These events are" : share_of(region.parts.size(), all);
  return fmt::format("{} blocked by {} in {}", who, quoted_list(region.blockers), deployed_name(asked, *region.filter));
}

// Of parts that nothing blocks: those that are matched in part, then the others.
void add_unblocked(std::vector<std::string>& to, const coverage_report& answer, const coverage_region& region) {
  std::vector<std::string> far;
  std::size_t partly = 0;
  for (const std::size_t part : region.parts) {
    const std::string& text = answer.parts[part].text;
    answer.parts[part].partly ? void(++partly) : far.push_back(text.substr(2, text.size() - 4));
  }
  if (answer.parts.size() == 1) {
    if (partly != 0) to.emplace_back("Only some of its events are matched");
    return;
  }
  if (partly != 0) to.push_back(share_of(partly, answer.parts.size()) + " covered in part only");
  if (far.empty()) return;
  const std::string all_of_them = far.size() == answer.parts.size() ? "any" : fmt::format("the other {}", far.size());
  to.push_back("nothing deployed comes near " + (far.size() <= most_named ? quoted_list(far) : all_of_them));
}

std::size_t count_parts(const coverage_report& answer, verdict wanted) {
  return static_cast<std::size_t>(std::count_if(answer.parts.begin(), answer.parts.end(),
                                                [&](const reference_part& each) { return each.result == wanted; }));
}

std::string_view relation_words(relation r) {
  switch (r) {
    case relation::equivalent: return "Equivalent: both patterns match the same events";
    case relation::wider:
      return "Wider: the first pattern matches every event that the second matches, and others besides";
    case relation::narrower:
      return "Narrower: the second pattern matches every event that the first matches, and others besides";
    case relation::incomparable:
      return "Incomparable: some events are matched by both patterns, some by the first alone, and some by the second "
             "alone";
    case relation::disjoint: return "Disjoint: no event is matched by both patterns";
    case relation::unknown: break;
  }
  return "Unknown: it is not decided how the two patterns compare";
}

}  // namespace

std::string summary(const coverage_report& answer, const coverage_question& asked) {
  if (answer.result != verdict::not_covered || asked.deployed.empty() || answer.parts.empty()) return "";
  const bool only_part = answer.parts.size() == 1;
  std::string out;
  if (!only_part) {
    const std::size_t covered = count_parts(answer, verdict::covered);
    out = covered == 0
              ? fmt::format("None of its {} parts is covered", answer.parts.size())
              : fmt::format("{} of its {} parts {} covered", covered, answer.parts.size(), covered == 1 ? "is" : "are");
  }
  std::vector<std::string> more;
  std::size_t unnamed = 0;
  for (const coverage_region& region : answer.regions) {
    if (!region.filter) {
      add_unblocked(more, answer, region);
    } else if (more.size() < most_regions) {
      more.push_back(blocked(region, asked, answer.parts.size()));
    } else {
      unnamed += region.parts.size();
    }
  }
  if (unnamed != 0) more.push_back(number_of(unnamed, "is", "are") + " blocked by other conditions");
  for (const std::string& each : more) out += (out.empty() ? "" : "; ") + each;
  return out.empty() ? out : out + ".";
}

std::string sentence(const coverage_report& answer, const coverage_question& asked) {
  const std::string reference = reference_name(asked, answer.reference);
  switch (answer.result) {
    case verdict::covered: {
      const std::string_view given = needs_assumptions(answer) ? ", under assumptions" : "";
      return fmt::format("Covered{}: {}.", given, covered(asked, reference));
    }
    case verdict::not_covered: return fmt::format("Not covered: {}.", not_covered(asked, reference));
    case verdict::vacuous: return fmt::format("Vacuous: {}.", vacuous(answer, reference));
    case verdict::unknown: break;
  }
  return fmt::format("Unknown: {}.", undecided(answer, asked, reference));
}

std::string sentence(const comparison& answer, bool assumptions) {
  std::string text(relation_words(answer.result));
  if (answer.result == relation::unknown) text.append(": ").append(reason(answer.doubt));
  return text + (assumptions ? "; only events for which the assumptions hold count." : ".");
}

std::string_view reason(doubt d) {
  switch (d) {
    case doubt::nothing: break;
    case doubt::budget: return "the search ran out of steps";
    case doubt::number_text:
      return "it hangs on a wildcard or a regular expression over the text of a number with a fraction";
    case doubt::event_size: return "every event that could tell is larger than 1 MiB";
    case doubt::wildcard_search: return "it hangs on how `*` searches, which the service does not document";
    case doubt::memory: return "there is not enough memory";
    case doubt::kind: return "space-delimited patterns, and patterns of different kinds, can be compared only in part";
  }
  return "";
}

std::string deployed_name(const coverage_question& asked, std::size_t index) {
  return asked.deployed.size() == 1 ? "the deployed pattern" : fmt::format("deployed pattern {}", index + 1);
}

std::string reference_name(const coverage_question& asked, std::size_t index) {
  if (asked.control != nullptr) {
    return index == 0 ? fmt::format("the text of control {}", asked.control->id)
                      : fmt::format("alternative {} of control {}", index, asked.control->id);
  }
  return asked.reference.size() == 1 ? "the reference" : fmt::format("reference {}", index + 1);
}

int exit_code_for(verdict v) {
  switch (v) {
    case verdict::covered: return exit_match;
    case verdict::not_covered: return exit_no_match;
    case verdict::vacuous: return exit_trouble;
    case verdict::unknown: break;
  }
  return exit_unknown;
}

int exit_code_for(relation r) {
  if (r == relation::unknown) return exit_unknown;
  return r == relation::equivalent ? exit_match : exit_no_match;
}

int worse(int a, int b) {
  for (const int code : {exit_trouble, exit_no_match, exit_unknown}) {
    if (a == code || b == code) return code;
  }
  return exit_match;
}

bool has_witness(const coverage_report& answer) {
  return answer.result == verdict::not_covered || !answer.event.empty();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
