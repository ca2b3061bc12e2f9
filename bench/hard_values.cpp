// SPDX-License-Identifier: Apache-2.0
// How the hard questions over the values of one selector are made: its numbers, its texts, its elements.
#include "hard_texts.hpp"

#include <random>

namespace bench {
namespace {

// --- Numbers and texts.

// 0 < x <= k against its k parts in a shaken order.
hard_question number_bounds(int k) {
  texts terms;
  for (int i = 0; i < k; ++i) terms.push_back("$.x > " + number(i) + " && $.x <= " + number(i + 1));
  std::mt19937_64 engine(1);
  for (std::size_t i = terms.size(); i > 1; --i) std::swap(terms[i - 1], terms[engine() % i]);
  return {filters_of(terms), braces("$.x > 0 && $.x <= " + number(k))};
}

std::string letter(int i) { return std::string(1, static_cast<char>((i < 26 ? 'a' : 'A' - 26) + i)); }

// k letters occur in a text; deployed are the two orders in which the first two can stand.
hard_question letters_in_any_order(int k) {
  texts each;
  for (int i = 0; i < k; ++i) each.push_back("$.x = \"*" + letter(i) + "*\"");
  return {{"{ $.x = \"*a*b*\" || $.x = \"*b*a*\" }"}, braces(all(each))};
}

// The same, and deployed are the six orders of the first three.
hard_question three_letters_in_any_order(int k) {
  texts each;
  for (int i = 0; i < k; ++i) each.push_back("$.x = \"*" + letter(i) + "*\"");
  texts orders;
  for (const char* order : {"a*b*c", "a*c*b", "b*a*c", "b*c*a", "c*a*b", "c*b*a"}) {
    orders.push_back("$.x = \"*" + std::string(order) + "*\"");
  }
  return {filters_of(orders), braces(all(each))};
}

// Two words of n letters with a star between all of them are in a text; a third one is not: a text of 2n letters shows
// it.
hard_question long_globs(int n) {
  std::string up = "*", down = "*", both = "*";
  for (int i = 0; i < n; ++i) {
    up += letter(i % 26) + "*";
    down += letter((n - 1 - i) % 26) + "*";
  }
  for (int i = 0; i < 3; ++i) both += "a*b*";
  return {{"{ $.x = \"" + both + "\" }"}, "{ $.x = \"" + up + "\" && $.x = \"" + down + "\" }"};
}

// Globs with three pieces each, shifted against each other, of which none may match, in a text that has all the
// letters.
hard_question globs_denied(int k) {
  texts terms, each;
  for (int i = 0; i < k; ++i) {
    const std::string next = letter((i + 1) % k), last = letter((i + 2) % k);
    terms.push_back("$.x = \"*" + letter(i) + "*" + next + "*" + last + "*\"");
    each.push_back("$.x = \"*" + letter(i) + "*\"");
  }
  return {filters_of(terms), braces(all(each))};
}

// Expressions: one within itself; one within a little wider one; and a text whose letter at n + 1 from its end is
// neither a nor b, which takes 2^n sets of places to rule out.
std::string repeated(const std::string& set, int n) { return set + "{" + number(n) + "}"; }
hard_question regex_itself(int n) {
  const std::string pattern = "{ $.x = %a" + repeated(".", n) + "b% }";
  return {{pattern}, "{ $.x = \"*\" && $.x = %a" + repeated(".", n) + "b% }"};
}
hard_question regex_wider(int n) {
  return {{"{ $.x = %a" + repeated(".", n) + "[bc]% }"}, "{ $.x = %a" + repeated(".", n) + "b% }"};
}
hard_question regex_neither(int n) {
  return {{"{ $.x = %a" + repeated("[ab]", n) + "$% }", "{ $.x = %b" + repeated("[ab]", n) + "$% }"},
          "{ $.x = %^[ab]{" + number(n + 1) + ",}$% }"};
}
hard_question regex_pair(int n) {
  return {{"{ $.x = %a" + repeated(".", n) + "b.*c" + repeated(".", n) + "d% }"},
          "{ $.x = %a" + repeated(".", n) + "b% && $.x = %c" + repeated(".", n) + "d% }"};
}
hard_question regex_number_text(int n) {
  return {{"{ $.x = %^1.*2% }"}, "{ $.x = %1" + repeated("[0-9]", n) + "2$% && $.x > 0 }"};
}

// --- Wildcards in selectors.

// An array of n places, all of them named, has n + 1 different values among its elements.
hard_question bounded_array(int n) {
  texts there{"$.x[*] = v0", "$.x[*] = v1", "$.x[0] = *", "$.x[" + number(n) + "] NOT EXISTS"};
  hard_question q{{}, {}};
  for (int v = 2; v <= n; ++v) q.deployed.push_back("{ $.x[*] != v" + number(v) + " }");
  q.reference = braces(all(there));
  return q;
}

// The same with globs, which two elements may share, but for two neighbours in a ring.
hard_question shared_elements(int n) {
  hard_question q{{}, "{ $.x[*] = \"*a*\" && $.x[" + number(n) + "] NOT EXISTS && $.x[0] = * }"};
  for (int v = 1; v < 2 * n + 1; ++v) q.deployed.push_back("{ $.x[*] != \"*" + letter(v) + "*\" }");
  for (int v = 0; v < 2 * n + 1; ++v) {
    q.deployed.push_back("{ $.x[*] = \"*" + letter(v) + "*" + letter((v + 1) % (2 * n + 1)) + "*\" || $.x[*] = \"*" +
                         letter((v + 1) % (2 * n + 1)) + "*" + letter(v) + "*\" }");
  }
  return q;
}

// n levels, each asked for one by one: an element of an element.
hard_question deep_selector(int n) {
  std::string path = "$";
  for (int i = 0; i < n; ++i) path += ".a";
  return {{braces(path + " = x")}, braces(path + " = x && $.b = y")};
}
hard_question deep_and_not_covered(int n) {
  std::string path = "$";
  for (int i = 0; i < n; ++i) path += ".a";
  return {{braces(path + " = \"x*\"")}, braces(path + " = \"*x\"")};
}

}  // namespace

const std::vector<family>& families_of_one_selector() {
  static const std::vector<family> all{
      {"bounds of numbers", "intervals", doubling(2, 2048), true, number_bounds},
      {"letters in any order", "letters", range(3, 50), true, letters_in_any_order},
      {"three letters in any order", "letters", range(3, 50), true, three_letters_in_any_order},
      {"long globs", "letters", range(2, 40, 2), false, long_globs},
      {"globs denied", "globs", range(3, 40), false, globs_denied},
      {"expression within itself", "count", doubling(4, 8192), true, regex_itself},
      {"expression within a wider one", "count", doubling(4, 8192), true, regex_wider},
      {"expression: neither a nor b", "count", range(4, 40, 2), true, regex_neither},
      {"two expressions without their order", "count", doubling(2, 2048), false, regex_pair},
      {"expression over a number's text", "count", doubling(2, 512), false, regex_number_text},
      {"bounded array", "places", range(2, 40), true, bounded_array},
      {"bounded array, shared elements", "places", range(1, 12), {}, shared_elements},
      {"deep selector", "levels", doubling(8, 504), true, deep_selector},
      {"deep selector, an event", "levels", doubling(8, 504), false, deep_and_not_covered},
  };
  return all;
}

}  // namespace bench
