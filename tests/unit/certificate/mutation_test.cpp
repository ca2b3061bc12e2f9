// SPDX-License-Identifier: Apache-2.0
// Certificates with one thing changed and the digest made anew. Each that is still accepted must claim something true;
// and hardly any is: those are counted, so that a rule that stops looking is noticed.
#include "written.hpp"

#include "../../support/json_tree.hpp"

#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <set>

namespace {

using json_tree::tree;
namespace json = coverwatch::support::json;

bool is_fact(const std::string& text) {
  const bool signed_number = text.size() > 1 && (text[0] == '+' || text[0] == '-' || text[0] == '#');
  return (signed_number && text.find_first_not_of("0123456789@", 1) == std::string::npos) ||
         text.find(":present") != std::string::npos;
}

bool is_true(const coverwatch::certificate_claim& claim) {
  std::vector<coverwatch::pattern> deployed, assumptions;
  for (const auto& text : claim.deployed) deployed.push_back(*coverwatch::pattern::parse(text));
  for (const auto& text : claim.assumptions) assumptions.push_back(*coverwatch::pattern::parse(text));
  const auto reference = *coverwatch::pattern::parse(claim.reference);
  for (const auto dialect : claim.dialects) {
    coverwatch::coverage_options options;
    options.dialect = dialect;
    options.assumptions = assumptions;
    options.canonical_json = claim.canonical_json;
    if (coverwatch::covers(deployed, {&reference, 1}, options).result != coverwatch::verdict::covered) return false;
  }
  return true;
}

// All trees that differ from one in one thing. `use` gets each with the words for what was done.
class alterations {
 public:
  using user = std::function<void(const tree&, const std::string&)>;

  alterations(tree t, user use) : root_(std::move(t)), use_(std::move(use)) {
    std::vector<tree*> all;
    json_tree::collect(root_, all);
    for (const tree* each : all)
      if (each->what == json::kind::string && is_fact(each->text)) facts_.insert(each->text);
    alter(root_);
  }

 private:
  void tell(const std::string& what) { use_(root_, what); }

  void replace(tree& t, const std::string& text) {
    if (t.text == text) return;
    const std::string before = std::exchange(t.text, text);
    tell(t.key + " " + before + " becomes " + text);
    t.text = before;
  }

  void alter(tree& t) {
    if (t.what == json::kind::number) {
      const long long n = std::atoll(t.text.c_str());
      replace(t, std::to_string(n + 1));
      replace(t, std::to_string(n - 1));
    } else if (t.what == json::kind::string) {
      alter_text(t);
    } else if (t.what == json::kind::null || t.what == json::kind::true_ || t.what == json::kind::false_) {
      const auto before = std::exchange(t.what, t.what == json::kind::true_ ? json::kind::false_ : json::kind::true_);
      tell(t.key + " becomes another literal");
      t.what = before;
    }
    alter_children(t);
    for (std::size_t i = 0; i < t.children.size(); ++i) alter(t.children[i]);
  }

  void alter_text(tree& t) {
    if (is_fact(t.text)) {
      for (const std::string& other : facts_) replace(t, other);
      return;
    }
    replace(t, t.text + "x");
    replace(t, t.text + "1");
    if (!t.text.empty()) replace(t, t.text.substr(1));
    for (std::size_t at = 0; at < t.text.size(); ++at) {
      std::string other = t.text;
      other[at] = other[at] == 'a' ? 'b' : 'a';
      replace(t, other);
      other = t.text;
      other.erase(at, 1);
      replace(t, other);
    }
  }

  void alter_children(tree& t) {
    const std::vector<tree> before = t.children;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string which = t.key + " " + json_tree::printed(before[i]).substr(0, 60);
      const auto at = static_cast<std::ptrdiff_t>(i);
      t.children.erase(t.children.begin() + at);
      tell("dropped from " + which);
      t.children = before;
      t.children.insert(t.children.begin() + at, before[i]);
      tell("doubled in " + which);
      t.children = before;
      if (i + 1 < before.size()) {
        std::swap(t.children[i], t.children[i + 1]);
        tell("swapped in " + which);
      }
      t.children = before;
    }
  }

  tree root_;
  user use_;
  std::set<std::string> facts_;
};

TEST(Mutations, WhatIsAcceptedIsTrue) {
  std::size_t all = 0, accepted = 0;
  for (const written::proof& p : written::all()) {
    ASSERT_EQ(written::fault(p.text()), "");
    const auto claimed = coverwatch::verify(p.text());
    alterations(json_tree::parsed(p.text()), [&](const tree& changed, const std::string& what) {
      ++all;
      const std::string text = written::sealed(json_tree::printed(changed));
      const auto claim = coverwatch::verify(text);
      if (!claim || text == p.text()) return;
      ++accepted;
      ASSERT_TRUE(is_true(*claim)) << what << "\n" << text;
      if (std::getenv("COVERWATCH_SHOW") != nullptr) std::cout << p.reference << "  " << what << "\n";
    });
  }
  EXPECT_GT(all, 5000u);
  // What is left says the same in other words: white space, order, another event, another fact that does as well.
  EXPECT_LT(accepted * 25, all) << accepted << " of " << all;
}

}  // namespace
