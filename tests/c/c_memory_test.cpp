// SPDX-License-Identifier: Apache-2.0
// Every function of the C interface that allocates, with the n-th allocation failing for every n: the answer is that
// memory ran out, or the right one; nothing is lost, and what there was still answers. Replaces operator new, so it
// stands alone.
#include "../support/counted_memory.hpp"

#include <coverwatch/c/coverwatch.h>

#include <gtest/gtest.h>

#include <functional>
#include <string_view>

namespace {

using counted_memory::lacking;

coverwatch_pattern* parsed(std::string_view text, coverwatch_error** error = nullptr) {
  return coverwatch_pattern_parse(text.data(), text.size(), nullptr, error);
}

// Calls `ask` with ever later failures until none is met. `ask` returns whether it got its answer; when it did not, it
// has checked that the reason is memory.
void for_every_shortage(const std::function<bool(coverwatch_error**)>& ask) {
  for (const lacking how : {lacking::once, lacking::from_then_on}) {
    std::size_t refused = 0;
    for (std::size_t nth = 1;; ++nth) {
      ASSERT_LT(nth, 1000000U);
      const std::size_t before = counted_memory::live();
      coverwatch_error* error = nullptr;
      bool answered = false, met = false;
      coverwatch_error_code code{};
      {
        const counted_memory::shortage shortage(nth, how);
        answered = ask(&error);
        met = shortage.met();
        if (error != nullptr) code = coverwatch_error_get_code(error);
        coverwatch_error_free(error);
      }
      EXPECT_EQ(counted_memory::live(), before) << "the " << nth << ". allocation";
      EXPECT_EQ(answered, error == nullptr);
      if (!answered) {
        EXPECT_EQ(code, COVERWATCH_ERROR_OUT_OF_MEMORY) << "the " << nth << ". allocation";
        ++refused;
      }
      if (!met) {
        EXPECT_TRUE(answered);
        break;
      }
    }
    EXPECT_GT(refused, 0U);
  }
}

TEST(c_memory, a_pattern) {
  for_every_shortage([](coverwatch_error** error) {
    coverwatch_pattern* const p = parsed(" { $.a = 1 || $.b = x* && $.c[*] = %y+% } ", error);
    const bool answered = p != nullptr;
    EXPECT_TRUE(!answered || coverwatch_pattern_warning_count(p) == 2);
    coverwatch_pattern_free(p);
    return answered;
  });
}

// The answer is a refusal: `error` says which.
TEST(c_memory, a_refused_pattern) {
  for_every_shortage([](coverwatch_error** error) {
    EXPECT_EQ(parsed("{ $.eventName == ConsoleLogin }", error), nullptr);
    if (coverwatch_error_get_code(*error) != COVERWATCH_ERROR_PATTERN) return false;
    coverwatch_error_free(*error);
    *error = nullptr;
    return true;
  });
}

TEST(c_memory, fields) {
  coverwatch_pattern* const p = parsed("[ip, ..., a_rather_long_name_of_a_column]");
  const std::string_view event = "10.0.0.1 and so on a_long_value_that_needs_memory";
  coverwatch_scratch* const memory = coverwatch_scratch_new(0);
  coverwatch_pattern_evaluate(p, memory, event.data(), event.size());  // what it grows by is its own
  for_every_shortage([&](coverwatch_error** error) {
    coverwatch_fields* const fields = coverwatch_pattern_extract(p, memory, event.data(), event.size(), error);
    const bool answered = fields != nullptr;
    EXPECT_TRUE(!answered || coverwatch_fields_count(fields) == 5);
    coverwatch_fields_free(fields);
    return answered;
  });
  coverwatch_scratch_free(memory);
  coverwatch_pattern_free(p);
}

TEST(c_memory, a_scratch) {
  {
    const counted_memory::shortage shortage(1, lacking::once);
    EXPECT_EQ(coverwatch_scratch_new(0), nullptr);
  }
  coverwatch_pattern* const p = parsed("{ $.a = 1 }");
  coverwatch_scratch* const memory = coverwatch_scratch_new(0);
  {
    const counted_memory::shortage shortage(1, lacking::from_then_on);
    EXPECT_EQ(coverwatch_pattern_evaluate(p, memory, "{\"a\":1}", 7), COVERWATCH_OUT_OF_MEMORY);
  }
  EXPECT_EQ(coverwatch_pattern_evaluate(p, memory, "{\"a\":1}", 7), COVERWATCH_MATCH);
  coverwatch_scratch_free(memory);
  coverwatch_pattern_free(p);
}

TEST(c_memory, a_set) {
  const coverwatch_pattern* list[] = {parsed("{ $.a = 1 }"), parsed("{ $.b = *x*yz* }"), parsed("ERROR"),
                                      parsed("[a, b = 1]")};
  for_every_shortage([&](coverwatch_error** error) {
    coverwatch_set* const set = coverwatch_set_compile(list, 4, error);
    const bool answered = set != nullptr;
    EXPECT_TRUE(!answered || coverwatch_set_size(set) == 4);
    coverwatch_set_free(set);
    return answered;
  });
  for (const auto* each : list) coverwatch_pattern_free(const_cast<coverwatch_pattern*>(each));
}

TEST(c_memory, coverage_and_what_it_proves) {
  const coverwatch_pattern* filter = parsed("{ $.a = x* }");
  const coverwatch_pattern* wanted = parsed("{ $.a = xy* && $.b > 1 }");
  coverwatch_coverage_options options;
  coverwatch_coverage_options_init(&options, sizeof options);
  options.certificate = true;
  for_every_shortage([&](coverwatch_error** error) {
    coverwatch_report* const report = coverwatch_covers(&filter, 1, &wanted, 1, &options, error);
    if (report == nullptr) return false;
    EXPECT_EQ(coverwatch_report_get_verdict(report), COVERWATCH_COVERED);
    const coverwatch_text certificate = coverwatch_report_certificate(report);
    coverwatch_claim* const claim = coverwatch_verify(certificate.data, certificate.size, error);
    const bool answered = claim != nullptr;
    coverwatch_claim_free(claim);
    coverwatch_report_free(report);
    return answered;
  });
  for_every_shortage([&](coverwatch_error** error) {
    coverwatch_comparison* const lie = coverwatch_compare(filter, wanted, nullptr, error);
    const bool answered = lie != nullptr;
    EXPECT_TRUE(!answered || coverwatch_comparison_get_relation(lie) == COVERWATCH_WIDER);
    coverwatch_comparison_free(lie);
    return answered;
  });
  coverwatch_pattern_free(const_cast<coverwatch_pattern*>(filter));
  coverwatch_pattern_free(const_cast<coverwatch_pattern*>(wanted));
}

// What is not a proof is refused, and not for want of memory unless that is the reason.
TEST(c_memory, a_refused_certificate) {
  for_every_shortage([](coverwatch_error** error) {
    EXPECT_EQ(coverwatch_verify("{\"format\":1}", 12, error), nullptr);
    if (coverwatch_error_get_code(*error) != COVERWATCH_ERROR_CERTIFICATE) return false;
    coverwatch_error_free(*error);
    *error = nullptr;
    return true;
  });
}

}  // namespace
