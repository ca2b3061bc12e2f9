// SPDX-License-Identifier: Apache-2.0
// Questions of coverage, each decided once.
#include "audit/decider.hpp"

#include <coverwatch/catalog.hpp>

#include <new>
#include <stdexcept>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

std::string key(const decider::texts& deployed, const decider::texts& reference, const decider::texts& more = {}) {
  std::string out;
  for (const decider::texts* list : {&deployed, &reference, &more}) {
    out += std::to_string(list->size());
    for (const std::string_view each : *list) out.append(1, '\0').append(std::to_string(each.size())).append(each);
  }
  return out;
}

// For texts of our own making, which hold many conditions.
parse_options generous() {
  parse_options out;
  out.max_characters = std::size_t{1} << 20;
  out.max_wildcard_selectors = 1000;
  out.max_regexes = 1000;
  return out;
}

}  // namespace

struct decider::made_question {
  std::vector<pattern> deployed, reference, assumptions;
  coverage_options options;
};

decider::decider(const judge_options& options) : options_(options) {
  for (const catalog::fact& each : catalog::facts()) facts_.push_back(own(each.pattern));
}

const result<pattern, diagnostic>& decider::parse(std::string_view deployed) {
  std::string text(deployed);
  const auto found = deployed_.find(text);
  if (found != deployed_.end()) return found->second;
  auto parsed = pattern::parse(text);
  return deployed_.emplace(std::move(text), std::move(parsed)).first->second;
}

const pattern& decider::own(std::string_view text) {
  std::string made(text);
  const auto found = own_.find(made);
  if (found != own_.end()) return found->second;
  auto parsed = pattern::parse(made, generous());
  if (!parsed && parsed.error().code == errc::out_of_memory) throw std::bad_alloc();
  if (!parsed) throw std::logic_error(message(parsed.error()));  // callers ask about what parses
  return own_.emplace(std::move(made), std::move(parsed.value())).first->second;
}

decider::made_question decider::make(const texts& deployed, const texts& reference, const texts& more) {
  made_question out;
  for (const std::string_view each : deployed) out.deployed.push_back(own(each));
  for (const std::string_view each : reference) out.reference.push_back(own(each));
  out.assumptions.assign(options_.assumptions.begin(), options_.assumptions.end());
  for (const std::string_view each : more) out.assumptions.push_back(own(each));
  out.options.canonical_json = options_.canonical_json;
  return out;
}

const coverage_report& decider::explained(const texts& deployed, const texts& reference) {
  std::string asked = key(deployed, reference);
  const auto found = explained_.find(asked);
  if (found != explained_.end()) return found->second;
  made_question q = make(deployed, reference, {});
  q.options.assumptions = q.assumptions;
  q.options.facts = facts_;
  q.options.whole_event = true;
  return explained_.emplace(std::move(asked), coverwatch::covers(q.deployed, q.reference, q.options)).first->second;
}

const std::vector<hint>& decider::hints(const texts& deployed, const texts& reference) {
  std::string asked = key(deployed, reference);
  const auto found = hints_.find(asked);
  if (found != hints_.end()) return found->second;
  made_question q = make(deployed, reference, {});
  q.options.assumptions = q.assumptions;
  q.options.facts = facts_;
  const coverage_report& answer = explained(deployed, reference);
  return hints_
      .emplace(std::move(asked), coverwatch::hints(q.deployed, q.reference[answer.reference], answer, q.options))
      .first->second;
}

const coverage_report& decider::covers(const texts& deployed, const texts& reference, const texts& more) {
  std::string asked = key(deployed, reference, more);
  const auto found = decided_.find(asked);
  if (found != decided_.end()) return found->second;
  made_question q = make(deployed, reference, more);
  q.options.assumptions = q.assumptions;
  q.options.explain = false;
  return decided_.emplace(std::move(asked), coverwatch::covers(q.deployed, q.reference, q.options)).first->second;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
