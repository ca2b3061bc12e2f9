// SPDX-License-Identifier: Apache-2.0
// What the texts of hard questions are put together from: conditions on numbered selectors, and lists joined. No
// function here knows a family.
#pragma once

#include "hard_questions.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

using texts = std::vector<std::string>;

inline std::string number(int n) { return std::to_string(n); }
inline std::string is(int selector, const std::string& value) { return "$.x" + number(selector) + " = " + value; }
inline std::string is_not(int selector, const std::string& value) { return "$.x" + number(selector) + " != " + value; }
inline std::string braces(const std::string& inside) { return "{ " + inside + " }"; }
inline std::string parentheses(const std::string& inside) { return "(" + inside + ")"; }

inline std::string join(const texts& parts, std::string_view connective) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += connective;
    out += part;
  }
  return out;
}
inline std::string all(const texts& parts) { return join(parts, " && "); }
inline std::string any(const texts& parts) { return join(parts, " || "); }

// Terms to as few filters as take them all, none longer than the service allows.
inline texts filters_of(const texts& terms) {
  texts out;
  std::string inside;
  for (const std::string& term : terms) {
    if (!inside.empty() && inside.size() + 4 + term.size() + 4 > longest_pattern) {
      out.push_back(braces(std::exchange(inside, {})));
    }
    inside += (inside.empty() ? "" : " || ") + term;
  }
  out.push_back(braces(inside));
  return out;
}

// --- Sizes.

inline std::vector<int> range(int first, int last, int step = 1) {
  std::vector<int> out;
  for (int i = first; i <= last; i += step) out.push_back(i);
  return out;
}
inline std::vector<int> doubling(int first, int last) {
  std::vector<int> out;
  for (int i = first; i <= last; i *= 2) out.push_back(i);
  return out;
}

}  // namespace bench
