// SPDX-License-Identifier: Apache-2.0
// The law of lacking memory, for patterns, events, sets and metric filters: whichever allocation fails, the answer is
// the right one or says that memory ran out, nothing is lost, and the same objects answer rightly afterwards. The
// questions are the conformance cases and generated sets. memory_laws_coverage_test.cpp has the rest.
#include "../support/cases.hpp"
#include "../support/sample_set.hpp"
#include "../support/shortages.hpp"
#include "laws.hpp"
#include "match/workspace.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

// Longer ones meet the same failures again, more of them.
constexpr std::size_t longest_event = 4000;

const std::vector<cases::block>& blocks() {
  static const cases::suite all = cases::read_folder(COVERWATCH_CONFORMANCE_CASES);
  EXPECT_GT(all.blocks.size(), 500U);
  return all.blocks;
}

std::string told(const diagnostic& d) {
  std::string out = std::string(name(d.code)) + ' ' + std::to_string(d.where.begin) + '-' + std::to_string(d.where.end);
  if (d.related) out += ' ' + std::to_string(d.related->begin) + '-' + std::to_string(d.related->end);
  return out + ' ' + d.source + ' ' + d.detail;
}

std::string told(const result<pattern, diagnostic>& parsed) {
  if (!parsed) return told(parsed.error());
  std::string out = parsed->text() + '\n' + parsed->canonical() + '\n' + parsed->disassembly();
  for (const diagnostic& each : parsed->warnings()) out += told(each) + '\n';
  return out;
}

bool is_out_of_memory(const diagnostic& d) {
  return d.code == errc::out_of_memory && d.source.empty() && d.detail.empty() && !d.related && d.where == span{};
}

TEST(memory_law, parse_is_right_or_says_so) {
  for (const cases::block& block : blocks()) {
    const std::string right = told(pattern::parse(block.pattern, block.options));
    shortages::for_each([&] { return pattern::parse(block.pattern, block.options); },
                        [&](const result<pattern, diagnostic>& parsed, bool met) {
                          if (!parsed && is_out_of_memory(parsed.error())) {
                            EXPECT_TRUE(met);
                            return;
                          }
                          EXPECT_EQ(told(parsed), right);
                        });
    ASSERT_FALSE(HasFailure()) << block.file << ':' << block.line;
  }
}

// --- One pattern and one event.

// simdjson makes what it needs once in a program, and keeps it.
outcome by_tokens(const pattern& p) {
  scratch memory;
  if (!shortages::made([&] { return &(memory.workspace().by = match::road::tokens); })) return outcome::out_of_memory;
  return p.evaluate("{\"a\":1}", memory);
}

// In a process of its own each time: what is made once is not yet there. It must stand before the others.
TEST(memory_law, the_first_event_of_a_program_is_judged_rightly_or_not_at_all) {
  const pattern p = pattern::parse("{ $.a = 1 }").value();
  int lacked = 0;
  for (std::size_t nth = 1; nth < 40; ++nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      outcome first{}, second{};
      {
        const counted_memory::shortage now(nth, counted_memory::lacking::once);
        first = by_tokens(p);
      }
      second = by_tokens(p);
      ::_exit(second != outcome::match ? 9 : first == outcome::out_of_memory ? 1 : first == outcome::match ? 0 : 8);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << "allocation " << nth << " ended the program";
    EXPECT_LE(WEXITSTATUS(status), 1) << "allocation " << nth;
    lacked += WEXITSTATUS(status);
  }
  EXPECT_GE(lacked, 3);
  EXPECT_EQ(by_tokens(p), outcome::match);  // from now on it is there
}

struct asked {
  scratch memory;
  outcome answer;
  bool matches;
};

asked ask(const pattern& p, std::string_view event, std::size_t most, match::road by) {
  asked out{scratch(most), outcome::out_of_memory, false};
  const bool ready = shortages::made([&] { return &(out.memory.workspace().by = by); }).has_value();
  if (ready && by == match::road::tokens) {
    out.answer = p.evaluate(event, out.memory);
    out.matches = p.matches(event, out.memory);
  } else {  // the other way round, the workspace not yet made where memory lacks
    out.matches = p.matches(event, out.memory);
    out.answer = p.evaluate(event, out.memory);
  }
  return out;
}

void check_event(const pattern& p, const cases::event& event, std::size_t most, match::road by) {
  scratch plenty(most);
  const outcome right = p.evaluate(event.text, plenty);
  EXPECT_EQ(right, event.expected);
  shortages::for_each([&] { return ask(p, event.text, most, by); },
                      [&](asked& got, bool met) {
                        const bool lacked = got.answer == outcome::out_of_memory;
                        EXPECT_TRUE(got.answer == right || (met && lacked));
                        EXPECT_TRUE(got.matches == (right == outcome::match) || (met && !got.matches));
                        EXPECT_EQ(p.evaluate(event.text, got.memory), right);
                        EXPECT_EQ(p.matches(event.text, got.memory), right == outcome::match);
                      });
}

TEST(memory_law, events_are_judged_rightly_or_not_at_all) {
  EXPECT_EQ(by_tokens(pattern::parse("{ $.a = 1 }").value()), outcome::match);  // once, with all memory
  std::size_t events = 0;
  for (const cases::block& block : blocks()) {
    const auto p = pattern::parse(block.pattern, block.options);
    if (!p) continue;
    for (const cases::event& event : block.events) {
      if (event.text.size() > longest_event) continue;
      ++events;
      for (const match::road by : {match::road::tokens, match::road::outline}) {
        check_event(*p, event, block.max_event_bytes, by);
      }
      ASSERT_FALSE(HasFailure()) << block.file << ':' << event.line;
    }
  }
  EXPECT_GT(events, 2000U);
}

// The same scratch through a row of events, memory lacking at any place: what it keeps from a failure spoils nothing.
TEST(memory_law, a_scratch_survives_every_shortage) {
  for (const cases::block& block : blocks()) {
    const auto p = pattern::parse(block.pattern, block.options);
    if (!p || block.events.size() < 2) continue;
    const auto all = [&](scratch& memory) {
      std::array<outcome, 8> out{};
      for (std::size_t i = 0; i < std::min(block.events.size(), out.size()); ++i) {
        out[i] = p->evaluate(block.events[i].text, memory);
      }
      return out;
    };
    scratch plenty(block.max_event_bytes);
    const auto right = all(plenty);
    const auto ask_all = [&] {
      scratch memory(block.max_event_bytes);
      const auto answers = all(memory);
      return std::pair{std::move(memory), answers};
    };
    shortages::for_each(ask_all, [&](auto& got, bool met) {
      for (std::size_t i = 0; i < right.size(); ++i) {
        EXPECT_TRUE(got.second[i] == right[i] || (met && got.second[i] == outcome::out_of_memory)) << i;
      }
      EXPECT_EQ(all(got.first), right);
    });
    ASSERT_FALSE(HasFailure()) << block.file << ':' << block.line;
  }
}

// --- What makes texts and lists throws instead.

TEST(memory_law, texts_are_right_or_throw) {
  std::set<errc> refused;
  std::set<pattern_kind> kinds;
  for (const cases::block& block : blocks()) {
    const auto p = pattern::parse(block.pattern, block.options);
    if (!p && refused.insert(p.error().code).second) {
      shortages::expect_same_or_thrown([&] { return message(p.error()); });
      shortages::expect_same_or_thrown([&] { return help(p.error()); });
      shortages::expect_same_or_thrown([&] { return service_message(p.error()); });
      shortages::expect_same_or_thrown([&] { return render(p.error()); });
    }
    if (!p || !kinds.insert(p->kind()).second) continue;
    shortages::expect_same_or_thrown([&] { return p->canonical(); });
    shortages::expect_same_or_thrown([&] { return p->disassembly(); });
    for (const wildcards each : {wildcards::glob, wildcards::leftmost}) {
      const std::string right = p->in_dialect(each).disassembly();
      shortages::for_each([&] { return shortages::made([&] { return p->in_dialect(each); }); },
                          [&](const auto& got, bool met) { EXPECT_TRUE(got ? got->disassembly() == right : met); });
    }
  }
  EXPECT_GT(refused.size(), 40U);
  EXPECT_EQ(kinds.size(), 5U);
}

std::string listed(const std::vector<field>& fields) {
  std::string out;
  for (const field& each : fields) out += each.name + '=' + std::string(each.value) + '\n';
  return out;
}

TEST(memory_law, fields_are_right_or_extract_throws) {
  const auto p = pattern::parse("[ip, ..., status = 4*, bytes > 1]").value();
  const std::string event = "127.0.0.1 - \"a user with a long name\" [10/Oct/2000:13:25:15 -0700] x 404 17";
  struct extracted {
    scratch memory;
    std::optional<std::vector<field>> fields;
  };
  const auto ask = [&] {
    extracted out;
    out.fields = shortages::made([&] { return p.extract(event, out.memory); });
    return out;
  };
  const std::string right = listed(*ask().fields);
  EXPECT_NE(right.find("$status=404"), std::string::npos);
  shortages::for_each(ask, [&](extracted& got, bool met) {
    EXPECT_TRUE(got.fields ? listed(*got.fields) == right : met);
    EXPECT_EQ(listed(p.extract(event, got.memory)), right);
  });
}

// --- Sets and scans.

using matches = std::vector<std::uint32_t>;

struct set_question {
  std::vector<pattern> patterns;
  std::vector<std::string> events;
};

std::vector<set_question> set_questions() {
  sample::choices c(laws::seed());
  std::vector<set_question> all;
  for (int i = 0; i < 24; ++i) {
    const auto which = i % 2 == 0 ? sample::kinds::json : sample::kinds::all;
    auto list = i % 3 == 0 ? sample::any_needle_set(c, which) : sample::any_set(c, 1 + c.below(12), which);
    set_question q{list.patterns, {}};
    for (int event = 0; event < 6; ++event) q.events.push_back(sample::text_for(list, c));
    q.events.push_back(R"({"a":1,"a":2,"b":{"a":"x","a":"y"}})");  // repeated keys take a road of their own
    all.push_back(std::move(q));
  }
  return all;
}

// The answer stands in the scratch until that is used again.
struct set_answer {
  scratch memory;
  set_evaluation evaluated;
};

set_answer ask_set(const pattern_set& set, std::string_view event, match::road by) {
  set_answer out{scratch(), {outcome::out_of_memory, {}}};
  if (shortages::made([&] { return &(out.memory.workspace().by = by); })) {
    out.evaluated = set.evaluate(event, out.memory);
  }
  return out;
}

matches copied(std::span<const std::uint32_t> list) { return {list.begin(), list.end()}; }

TEST(memory_law, sets_are_compiled_or_not_at_all) {
  for (const set_question& q : set_questions()) {
    const auto set = pattern_set::compile(q.patterns).value();
    scratch memory;
    std::vector<matches> right;
    for (const std::string& event : q.events) right.push_back(copied(set.match(event, memory)));
    shortages::for_each([&] { return pattern_set::compile(q.patterns); },
                        [&](const auto& got, bool met) {
                          if (!got) {
                            EXPECT_TRUE(met && got.error() == set_error::out_of_memory);
                            return;
                          }
                          scratch own;
                          for (std::size_t i = 0; i < right.size(); ++i) {
                            EXPECT_EQ(copied(got->match(q.events[i], own)), right[i]);
                          }
                        });
    ASSERT_FALSE(HasFailure()) << "COVERWATCH_SEED=" << laws::seed();
  }
}

TEST(memory_law, sets_answer_rightly_or_not_at_all) {
  EXPECT_EQ(by_tokens(pattern::parse("{ $.a = 1 }").value()), outcome::match);  // once, with all memory
  for (const set_question& q : set_questions()) {
    const auto set = pattern_set::compile(q.patterns).value();
    scratch memory;
    for (const std::string& event : q.events) {
      const set_evaluation evaluated = set.evaluate(event, memory);
      const outcome right = evaluated.what;
      const matches which = copied(evaluated.matches);
      for (const match::road by : {match::road::tokens, match::road::outline}) {
        shortages::for_each([&] { return ask_set(set, event, by); },
                            [&](set_answer& got, bool met) {
                              const bool lacked = got.evaluated.what == outcome::out_of_memory;
                              EXPECT_TRUE(lacked
                                              ? met && got.evaluated.matches.empty()
                                              : got.evaluated.what == right && copied(got.evaluated.matches) == which);
                              EXPECT_EQ(copied(set.match(event, got.memory)), which);
                            });
        ASSERT_FALSE(HasFailure()) << event << " COVERWATCH_SEED=" << laws::seed();
      }
    }
  }
}

// An event with a repeated key is written anew without it. When memory runs out behind that, the next event must not be
// taken for one that has been seen to.
TEST(memory_law, a_repeated_key_is_not_overlooked_after_a_shortage) {
  const auto set = pattern_set::compile(std::vector{pattern::parse("{ $.x.* = 5 || $.y.* = 5 }").value()}).value();
  const auto one = pattern::parse("{ $.* = 1 }").value();
  std::string event = R"({"x":{"k":1,"k":2},"y":{"k":5)";
  for (int i = 0; i < 300; ++i) event += ",\"k" + std::to_string(i) + "\":0";
  event += "}}";
  for (const match::road by : {match::road::tokens, match::road::outline}) {
    shortages::for_each(
        [&] { return ask_set(set, event, by); },
        [&](set_answer& got, bool met) {
          EXPECT_TRUE(got.evaluated.what == outcome::match || (met && got.evaluated.what == outcome::out_of_memory));
          EXPECT_EQ(one.evaluate(R"({"a":1,"a":2})", got.memory), outcome::no_match);
        });
  }
}

// What a scan told of a record: a match, or (from `damage` on) an outcome.
struct told_record {
  std::uint64_t number;
  std::uint32_t what;
  friend bool operator==(const told_record&, const told_record&) = default;
};
constexpr std::uint32_t damage = 1'000'000;
constexpr std::uint32_t lacked_memory = damage + static_cast<std::uint32_t>(outcome::out_of_memory);

struct scanning {
  const pattern_set& set;
  std::string buffer;
  std::vector<told_record> told = {};
  scan_sink sink = {};

  void prepare() {
    told.reserve(1000);
    sink.on_match = [this](const scan_match& hit) {
      for (const std::uint32_t each : hit.matches) told.push_back({hit.record.number, each});
      return true;
    };
    sink.on_damage = [this](const scan_damage& d) {
      told.push_back({d.record.number, damage + static_cast<std::uint32_t>(d.what)});
    };
  }

  std::pair<scratch, scan_summary> operator()() {
    told.clear();
    scratch memory;
    const scan_summary done = set.scan(buffer, memory, sink);
    return {std::move(memory), done};
  }
};

// Without the records for which memory lacked.
std::vector<told_record> without_lack(std::vector<told_record> all, const std::set<std::uint64_t>& lacked) {
  std::erase_if(all, [&](const told_record& each) { return lacked.contains(each.number); });
  return all;
}

TEST(memory_law, scans_tell_every_record_that_memory_lacked_for) {
  for (const set_question& q : set_questions()) {
    const auto set = pattern_set::compile(q.patterns).value();
    scanning scan{set, {}};
    for (const std::string& event : q.events) scan.buffer += event + '\n';
    scan.prepare();
    const scan_summary right = scan().second;
    const std::vector<told_record> all = scan.told;
    ASSERT_LT(all.size(), 500U);
    shortages::for_each([&] { return scan(); },
                        [&](auto& got, bool met) {
                          std::set<std::uint64_t> lacked;
                          for (const told_record& each : scan.told) {
                            if (each.what == lacked_memory) lacked.insert(each.number);
                          }
                          EXPECT_TRUE(met || lacked.empty());
                          EXPECT_EQ(without_lack(scan.told, lacked), without_lack(all, lacked));
                          EXPECT_EQ(got.second.records, right.records);
                          EXPECT_EQ(got.second.consumed, right.consumed);
                          EXPECT_GE(got.second.damaged, lacked.size());
                          scan.told.clear();
                          set.scan(scan.buffer, got.first, scan.sink);
                          EXPECT_EQ(scan.told, all);
                        });
    ASSERT_FALSE(HasFailure()) << "COVERWATCH_SEED=" << laws::seed();
  }
}

struct from_the_sink {};

TEST(memory_law, what_the_sink_throws_passes_through_a_scan) {
  const auto set = pattern_set::compile(std::vector{pattern::parse("{ $.a = 1 }").value()}).value();
  scratch memory;
  const std::string buffer = "{\"a\":1}\n{\"a\":}\n";
  EXPECT_THROW(set.scan(buffer, memory, {[](const scan_match&) -> bool { throw from_the_sink(); }}), from_the_sink);
  EXPECT_THROW(set.scan(buffer, memory, {[](const scan_match&) -> bool { throw std::bad_alloc(); }}), std::bad_alloc);
  const scan_sink second{[](const scan_match&) { return true; }, [](const scan_damage&) { throw from_the_sink(); }};
  EXPECT_THROW(set.scan("x\n", memory, second), from_the_sink);
  EXPECT_EQ(set.scan(buffer, memory, {[](const scan_match&) { return true; }}).matched, 1U);
}

// --- Metric filters.

struct metric_question {
  const char* pattern;
  metric_transformation transformation;
  const char* event;
};

std::vector<metric_question> metric_questions() {
  const std::string name = "a name that is longer than a short text";
  return {
      {"{ $.a = 1 }",
       {name, name, "$.latency", {}, "Milliseconds", {{name, "$.service"}}},
       R"({"a":1,"latency":12.5,"service":"a service that is longer than a short text"})"},
      {"[ip, ..., size]",
       {name, name, "$size", {}, {}, {{name, "$ip"}}},
       "198.51.100.17-and-more-than-a-short-text x 7"},
      {"ERROR", {name, name, "1", 0.0, {}, {}}, "an ERROR"},
      {"ERROR", {name, name, "$.a-value-that-is-longer-than-short", {}, {}, {}}, ""},
      {"{ $.a = 1 }", {name, name, "$.a[", {}, {}, {}}, ""},
      {"{ $.a = 1 }", {name, name, "1", {}, "a unit that nobody knows of", {}}, ""},
      {"{ $.a = 1 }", {name, name, "1", {}, {}, {{name, "$.a"}, {name, "$.a"}}}, ""},
  };
}

std::string told(const result<metric_filter, metric_filter_error>& made) {
  if (made) return made->transformation().metric_value + made->filter_pattern().text();
  const metric_filter_error& e = made.error();
  return std::string(name(e.code)) + ' ' + std::string(name(e.field)) + ' ' + e.source + ' ' + e.detail +
         (e.cause ? told(*e.cause) : "");
}

std::string told(const publication& p) {
  std::string out = std::to_string(static_cast<int>(p.answer));
  if (!p.sample) return out;
  out += ' ' + std::to_string(p.sample->value) + ' ' + std::string(p.sample->unit);
  for (const auto& d : p.sample->dimensions) out += ' ' + d.name + '=' + d.value;
  return out;
}

TEST(memory_law, metric_filters_are_right_or_say_so) {
  for (const metric_question& q : metric_questions()) {
    const auto p = pattern::parse(q.pattern).value();
    const auto filter = metric_filter::create(p, q.transformation);
    const std::string right = told(filter);
    shortages::for_each([&] { return metric_filter::create(p, q.transformation); },
                        [&](const auto& got, bool met) {
                          const bool lacked = !got && got.error().code == metric_filter_errc::out_of_memory;
                          EXPECT_TRUE(lacked ? met && got.error().source.empty() : told(got) == right);
                        });
    if (!filter) {
      shortages::expect_same_or_thrown([&] { return message(filter.error()) + help(filter.error()); });
      continue;
    }
    scratch memory;
    const std::string sample = told(filter->apply(q.event, memory));
    EXPECT_NE(sample.find(' '), std::string::npos) << "no sample";
    const auto apply = [&] {
      scratch own;
      publication out = filter->apply(q.event, own);
      return std::pair{std::move(own), std::move(out)};
    };
    shortages::for_each(apply, [&](auto& got, bool met) {
      const bool lacked = got.second.answer == outcome::out_of_memory && !got.second.sample;
      EXPECT_TRUE(lacked ? met : told(got.second) == sample);
      EXPECT_EQ(told(filter->apply(q.event, got.first)), sample);
    });
    ASSERT_FALSE(HasFailure()) << q.pattern;
  }
}

// --- What needs no memory at all.

TEST(memory_law, looking_up_the_catalogue_allocates_nothing) {
  const auto ask = [] {
    std::size_t found = 0;
    for (const auto& benchmark : catalog::benchmarks()) {
      found += catalog::find_benchmark(benchmark.id) == &benchmark ? 1U : 0U;
      for (const auto& entry : benchmark.entries) found += catalog::find(entry.id) == &entry ? 1U : 0U;
    }
    for (const auto& fact : catalog::facts()) found += catalog::find_fact(fact.name) == &fact ? 1U : 0U;
    return found + (catalog::find("no such control") == nullptr ? 1U : 0U);
  };
  const std::size_t right = ask();
  EXPECT_GT(right, 50U);
  shortages::for_each(ask, [&](std::size_t found, bool met) {
    EXPECT_EQ(found, right);
    EXPECT_FALSE(met);
  });
  shortages::expect_same_or_thrown([] { return catalog::suggestions("cis-9.9:4.1"); });
}

TEST(memory_law, a_scratch_is_made_without_memory_and_works_when_there_is_some) {
  const auto p = pattern::parse("{ $.a = 1 }").value();
  const counted_memory::shortage none(1, counted_memory::lacking::from_then_on);
  scratch memory(100);
  scratch other(std::move(memory));
  EXPECT_EQ(other.max_event_bytes(), 100U);
  EXPECT_EQ(p.evaluate("{\"a\":1}", other), outcome::out_of_memory);
  EXPECT_FALSE(p.matches("{\"a\":1}", other));
}

}  // namespace
