// SPDX-License-Identifier: Apache-2.0
// Laws of certificates over generated questions: each yes brings one that is verified and claims what was asked; and
// whatever proof is held against a question whose answer is no, as it is or changed, it is refused. The second law is
// about the checker alone: the search is only asked which claims are false.
#include "certificate/document.hpp"
#include "certificate/translation.hpp"
#include "laws.hpp"
#include "match/parts.hpp"

#include "../support/json_tree.hpp"
#include "../support/sample_question.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::verdict;
using coverwatch::wildcards;
using json_tree::tree;
namespace certificate = coverwatch::certificate;
namespace json = coverwatch::support::json;

pattern parsed(const std::string& text) {
  coverwatch::parse_options options;
  options.max_wildcard_selectors = options.max_regexes = 100;
  options.max_characters = 10'000;
  return *pattern::parse(text, options);
}

struct question {
  std::vector<pattern> deployed, assumptions;
  pattern reference = *pattern::parse("");
  std::optional<wildcards> dialect;

  coverwatch::coverage_report answer() const {
    coverwatch::coverage_options options;
    options.certificate = true;
    options.assumptions = assumptions;
    options.dialect = dialect;
    return coverwatch::covers(deployed, {&reference, 1}, options);
  }
};

// Two questions that are nearly the same, so that the proof of one may nearly fit the other.
std::pair<question, question> near_questions(sample::choices& c) {
  const auto selectors = sample::any_selectors(c);
  const auto filter = sample::any_expression(selectors, c, 1 + c.below(4));
  const auto wanted = c.chance(70) ? sample::near_expression(filter, selectors, c)
                                   : sample::any_expression(selectors, c, 1 + c.below(4));
  const auto make = [&](const sample::asked& d, const sample::asked& r) {
    question q;
    q.deployed.push_back(parsed(sample::pattern_of(d)));
    q.reference = parsed(sample::pattern_of(r));
    return q;
  };
  question first = make(filter, wanted);
  question second = c.chance(50) ? make(sample::near_expression(filter, selectors, c), wanted)
                                 : make(filter, sample::near_expression(wanted, selectors, c));
  if (c.chance(30)) {
    first.assumptions.push_back(parsed(sample::pattern_of(sample::any_expression(selectors, c, 1))));
    second.assumptions = first.assumptions;
  }
  if (c.chance(40)) first.dialect = second.dialect = c.chance(50) ? wildcards::glob : wildcards::leftmost;
  return {std::move(first), std::move(second)};
}

std::size_t rounds() { return laws::cases() / 20 + 1; }

TEST(certificate_law, a_yes_brings_a_proof_that_is_verified) {
  sample::choices c(laws::seed());
  std::size_t verified = 0;
  for (std::size_t i = 0; i < rounds() && !HasFailure(); ++i) {
    const question q = near_questions(c).first;
    const auto answer = q.answer();
    if (answer.result != verdict::covered) continue;
    const auto claim = coverwatch::verify(answer.certificate);
    ASSERT_TRUE(claim) << claim.error().where << ": " << claim.error().what << "\n" << answer.certificate;
    EXPECT_EQ(claim->reference, q.reference.text());
    EXPECT_EQ(claim->deployed, std::vector<std::string>{q.deployed.front().text()});
    EXPECT_EQ(claim->dialects.size(), q.dialect && claim->dialects.size() == 1 ? 1u : 2u);
    ++verified;
  }
  EXPECT_GT(verified * 6, rounds());
}

// --- Forged ones.

tree list_of(const std::vector<std::string>& texts) {
  tree out{json::kind::array, {}, {}, {}};
  for (const std::string& text : texts) out.children.push_back({json::kind::string, text, {}, {}});
  return out;
}

void put(tree& object, std::string_view name, tree value) {
  value.key = name;
  *json_tree::member(object, name) = std::move(value);
}

std::vector<std::string> texts_of(const std::vector<pattern>& patterns) {
  std::vector<std::string> out;
  for (const pattern& p : patterns) out.push_back(p.text());
  return out;
}

// The proof of one question, dressed as a proof of another: texts, atoms, formulas and example are in order.
tree forged(const std::string& text, const question& other, const std::string& example) {
  tree t = json_tree::parsed(text);
  json_tree::member(t, "reference")->text = other.reference.text();
  put(t, "assumptions", list_of(texts_of(other.assumptions)));
  put(t, "deployed", list_of(texts_of(other.deployed)));
  certificate::translation made(coverwatch::logic::form::object);
  made.add(other.reference.internals().formula, true);
  for (const pattern& p : other.assumptions) made.add(p.internals().formula, true);
  for (const pattern& p : other.deployed) made.add(p.internals().formula, false);
  std::vector<std::string> atoms;
  for (const auto& a : made.atoms()) atoms.push_back(a.text);
  tree formulas{json::kind::array, {}, {}, {}};
  for (std::size_t i = 0; i < made.formulas().size(); ++i)
    formulas.children.push_back(list_of(made.spelled_formula(i)));
  for (tree& proof : json_tree::member(t, "proofs")->children) {
    put(proof, "atoms", list_of(atoms));
    put(proof, "formulas", formulas);
    json_tree::member(proof, "example")->text = example;
  }
  return t;
}

// Changes one thing in the nodes or terms of some proof.
void change_something(tree& t, sample::choices& c) {
  auto& proofs = json_tree::member(t, "proofs")->children;
  tree& proof = proofs[c.below(proofs.size())];
  std::vector<tree*> all;
  json_tree::collect(*json_tree::member(proof, c.chance(90) ? "nodes" : "terms"), all);
  tree& chosen = *c.pick(all);
  const std::size_t count = json_tree::member(proof, "atoms")->children.size();
  if (chosen.what == json::kind::number) {
    chosen.text = std::to_string(c.below(12));
  } else if (chosen.what == json::kind::string) {
    const bool is_fact = chosen.text.starts_with('+') || chosen.text.starts_with('-');
    if (is_fact) chosen.text = (c.chance(50) ? "+" : "-") + std::to_string(c.below(count));
    if (!is_fact && !chosen.text.empty()) chosen.text.pop_back();
  } else if (!chosen.children.empty()) {
    const auto at = static_cast<std::ptrdiff_t>(c.below(chosen.children.size()));
    if (c.chance(50)) {
      chosen.children.erase(chosen.children.begin() + at);
    } else {
      chosen.children[static_cast<std::size_t>(at)] = chosen.children[c.below(chosen.children.size())];
    }
  }
}

std::string sealed(const tree& t) {
  tree out = t;
  json::document document;
  if (document.parse(json_tree::printed(t))) return {};
  json_tree::member(out, "digest")->text = certificate::digest_of(document.root());
  return json_tree::printed(out);
}

TEST(certificate_law, nothing_proves_what_is_false) {
  sample::choices c(laws::seed() + 1);
  std::size_t forgeries = 0, well_formed = 0;
  for (std::size_t i = 0; i < rounds() && !HasFailure(); ++i) {
    const auto [one, other] = near_questions(c);
    const auto yes = one.answer();
    const auto no = other.answer();
    if (yes.result != verdict::covered || no.result != verdict::not_covered) continue;
    if (no.event.empty()) continue;
    const tree first = forged(yes.certificate, other, no.event);
    for (int round = 0; round < 20; ++round) {
      tree changed = first;
      for (std::size_t n = round == 0 ? 0 : 1 + c.below(3); n > 0; --n) change_something(changed, c);
      const std::string text = sealed(changed);
      const auto claim = coverwatch::verify(text);
      ASSERT_FALSE(claim) << text;
      ++forgeries;
      well_formed +=
          claim.error().where.starts_with("node ") && claim.error().what.find("written") == std::string::npos;
    }
  }
  EXPECT_GT(forgeries, rounds() / 2);
  EXPECT_GT(well_formed * 2, forgeries) << "most of them should fail by a rule, not by their form";
}

}  // namespace
