// SPDX-License-Identifier: Apache-2.0
// The program at the ends of pipes: events handled as they arrive, readers that leave early, disks that are full.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace program_test {
namespace {

using testing::HasSubstr;

// The program with a pipe at each end.
struct piped {
  int in = -1;
  int out = -1;
  pid_t child = -1;

  enum class broken_pipes { usual, ignored, blocked };

  explicit piped(std::vector<std::string> arguments, broken_pipes signals = broken_pipes::usual) {
    int to[2], from[2];
    if (::pipe(to) != 0 || ::pipe(from) != 0) std::abort();
    child = ::fork();
    if (child == 0) {
      if (signals == broken_pipes::ignored) std::signal(SIGPIPE, SIG_IGN);
      if (signals == broken_pipes::blocked) {
        sigset_t pipe_only;
        sigemptyset(&pipe_only);
        sigaddset(&pipe_only, SIGPIPE);
        sigprocmask(SIG_BLOCK, &pipe_only, nullptr);
      }
      ::dup2(to[0], 0);
      ::dup2(from[1], 1);
      for (const int end : {to[0], to[1], from[0], from[1]}) ::close(end);
      const int null = ::open("/dev/null", O_WRONLY);
      ::dup2(null, 2);
      arguments.insert(arguments.begin(), "coverwatch");
      std::vector<char*> pointers;
      for (std::string& a : arguments) pointers.push_back(a.data());
      pointers.push_back(nullptr);
      ::execv(COVERWATCH_PROGRAM_PATH, pointers.data());
      std::_Exit(127);
    }
    ::close(to[0]);
    ::close(from[1]);
    in = to[1];
    out = from[0];
  }

  void send(std::string_view text) const { EXPECT_EQ(::write(in, text.data(), text.size()), static_cast<ssize_t>(text.size())); }

  // What arrives within ten seconds; empty when nothing does.
  std::string receive() const {
    pollfd wait{out, POLLIN, 0};
    if (::poll(&wait, 1, 10000) <= 0) return {};
    std::string text(4096, '\0');
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(out, text.data(), text.size()))));
    return text;
  }

  int status() const {
    int s = 0;
    ::waitpid(child, &s, 0);
    return s;
  }
};

TEST(streams, each_line_is_handled_as_it_arrives) {
  piped p({"match", "--line-buffered", "{ $.a = 1 }"});
  p.send("{\"a\":1}\n");
  EXPECT_EQ(p.receive(), "{\"a\":1}\n");  // while the input is still open
  p.send("{\"a\":2}\n{\"a\":1,");
  p.send("\"b\":2}\n");
  EXPECT_EQ(p.receive(), "{\"a\":1,\"b\":2}\n");
  ::close(p.in);
  EXPECT_EQ(p.receive(), "");
  ::close(p.out);
  EXPECT_EQ(WEXITSTATUS(p.status()), 0);
}

TEST(streams, each_line_of_text_is_handled_as_it_arrives) {
  piped p({"match", "--line-buffered", "ERROR -timeout"});
  p.send("ERROR one\n");
  EXPECT_EQ(p.receive(), "ERROR one\n");  // while the input is still open
  p.send("ERROR timeout\n{ERR");
  p.send("OR two\n");
  EXPECT_EQ(p.receive(), "{ERROR two\n");
  ::close(p.in);
  EXPECT_EQ(p.receive(), "");
  ::close(p.out);
  EXPECT_EQ(WEXITSTATUS(p.status()), 0);
}

TEST(streams, a_reader_that_leaves_ends_the_program_without_a_word) {
  folder here;
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "{\"a\":1}\n";
  here.write("events", text);
  for (const auto signals : {piped::broken_pipes::usual, piped::broken_pipes::ignored, piped::broken_pipes::blocked}) {
    piped p({"match", "{ $.a = 1 }", here.path("events").string()}, signals);
    EXPECT_FALSE(p.receive().empty());
    ::close(p.out);
    ::close(p.in);
    const int s = p.status();
    if (signals == piped::broken_pipes::blocked) {
      EXPECT_TRUE(WIFEXITED(s) && WEXITSTATUS(s) == 2) << s;
    } else {
      EXPECT_TRUE(WIFSIGNALED(s) && WTERMSIG(s) == SIGPIPE) << s;
    }
  }
}

TEST(streams, a_reader_that_leaves_ends_several_threads_as_well) {
  folder here;
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "{\"a\":1}\n";
  for (int i = 0; i < 12; ++i) here.write("d/" + std::to_string(i), text);
  for (const auto signals : {piped::broken_pipes::usual, piped::broken_pipes::blocked}) {
    piped p({"match", "-j", "4", "{ $.a = 1 }", here.path("d").string()}, signals);
    EXPECT_FALSE(p.receive().empty());
    ::close(p.out);
    ::close(p.in);
    const int s = p.status();
    if (signals == piped::broken_pipes::blocked) {
      EXPECT_TRUE(WIFEXITED(s) && WEXITSTATUS(s) == 2) << s;
    } else {
      EXPECT_TRUE(WIFSIGNALED(s) && WTERMSIG(s) == SIGPIPE) << s;
    }
  }
}

TEST(streams, a_closed_output_is_an_error_and_no_input_is_taken_for_it) {
  folder here;
  here.write("events", "{\"a\":1}\n");
  const outcome r = here.run({"match", "{ $.a = 1 }", "events"}, {}, folder::closed);
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("cannot write to standard output"));
}

TEST(streams, a_full_disk_is_an_error) {
  if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "no /dev/full here";
  folder here;
  here.write("events", "{\"a\":1}\n");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"match", "{ $.a = 1 }", "events"}, {"match", "-j", "2", "{ $.a = 1 }", "events", "events"}, {"match", "-c", "{ $.a = 1 }", "events"}, {"explain", "{ $.a = 1 }"},
           {"test-metric-filter", "--filter-pattern", "{ $.a = 1 }", "--log-event-messages", "{}"}}) {
    const outcome r = here.run(arguments, {}, "/dev/full");
    EXPECT_EQ(r.code, 2) << arguments.front();
    EXPECT_THAT(r.err, HasSubstr("No space left on device")) << arguments.front();
  }
}

}  // namespace
}  // namespace program_test
