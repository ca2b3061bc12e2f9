// SPDX-License-Identifier: Apache-2.0
// Files made to harm whoever reads them: bombs, pipes and loops in folders, names that speak to terminals, files of one
// line, of a million brackets, of nothing. Each is named, costs little time and memory, and nothing beside itself.
#include "../support/base64.hpp"
#include "peak_memory.hpp"
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace program_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* any = "{ $.a = * }";

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(hostile_files, of_gzip_cut_anywhere_are_all_named) {
  const folder here;
  const std::string whole = gzipped("{\"a\":1}\n{\"a\":2}\n{\"a\":\"some more text, so that there are blocks\"}\n");
  here.write("d/good", "{\"a\":\"good\"}\n");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    here.write("d/cut" + std::to_string(1000 + size) + ".gz", std::string_view(whole).substr(0, size));
  }
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":\"good\"}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("left out: 1 files without a byte, the first is d/cut1000.gz"));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_THAT(r.err, HasSubstr("d/cut" + std::to_string(1000 + size) + ".gz: gzip data is damaged or cut off: member 1, at byte 0"));
  }
}

// One bit of each byte. Where the header says only when and by whom it was packed, nothing is lost.
TEST(hostile_files, of_gzip_with_a_damaged_byte_are_named_or_whole) {
  const folder here;
  const std::string text = "{\"a\":1}\n{\"a\":2}\n{\"a\":\"some more text, so that there are blocks\"}\n";
  const std::string whole = gzipped(text);
  std::size_t named = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << i % 8));
    here.write("damaged", damaged);
    const outcome r = here.run({"match", any, "damaged"});
    const bool is_whole = r.out == text && r.code == 0 && r.err.empty();
    const bool is_named = r.out.empty() && r.code == 2 && r.err.find("damaged") != std::string::npos;
    EXPECT_TRUE(is_whole || is_named) << i << r.out << r.err;
    named += is_named;
    EXPECT_TRUE(is_named || (i >= 3 && i <= 9)) << i;  // flags, time, system
  }
  EXPECT_GE(named, whole.size() - 7);
}

// 512 MiB in 1.2 MiB, packed again in a few KiB, and the same as the payload of a subscription.
TEST(hostile_files, that_are_bombs_are_named_and_take_little_memory) {
  const folder here;
  const std::string member = gzipped(repeated("{\"b\":1}\n", 2 * mebibyte), 9);
  const std::string bomb = repeated(member, 32), twice = gzipped(bomb, 9);
  here.write("d/1.gz", bomb);
  here.write("d/2.gz", twice);
  here.write("d/3.json", "{\"awslogs\":{\"data\":\"" + base64(twice) + "\"}}\n{\"a\":1}\n");
  here.write("d/good", "{\"a\":\"good\"}\n");
  const outcome r = here.run({"match", "-j", "1", "--max-inflated", "64M", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n{\"a\":\"good\"}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, AllOf(HasSubstr("d/1.gz: too much text: inflates to more than 67108864 bytes (--max-inflated), at byte "),
                           HasSubstr("d/2.gz: too much text: gzip inside gzip, more than --max-inflated allows, at byte "),
                           HasSubstr("d/3.json:1: byte 11: packed events are too much: more than --max-inflated allows")));
  expect_peak_below(r, 300);
  const outcome usual = here.run({"match", "-c", any, "d/1.gz", "d/good"});
  EXPECT_EQ(usual.out, "1\n");
  EXPECT_EQ(usual.code, 0) << usual.err;  // by default that is no damage
  expect_peak_below(usual, 400);
  for (const char* bad : {"0", "-1", "many", "64X"}) {
    EXPECT_EQ(here.run({"match", "--max-inflated", bad, any, "d"}).code, 2) << bad;
  }
}

TEST(hostile_files, that_are_special_never_block) {
  const folder here;
  here.write("d/good", "{\"a\":1}\n");
  ASSERT_EQ(::mkfifo(here.path("d/pipe").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::strncpy(name.sun_path, here.path("d/socket").c_str(), sizeof name.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
  ::close(socket);
  std::filesystem::create_symlink("/dev/zero", here.path("d/device"));
  std::filesystem::create_symlink("pipe", here.path("d/link_to_pipe"));
  std::filesystem::create_directory_symlink(".", here.path("d/here"));
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, AllOf(HasSubstr("left out: 4 neither files nor folders, the first is d/device"),
                           HasSubstr("left out: 1 links to folders, the first is d/here")));
}

TEST(hostile_files, that_are_links_in_a_circle_are_named) {
  const folder here;
  here.write("d/good", "{\"a\":1}\n");
  std::filesystem::create_symlink("two", here.path("d/one"));
  std::filesystem::create_symlink("one", here.path("d/two"));
  std::filesystem::create_symlink("nowhere", here.path("d/to_nothing"));
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, AllOf(HasSubstr("d/one: cannot be opened: Too many levels of symbolic links"), HasSubstr("d/two: cannot"),
                           HasSubstr("d/to_nothing: cannot be opened: No such file")));
}

// Deeper than any path may be long; made step by step, as an attacker would.
TEST(hostile_files, that_lie_too_deep_are_named) {
  const folder here;
  here.write("d/good", "{\"a\":1}\n");
  const std::string step(250, 'x');
  int at = ::open(here.path("d").c_str(), O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < 40; ++i) {
    ASSERT_EQ(::mkdirat(at, step.c_str(), 0700), 0);
    const int next = ::openat(at, step.c_str(), O_RDONLY | O_DIRECTORY);
    ::close(at);
    at = next;
  }
  ::close(at);
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("File name too long"));
  EXPECT_EQ(std::system(("rm -rf '" + here.path("d").string() + "'").c_str()), 0);
}

// What a name says to a terminal, and what it says to a reader of messages.
TEST(hostile_files, with_odd_names_forge_nothing) {
  const folder here;
  const std::string name = "d/\x1b]0;owned\x07\ncoverwatch: note: all is well\xff.json";
  here.write(name, "{\"a\":1}\ndamage\n");
  const outcome r = here.run({"match", "-H", any, "d", "missing\x1b[2J"});
  EXPECT_EQ(r.out, name + ":{\"a\":1}\n");  // as it is, for programs
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, AllOf(HasSubstr("d/\\x1b]0;owned\\x07\\x0acoverwatch: note: all is well\\xff.json:2: byte 8"),
                           HasSubstr("missing\\x1b[2J: cannot be opened"), Not(HasSubstr("\x1b")),
                           Not(HasSubstr("\ncoverwatch: note: all is well"))));
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"match", "--since", "\x1b[2J", any}, {"\x1b[2J"}, {"match", "--\x1b[2J"}, {"explain", "-f", "\x1b[2J"},
           {"explain", "{ $.\x1b[2J = 1 }"}, {"catalog", "\x1b[2J"}, {"verify", "\x1b[2J"}, {"covers", "--batch", "\x1b[2J"},
           {"match", "--control", "\x1b[2J"}, {"test-metric-filter", "--cli-input-json", "{\"\x1b[2J\":1}"},
           {"test-metric-filter", "--cli-input-json", "{\"\\u001b[2J\":1}"}}) {
    const outcome refused = here.run(arguments);
    EXPECT_EQ(refused.code, 2) << arguments.front();
    EXPECT_THAT(refused.err, AllOf(Not(HasSubstr("\x1b")), Not(testing::IsEmpty())));
  }
}

// What a program prints to the terminal behind `master`, without the carriage returns that this adds.
std::string on_terminal(const folder& here, const std::vector<std::string>& arguments) {
  const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0) return {};
  const int held = ::open(::ptsname(master), O_RDWR | O_NOCTTY);  // so that what was printed outlives the program
  here.run(arguments, {}, ::ptsname(master), {"TERM=dumb"});
  std::string text(4096, '\0');
  ::fcntl(master, F_SETFL, O_NONBLOCK);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(master, text.data(), text.size()))));
  ::close(held);
  ::close(master);
  std::erase(text, '\r');
  return text;
}

TEST(hostile_files, say_nothing_to_a_terminal) {
  const folder here;
  here.write("\x1b[2J", "ERROR\tone \x1b[31mtwo\x9b \xe2\x80\xaegnp.exe\n");
  if (on_terminal(here, {"--version"}).empty()) GTEST_SKIP() << "no terminal can be made here";
  EXPECT_EQ(on_terminal(here, {"match", "-H", "ERROR", "\x1b[2J"}),
            "\\x1b[2J:ERROR\tone \\x1b[31mtwo\\x9b \\xe2\\x80\\xaegnp.exe\n");
  EXPECT_EQ(on_terminal(here, {"match", "-l", "ERROR", "\x1b[2J"}), "\\x1b[2J\n");
  EXPECT_THAT(on_terminal(here, {"explain", "{ $.a = \"\x1b[2J\" }"}), AllOf(HasSubstr("\\x1b[2J"), Not(HasSubstr("\x1b"))));
}

TEST(hostile_files, in_great_number_take_little_memory) {
  const folder here;
  for (int i = 0; i < 5000; ++i) here.write("d/" + std::to_string(i % 10) + "/" + std::to_string(i), "{\"a\":1}\n");
  const outcome r = here.run({"match", "-c", any, "d"});
  EXPECT_EQ(r.out, "5000\n");
  EXPECT_EQ(r.code, 0);
  expect_peak_below(r, 32);
}

// What a scanner may be slow at, or fall into: judged by the clock with much to spare.
TEST(hostile_files, of_one_line_are_read_in_linear_time) {
  const folder here;
  const auto begin = std::chrono::steady_clock::now();
  here.write("brackets", repeated("[", 1000000) + "\n{\"a\":1}\n");
  here.write("objects", repeated("{\"a\":", 1000000) + "\n{\"a\":2}\n");
  here.write("records", "{\"Records\":[" + repeated("[", 1000000) + "\n{\"a\":3}\n");
  here.write("documents", repeated("{\"a\":4}", 1000000) + "\n");
  here.write("quotes", "{\"a\":\"" + repeated("\\\"", 1000000) + "\n{\"a\":5}\n");
  here.write("blanks", repeated(" ", 4000000) + "\n{\"a\":6}\n");
  here.write("commas", "{\"Records\":[" + repeated(",", 1000000) + "\n{\"a\":7}\n");
  here.write("nothing", std::string(4000000, '\0') + "\n{\"a\":8}\n");
  const struct {
    const char *name, *count;
    int code;
  } all[] = {{"brackets", "1\n", 2}, {"objects", "1\n", 2}, {"documents", "1000000\n", 0}, {"quotes", "1\n", 2},
             {"blanks", "1\n", 0},   {"nothing", "1\n", 2},
             {"records", "0\n", 2},  {"commas", "0\n", 2}};  // nobody can tell where these containers end
  for (const auto& each : all) {
    const outcome r = here.run({"match", "-c", any, each.name});
    EXPECT_EQ(r.out, each.count) << each.name << r.err;
    EXPECT_EQ(r.code, each.code) << each.name;
    expect_peak_below(r, 64);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{sanitized ? 120 : 30});
}

// Longer than what is held of one line by default; the line behind it is read.
TEST(hostile_files, of_one_endless_line_take_bounded_memory) {
  const folder here;
  {
    std::ofstream file(here.path("line"), std::ios::binary);
    const std::string piece(4 * mebibyte, 'x');
    file << "{\"a\":\"";
    for (int i = 0; i < 80; ++i) file << piece;
    file << "\"}\n{\"a\":1}\n";
  }
  const outcome r = here.run({"match", any, "line"});
  EXPECT_EQ(r.out, "{\"a\":1}\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("line:1: byte 0: too large for an event: more than 268435456 bytes without an end"));
  expect_peak_below(r, 420);
}

TEST(hostile_files, of_other_encodings_are_named) {
  const folder here;
  here.write("marked", "\xef\xbb\xbf{\"a\":1}\r\n{\"a\":2}\r\n");
  EXPECT_EQ(here.run({"match", any, "marked"}).out, "{\"a\":1}\n{\"a\":2}\n");
  here.write("pattern", "\xef\xbb\xbf" + std::string(any) + "\r\n");
  EXPECT_EQ(here.run({"match", "-c", "-f", "pattern", "marked"}).out, "2\n");
  here.write("wide", std::string("\xff\xfe{\0\"\0a\0\"\0:\0" "1\0}\0\n\0", 18));
  here.write("zeros", std::string("{\"a\":\"\0\"}\n{\"a\":1}\n", 18));
  here.write("latin", "{\"a\":\"\xe9\"}\n{\"a\":1}\n");
  const outcome r = here.run({"match", "-c", any, "marked", "wide", "zeros", "latin"});
  EXPECT_EQ(r.out, "4\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, AllOf(HasSubstr("wide: is UTF-16"), HasSubstr("zeros:1: byte 0"), HasSubstr("latin:1: byte 0")));
  const outcome text = here.run({"match", "ERROR", "wide", "marked"});  // it could have been in there
  EXPECT_EQ(text.code, 2);
  EXPECT_THAT(text.err, HasSubstr("wide: is UTF-16"));
}

TEST(hostile_files, may_hold_events_of_any_size_that_is_asked_for) {
  const folder here;
  here.write("events", "{\"a\":\"" + std::string(2000, 'x') + "\"}\n{\"a\":\"" + std::string(3 * mebibyte, 'x') + "\"}\n");
  const outcome small = here.run({"match", "-c", "--max-event-bytes", "1000", any, "events"});
  EXPECT_EQ(small.out, "0\n");
  EXPECT_EQ(small.code, 2);
  EXPECT_THAT(small.err, AllOf(HasSubstr("events:1: byte 0: too large"), HasSubstr("--max-event-bytes is 1000")));
  EXPECT_EQ(here.run({"match", "-c", any, "events"}).out, "1\n");
  EXPECT_EQ(here.run({"match", "-c", "--max-event-bytes", "4000000", any, "events"}).out, "2\n");
}

}  // namespace
}  // namespace program_test
