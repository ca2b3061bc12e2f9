// SPDX-License-Identifier: Apache-2.0
// Every command while the system fails it: each call to read, write, open, list and close in turn. The answer is the usual
// one, byte for byte, or the exit code is 2 and a message says what failed; never another answer.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace program_test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

constexpr const char* any = "{ $.a = * }";
constexpr const char* wide = R"({ $.errorCode = "AccessDenied*" })";
constexpr const char* narrow = R"({ $.errorCode = "AccessDeniedException" })";
constexpr const char* question = R"({"deployed":["{ $.a = * }"],"reference":["{ $.a = 1 }"]})";

struct command {
  std::vector<std::string> arguments;
  std::string input;
};

// A folder with something to read for each command.
class desk : public folder {
 public:
  desk() {
    std::string events;
    for (int i = 0; i < 300; ++i) events += "{\"a\":" + std::to_string(i) + "}\n";
    write("d/1", events);
    write("d/2.gz", gzipped(events));
    write("d/deep/3", "{\"Records\":[{\"a\":1},{\"b\":2}]}");
    write("pattern", any);
    write("patterns", "one\t{ $.a = 1 }\nany\t{ $.a = * }\n");
    write("request", R"({"filterPattern":"{ $.a = 1 }","logEventMessages":["{\"a\":1}"]})");
    write("questions", std::string(question) + "\n" + question + "\n");
    write("account/filters.json", R"({"metricFilters":[{"filterName":"f","filterPattern":"{ $.errorCode = * }",)"
                                  R"("logGroupName":"g","metricTransformations":[]},{"filterName":"h",)"
                                  R"("filterPattern":"","logGroupName":"h","metricTransformations":[]}]})");
    write("account/deep/alarms.json", R"({"MetricAlarms":[],"CompositeAlarms":[]})");
    write("waivers", R"({"waivers":[{"control":"*","account":"*","reason":"a test"}]})");
    write("certificate", run({"covers", "--format", "json", "--deployed", wide, "--reference", narrow}).out);
  }

  outcome run_with(const std::string& fault, const command& c, const std::string& output = {}) const {
    std::filesystem::remove(path("../struck"));
    return run(c.arguments, c.input, output,
               {std::string("LD_PRELOAD=") + COVERWATCH_FAULT_SHIM, "COVERWATCH_FAULT=" + fault,
                "COVERWATCH_FAULT_STRUCK=" + path("../struck").string(),
                "ASAN_OPTIONS=verify_asan_link_order=0"});
  }
  bool struck() const { return std::filesystem::exists(path("../struck")); }
};

std::vector<command> commands() {
  return {
      {{"match", any, "d"}, {}},
      {{"match", "-j", "2", "-H", "--format", "json", any, "d", "d"}, {}},
      {{"match", "-c", "-f", "pattern", "d"}, {}},
      {{"match", "-l", any, "d"}, {}},
      {{"match", "--patterns", "patterns", "--line-buffered", "d/deep"}, {}},
      {{"match", "ERROR"}, "ERROR one\nno\nERROR two\n"},
      {{"explain", "-f", "pattern"}, {}},
      {{"explain", "--format", "json", any}, {}},
      {{"test-metric-filter", "--cli-input-json", "file://request"}, {}},
      {{"catalog"}, {}},
      {{"catalog", "--format", "json", "cis-5.0"}, {}},
      {{"covers", "--deployed", "file://pattern", "--reference", any}, {}},
      {{"covers", "--format", "json", "--deployed", wide, "--reference", narrow}, {}},
      {{"covers", "--batch", "questions"}, {}},
      {{"covers", "--batch", "-"}, std::string(question) + "\n"},
      {{"compare", any, "{ $.a = 1 }"}, {}},
      {{"compare", "--format", "json", any, "{ $.a = 1 }"}, {}},
      {{"verify", "certificate"}, {}},
      {{"verify", "--format", "json", "certificate"}, {}},
      {{"audit", "--time", "2026-01-31", "account"}, {}},
      {{"audit", "--time", "2026-01-31", "--format", "json", "--control", "4.1", "--waivers", "waivers", "account"}, {}},
      {{"audit", "--time", "2026-01-31", "--format", "html", "--control", "4.1", "account/filters.json"}, {}},
      {{"replay", "--pattern", "{ $.a = 1 }", "d"}, {}},
      {{"match", "--help"}, {}},
      {{"--version"}, {}},
  };
}

std::string shown(const command& c) {
  std::string text;
  for (const std::string& each : c.arguments) text += each + " ";
  return text;
}

void expect_the_same(const outcome& found, const outcome& usual, const std::string& what) {
  EXPECT_EQ(found.code, usual.code) << what << found.err;
  EXPECT_TRUE(found.out == usual.out) << what;
  EXPECT_EQ(found.err, usual.err) << what;
}

// Lets the first, the second, ... such call fail until none is left; how many there were.
int each_call(const desk& here, const std::string& call, const std::string& how, const command& c,
              const std::function<void(const outcome&, const std::string&)>& judge) {
  for (int n = 1;; ++n) {
    const std::string fault = call + " " + std::to_string(n) + " " + how;
    const outcome found = here.run_with(fault, c);
    if (!here.struck()) return n - 1;
    judge(found, fault + ": " + shown(c));
  }
}

TEST(faults, of_a_call_are_named_and_cost_the_exit_code) {
  const desk here;
  const struct {
    const char *call, *how, *message;
  } all[] = {{"read", "EIO", "Input/output error"},
             {"open", "EACCES", "Permission denied"},
             {"readdir", "EIO", "Input/output error"},
             {"write", "ENOSPC", "No space left on device"},
             {"close", "EIO", "cannot write to standard output: Input/output error"}};
  for (const auto& each : all) {
    int calls = 0;
    for (const command& c : commands()) {
      calls += each_call(here, each.call, each.how, c, [&](const outcome& found, const std::string& what) {
        EXPECT_EQ(found.code, 2) << what << found.out;
        EXPECT_THAT(found.err, HasSubstr(each.message)) << what;
      });
    }
    EXPECT_GE(calls, 5) << each.call;
  }
}

TEST(faults, that_pass_change_nothing) {
  const desk here;
  for (const command& c : commands()) {
    const outcome usual = here.run(c.arguments, c.input);
    for (const char* fault : {"read * EINTR", "read * EAGAIN", "read * short", "write * EINTR", "write * EAGAIN",
                              "write * short", "open * EINTR", "alarm"}) {
      expect_the_same(here.run_with(fault, c), usual, fault + (": " + shown(c)));
    }
  }
}

// As it ends any other tool: by the signal, without a word.
TEST(faults, of_a_reader_that_has_left_end_every_command) {
  const desk here;
  for (const command& c : commands()) {
    const outcome found = here.run_with("write 1 EPIPE", c);
    EXPECT_TRUE(here.struck()) << shown(c);
    EXPECT_EQ(found.code, 128 + SIGPIPE) << shown(c);
    EXPECT_EQ(found.err, "") << shown(c);
  }
}

TEST(faults, of_a_full_disk_are_told_by_every_command) {
  if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full here";
  const desk here;
  for (const command& c : commands()) {
    const outcome found = here.run(c.arguments, c.input, "/dev/full");
    EXPECT_EQ(found.code, 2) << shown(c);
    EXPECT_THAT(found.err, HasSubstr("cannot write to standard output: No space left on device")) << shown(c);
  }
}

// The same for a file that may not grow further, and what it holds by then is the beginning of the answer.
TEST(faults, of_a_file_that_may_not_grow_are_told) {
  const desk here;
  const command c{{"match", any, "d"}, {}};
  const outcome usual = here.run(c.arguments);
  ASSERT_GT(usual.out.size(), 4096u);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{4096, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const outcome found = here.run(c.arguments, {}, here.path("out").string());
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(found.code, 2);
  EXPECT_THAT(found.err, HasSubstr("cannot write to standard output: File too large"));
  std::ifstream file(here.path("out"), std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written.size(), 4096u);
  EXPECT_TRUE(usual.out.starts_with(written));
}

// Half of it is gone before the first or second read; the others are read as ever.
TEST(faults, of_a_file_that_shrinks_are_named) {
  std::string events;
  for (int i = 0; i < 40000; ++i) events += "{\"a\":" + std::to_string(i) + ",\"padding\":\"xxxxxxxxxxxxxxxx\"}\n";
  for (const bool packed : {false, true}) {
    for (const char* fault : {"read 1 shrink", "read 2 shrink"}) {
      const desk here;
      here.write("shrinks", packed ? gzipped(events, 1) : events);
      const outcome found = here.run_with(fault, {{"match", "-j", "1", "-c", "{ $.a = 3 }", "shrinks", "d/1"}, {}});
      ASSERT_TRUE(here.struck());
      if (packed && fault[5] == '2') continue;  // it was read in one piece by then
      EXPECT_EQ(found.code, 2) << found.out;
      EXPECT_THAT(found.err, HasSubstr("shrinks: cannot be read: it became shorter meanwhile")) << fault;
      EXPECT_EQ(found.out, packed ? "1\n" : "2\n");
    }
  }
}

// A real signal, while the program waits for a pipe to be opened and for what comes through it.
TEST(faults, of_signals_do_not_cut_a_pipe_short) {
  const desk here;
  ASSERT_EQ(::mkfifo(here.path("pipe").c_str(), 0600), 0);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    std::ofstream to(here.path("pipe"), std::ios::binary);
    for (int i = 0; i < 10; ++i) {
      to << "{\"a\":" << i << "}\n" << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  });
  const outcome found = here.run_with("alarm", {{"match", "-c", any, "pipe"}, {}});
  writer.join();
  EXPECT_EQ(found.out, "10\n");
  EXPECT_EQ(found.code, 0) << found.err;
}

// Root may read everything, so it becomes somebody else for this.
TEST(faults, of_missing_rights_are_named) {
  const folder here;
  here.write("d/locked", "{\"a\":1}\n");
  here.write("d/open", "{\"a\":2}\n");
  here.write("d/folder/x", "{\"a\":3}\n");
  std::filesystem::permissions(here.path("d/locked"), std::filesystem::perms::none);
  std::filesystem::permissions(here.path("d/folder"), std::filesystem::perms::none);
  const bool root = ::geteuid() == 0;
  outcome found;
  if (!root) {
    found = here.run({"match", any, "d"});
  } else {
    constexpr unsigned nobody = 65534;
    std::filesystem::permissions(here.path(".."), std::filesystem::perms::all);
    std::filesystem::permissions(here.path("../streams"), std::filesystem::perms::all);
    found = here.run({"match", any, "d"}, {}, {}, {}, nobody);
    if (found.code == folder::cannot_start) GTEST_SKIP() << "another user cannot start the program here";
  }
  std::filesystem::permissions(here.path("d/folder"), std::filesystem::perms::all);
  EXPECT_EQ(found.code, 2);
  EXPECT_EQ(found.out, "{\"a\":2}\n");
  EXPECT_THAT(found.err, HasSubstr("d/locked: cannot be opened: Permission denied"));
  EXPECT_THAT(found.err, HasSubstr("d/folder: cannot list this folder: Permission denied"));
}

}  // namespace
}  // namespace program_test
