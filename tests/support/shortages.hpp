// SPDX-License-Identifier: Apache-2.0
// One question under every shortage of memory: the first allocation fails, the second, and so on, once alone and once
// with all behind it, until the question meets no failure. In goes what asks and what judges an answer; checked besides
// is that everything is given back. Links with counted_memory.cpp.
#pragma once

#include "counted_memory.hpp"

#include <gtest/gtest.h>

#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace shortages {

// How many of the first allocations fail one by one; behind them the steps grow, so that long answers end.
inline constexpr std::size_t one_by_one = 256;

// `ask()` is called while memory lacks and must throw nothing; `judge(answer, met)` afterwards, with all memory, `met`
// when an allocation failed. The answer owns what it needs: all of it is given back before blocks are counted.
template <class Ask, class Judge>
void for_each(const Ask& ask, const Judge& judge) {
  using counted_memory::lacking;
  using counted_memory::live;
  for (const lacking how : {lacking::once, lacking::from_then_on}) {
    bool met = true;
    for (std::size_t nth = 1; met && !testing::Test::HasFailure(); nth += 1 + (nth > one_by_one ? nth / 16 : 0)) {
      const std::size_t before = live();
      {
        std::optional<std::invoke_result_t<Ask>> answer;
        {
          const counted_memory::shortage now(nth, how);
          answer.emplace(ask());
          met = now.met();
        }
        judge(*answer, met);
      }
      if (testing::Test::HasFailure()) ADD_FAILURE() << "allocation " << nth;
      EXPECT_EQ(live(), before) << "allocation " << nth;
    }
  }
}

// What `make` returns, or nothing when it throws for want of memory.
template <class Make>
std::optional<std::invoke_result_t<Make>> made(const Make& make) {
  try {
    return make();
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  }
}

// For what makes texts: the same value as with all memory, or it threw.
template <class Make>
void expect_same_or_thrown(const Make& make) {
  const auto right = make();
  for_each([&] { return made(make); }, [&](const auto& got, bool met) { EXPECT_TRUE(got ? *got == right : met); });
}

}  // namespace shortages
