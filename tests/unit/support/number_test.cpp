// SPDX-License-Identifier: Apache-2.0
// JSON numbers as the service sees them. The text of a double is checked in two ways: by a table, and on random doubles
// by reading the text back and by looking at its form.
#include "support/number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

namespace {

using namespace coverwatch::support;

std::string text_of(std::string_view spelling) { return std::string(json_number(spelling).text()); }

// Whether the number's value is exactly what the other spelling says.
bool is_worth(std::string_view spelling, std::string_view expected) {
  const json_number n(spelling);
  return n.value() && compare(*n.value(), parse_decimal(expected).value().view()) == std::strong_ordering::equal;
}

struct text_case {
  const char* spelling;
  const char* text;
};

TEST(JsonNumber, TextAsJavaPrintsIt) {
  constexpr text_case cases[] = {{"0", "0"},
                                 {"-0", "0"},
                                 {"-17", "-17"},
                                 {"123456789012345678901234567890", "123456789012345678901234567890"},
                                 {"1.0", "1.0"},
                                 {"1e0", "1.0"},
                                 {"1e3", "1000.0"},
                                 {"1E+3", "1000.0"},
                                 {"12.50", "12.5"},
                                 {"-12.5", "-12.5"},
                                 {"0.1", "0.1"},
                                 {"0.0", "0.0"},
                                 {"-0.0", "-0.0"},
                                 {"0e5", "0.0"},
                                 {"0.001", "0.001"},
                                 {"0.0012", "0.0012"},
                                 {"0.000999", "9.99E-4"},
                                 {"1e-4", "1.0E-4"},
                                 {"9999999.0", "9999999.0"},
                                 {"9999999.5", "9999999.5"},
                                 {"1e6", "1000000.0"},
                                 {"1e7", "1.0E7"},
                                 {"-12345678.25", "-1.234567825E7"},
                                 {"1e23", "1.0E23"},
                                 {"9007199254740993.0", "9.007199254740992E15"},
                                 {"1.7976931348623157e308", "1.7976931348623157E308"},
                                 {"1.7976931348623159e308", "Infinity"},
                                 {"1e309", "Infinity"},
                                 {"-1e309", "-Infinity"},
                                 {"1e99999999999999999999", "Infinity"},
                                 {"5e-324", "4.9E-324"},
                                 {"2.5e-324", "4.9E-324"},
                                 {"2.4e-324", "0.0"},
                                 {"1e-999", "0.0"},
                                 {"-1e-999", "-0.0"},
                                 {"1e-99999999999999999999", "0.0"}};
  for (const text_case& c : cases) EXPECT_EQ(text_of(c.spelling), c.text) << c.spelling;
}

TEST(JsonNumber, IntegersAreExactAtAnySize) {
  EXPECT_TRUE(is_worth("9007199254740993", "9007199254740993"));
  EXPECT_FALSE(is_worth("9007199254740993", "9007199254740992"));
  EXPECT_TRUE(is_worth("-120", "-12e1"));
  EXPECT_TRUE(is_worth("-0", "0"));
  const std::string long_one = "1" + std::string(5000, '0') + "7";
  EXPECT_TRUE(is_worth(long_one, long_one));
}

TEST(JsonNumber, OthersAreTheShortestDecimalOfTheirDouble) {
  EXPECT_TRUE(is_worth("12.0", "12"));
  EXPECT_TRUE(is_worth("-0.0", "0"));
  EXPECT_TRUE(is_worth("1e-999", "0"));
  EXPECT_FALSE(is_worth("1e-999", "1e-999"));
  EXPECT_TRUE(is_worth("9007199254740993.0", "9007199254740992"));
  EXPECT_TRUE(is_worth("0.1000000000000000055511151231257827", "0.1"));
  EXPECT_TRUE(is_worth("1.00000000000000001", "1"));
}

TEST(JsonNumber, WhatIsNotFiniteHasNoValue) {
  for (const char* spelling : {"1e309", "-1e309", "1.8e308", "1e99999999999999999999"})
    EXPECT_FALSE(json_number(spelling).value()) << spelling;
  EXPECT_TRUE(json_number("1" + std::string(400, '0')).value()) << "an integer is exact";
}

TEST(JsonNumber, LongSpellingsRoundOnce) {
  // 1 + 2^-53 is midway between two doubles and goes to the even one, 1; anything more, however far behind, does not.
  const std::string midway = "1.00000000000000011102230246251565404236316680908203125";
  EXPECT_EQ(text_of(midway), "1.0");
  EXPECT_EQ(text_of(midway + std::string(3000, '0')), "1.0");
  EXPECT_EQ(text_of(midway + std::string(3000, '0') + "1"), "1.0000000000000002");
}

TEST(JsonNumber, ZerosAndExponentMayBothBeLong) {
  EXPECT_EQ(text_of("1" + std::string(700000, '0') + "e-700000"), "1.0");
  EXPECT_EQ(text_of("0." + std::string(700000, '0') + "12e700001"), "1.2");
  EXPECT_EQ(text_of("0." + std::string(700000, '0') + "12"), "0.0");
}

bool has_java_form(std::string_view text, double size) {
  const std::size_t point = text.find('.');
  const std::size_t e = std::min(text.find('E'), text.size());
  if (point == 0 || point >= e || point + 1 == e) return false;
  const bool plain = size >= 1e-3 && size < 1e7;
  const bool spare_zero = text[e - 1] == '0' && e - point > 2;
  return !spare_zero && plain == (e == text.size()) && (plain || point == 1);
}

TEST(JsonNumber, RandomDoublesComeBackFromTheirText) {
  std::mt19937_64 random(20260901);
  int seen = 0;
  for (int i = 0; i < 20000; ++i) {
    double size = 0;
    if (i % 2 == 0) {
      const std::uint64_t bits = random() >> 1;
      std::memcpy(&size, &bits, sizeof size);
    } else {
      size = static_cast<double>(random() % 100000000) / 1000;
    }
    if (!std::isfinite(size) || size == 0) continue;
    char spelling[64];
    std::snprintf(spelling, sizeof spelling, "%.17e", size);
    const json_number n(spelling);
    ASSERT_EQ(std::strtod(std::string(n.text()).c_str(), nullptr), size) << spelling;
    ASSERT_TRUE(has_java_form(n.text(), size)) << n.text();
    const std::string value = "0." + std::string(n.value()->digits) + "e" + std::to_string(n.value()->exponent);
    ASSERT_EQ(std::strtod(value.c_str(), nullptr), size) << spelling;
    ++seen;
  }
  EXPECT_GT(seen, 19000);
}

TEST(JsonNumber, IntegerIsAMatterOfSpelling) {
  for (const char* integer : {"0", "-0", "12", "-99999999999999999999"}) EXPECT_TRUE(spelled_as_integer(integer));
  for (const char* other : {"0.0", "1e3", "1E3", "-1.5", "12.0"}) EXPECT_FALSE(spelled_as_integer(other)) << other;
}

TEST(NearestDouble, RoundsOnceAndLeavesTheSignAside) {
  const auto nearest = [](const std::string& spelling) { return nearest_double(split_number(spelling).value()); };
  EXPECT_EQ(nearest("-12.5"), 12.5);
  EXPECT_EQ(nearest("+.5e1"), 5.0);
  EXPECT_EQ(nearest("9007199254740993"), 9007199254740992.0);
  EXPECT_EQ(nearest("1e-999"), 0.0);
  EXPECT_EQ(nearest("1e309"), HUGE_VAL);
  EXPECT_EQ(nearest("1" + std::string(309, '0')), HUGE_VAL);
  EXPECT_EQ(nearest("0." + std::string(9000, '0') + "1e9001"), 1.0);
}

}  // namespace
