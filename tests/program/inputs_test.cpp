// SPDX-License-Identifier: Apache-2.0
// What `coverwatch match` reads, and what it says of what it cannot read: nothing is skipped without a word, and one
// damaged place costs no other event.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

namespace program_test {
namespace {

using testing::HasSubstr;

constexpr const char* any = "{ $.a = * }";
constexpr const char* records = "{\"Records\":[{\"a\":1},{\"b\":2},{\"a\":\"x\"}]}";

struct given {
  std::string text;
  std::string printed;
};

TEST(inputs, are_recognised_by_content) {
  folder here;
  for (const given& g : std::vector<given>{
           {"{\"a\":1}\n{\"a\":2}", "{\"a\":1}\n{\"a\":2}\n"},
           {"{\"a\":1}\r\n\r\n{\"a\":2}\r\n", "{\"a\":1}\n{\"a\":2}\n"},
           {"\xef\xbb\xbf{\"a\":1}\n", "{\"a\":1}\n"},
           {records, "{\"a\":1}\n{\"a\":\"x\"}\n"},
           {"{\n  \"a\": [],\n  \"a\": 1\n}\n", "{  \"a\": [],  \"a\": 1}\n"},
           {"{\n\"Records\": [\n{\n\"a\": 1\n},\n{\"b\":2}]}", "{\"a\": 1}\n"},
           {std::string(records) + "\n" + records + "\n", "{\"a\":1}\n{\"a\":\"x\"}\n{\"a\":1}\n{\"a\":\"x\"}\n"},
           {"{\"a\":\"line\\nbreak\"}\n", "{\"a\":\"line\\nbreak\"}\n"}}) {
    for (const bool compressed : {false, true}) {
      here.write("input.bin", compressed ? gzipped(g.text) : g.text);
      const outcome r = here.run({"match", any, "input.bin"});
      EXPECT_EQ(r.out, g.printed);
      EXPECT_EQ(r.err, "");
      EXPECT_EQ(r.code, 0);
      EXPECT_EQ(here.run({"match", any}, compressed ? gzipped(g.text) : g.text).out, g.printed);
    }
  }
}

TEST(inputs, folders_are_read_in_the_order_of_names) {
  folder here;
  here.write("logs/b/2.json", "{\"a\":3}\n");
  here.write("logs/b/1.json.gz", gzipped("{\"Records\":[{\"a\":2}]}"));
  here.write("logs/a.json", "{\"a\":1}\n");
  EXPECT_EQ(here.run({"match", any, "logs"}).out, "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
}

TEST(inputs, several_members_of_gzip_are_one_text) {
  folder here;
  here.write("logs.gz", gzipped("{\"a\":1}\n") + gzipped("{\"a\":2}\n"));
  EXPECT_EQ(here.run({"match", any, "logs.gz"}).out, "{\"a\":1}\n{\"a\":2}\n");
}

TEST(inputs, digests_are_left_out_and_that_is_no_error) {
  folder here;
  here.write("d/1.json", "{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\",\"digestEndTime\":\"y\",\"logFiles\":[]}");
  here.write("d/2.json", "{\"a\":1}");
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, HasSubstr("digest"));
}

TEST(inputs, other_shapes_are_named) {
  folder here;
  for (const given& g : std::vector<given>{
           {"[{\"a\":1}]", "array"},
           {"\"a\"", "string"},
           {"{\"awslogs\":{\"data\":\"H4sI\"}}", "packed events"},
           {"{\"Events\":[{\"EventId\":\"1\",\"CloudTrailEvent\":\"text\"}]}", "CloudTrailEvent"}}) {
    here.write("input", g.text);
    const outcome r = here.run({"match", any, "input"});
    EXPECT_EQ(r.code, 2) << g.text;
    EXPECT_EQ(r.out, "") << g.text;
    EXPECT_THAT(r.err, HasSubstr("input:1")) << g.text;
    EXPECT_THAT(r.err, HasSubstr(g.printed)) << g.text;
  }
}

// A line of a Lambda's log may well have records of its own.
TEST(inputs, an_event_with_records_further_on_stays_an_event) {
  folder here;
  const std::string event = "{\"a\":1,\"Records\":[{\"b\":1}],\"events\":[{\"message\":\"m\"}]}\n";
  here.write("events", event + event);
  EXPECT_EQ(here.run({"match", any, "events"}).out, event + event);
  EXPECT_EQ(here.run({"match", "-c", "{ $.Records[0].b = 1 }", "events"}).out, "2\n");
}

TEST(inputs, damage_is_counted_and_named_and_the_rest_is_read) {
  folder here;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += i == 400 ? "{\"a\":1,\"b\":tru}\n" : i == 700 ? "\xff\n" : "{\"a\":1}\n";
  here.write("events", text);
  const outcome r = here.run({"match", "-c", any, "events"});
  EXPECT_EQ(r.out, "998\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("2 places"));
  EXPECT_THAT(r.err, HasSubstr("events:401"));
  EXPECT_THAT(r.err, HasSubstr("events:701"));
}

TEST(inputs, much_damage_is_not_listed_in_full) {
  folder here;
  std::string text = "{\"a\":1}\n";
  for (int i = 0; i < 1000; ++i) text += "damage\n";
  here.write("events", text);
  const outcome r = here.run({"match", any, "events"});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("1000 places"));
  EXPECT_LT(r.err.size(), 4000u);
}

TEST(inputs, a_record_that_is_damaged_does_not_cost_the_others) {
  folder here;
  here.write("log.json", "{\"Records\":[{\"a\":1},{\"a\":01},7,{\"a\":3}]}");
  const outcome r = here.run({"match", "-c", any, "log.json"});
  EXPECT_EQ(r.out, "2\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("record 2"));
  EXPECT_THAT(r.err, HasSubstr("record 3"));
}

TEST(inputs, a_cut_is_damage_and_what_came_before_is_read) {
  folder here;
  here.write("log.json", "{\"Records\":[{\"a\":1},{\"a\":2},{\"a\"");
  const outcome r = here.run({"match", "-c", any, "log.json"});
  EXPECT_EQ(r.out, "2\n");
  EXPECT_EQ(r.code, 2);
}

TEST(inputs, cut_or_damaged_gzip_is_named) {
  folder here;
  const std::string whole = gzipped(records);
  here.write("cut.gz", whole.substr(0, whole.size() - 9));
  std::string wrong = whole;
  wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1);  // the checksum
  here.write("wrong.gz", wrong);
  here.write("second.gz", whole + whole.substr(0, 20));
  for (const char* name : {"cut.gz", "wrong.gz"}) {
    const outcome r = here.run({"match", "-c", any, name, "second.gz"});
    EXPECT_EQ(r.out, "2\n");
    EXPECT_EQ(r.code, 2);
    EXPECT_THAT(r.err, HasSubstr(name));
    EXPECT_THAT(r.err, HasSubstr("second.gz"));
  }
}

TEST(inputs, too_deep_and_too_large_are_named) {
  folder here;
  here.write("events", "{\"a\":1,\"b\":" + std::string(1001, '[') + std::string(1001, ']') + "}\n{\"a\":\"" +
                           std::string(1 << 20, 'x') + "\"}\n{\"a\":1}\n");
  const outcome r = here.run({"match", "-c", any, "events"});
  EXPECT_EQ(r.out, "1\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("events:1"));
  EXPECT_THAT(r.err, HasSubstr("events:2"));
}

TEST(inputs, that_cannot_be_opened_are_errors_and_the_rest_is_read) {
  folder here;
  here.write("good", "{\"a\":1}\n");
  const outcome r = here.run({"match", any, "missing", "good"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("missing"));
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  here.write("locked", "{\"a\":1}\n");
  std::filesystem::permissions(here.path("locked"), std::filesystem::perms::none);
  EXPECT_EQ(here.run({"match", any, "locked", "good"}).code, 2);
}

TEST(inputs, that_fail_while_they_are_read_are_errors) {
  const char* failing = "/proc/self/mem";  // opens, but cannot be read at its start
  if (!std::filesystem::exists(failing)) GTEST_SKIP() << "no " << failing << " here";
  folder here;
  here.write("good", "{\"a\":1}\n");
  const outcome r = here.run({"match", any, failing, "good"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("/proc/self/mem: cannot be read"));
}

TEST(inputs, the_output_is_not_read_again) {
  folder here;
  here.write("d/a", "{\"a\":1}\n");
  const outcome r = here.run({"match", any, "d"}, {}, here.path("d/out").string());
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("d/out: is also the output"));
  EXPECT_EQ(std::filesystem::file_size(here.path("d/out")), 8u);
}

TEST(inputs, what_is_left_out_below_a_folder_is_named) {
  folder here;
  here.write("d/a", "{\"a\":1}\n");
  here.write("d/.hidden", "{\"a\":2}\n");
  std::filesystem::create_directory_symlink(here.path("d"), here.path("d/loop"));
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, HasSubstr("d/.hidden"));
  EXPECT_THAT(r.err, HasSubstr("d/loop"));
  EXPECT_EQ(here.run({"match", any, "d/.hidden"}).out, "{\"a\":2}\n");  // asked for by name
}

TEST(inputs, quiet_still_counts_damage) {
  folder here;
  here.write("events", "{\"a\":1}\ndamage\n");
  const outcome r = here.run({"match", "-q", any, "events", "missing"});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("1 place"));
  EXPECT_THAT(r.err, HasSubstr("missing: cannot be opened"));
  EXPECT_THAT(r.err, testing::Not(HasSubstr("events:2")));
}

TEST(inputs, no_event_at_all_is_an_error) {
  folder here;
  here.write("empty", "");
  here.write("blank", "\n \n");
  std::filesystem::create_directory(here.path("nothing"));
  for (const char* name : {"empty", "blank", "nothing"}) {
    const outcome r = here.run({"match", any, name});
    EXPECT_EQ(r.code, 2) << name;
    EXPECT_THAT(r.err, HasSubstr("no event was read")) << name;
  }
}

TEST(inputs, the_sample_archive_of_the_project) {
  folder here;
  const std::string archive = std::string(COVERWATCH_SOURCE_PATH) + "/examples/archive";
  EXPECT_EQ(here.run({"match", "-c", "{ $.eventName = * }", archive}).out, "38\n");
  EXPECT_EQ(here.run({"match", "-c", "{ $.eventName = ConsoleLogin && $.errorMessage = \"Failed authentication\" }", archive}).code, 0);
}

}  // namespace
}  // namespace program_test
