// SPDX-License-Identifier: Apache-2.0
// Each conformance case becomes one test, named after its block and reported at its line; each event of it goes through
// every engine, and its fields are extracted. Public face only.
#include "../face/suites.hpp"
#include "engines.hpp"
#include "whole_files.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdio>
#include <filesystem>
#include <string>

namespace conformance {
namespace {

using coverwatch::outcome;

struct {
  std::size_t written = 0;
  std::size_t cases = 0;
  std::size_t events = 0;
  std::size_t answers = 0;
  std::size_t extractions = 0;
  std::size_t no_service_messages = 0;
} counted;

const char* name_of(outcome o) {
  switch (o) {
    case outcome::no_match: return "no match";
    case outcome::match: return "match";
    case outcome::not_json: return "not JSON";
    case outcome::too_large: return "too large";
    case outcome::too_deep: return "too deep";
    case outcome::out_of_memory: return "out of memory";
  }
  return "?";
}

std::string shorten(const std::string& text) {
  return text.size() <= 400 ? text : text.substr(0, 200) + " … " + text.substr(text.size() - 200);
}

// In the form in which a case writes them, but for escapes.
std::string to_text(const std::vector<cases::member>& fields) {
  std::string out;
  for (const auto& field : fields) {
    out += out.empty() ? "{" : ",";
    out += '"' + field.name + "\":\"" + field.value + '"';
  }
  return out.empty() ? "{}" : out + '}';
}

class conformance_case : public testing::Test {
 public:
  explicit conformance_case(const cases::block& block) : block_(block) {}

  void TestBody() override {
    ++counted.cases;
    const auto pattern = coverwatch::pattern::parse(block_.pattern, block_.options);
    if (block_.rejection) return check_rejection(pattern);
    if (!pattern) {
      ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(block_.line)) << coverwatch::render(pattern.error());
      return;
    }
    check_warnings(*pattern);
    for (const auto& event : block_.events) {
      check_event(*pattern, event);
      check_fields(*pattern, event);
    }
  }

 private:
  using parse_result = coverwatch::result<coverwatch::pattern, coverwatch::diagnostic>;

  void check_rejection(const parse_result& pattern) const {
    const auto& expected = *block_.rejection;
    if (pattern) {
      ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(expected.line)) << "accepted: " << shorten(block_.pattern);
      return;
    }
    check_remark(pattern.error(), expected);
    check_service_message(pattern.error());
  }

  void check_service_message(const coverwatch::diagnostic& d) const {
    if (!block_.service) return;
#ifdef COVERWATCH_THROUGH_C
    static_cast<void>(d);
    ++counted.no_service_messages;
#else
    const auto service = coverwatch::service_message(d);
    if (service == *block_.service) return;
    ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(block_.rejection->line))
        << "service message `" << service << "` instead of `" << *block_.service << "`";
#endif
  }

  void check_warnings(const coverwatch::pattern& pattern) const {
    const auto warnings = pattern.warnings();
    for (std::size_t i = 0; i < warnings.size() && i < block_.warnings.size(); ++i) {
      check_remark(warnings[i], block_.warnings[i]);
    }
    if (warnings.size() == block_.warnings.size()) return;
    std::string all;
    for (const auto& warning : warnings) all += coverwatch::render(warning);
    ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(block_.line))
        << warnings.size() << " warnings instead of " << block_.warnings.size() << "\n"
        << all;
  }

  void check_remark(const coverwatch::diagnostic& d, const cases::remark& expected) const {
    const std::string drawn = coverwatch::render(d), words = message(d), fix = help(d);
    const bool whole = !words.empty() && drawn.find(words) != std::string::npos && drawn.find(fix) != std::string::npos;
    if (!whole) {
      ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(expected.line)) << drawn << words << "\n" << fix;
    }
    const bool same = coverwatch::name(d.code) == expected.code &&
                      d.where.begin == expected.begin.value_or(d.where.begin) &&
                      d.where.end == expected.end.value_or(d.where.end);
    if (same) return;
    ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(expected.line))
        << coverwatch::name(d.code) << " @" << d.where.begin << "-" << d.where.end << " instead of " << expected.code
        << "\n"
        << coverwatch::render(d);
  }

  void check_event(const coverwatch::pattern& pattern, const cases::event& event) const {
    ++counted.events;
    for (const auto& engine : engines()) {
      ++counted.answers;
      const auto expected =
          engine.matches_only && event.expected != outcome::match ? outcome::no_match : event.expected;
      const auto answer = engine.run(pattern, block_, event.text);
      if (answer == expected) continue;
      ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(event.line))
          << engine.name << " says " << name_of(answer) << " instead of " << name_of(expected) << "\n  "
          << shorten(block_.pattern) << "\n  " << shorten(event.text);
    }
  }

  // What a case does not say is checked only where there is nothing to extract.
  void check_fields(const coverwatch::pattern& pattern, const cases::event& event) const {
    const bool has_fields =
        event.expected == outcome::match && pattern.kind() == coverwatch::pattern_kind::space_delimited;
    if (has_fields && !event.fields) return;
    const auto expected = event.fields.value_or(std::vector<cases::member>{});
    for (const auto& extractor : extractors()) {
      ++counted.extractions;
      const auto fields = extractor.run(pattern, block_, event.text);
      if (fields == expected) continue;
      ADD_FAILURE_AT(block_.file.c_str(), static_cast<int>(event.line))
          << extractor.name << " gives " << shorten(to_text(fields)) << " instead of " << shorten(to_text(expected))
          << "\n  " << shorten(block_.pattern) << "\n  " << shorten(event.text);
    }
  }

  const cases::block& block_;
};

class broken_file : public testing::Test {
 public:
  explicit broken_file(const cases::problem& problem) : problem_(problem) {}
  void TestBody() override { ADD_FAILURE_AT(problem_.file.c_str(), static_cast<int>(problem_.line)) << problem_.what; }

 private:
  const cases::problem& problem_;
};

std::string identifier(const std::string& text) {
  std::string out;
  for (const char c : text) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return out;
}

void register_each(const cases::suite& suite) {
  for (const auto& block : suite.blocks) {
    const auto group = identifier(std::filesystem::path(block.file).stem().string());
    testing::RegisterTest(group.c_str(), identifier(block.name).c_str(), nullptr, nullptr, block.file.c_str(),
                          static_cast<int>(block.line),
                          [&block]() -> testing::Test* { return new conformance_case(block); });
  }
  for (const auto& problem : suite.problems) {
    const auto name = "line_" + std::to_string(problem.line) + "_" + identifier(problem.what);
    testing::RegisterTest("case_files", name.c_str(), nullptr, nullptr, problem.file.c_str(),
                          static_cast<int>(problem.line),
                          [&problem]() -> testing::Test* { return new broken_file(problem); });
  }
}

}  // namespace

bool register_cases(const std::string& folder, std::size_t at_least) {
  static const cases::suite suite = cases::read_folder(folder);
  register_each(suite);
  register_whole_files(suite);
  counted.written = suite.blocks.size();
  if (suite.blocks.size() >= at_least) return true;
  std::printf("%zu cases in %s, and not at least %zu\n", suite.blocks.size(), folder.c_str(), at_least);
  return false;
}

void show_counts() {
  std::printf("%zu cases run, %zu skipped, %zu events, %zu answers of %zu engines, %zu extractions\n", counted.cases,
              counted.written - counted.cases, counted.events, counted.answers, engines().size(), counted.extractions);
  if (counted.no_service_messages == 0) return;
  std::printf("%zu service messages skipped: this product does not offer them\n", counted.no_service_messages);
}

}  // namespace conformance
