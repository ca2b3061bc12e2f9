// SPDX-License-Identifier: Apache-2.0
// Output in the order of the files: with many threads, uneven files, little room, and a disk that is full.
#include "cli/ordered_output.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace coverwatch {
namespace {

using cli::account;
using cli::ordered_output;
using cli::ordering_limits;

// An output into a file without a name, with what it needs.
struct bench {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), std::fclose};
  cli::terminal err{cli::colour::never};
  cli::progress line{false, 0};
  cli::ledger book{err, line};
  cli::output out{::fileno(file.get())};

  std::string written() {
    out.flush();
    std::string text(static_cast<std::size_t>(::lseek(::fileno(file.get()), 0, SEEK_END)), '\0');
    EXPECT_EQ(::pread(::fileno(file.get()), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    return text;
  }
};

// What file `number` prints: a different length each time, some of them nothing.
std::string content(std::size_t number) {
  std::string text;
  for (std::size_t i = 0; i < number * 37 % 101; ++i) text += std::to_string(number) + "." + std::to_string(i) + "\n";
  return text;
}

void print_all(ordered_output& ordered, std::size_t files, std::size_t threads) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t number; (number = next.fetch_add(1)) < files;) {
      if (number % 7 == 3) std::this_thread::sleep_for(std::chrono::microseconds{200});
      std::string text;
      const std::string all = content(number);
      for (std::size_t at = 0; at < all.size(); at += 11) {
        text += all.substr(at, 11);
        if (!ordered.more(number, text)) return;
      }
      ordered.done(number, std::move(text), {});
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 0; i < threads; ++i) others.emplace_back(work);
}

TEST(ordered_output, is_in_the_order_of_the_files) {
  constexpr std::size_t files = 300;
  std::string wanted;
  for (std::size_t i = 0; i < files; ++i) wanted += content(i);
  for (const std::size_t threads : {1u, 2u, 8u}) {
    for (const ordering_limits limits : {ordering_limits{}, ordering_limits{1, 1, 1}, ordering_limits{20, 100, 300}}) {
      bench b;
      ordered_output ordered(b.out, b.book, limits);
      print_all(ordered, files, threads);
      EXPECT_EQ(b.written(), wanted) << threads << " " << limits.at_once;
    }
  }
}

TEST(ordered_output, writes_at_once_for_the_file_whose_turn_it_is) {
  bench b;
  ordered_output ordered(b.out, b.book, {4, 100, 1000});
  std::string first = "first\n", second = "second\n";
  EXPECT_TRUE(ordered.more(1, second));
  EXPECT_EQ(second, "second\n");  // held back
  EXPECT_TRUE(ordered.more(0, first));
  EXPECT_EQ(first, "");
  EXPECT_EQ(b.written(), "first\n");
  ordered.done(1, std::move(second), {});
  EXPECT_EQ(b.written(), "first\n");
  ordered.done(0, "last\n", {});
  EXPECT_EQ(b.written(), "first\nlast\nsecond\n");
}

TEST(ordered_output, a_file_with_too_much_waits_for_its_turn) {
  bench b;
  ordered_output ordered(b.out, b.book, {4, 50, 100});
  std::string much(60, 'x');
  std::atomic<bool> came = false;
  std::jthread other([&] {
    ordered.more(1, much);
    came = true;
    ordered.done(1, "y", {});
  });
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_FALSE(came);
  ordered.done(0, "a", {});
  other.join();
  EXPECT_EQ(b.written(), "a" + std::string(60, 'x') + "y");
}

TEST(ordered_output, takes_what_was_wrong_in_the_same_order) {
  bench b;
  ordered_output ordered(b.out, b.book);
  for (const std::size_t number : {2u, 1u, 0u}) {
    account wrong;
    for (int i = 0; i < 3; ++i) wrong.add(std::to_string(number), {archive::trouble::not_json, {}, {}});
    ordered.done(number, {}, std::move(wrong));
  }
  EXPECT_TRUE(b.book.has_damage());
  testing::internal::CaptureStderr();
  b.book.summarise(false);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said,
            "coverwatch: error: 9 places could not be read as events\n  0: byte 0: not JSON\n  0: byte 0: not JSON\n"
            "  0: byte 0: not JSON\n  1: byte 0: not JSON\n  1: byte 0: not JSON\n  and 4 more\n");
}

TEST(ordered_output, ends_when_nothing_can_be_written) {
  bench b;
  const int read_only = ::open("/dev/null", O_RDONLY);
  cli::output out(read_only);
  ordered_output ordered(out, b.book, {1, 1, 1});
  std::vector<std::jthread> others;
  for (std::size_t number = 1; number < 4; ++number) {
    others.emplace_back([&, number] {
      std::string text(1 << 17, 'x');
      EXPECT_FALSE(ordered.more(number, text));
    });
  }
  std::string text(1 << 17, 'x');
  EXPECT_FALSE(ordered.more(0, text));
  others.clear();  // all come back
  EXPECT_TRUE(ordered.failed());
  ::close(read_only);
}

}  // namespace
}  // namespace coverwatch
