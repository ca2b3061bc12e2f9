// SPDX-License-Identifier: Apache-2.0
// Questions of coverage put to Z3, a solver of satisfiability modulo theories, as a second judge that shares nothing
// with our search but the reading of a pattern. In go patterns in the dialect `glob`, out comes its verdict, and an
// event where it found one. Never says that there is an event before every pattern has been run over it.
#pragma once

#include <coverwatch/pattern.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace z3_judge {

enum class verdict {
  event,    // there is one: it is at hand and has been replayed
  none,     // there is none: Z3 has a proof for a wider set of events than there are
  no_time,  // Z3 did not come to an end
  beyond,   // Z3 has a model that is no event: a number that is no double or has another text, elements without room
  broken,   // Z3 has a model that is no such event for no such reason: the encoding or the matcher is wrong
};

struct ruling {
  verdict found{};
  std::string event;  // JSON or a message. Of `event`; of `beyond` and `broken`, what does not separate the patterns
  double encoding_us = 0;  // microseconds of processor time
  double solving_us = 0;
};

struct question {
  std::vector<const coverwatch::pattern*> matched, not_matched;  // all of these, none of those
};

// The encoding. Every place that a selector names has a kind (missing, null, true, false, object, array with a null
// among its elements or without, infinity, integer, other number, string), a text and a value. Texts are of Z3's theory
// of strings, values are reals; an existing child makes its parent an object or an array, and an array's places are
// filled from the first on. A wildcard selector ranges over the places below it that are named, and over one more for
// each test that may need one. A message is a text alone. What it leaves out:
// - space-delimited patterns, two kinds of pattern in one question, the dialect `leftmost`: not asked;
// - elements from the thousandth on, numbers of hundreds of digits: not asked;
// - that a number with a point is a double, and how its text comes from its value, but for the question's constants;
// - where in an array an element stands that no index names, when others have one;
// - characters from U+30000 on, which Z3 does not have; bytes that are no UTF-8; the size of events.
// The first two make no question (`outside`). By the next two Z3 sees more events than there are: `none` holds, a model
// is replayed. By the last it would see fewer, but no operand can tell two characters from U+0100 on, or such a byte,
// apart unless it spells them; constants that spell such a character are not asked.
class judge {
 public:
  // What each question may take: time, and Z3's own count of steps (0: any), which is the same on every machine.
  explicit judge(unsigned milliseconds, unsigned steps = 0);
  ~judge();
  judge(const judge&) = delete;
  judge& operator=(const judge&) = delete;

  // Why the encoding does not reach the question; empty when it does.
  static std::string_view outside(const question& q);

  // Nothing when the question is beyond the encoding. Uses one context for all questions: one thread at a time.
  std::optional<ruling> decide(const question& q);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace z3_judge
