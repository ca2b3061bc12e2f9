// SPDX-License-Identifier: Apache-2.0
// What allocates nothing must indeed not: every allocation of this program is counted.
#include "support/json.hpp"
#include "support/number.hpp"
#include "support/phrases.hpp"
#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

namespace {
std::atomic<std::size_t> allocations{0};
}

// Not to be inlined: g++ would take `free` in one for a mistake of the other.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace coverwatch::support;

constexpr std::string_view event =
    R"({"eventName":"Console\u004cogin","n":[1,-2.5e3,{"a":null,"a":true}],"policy":"{\"Version\":\"2012-10-17\"}",)"
    R"("some key that is longer than a short string":"and a value that is longer than one, too","deep":[[[[{}]]]]})";

template <class Work>
std::size_t allocations_of(Work work) {
  const std::size_t before = allocations;
  work();
  return allocations - before;
}

TEST(Allocation, TheCountCounts) {
  json::document cold;
  EXPECT_GT(allocations_of([&] { cold.parse(event); }), 0u);
}

TEST(Allocation, ValidatingTakesNone) {
  const std::string deep(5000, '[');
  EXPECT_EQ(allocations_of([&] {
              EXPECT_FALSE(json::validate(event));
              EXPECT_EQ(json::skip_value(event, 0).value(), event.size());
              EXPECT_TRUE(json::validate(deep));
            }),
            0u);
}

TEST(Allocation, AWarmDocumentTakesNone) {
  json::document d;
  ASSERT_FALSE(d.parse(event));
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 10; ++i) {
                EXPECT_FALSE(d.parse(event));
                EXPECT_TRUE(d.parse(event.substr(0, event.size() - 1)));
                EXPECT_TRUE(d.parse_prefix(event, 0));
                EXPECT_EQ(d.root().member("eventName")->string(), "ConsoleLogin");
              }
            }),
            0u);
}

TEST(Allocation, NumbersTakeNone) {
  const std::string long_one = "0." + std::string(5000, '7') + "e12";
  EXPECT_EQ(allocations_of([&] {
              EXPECT_EQ(json_number("12.50").text(), "12.5");
              EXPECT_EQ(json_number("-120").text(), "-120");
              EXPECT_EQ(json_number("1e999").text(), "Infinity");
              EXPECT_TRUE(json_number(long_one).value());
            }),
            0u);
}

TEST(Allocation, SearchesTakeNone) {
  const regex r(parse_regex("^a{50,90}[^b]*\\.com$|xyz").value());
  std::vector<regex::word> state(r.words());
  const wildcard_pieces w = split_wildcard("*Unauthorized*Operation");
  const phrase_set phrases({{"ConsoleLogin", false}, {"QQQx", false}, {"policy", false}});
  const std::string hard(10000, 'Q');
  std::uint64_t found = 0;
  EXPECT_EQ(allocations_of([&] {
              EXPECT_TRUE(r.search("wxyz", state.data()));
              EXPECT_TRUE(matches_glob(w, "Client.UnauthorizedOperation"));
              EXPECT_FALSE(matches_leftmost(w, "Client.Unauthorized"));
              phrases.search(event, &found);
              EXPECT_EQ(found, 4u);
              phrases.search(hard, &found);
            }),
            0u);
}

}  // namespace
