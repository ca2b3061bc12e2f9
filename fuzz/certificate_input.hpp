// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of certificates share: the digest put right, and a claim held against the search. In go texts
// and claims, out comes an aborted run when a claim is false. Says nothing of claims that the search cannot decide.
#pragma once

#include "certificate/document.hpp"

#include "../tests/support/json_tree.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace certificate_input {

namespace json = coverwatch::support::json;

// Steps of the search: a fuzz target that takes seconds for an input finds nothing.
inline constexpr std::uint64_t budget = 20000;

inline void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

inline std::vector<coverwatch::pattern> parsed(const std::vector<std::string>& texts) {
  coverwatch::parse_options options;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = options.max_regex_positions = 100000;
  std::vector<coverwatch::pattern> out;
  for (const std::string& text : texts) {
    auto p = coverwatch::pattern::parse(text, options);
    demand(p.has_value(), "the patterns of a verified claim are patterns");
    out.push_back(std::move(*p));
  }
  return out;
}

inline void demand_no_counterexample(const coverwatch::certificate_claim& claim) {
  const auto reference = parsed({claim.reference}), deployed = parsed(claim.deployed),
             assumed = parsed(claim.assumptions);
  for (const coverwatch::wildcards dialect : claim.dialects) {
    coverwatch::coverage_options options;
    options.dialect = dialect;
    options.budget = budget;
    options.assumptions = assumed;
    options.canonical_json = claim.canonical_json;
    options.explain = false;
    const auto result = coverwatch::covers(deployed, reference, options).result;
    demand(result != coverwatch::verdict::not_covered, "a verified claim has no counterexample");
    demand(result != coverwatch::verdict::vacuous, "a verified claim has an example");
  }
}

// As it stands, or with the digest that belongs to it.
inline std::string with_digest(const std::string& text) {
  json::document document;
  if (document.parse(text) || !document.root().is(json::kind::object) || !document.root().member("digest")) return text;
  json_tree::tree t = json_tree::grown(document.root());
  const std::string right = coverwatch::certificate::digest_of(document.root());
  for (json_tree::tree& child : t.children) {
    if (child.key == "digest") child = {json::kind::string, right, child.key, {}};
  }
  return json_tree::printed(t);
}

}  // namespace certificate_input
