// SPDX-License-Identifier: Apache-2.0
// The catalogue as a whole: what is in it, in which order, and that every text is what its place and its note say.
#include "catalog/tables.hpp"

#include <coverwatch/catalog.hpp>
#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace catalog = coverwatch::catalog;
using coverwatch::pattern;

// It is made by the compiler, and nothing is left for the start of the program.
static_assert(catalog::all_benchmarks.size() == 11);
static_assert(catalog::all_benchmarks.back().entries.back().normative.sources.size() == 1);

void for_each_entry(const std::function<void(const catalog::entry&)>& see) {
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    for (const catalog::entry& e : b.entries) see(e);
  }
}

std::vector<catalog::reference> texts_of(const catalog::entry& e) {
  std::vector<catalog::reference> texts{e.normative};
  texts.insert(texts.end(), e.alternatives.begin(), e.alternatives.end());
  texts.insert(texts.end(), e.variants.begin(), e.variants.end());
  return texts;
}

// The numbers of an id: `cis-1.2.0:3.10` is 1 2 0 3 10.
std::vector<int> numbers_of(std::string_view id) {
  std::vector<int> numbers;
  bool inside = false;
  for (const char c : id) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) numbers.push_back(0);
    if (digit) numbers.back() = numbers.back() * 10 + (c - '0');
    inside = digit;
  }
  return numbers;
}

TEST(catalog, has_the_controls_of_each_benchmark) {
  const std::vector<std::pair<std::string_view, std::size_t>> expected{
      {"cis-1.2.0", 14}, {"cis-1.3.0", 15}, {"cis-1.4.0", 15}, {"cis-1.5.0", 15}, {"cis-2.0.0", 15},  {"cis-3.0.0", 15},
      {"cis-4.0.1", 15}, {"cis-5.0.0", 15}, {"cis-6.0.0", 15}, {"cis-7.0.0", 15}, {"securityhub", 14}};
  std::vector<std::pair<std::string_view, std::size_t>> found;
  for (const catalog::benchmark& b : catalog::benchmarks()) found.emplace_back(b.id, b.entries.size());
  EXPECT_EQ(found, expected);
}

// Each is a row that was gathered by hand; one more is named twice, for the text and for the print that it repairs.
TEST(catalog, loses_no_source) {
  std::size_t sources = 0;
  std::set<std::vector<std::string_view>> distinct;
  for_each_entry([&](const catalog::entry& e) {
    for (const catalog::reference& r : texts_of(e)) {
      EXPECT_FALSE(r.sources.empty()) << e.id;
      sources += r.sources.size();
      for (const catalog::source& s : r.sources) {
        EXPECT_TRUE(distinct.insert({e.id, r.text, s.repository, s.path, s.part}).second) << e.id << ": " << s.path;
        EXPECT_FALSE(s.repository.empty() || s.path.empty() || s.part.empty()) << e.id;
      }
    }
  });
  EXPECT_EQ(sources, 280u);
}

// A fact says that a member is there, and is a pattern that the service would take.
TEST(catalog, facts_are_patterns_with_a_source) {
  coverwatch::scratch memory;
  std::set<std::string_view> names;
  const std::string record =
      R"({"eventVersion":"1.11","userIdentity":{"type":"Root"},"eventTime":"t","eventSource":"s",)"
      R"("eventName":"n","awsRegion":"r","sourceIPAddress":"a","eventID":"i","eventType":"y",)"
      R"("eventCategory":"Management"})";
  for (const catalog::fact& each : catalog::facts()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_EQ(catalog::find_fact(each.name), &each);
    const auto parsed = pattern::parse(each.pattern);
    ASSERT_TRUE(parsed.has_value()) << each.name;
    EXPECT_TRUE(parsed->matches(record, memory)) << each.name;
    EXPECT_FALSE(parsed->matches("{}", memory)) << each.name;
    EXPECT_TRUE(each.source.starts_with("https://docs.aws.amazon.com/awscloudtrail/")) << each.name;
    EXPECT_FALSE(each.statement.empty() || each.statement.ends_with('.')) << each.name;
    EXPECT_TRUE(each.exception.empty() || each.exception.ends_with('.')) << each.name;
  }
  EXPECT_EQ(names.size(), 10u);
  EXPECT_EQ(catalog::find_fact("all"), nullptr);
}

TEST(catalog, ids_are_unique_sorted_and_made_of_their_parts) {
  std::set<std::string_view> ids;
  std::vector<int> before;
  for_each_entry([&](const catalog::entry& e) {
    EXPECT_TRUE(ids.insert(e.id).second) << e.id;
    const bool hub = e.id.starts_with("securityhub:");
    EXPECT_EQ(e.id, hub ? "securityhub:" + std::string(e.control)
                        : "cis-" + std::string(e.version) + ":" + std::string(e.control));
    EXPECT_EQ(e.benchmark, hub ? "AWS Security Hub" : "CIS AWS Foundations Benchmark");
    std::vector<int> now = numbers_of(e.id);
    now.insert(now.begin(), hub ? 1 : 0);
    EXPECT_LT(before, now) << e.id;
    before = now;
  });
}

TEST(catalog, versions_of_cis_have_three_numbers) {
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    const auto dots = std::count(b.version.begin(), b.version.end(), '.');
    EXPECT_EQ(dots, b.id.starts_with("cis-") ? 2 : 0) << b.id;
  }
}

TEST(catalog, a_title_is_short_and_the_same_in_every_version) {
  std::map<std::string_view, int> uses;
  for_each_entry([&](const catalog::entry& e) { ++uses[e.title]; });
  EXPECT_EQ(uses.size(), 15u);
  for (const auto& [title, count] : uses) {
    EXPECT_LT(title.size(), 60u) << title;
    EXPECT_GE(count, 9) << title;
  }
}

TEST(catalog, what_a_filter_is_held_against_parses_without_doubt) {
  for_each_entry([](const catalog::entry& e) {
    std::vector<catalog::reference> texts{e.normative};
    texts.insert(texts.end(), e.alternatives.begin(), e.alternatives.end());
    for (const catalog::reference& r : texts) {
      const auto parsed = pattern::parse(r.text);
      ASSERT_TRUE(parsed) << e.id << "\n" << coverwatch::render(parsed.error());
      EXPECT_EQ(parsed->kind(), coverwatch::pattern_kind::json) << e.id;
    }
  });
}

TEST(catalog, only_some_variants_are_refused) {
  std::vector<std::string_view> refused;
  for_each_entry([&](const catalog::entry& e) {
    for (const catalog::reference& r : e.variants) {
      if (!pattern::parse(r.text)) refused.push_back(e.id);
    }
  });
  EXPECT_EQ(refused,
            (std::vector<std::string_view>{"cis-4.0.1:4.6", "cis-5.0.0:4.6", "cis-6.0.0:5.6", "cis-7.0.0:5.6"}));
}

TEST(catalog, alternatives_are_those_for_single_sign_on) {
  std::vector<std::string_view> found;
  for_each_entry([&](const catalog::entry& e) {
    if (!e.alternatives.empty()) found.push_back(e.id);
    for (const catalog::reference& r : e.alternatives) {
      EXPECT_NE(r.text.find("$.responseElements.ConsoleLogin"), std::string_view::npos) << e.id;
    }
  });
  EXPECT_EQ(found, (std::vector<std::string_view>{"cis-2.0.0:4.2", "cis-3.0.0:4.2", "cis-4.0.1:4.2", "cis-5.0.0:4.2",
                                                  "cis-6.0.0:5.2", "cis-7.0.0:5.2"}));
}

TEST(catalog, no_control_has_a_text_twice) {
  for_each_entry([](const catalog::entry& e) {
    std::set<std::string_view> texts;
    for (const catalog::reference& r : texts_of(e)) EXPECT_TRUE(texts.insert(r.text).second) << e.id << "\n" << r.text;
  });
}

std::string canonical(std::string_view text) {
  const auto parsed = pattern::parse(text);
  return parsed ? parsed->canonical() : std::string("refused: ").append(text);
}

std::string without_quotation_marks(std::string text) {
  std::erase(text, '"');
  return text;
}

// Which of the two plain notes a variant of this text deserves; none when it differs in more.
std::string_view kind_of_print(std::string_view variant, std::string_view text) {
  if (canonical(variant) == canonical(text)) return "white space";
  std::string blank_free = without_quotation_marks(std::string(text));
  std::string print(variant);
  std::erase(blank_free, ' ');
  std::erase(print, ' ');
  return print == blank_free ? "quotation marks" : "";
}

TEST(catalog, the_note_of_a_variant_tells_the_truth) {
  std::size_t other = 0;
  for_each_entry([&](const catalog::entry& e) {
    for (const catalog::reference& r : e.variants) {
      const auto says = [&](std::string_view words) { return r.note.find(words) != std::string_view::npos; };
      const std::string_view kind = kind_of_print(r.text, e.normative.text);
      EXPECT_FALSE(r.note.empty()) << e.id;
      EXPECT_EQ(says("from the normative text in white space"), kind == "white space") << e.id << "\n" << r.text;
      EXPECT_EQ(says("normative text without its quotation marks"), kind == "quotation marks") << e.id << "\n"
                                                                                               << r.text;
      if (kind.empty()) ++other;
    }
  });
  EXPECT_EQ(other, 13u);  // each of these has a note of its own
}

// A slip in one text of a title would make it one more.
TEST(catalog, texts_of_one_title_mean_the_same_but_where_the_benchmark_changed) {
  std::map<std::string_view, std::set<std::string>> texts;
  for_each_entry(
      [&](const catalog::entry& e) { texts[e.title].insert(without_quotation_marks(canonical(e.normative.text))); });
  const std::map<std::string_view, std::size_t> changed{{"Calls that were not authorized", 3},
                                                        {"Console sign-in without MFA", 2},  // Security Hub's
                                                        {"Changes to security groups", 2}};
  for (const auto& [title, distinct] : texts) {
    EXPECT_EQ(distinct.size(), changed.contains(title) ? changed.at(title) : 1) << title;
  }
}

TEST(catalog, versions_differ_where_the_benchmark_changed) {
  const auto text = [](std::string_view id) { return canonical(catalog::find(id)->normative.text); };
  EXPECT_NE(text("cis-1.2.0:3.1"), text("cis-1.3.0:4.1"));
  EXPECT_NE(text("cis-1.5.0:4.1"), text("cis-2.0.0:4.1"));
  EXPECT_EQ(text("cis-2.0.0:4.1"), text("cis-6.0.0:5.1"));
  EXPECT_EQ(text("cis-1.2.0:3.1"), text("securityhub:CloudWatch.2"));
  EXPECT_EQ(text("cis-4.0.1:4.10").find("ModifySecurityGroupRules"), std::string::npos);
  EXPECT_NE(text("cis-5.0.0:4.10").find("ModifySecurityGroupRules"), std::string::npos);
}

}  // namespace
