// SPDX-License-Identifier: Apache-2.0
// Law: the checker of certificates takes any bytes, and whatever it accepts is true: the search finds no event that the
// claim says there is not. The digest is put right first, so that every alteration meets the rules.
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

namespace {

using coverwatch::pattern;
namespace json = coverwatch::support::json;

std::optional<pattern> without_limits(const std::string& text) {
  coverwatch::parse_options options;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = options.max_regex_positions = 100000;
  auto p = pattern::parse(text, options);
  return p ? std::optional(*p) : std::nullopt;
}

std::vector<pattern> parsed(const std::vector<std::string>& texts) {
  std::vector<pattern> out;
  for (const std::string& text : texts) {
    if (auto p = without_limits(text)) out.push_back(*p);
  }
  return out;
}

void demand_no_counterexample(const coverwatch::certificate_claim& claim) {
  const auto reference = parsed({claim.reference}), deployed = parsed(claim.deployed),
             assumed = parsed(claim.assumptions);
  if (reference.empty() || deployed.size() != claim.deployed.size() || assumed.size() != claim.assumptions.size())
    return;
  for (const coverwatch::wildcards dialect : claim.dialects) {
    coverwatch::coverage_options options;
    options.dialect = dialect;
    options.budget = 20000;
    options.assumptions = assumed;
    options.canonical_json = claim.canonical_json;
    if (coverwatch::covers(deployed, reference, options).result != coverwatch::verdict::not_covered) continue;
    std::fprintf(stderr, "broken: a verified claim has a counterexample\n");
    std::abort();
  }
}

// As it stands, or with the digest that belongs to it.
std::string with_digest(const std::string& text) {
  json::document document;
  if (document.parse(text) || !document.root().is(json::kind::object) || !document.root().member("digest")) return text;
  json_tree::tree t = json_tree::grown(document.root());
  json_tree::member(t, "digest")->text = coverwatch::certificate::digest_of(document.root());
  return json_tree::printed(t);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto claim = coverwatch::verify(with_digest(text))) demand_no_counterexample(*claim);
  return 0;
}
