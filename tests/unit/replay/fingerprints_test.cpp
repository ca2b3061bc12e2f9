// SPDX-License-Identifier: Apache-2.0
// Fingerprints: what is fresh, what is known, what is said when memory is full, and many threads at once.
#include "replay/fingerprints.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace coverwatch::replay {
namespace {

using answer = fingerprints::answer;

TEST(fingerprints, tell_texts_apart) {
  fingerprints seen(1 << 20);
  EXPECT_EQ(seen.insert(""), answer::fresh);
  EXPECT_EQ(seen.insert(""), answer::known);
  const std::string zeros(32, '\0');
  for (std::size_t i = 1; i <= zeros.size(); ++i) EXPECT_EQ(seen.insert(zeros.substr(0, i)), answer::fresh) << i;
  EXPECT_EQ(seen.insert(zeros), answer::known);
  EXPECT_EQ(seen.size(), 33U);
}

TEST(fingerprints, have_room_for_one_text_in_64_bytes_and_say_when_they_are_full) {
  for (const std::size_t bytes : {std::size_t{1} << 16, std::size_t{100000}, std::size_t{1} << 20}) {
    fingerprints seen(bytes);
    std::size_t count = 0;
    while (seen.insert(std::to_string(count)) == answer::fresh) ++count;
    EXPECT_GE(count, bytes / 64);
    EXPECT_LE(count * 16, bytes);
    EXPECT_EQ(seen.insert(std::to_string(count)), answer::full);
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(seen.insert(std::to_string(i)), answer::known) << i;
  }
}

TEST(fingerprints, of_many_threads_are_fresh_once) {
  fingerprints seen(1 << 22);
  std::atomic<int> fresh = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 10000; ++i) fresh += seen.insert(std::to_string(i)) == answer::fresh ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(fresh, 10000);
}

}  // namespace
}  // namespace coverwatch::replay
