// SPDX-License-Identifier: Apache-2.0
// Time is linear in the event, whatever pattern and event are made to be slow: four times the event may not take ten
// times as long, where quadratic work takes sixteen. Time is that of the processor for this thread, the least of
// several runs, so that a busy machine does no harm.
#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <time.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace {

using namespace coverwatch;

constexpr std::size_t small = std::size_t{1} << 16, large = 4 * small;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double least_seconds(const std::function<void()>& work) {
  double least = 1e9;
  for (int run = 0; run < 5; ++run) {
    const double begin = processor_seconds();
    work();
    least = std::min(least, processor_seconds() - begin);
  }
  return least;
}

std::string filled(std::string_view unit, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += unit;
  return out;
}

// `around` holds one `@`, which becomes the hostile part.
std::string event_of(std::string around, const std::string& part) { return around.replace(around.find('@'), 1, part); }

struct hostile {
  const char* pattern;
  const char* around;
  const char* unit;
};

void expect_linear(const hostile& h, wildcards dialect) {
  parse_options options;
  options.dialect = dialect;
  const auto p = pattern::parse(h.pattern, options);
  ASSERT_TRUE(p.has_value()) << h.pattern;
  const auto set = pattern_set::compile({&*p, 1}).value();
  scratch memory(2 * large);
  const auto seconds = [&](std::size_t bytes) {
    const std::string event = event_of(h.around, filled(h.unit, bytes));
    const scan_sink sink{[](const scan_match&) { return true; }};
    return least_seconds([&] {
      p->evaluate(event, memory);
      p->matches(event, memory);
      set.match(event, memory);
      set.scan(event, memory, sink);
    });
  };
  const double few = seconds(small), many = seconds(large);
  EXPECT_LT(many, 10 * few + 0.001) << h.pattern << " on " << h.unit << ": " << few << " s and " << many << " s";
}

void expect_all_linear(std::initializer_list<hostile> all) {
  for (const hostile& h : all) {
    for (const wildcards dialect : {wildcards::glob, wildcards::leftmost}) expect_linear(h, dialect);
  }
}

TEST(limits, regular_expressions_are_linear_in_the_event) {
  expect_all_linear({{"%a*a*a*a*a*a*b%", "@", "a"},
                     {"%[ab]*a[ab]{60}c%", "@", "ab"},
                     {"%a{500}b%", "@", "a"},
                     {"%a?a?a?a?a?a?aaaaaa$%", "@x", "a"},
                     {"{ $.a = %.*.*.*x$% }", R"({"a":"@"})", "y"},
                     {"{ $.a = %a+a+a+b% || $.b = %^c+d% }", R"({"a":"@","b":"c"})", "a"},
                     {"[a = %x*x*y%, ...]", "@ b", "x"}});
}

TEST(limits, wildcards_are_linear_in_the_event) {
  expect_all_linear({{"{ $.a = \"*a*a*a*a*a*a*b\" }", R"({"a":"@"})", "a"},
                     {"{ $.a = \"*aaaaaaaaaaaaaaab*\" }", R"({"a":"@"})", "a"},
                     {"{ $.a = \"a*ab*ab*ab*abc\" }", R"({"a":"@"})", "ab"},
                     {"{ $.a != \"*x*y*z*\" }", R"({"a":"@"})", "xy"},
                     {"[a = *ab*ab*abc*, ...]", "@ b", "ab"}});
}

TEST(limits, terms_are_linear_in_the_event) {
  expect_all_linear({{"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" -z", "@", "a"},
                     {"?abab ?ababab ?abababab ?ababac ?bababb ?cab", "@", "ab"},
                     {"ERROR -\"ERRO R\" \"RRORE\"", "@", "ERRO"}});
}

TEST(limits, json_is_linear_in_the_event) {
  expect_all_linear({{"{ $.* = 2 }", R"({"b":0@})", R"(,"a":1)"},  // each key repeated
                     {"{ $.a = 2 || $.b = 3 }", R"({"b":0@})", R"(,"a":1)"},
                     {"{ $.*.a = 2 }", R"({"b":0@})", R"(,"a":{"a":1,"a":1})"},
                     {"{ $.a[*] = 2 || $.a[*].b = 1 || $.a[*].c IS NULL }", R"({"a":[0@]})", R"(,{"b":[{}]})"},
                     {"{ $.a = \"x*\" }", R"({"a":"@"})", R"(\u0041\")"},
                     {"{ $.a = 1 }", R"({"b":"@"})", R"(\\)"},
                     {"{ $.a = 1 }", R"({"b":"x@})", R"(\\\\\")"},  // a string without end
                     {"{ $.a > 5 }", R"({"a":1@})", "9"},
                     {"{ $.a = \"1*1\" }", R"({"a":0.1@})", "1"},
                     {"{ $.a = 1 }", R"({"a": @1})", " \t"}});
}

TEST(limits, tokens_are_linear_in_the_event) {
  expect_all_linear({{"[a, ..., b > 1]", "@", "1 "},
                     {"[..., a = 1]", "x@", " ["},
                     {"[..., a = 1]", "@", "\"[ "},
                     {"[a, b]", "@", "\"\""}});
}

// What is measured tells quadratic work from linear.
TEST(limits, the_measure_can_fail) {
  const auto seconds = [](std::size_t n) {
    const std::string text(n, 'a');
    return least_seconds([&] {
      volatile std::size_t same = 0;
      for (const char a : text) {
        for (const char b : text) same = same + (a == b ? 1U : 0U);
      }
    });
  };
  EXPECT_GT(seconds(8192), 10 * seconds(2048));
}

}  // namespace
