// SPDX-License-Identifier: Apache-2.0
// Texts of integers and doubles within bounds: a shape takes exactly those whose numbers lie between them.
#include "domain/number_shape.hpp"

#include "domain/number_line.hpp"
#include "support/number.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::domain;
namespace support = coverwatch::support;

bool takes(const number_shape& shape, std::string_view text) {
  number_shape::state s = shape.start();
  for (const char c : text)
    if (!shape.step(s, c)) return false;
  return shape.accepts(s);
}

// Bounds below zero, at zero, with and without a fraction, of different lengths; empty for none.
const std::vector<std::string>& bounds() {
  static const std::vector<std::string> all{"",  "-120", "-99.5", "-1",  "0",     "0.5",
                                            "1", "9",    "12.5",  "100", "104.9", "1e7"};
  return all;
}

template <class Use>
void for_all_edges(const Use& use) {
  for (const std::string& low : bounds())
    for (const std::string& high : bounds())
      for (int closed = 0; closed < 4; ++closed) {
        const auto l = support::parse_decimal(low), h = support::parse_decimal(high);
        number_edge lower, upper;
        if (l) lower = {l->view(), closed % 2 == 0, {}, {}};
        if (h) upper = {h->view(), closed < 2, {}, {}};
        ASSERT_NO_FATAL_FAILURE(use(lower, upper));
      }
}

bool within(const number_edge& lower, const number_edge& upper, std::string_view text) {
  const auto value = support::parse_decimal(text);
  return above_edge(lower, value->view()) && below_edge(upper, value->view());
}

TEST(NumberShape, IntegersBetweenBounds) {
  for_all_edges([](const number_edge& lower, const number_edge& upper) {
    for (int i = -1300; i <= 1300; ++i) {
      if (i == 0) continue;
      const std::string text = std::to_string(i);
      const auto sizes = sizes_between(lower, upper, i < 0);
      const bool taken = sizes && takes(number_shape::integers(i < 0, *sizes), text);
      ASSERT_EQ(taken, within(lower, upper, text)) << text;
    }
  });
}

TEST(NumberShape, NotAnInteger) {
  const number_shape shape = number_shape::integers(false, {});
  for (const char* text : {"", "0", "01", "-1", "1.0", "1E7", "1-"}) EXPECT_FALSE(takes(shape, text)) << text;
  EXPECT_TRUE(takes(number_shape::integers(true, {}), "-10"));
  EXPECT_FALSE(takes(number_shape::integers(true, {}), "-"));
  EXPECT_FALSE(takes(number_shape::integers(true, {}), "10"));
}

std::vector<std::string> texts_of_doubles() {
  std::set<std::string> texts;
  for (const char* digits : {"1", "9", "10", "12", "125", "1049", "1051", "99999", "1234567", "12345678", "10000001"})
    for (int exponent = -12; exponent <= 12; ++exponent)
      for (const char* sign : {"", "-"})
        texts.emplace(support::json_number(std::string(sign) + digits + "e" + std::to_string(exponent)).text());
  return {texts.begin(), texts.end()};
}

TEST(NumberShape, DoublesBetweenBounds) {
  const auto texts = texts_of_doubles();
  for_all_edges([&](const number_edge& lower, const number_edge& upper) {
    for (const std::string& text : texts) {
      const bool negative = text[0] == '-';
      const std::int64_t exponent = support::parse_decimal(text)->exponent;
      const auto sizes = sizes_between(lower, upper, negative);
      const bool possible = sizes && (!sizes->least.at || sizes->least.at->exponent <= exponent) &&
                            (!sizes->most.at || sizes->most.at->exponent >= exponent);
      const bool taken = possible && takes(number_shape::decimals(negative, exponent, exponent, *sizes), text);
      ASSERT_EQ(taken, within(lower, upper, text)) << text;
    }
  });
}

TEST(NumberShape, SeveralExponents) {
  const number_shape shape = number_shape::decimals(false, -20, -4, {});
  for (const char* text : {"1.0E-5", "1.25E-21", "9.9E-10"}) EXPECT_TRUE(takes(shape, text)) << text;
  for (const char* text : {"1.0E-4", "1.0E-22", "1.0E-", "1.0E-1", "1.0", "1E-5", "1.50E-5", "1.00E-5", "0.1E-5",
                           "10.1E-5", "1.0E5", "1.0E-051", "-1.0E-5", "1.12345678901234567E-5"})
    EXPECT_FALSE(takes(shape, text)) << text;
}

TEST(NumberShape, PlainNotation) {
  const number_shape hundreds = number_shape::decimals(false, 3, 3, {});
  for (const char* text : {"100.0", "123.45", "999.999"}) EXPECT_TRUE(takes(hundreds, text)) << text;
  for (const char* text : {"100", "100.", "100.00", "99.5", "1000.0", "012.0", "100.10", "100.0E3"})
    EXPECT_FALSE(takes(hundreds, text)) << text;
  const number_shape hundredths = number_shape::decimals(true, -1, -1, {});
  EXPECT_TRUE(takes(hundredths, "-0.012"));
  for (const char* text : {"-0.0", "-0.1", "-0.001", "-0.010", "0.012", "-0.01E2"})
    EXPECT_FALSE(takes(hundredths, text)) << text;
}

}  // namespace
