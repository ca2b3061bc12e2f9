// SPDX-License-Identifier: Apache-2.0
// A policy on attributes lets a message without any through only if each of its keys accepts that the attribute is
// absent.
#include "audit/filter_policy.hpp"

#include "support/json.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

namespace json = support::json;

// [{"exists": false}], alone or among others: one of the list is enough.
bool accepts_absence(const json::value& conditions) {
  if (!conditions.is(json::kind::array)) return false;
  for (auto each = conditions.first_child(); each; each = each->next_sibling()) {
    if (!each->is(json::kind::object)) continue;
    const auto exists = each->member("exists");
    if (exists && exists->is(json::kind::false_)) return true;
  }
  return false;
}

}  // namespace

policy_answer read_policy(std::string_view policy, std::string_view scope) {
  if (policy.find_first_not_of(" \t\r\n") == std::string_view::npos) return policy_answer::none;
  json::document document;
  if (document.parse(policy)) return policy_answer::not_known;
  const json::value root = document.root();
  if (root.is(json::kind::null)) return policy_answer::none;
  if (!root.is(json::kind::object)) return policy_answer::not_known;
  if (root.size() == 0) return policy_answer::none;
  if (!scope.empty() && scope != "MessageAttributes") return policy_answer::not_known;
  bool or_of_several = false;
  for (auto key = root.first_child(); key; key = key->next_sibling()) {
    if (key->key() == "$or") {
      or_of_several = true;
    } else if (!accepts_absence(*key)) {
      return policy_answer::rejects;
    }
  }
  return or_of_several ? policy_answer::not_known : policy_answer::lets_through;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
