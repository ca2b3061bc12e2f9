// SPDX-License-Identifier: Apache-2.0
// `coverwatch match` over archives: many files by several threads, files too large to be held, a range of time, and the
// two ways to read an event, which find the same but for damage in what cannot match.
#include "peak_memory.hpp"
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

namespace program_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* any = "{ $.a = * }";

std::string events(int from, int count, std::string_view padding = {}) {
  std::string text;
  for (int i = from; i < from + count; ++i) {
    text += "{\"a\":" + std::to_string(i) + ",\"p\":\"";
    text.append(padding).append("\"}\n");
  }
  return text;
}

// Files of every kind and size, some of them damaged, some with more output than a thread may hold back.
void write_archive(const folder& here) {
  for (int i = 0; i < 60; ++i) {
    const std::string name = "logs/" + std::to_string(i / 7) + "/" + std::to_string(100 + i);
    const std::string text = events(1000 * i, i * 13 % 200 + 1);
    switch (i % 10) {
      case 0: here.write(name, text); break;
      case 1: here.write(name, gzipped(text + "{\"a\":}\n{\"b\":tru\n" + text)); break;
      case 2: here.write(name, gzipped("{\"Records\":[{\"a\":1},{\"b\":2},{\"a\":01},{\"a\":\n3}]}")); break;
      case 3: here.write(name, gzipped(text).substr(0, 60)); break;
      case 4: here.write(name, gzipped(text) + gzipped(text) + "junk"); break;
      case 5: here.write(name, ""); break;
      case 6: here.write(name, "{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\",\"logFiles\":[]}"); break;
      case 7: here.write(name, gzipped("{\"b\":1}\n")); break;
      case 8: here.write("logs/.hidden" + std::to_string(i), text); break;
      default: here.write(name, i == 19 ? events(0, 60000, std::string(100, 'x')) : text);
    }
  }
}

TEST(archives, are_read_by_several_threads_as_by_one) {
  folder here;
  write_archive(here);
  here.write("p", "one\t{ $.a = 1 }\nany\t{ $.a = * }\n");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {any}, {"-H", any}, {"-c", any}, {"-cH", any}, {"-l", any}, {"-v", "{ $.a = 1 }"}, {"--strict", "-H", any},
           {"--patterns", "p"}, {"-c", "--patterns", "p"}, {"-cH", "--patterns", "p"}, {"-q", "{ $.b = * }"}, {"-m", "77", any}}) {
    std::vector<std::string> all{"match", "-j", "1"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"logs", "missing"});
    const outcome one = here.run(all);
    EXPECT_FALSE(one.out.empty());
    EXPECT_EQ(one.code, 2);
    for (const char* threads : {"2", "4", "16"}) {
      all[2] = threads;
      const outcome several = here.run(all);
      EXPECT_TRUE(several.out == one.out) << arguments.front() << " with " << threads;
      EXPECT_EQ(several.err, one.err) << arguments.front() << " with " << threads;
      EXPECT_EQ(several.code, one.code) << arguments.front() << " with " << threads;
    }
  }
}

TEST(archives, of_many_files_that_match_nothing_end_with_1) {
  folder here;
  for (int i = 0; i < 500; ++i) here.write("d/" + std::to_string(i), gzipped(events(i, 5)));
  const outcome none = here.run({"match", "-j", "4", "{ $.c = 1 }", "d"});
  EXPECT_EQ(none.out + none.err, "");
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(here.run({"match", "-j", "4", "-c", any, "d"}).out, "2500\n");
}

TEST(archives, refuse_no_threads) {
  folder here;
  for (const char* bad : {"0", "-1", "x"}) EXPECT_EQ(here.run({"match", "-j", bad, any}, "{\"a\":1}\n").code, 2);
}

// 400 MiB in 50 members, of which only so much is inflated at once.
TEST(archives, larger_than_what_may_be_held_are_read_in_pieces) {
  constexpr std::size_t members = 50;
  const std::string line = "{\"b\":1,\"p\":\"" + std::string(4000, 'x') + "\"}\n";
  std::string piece = "{\"a\":1}\n";
  while (piece.size() < 8 * mebibyte) piece += line;
  const std::string member = gzipped(piece, 1);
  std::string all;
  for (std::size_t i = 0; i < members; ++i) all += member;
  folder here;
  here.write("large.gz", all + gzipped("{\"a\":2}\n"));
  const outcome r = here.run({"match", "-c", any, "large.gz"});
  EXPECT_EQ(r.out, std::to_string(members + 1) + "\n");
  EXPECT_EQ(r.code, 0) << r.err;
  expect_peak_below(r, 392);
}

// Written piece by piece, since a child's peak may begin with its parent's.
struct large_files {
  std::ofstream plain;
  gzFile packed;
  explicit large_files(const folder& here)
      : plain(here.path("large.json"), std::ios::binary), packed(gzopen(here.path("large.json.gz").c_str(), "wb1")) {}
  large_files(const large_files&) = delete;
  large_files& operator=(const large_files&) = delete;
  ~large_files() { gzclose(packed); }
  void write(const std::string& text) {
    plain << text;
    gzwrite(packed, text.data(), static_cast<unsigned>(text.size()));
  }
};

// The size field says that it is too much to be inflated at once.
TEST(archives, with_many_records_need_memory_for_few) {
  folder here;
  {
    large_files files(here);
    files.write("{\"Records\":[");
    const std::string padding(60, 'x');
    std::size_t number = 0;
    for (std::size_t written = 0; written < 270 * mebibyte;) {
      std::string piece;
      for (const std::size_t end = number + 10000; number < end; ++number) {
        piece += "{\"a\":" + std::to_string(number) + ",\"p\":\"" + padding + "\"},\n";
      }
      files.write(piece);
      written += piece.size();
    }
    files.write("{\"a\":\"last\"}]}");
  }
  for (const char* name : {"large.json", "large.json.gz"}) {
    const outcome r = here.run({"match", "{ $.a = last }", name});
    EXPECT_EQ(r.out, "{\"a\":\"last\"}\n") << r.err;
    EXPECT_EQ(r.code, 0);
    expect_peak_below(r, 64);
  }
}

// The damaged event is one of many that cannot match: nothing of it is looked at.
TEST(archives, are_validated_where_something_may_match) {
  folder here;
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i == 1000 ? "{\"a\":\"x\",\"b\":tru}\n" : "{\"a\":\"x\",\"b\":5678}\n";
  here.write("inside", text + "{\"a\":\"wanted\"}\n");
  const outcome usual = here.run({"match", "{ $.a = wanted }", "inside"});
  EXPECT_EQ(usual.out, "{\"a\":\"wanted\"}\n");
  EXPECT_EQ(usual.err, "");
  EXPECT_EQ(usual.code, 0);
  for (const char* option : {"--strict", "-vc"}) {
    const outcome strict = here.run({"match", option, "{ $.a = wanted }", "inside"});
    EXPECT_EQ(strict.code, 2) << option;
    EXPECT_THAT(strict.err, HasSubstr("inside:1001: byte 19000: not JSON")) << option;
  }
  const outcome matching = here.run({"match", "-c", "{ $.a = x }", "inside"});
  EXPECT_EQ(matching.out, "2999\n");
  EXPECT_EQ(matching.code, 2);
  EXPECT_THAT(matching.err, HasSubstr("inside:1001: byte 19000: not JSON"));
}

TEST(archives, say_how_the_rest_was_read) {
  folder here;
  here.write("cut", "{\"a\":1}\n{\"a\":2}\n{\"a\":\n");
  const outcome usual = here.run({"match", "{ $.a = 1 }", "cut"});
  EXPECT_EQ(usual.code, 2);
  EXPECT_THAT(usual.err, AllOf(HasSubstr("cut:3"), HasSubstr("note: of 3 events"), HasSubstr("--strict")));
  EXPECT_THAT(here.run({"match", "-q", "{ $.a = 1 }", "cut"}).err, Not(HasSubstr("note")));
  EXPECT_THAT(here.run({"match", "--strict", "{ $.a = 1 }", "cut"}).err, Not(HasSubstr("note")));
  here.write("whole", "{\"a\":1}\n{\"a\":2}\n");
  EXPECT_EQ(here.run({"match", "{ $.a = 1 }", "whole"}).err, "");  // nothing to sum up, and nobody at a terminal
}

TEST(archives, are_cut_to_a_range_of_time) {
  folder here;
  const std::string folder_of = "AWSLogs/1/CloudTrail/us-east-1/2026/";
  const auto event = [](const char* time) { return "{\"a\":1,\"eventTime\":\"" + std::string(time) + "\"}"; };
  const auto record = [&](const char* time) { return gzipped("{\"Records\":[" + event(time) + "]}"); };
  here.write(folder_of + "01/10/1_CloudTrail_us-east-1_20260110T0005Z_x.json.gz", record("2026-01-09T23:59:59Z"));
  here.write(folder_of + "01/12/1_CloudTrail_us-east-1_20260112T0005Z_x.json.gz", record("2026-01-12T00:00:00Z"));
  here.write(folder_of + "03/01/1_CloudTrail_us-east-1_20260301T0005Z_x.json.gz", record("2026-02-28T12:00:00Z"));
  const outcome all = here.run({"match", "-c", any, "AWSLogs"});
  EXPECT_EQ(all.out, "3\n");
  EXPECT_EQ(all.err, "");
  const outcome since = here.run({"match", any, "--since", "2026-01-12", "AWSLogs"});
  EXPECT_EQ(since.out, event("2026-01-12T00:00:00Z") + "\n" + event("2026-02-28T12:00:00Z") + "\n");
  EXPECT_THAT(since.err, HasSubstr("left out: 1 file outside the time range"));
  const outcome until = here.run({"match", any, "--until", "2026-01-12T00:00Z", "AWSLogs"});
  EXPECT_EQ(until.out, event("2026-01-09T23:59:59Z") + "\n");
  EXPECT_THAT(until.err, HasSubstr("left out: 1 file outside the time range"));
  const outcome nothing = here.run({"match", any, "--since", "2027-01-01", "AWSLogs"});
  EXPECT_EQ(nothing.out, "");
  EXPECT_EQ(nothing.code, 1);
  EXPECT_EQ(here.run({"match", "-q", any, "--since", "2027-01-01", "AWSLogs"}).err, "");
}

TEST(archives, keep_events_whose_time_nobody_can_read) {
  folder here;
  here.write("events", "{\"a\":1}\n{\"a\":2,\"eventTime\":\"2026-01-01T00:00:00Z\"}\n{\"a\":3,\"eventTime\":\"soon\"}\n");
  const outcome r = here.run({"match", any, "--since", "2026-01-02", "events"});
  EXPECT_EQ(r.out, "{\"a\":1}\n{\"a\":3,\"eventTime\":\"soon\"}\n");
  EXPECT_THAT(r.err, HasSubstr("2 matching events have no eventTime"));
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(here.run({"match", "-c", any, "--since", "1h", "events"}).out, "2\n");
  EXPECT_EQ(here.run({"match", "-c", any, "--until", "2026-01-01T00:00:01Z", "events"}).out, "3\n");
  for (const char* bad : {"yesterday", "2026", "7"}) {
    const outcome refused = here.run({"match", any, "--since", bad, "events"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("is no time"));
  }
}

}  // namespace
}  // namespace program_test
