// SPDX-License-Identifier: Apache-2.0
// Exact decimals: what is a number, what it is worth, and the order of values, which must be a total one that agrees
// with the order of doubles wherever doubles are exact.
#include "support/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;

std::strong_ordering order(std::string_view a, std::string_view b) {
  return compare(parse_decimal(a).value().view(), parse_decimal(b).value().view());
}

TEST(Decimal, ReadsSignDigitsAndExponent) {
  EXPECT_EQ(parse_decimal("12"), (decimal{false, "12", 2}));
  EXPECT_EQ(parse_decimal("-0012.500"), (decimal{true, "125", 2}));
  EXPECT_EQ(parse_decimal(".5"), (decimal{false, "5", 0}));
  EXPECT_EQ(parse_decimal("0.00012"), (decimal{false, "12", -3}));
  EXPECT_EQ(parse_decimal("+1200e-2"), (decimal{false, "12", 2}));
  EXPECT_EQ(parse_decimal("1E+2"), (decimal{false, "1", 3}));
}

TEST(Decimal, ZeroHasOneForm) {
  for (const char* zero : {"0", "-0", "+0", "0.000", "-.0", "0e99", "-0e-99999999999999999999"})
    EXPECT_EQ(parse_decimal(zero), decimal{}) << zero;
}

TEST(Decimal, RefusesWhatIsNotWhollyANumber) {
  for (const char* other : {"",   "+",  "-",  ".",   "1.",    "1.e5",  "e5",       "1e",  "1e+",   "--1",
                            "1 ", " 1", "1x", "0x1", "1e1.5", "1_000", "Infinity", "NaN", "1.2.3", "\xd9\xa3"})
    EXPECT_FALSE(parse_decimal(other)) << other;
}

TEST(Decimal, OrderIsThatOfTheValues) {
  // Each is less than all that follow it.
  const std::vector<std::string> rising{"-1e99999999999999999999",
                                        "-1e2147483648",
                                        "-100",
                                        "-12.5",
                                        "-12.49",
                                        "-1",
                                        "-1e-2000000000",
                                        "0",
                                        "1e-99999999999999999999",
                                        "1e-2000000000",
                                        "0.00099",
                                        "0.001",
                                        "0.9",
                                        "1",
                                        "1.00000000000000001",
                                        "1.00000000000000002",
                                        "1.1",
                                        "9",
                                        "10",
                                        "12.49",
                                        "12.5",
                                        "9007199254740992",
                                        "9007199254740993",
                                        "1e309",
                                        "1e2147483647",
                                        "1e99999999999999999999"};
  for (std::size_t i = 0; i < rising.size(); ++i)
    for (std::size_t j = 0; j < rising.size(); ++j)
      EXPECT_EQ(order(rising[i], rising[j]), i <=> j) << rising[i] << rising[j];
}

TEST(Decimal, SpellingsOfOneValueAreEqual) {
  const std::vector<std::string> spellings{"120", "+120", "0120.0", "1.2e2", "12E+1", ".12e3", "1200e-1", "120.000e0"};
  for (const std::string& a : spellings)
    for (const std::string& b : spellings) EXPECT_EQ(order(a, b), std::strong_ordering::equal) << a << ' ' << b;
}

TEST(Decimal, AgreesWithSmallIntegersAndFractions) {
  for (int a = -300; a <= 300; a += 7)
    for (int b = -300; b <= 300; b += 3)
      EXPECT_EQ(order(std::to_string(a) + "e-2", std::to_string(b / 100.0)), a <=> b) << a << ' ' << b;
}

TEST(Decimal, AnExponentOfAnyLengthIsHeld) {
  const std::string nines(100000, '9');
  EXPECT_EQ(parse_decimal("1e" + nines).value().exponent, 100'000'000'000'000'001);
  EXPECT_EQ(parse_decimal("1e-" + nines).value().exponent, -99'999'999'999'999'999);
}

TEST(Decimal, ExponentsBeyond32Bits) {
  for (const char* fits : {"1", "1e2147483647", "1e-2147483648", "1e309", "-1e-999", "1e00000000000000000001", "1x"})
    EXPECT_FALSE(exponent_exceeds_32_bits(fits)) << fits;
  for (const char* exceeds :
       {"1e2147483648", "1E+2147483648", "1e-2147483649", "0e2147483648", "1e99999999999999999999"})
    EXPECT_TRUE(exponent_exceeds_32_bits(exceeds)) << exceeds;
}

// The digits may stand in the memory that is handed in, which an earlier number has filled.
TEST(Decimal, ReadingNeedsNoOtherMemory) {
  std::string digits;
  for (const char* spelling : {"12", "-0012.500", "+.5", "0.00012", "0e9", "1E+2", "12345678901234567890.5"}) {
    const auto read = read_decimal(spelling, digits);
    const auto parsed = parse_decimal(spelling);
    ASSERT_TRUE(read.has_value() && parsed.has_value()) << spelling;
    EXPECT_EQ(read->negative, parsed->negative) << spelling;
    EXPECT_EQ(read->digits, parsed->digits) << spelling;
    EXPECT_EQ(read->exponent, parsed->exponent) << spelling;
  }
  const std::size_t room = digits.capacity();
  EXPECT_FALSE(read_decimal("x", digits).has_value());
  EXPECT_FALSE(read_decimal("", digits).has_value());
  EXPECT_EQ(read_decimal("7", digits)->digits, "7");
  EXPECT_EQ(digits.capacity(), room);
}

}  // namespace
