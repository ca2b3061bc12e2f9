// SPDX-License-Identifier: Apache-2.0
// What `coverwatch match` reads for patterns that do not ask for JSON: lines of any text, beside everything that it
// reads for those that do.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

constexpr const char* log = "12:00 INFO started\n12:01 ERROR timeout\n\n12:02 ERROR disk\n";

struct given {
  std::string text;
  std::string printed;
};

TEST(text_inputs, help_says_what_is_an_event) {
  EXPECT_THAT(folder().run({"match", "--help"}).out, HasSubstr("each line that is not blank is an event"));
}

TEST(text_inputs, are_damage_for_a_pattern_that_asks_for_json) {
  folder here;
  here.write("app.log", log);
  const outcome r = here.run({"match", "{ $.a = * }", "app.log"});
  EXPECT_EQ(r.out, "");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("app.log:1"));
}

TEST(text_inputs, are_read_line_by_line) {
  folder here;
  for (const given& g : std::vector<given>{
           {log, "12:01 ERROR timeout\n12:02 ERROR disk\n"},
           {"ERROR 1\r\n\r\n  ERROR 2 \r\nERROR 3", "ERROR 1\n  ERROR 2 \nERROR 3\n"},
           {"\xef\xbb\xbf"
            "ERROR 1\nfine\n",
            "ERROR 1\n"},
           {"ERROR \0 \xff\nfine\n"s, "ERROR \0 \xff\n"s},
           {"[ERROR] 1\n{\"a\":\"ERROR\"}\n{\"a\":\"ERROR\n", "[ERROR] 1\n{\"a\":\"ERROR\"}\n{\"a\":\"ERROR\n"},
           {"{app} ERROR\nfine\nERROR {\n", "{app} ERROR\nERROR {\n"}}) {
    for (const bool compressed : {false, true}) {
      here.write("input.bin", compressed ? gzipped(g.text) : g.text);
      const outcome r = here.run({"match", "ERROR", "input.bin"});
      EXPECT_EQ(r.out, g.printed);
      EXPECT_EQ(r.err, "");
      EXPECT_EQ(r.code, 0);
      EXPECT_EQ(here.run({"match", "ERROR"}, compressed ? gzipped(g.text) : g.text).out, g.printed);
    }
  }
}

TEST(text_inputs, are_read_for_every_kind_of_pattern_but_json) {
  folder here;
  here.write("app.log", log);
  for (const auto& [wanted, printed] : std::vector<std::pair<std::string, std::string>>{
           {"ERROR -timeout", "12:02 ERROR disk\n"},
           {"?started ?disk", "12:00 INFO started\n12:02 ERROR disk\n"},
           {"\"ERROR timeout\"", "12:01 ERROR timeout\n"},
           {"%ERROR|WARN%", "12:01 ERROR timeout\n12:02 ERROR disk\n"},
           {"[time, level = INFO, what]", "12:00 INFO started\n"},
           {"", "12:00 INFO started\n12:01 ERROR timeout\n12:02 ERROR disk\n"}}) {
    const outcome r = here.run({"match", wanted, "app.log"});
    EXPECT_EQ(r.out, printed) << wanted;
    EXPECT_EQ(r.err, "") << wanted;
    EXPECT_EQ(r.code, 0) << wanted;
  }
  const outcome none = here.run({"match", "nowhere", "app.log"});
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(none.err, "");
}

TEST(text_inputs, take_the_options) {
  folder here;
  here.write("d/a.log", log);
  here.write("d/b.log", "fine\n");
  EXPECT_EQ(here.run({"match", "-v", "ERROR", "d"}).out, "12:00 INFO started\nfine\n");
  EXPECT_EQ(here.run({"match", "-c", "ERROR", "d"}).out, "2\n");
  EXPECT_EQ(here.run({"match", "-c", "-H", "ERROR", "d"}).out, "d/a.log:2\nd/b.log:0\n");
  EXPECT_EQ(here.run({"match", "-H", "disk", "d"}).out, "d/a.log:12:02 ERROR disk\n");
  EXPECT_EQ(here.run({"match", "-l", "ERROR", "d"}).out, "d/a.log\n");
  EXPECT_EQ(here.run({"match", "-m", "1", "ERROR", "d"}).out, "12:01 ERROR timeout\n");
}

TEST(text_inputs, give_way_to_json) {
  folder here;
  for (const given& g : std::vector<given>{
           {"{\"Records\":[{\"a\":\"ERROR\"},{\"b\":\"fine\"},{\"c\":\n\"ERROR\"}]}",
            "{\"a\":\"ERROR\"}\n{\"c\":\"ERROR\"}\n"},
           {"{\n  \"a\":\n  \"ERROR\"\n}\n{\n\"b\":1\n}\n", "{  \"a\":  \"ERROR\"}\n"},
           {"fine\n{\"Records\":[{\"a\":\"ERROR\"},{\"b\":1}]}\nERROR\n", "{\"a\":\"ERROR\"}\nERROR\n"}}) {
    here.write("input", g.text);
    const outcome r = here.run({"match", "ERROR", "input"});
    EXPECT_EQ(r.out, g.printed);
    EXPECT_EQ(r.code, 0) << r.err;
  }
  EXPECT_EQ(here.run({"match", "Records", "input"}).code, 1);  // what stands around the events is none
}

TEST(text_inputs, stand_beside_json_in_one_folder) {
  folder here;
  here.write("d/1.log", log);
  here.write("d/2.json", "{\"Records\":[{\"a\":\"ERROR\"}]}");
  here.write("d/3.json", "{\"awsAccountId\":\"1\",\"digestStartTime\":\"ERROR\",\"logFiles\":[]}");
  here.write("d/4.ndjson", "{\"a\":1}\n{\"a\":\"ERROR\"}\n");
  const outcome r = here.run({"match", "ERROR -timeout", "d"});
  EXPECT_EQ(r.out, "12:02 ERROR disk\n{\"a\":\"ERROR\"}\n{\"a\":\"ERROR\"}\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, HasSubstr("digest"));
}

TEST(text_inputs, that_are_damaged_json_are_named) {
  folder here;
  for (const given& g :
       std::vector<given>{{"{\n\"a\": ,\n\"b\": \"ERROR\"\n}\n{\"c\":\"ERROR\"}\n", "{\"c\":\"ERROR\"}\n"},
                          {"{\"Records\":[{\"a\":\"ERROR\"},{\"b\":\"ERR", "{\"a\":\"ERROR\"}\n"},
                          {"ERROR\n{\"awslogs\":{\"data\":\"H4sI\"}}\n", "ERROR\n"}}) {
    here.write("input", g.text);
    const outcome r = here.run({"match", "ERROR", "input"});
    EXPECT_EQ(r.out, g.printed);
    EXPECT_EQ(r.code, 2);
    EXPECT_THAT(r.err, HasSubstr("1 place"));
    EXPECT_THAT(r.err, HasSubstr("input:"));
  }
}

TEST(text_inputs, with_a_line_too_large_name_it) {
  folder here;
  here.write("app.log", "ERROR " + std::string(200, 'x') + "\nERROR\n");
  const outcome r = here.run({"match", "--max-event-bytes", "100", "ERROR", "app.log"});
  EXPECT_EQ(r.out, "ERROR\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("app.log:1"));
  EXPECT_THAT(r.err, HasSubstr("too large"));
}

TEST(text_inputs, without_any_line_are_an_error) {
  folder here;
  here.write("empty", "");
  here.write("blank", "\r\n \n");
  for (const char* name : {"empty", "blank"}) {
    const outcome r = here.run({"match", "ERROR", name});
    EXPECT_EQ(r.code, 2) << name;
    EXPECT_THAT(r.err, HasSubstr("no event was read")) << name;
  }
}

}  // namespace
}  // namespace program_test
