// SPDX-License-Identifier: Apache-2.0
// Everything that threads may share, shared by many: patterns of each kind, a set, a metric filter, a certificate and
// the catalogue, all asked at once while copies come and go and the originals die. Each answer must be that of one
// thread alone, which is asked afterwards, so that the very first call of each function is a race. A program of its
// own, for that reason; the thread sanitizer runs it too.
#include <coverwatch/catalog.hpp>
#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/metric_filter.hpp>
#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using coverwatch::pattern;

constexpr std::size_t thread_count = 8;
constexpr std::size_t rounds = 40;

const std::vector<std::string> texts = {
    R"({ ($.errorCode = "*Unauthorized*") || ($.errorCode = AccessDenied*) })",
    R"({ $.a[*] = 1 && $.b != "x" && $.c NOT EXISTS })",
    R"({ $.a.* = %^[0-9]+$% || $.n >= 1.5 })",
    R"([ip, user, ..., status = 4*, bytes > 10])",
    R"(ERROR -timeout "out of memory")",
    R"(%WARN|ERR[A-Z]+%)",
    "",
};

const std::vector<std::string> events = {
    R"({"errorCode":"Client.UnauthorizedOperation","n":2})",
    R"({"a":[1,"2"],"b":"y"})",
    R"({"a":{"k":"17","k":"x"},"n":1.5e0,"a":{"z":"17"}})",
    R"({"\u0061":[null,1],"b":1e309})",
    R"({"n":1.5,"text":"ERROR and WARN"})",
    "127.0.0.1 frank [10/Oct/2000:13:25:15 -0700] 404 12",
    "10.0.0.1 ERROR \"out of memory\" 400 99",
    "ERROR out of memory",
    R"({"a":)",
    "",
};

struct shared {
  std::vector<pattern> patterns;
  coverwatch::pattern_set set;
  coverwatch::metric_filter filter;
  std::string buffer, certificate;
};

shared made() {
  std::vector<pattern> patterns;
  for (const auto& text : texts) patterns.push_back(pattern::parse(text).value());
  auto set = coverwatch::pattern_set::compile(patterns).value();
  auto filter = coverwatch::metric_filter::create(
      patterns[2],
      {.metric_name = "n", .metric_namespace = "test", .metric_value = "$.n", .dimensions = {{"b", "$.b"}}});
  std::string buffer;
  for (const auto& event : events) buffer += event + "\n";
  coverwatch::coverage_options with;
  with.certificate = true;
  auto certificate = coverwatch::covers({&patterns[0], 1}, {&patterns[0], 1}, with).certificate;
  return {std::move(patterns), std::move(set), filter.value(), std::move(buffer), std::move(certificate)};
}

std::string listed(std::span<const std::uint32_t> which) {
  std::string out;
  for (const auto each : which) out += " " + std::to_string(each);
  return out + ";";
}

// What everything says of one event.
std::string of_event(const shared& s, const std::string& event, coverwatch::scratch& memory) {
  std::string out;
  for (const pattern& each : s.patterns) {
    const pattern copy = each;
    out += copy.matches(event, memory) ? '+' : '-';
    out += std::to_string(static_cast<int>(copy.in_dialect(coverwatch::wildcards::leftmost).evaluate(event, memory)));
    for (const auto& field : copy.extract(event, memory)) out += field.name + "=" + std::string(field.value) + ",";
  }
  const coverwatch::pattern_set set = s.set;
  out += listed(set.match(event, memory)) + listed(set.evaluate(event, memory).matches);
  const coverwatch::metric_filter filter = s.filter;
  const auto published = filter.apply(event, memory);
  if (published.sample) out += std::to_string(published.sample->value) + published.sample->unit.data();
  return out;
}

std::string of_buffer(const shared& s, coverwatch::scratch& memory) {
  std::string out;
  const auto on_match = [&](const coverwatch::scan_match& hit) {
    out += std::to_string(hit.record.number) + listed(hit.matches);
    return true;
  };
  const auto summary = s.set.scan(s.buffer, memory, {on_match}, coverwatch::framing::lines);
  return out + std::to_string(summary.evaluated);
}

// Questions about one control of the catalogue, and a certificate.
std::string of_control(const shared& s, std::size_t which) {
  const auto entries = coverwatch::catalog::benchmarks().front().entries;
  const auto& control = entries[which % entries.size()];
  const auto wanted = pattern::parse(coverwatch::catalog::find(control.id)->normative.text);
  const auto report = coverwatch::covers(s.patterns, {&*wanted, 1});
  const auto relation = coverwatch::compare(s.patterns.front(), *wanted).result;
  const auto claim = coverwatch::verify(s.certificate);
  return std::string(name(report.result)) + report.event + std::string(name(relation)) +
         (claim ? claim->reference + std::to_string(claim->steps) : claim.error().what);
}

// One of all questions; `scratch` is the thread's own.
std::string answer(const shared& s, std::size_t question, coverwatch::scratch& memory) {
  if (question < events.size()) return of_event(s, events[question], memory);
  return question == events.size() ? of_buffer(s, memory) : of_control(s, question);
}

TEST(threads, shared_values_answer_as_for_one_thread) {
  const std::size_t questions = events.size() + 4;
  std::vector<std::vector<std::string>> said(thread_count, std::vector<std::string>(questions));
  std::atomic<std::size_t> changed = 0;
  const shared common = made();
  std::optional<shared> dying = made();
  std::atomic<bool> go = false;
  std::vector<std::thread> running;
  for (std::size_t t = 0; t < thread_count; ++t) {
    running.emplace_back([&, t, own = *dying] {
      while (!go) std::this_thread::yield();
      coverwatch::scratch memory;
      for (std::size_t i = 0; i < rounds * questions; ++i) {
        const std::size_t question = (i + t) % questions;
        const shared copy = i % 2 == 0 ? own : common;
        const std::string found = answer(copy, question, memory);
        if (i >= questions && found != said[t][question]) ++changed;
        said[t][question] = found;
      }
    });
  }
  go = true;
  dying.reset();
  for (auto& thread : running) thread.join();
  EXPECT_EQ(changed, 0U);
  coverwatch::scratch memory;
  for (std::size_t question = 0; question < questions; ++question) {
    const std::string expected = answer(common, question, memory);
    EXPECT_FALSE(expected.empty());
    for (const auto& each : said) EXPECT_EQ(each[question], expected) << question;
  }
}

}  // namespace
