// SPDX-License-Identifier: Apache-2.0
// Texts are cut into words as people see them (Console, Login; delivery, logs, amazonaws, com) and compared word by
// word, so that a short word in a long text is not taken for a slip in it. Knows nothing of what the words mean.
#include "coverage/nearness.hpp"

#include "support/ascii.hpp"
#include "syntax/words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Of the longer of two words: what a slip in it needs at least, and what two need.
inline constexpr std::size_t room_for_one_slip = 5;
inline constexpr std::size_t room_for_two_slips = 8;
// Letters in a text that is all one word to the eye, or cut in different places.
inline constexpr std::size_t room_in_a_text = 8;
// The name of a step is short, and its neighbours say what it should be.
inline constexpr std::size_t room_in_a_step = 4;

COVERWATCH_FUNC bool within_slips(std::string_view a, std::string_view b, int most) noexcept {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto same = static_cast<std::size_t>(differ.first - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (a.empty() && b.empty()) return true;
  if (most == 0) return false;
  if (!a.empty() && within_slips(a.substr(1), b, most - 1)) return true;
  if (!b.empty() && within_slips(a, b.substr(1), most - 1)) return true;
  if (a.empty() || b.empty()) return false;
  const bool swapped = a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0];
  return within_slips(a.substr(1), b.substr(1), most - 1) ||
         (swapped && within_slips(a.substr(2), b.substr(2), most - 1));
}

enum class letter_class : std::uint8_t { other, digit, lower, upper };

// What is not ASCII counts as a small letter.
COVERWATCH_FUNC letter_class class_of(char c) noexcept {
  if (support::is_digit(c)) return letter_class::digit;
  if (c >= 'A' && c <= 'Z') return letter_class::upper;
  const bool letter = support::is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  return letter ? letter_class::lower : letter_class::other;
}

COVERWATCH_FUNC bool begins_word(letter_class before, letter_class now) noexcept {
  if (now == letter_class::upper) return before != letter_class::upper;
  return (before == letter_class::digit) != (now == letter_class::digit) || before == letter_class::other;
}

// In small letters; a run of digits is a word of its own. Blanks and punctuation stand between words.
COVERWATCH_FUNC std::vector<std::string> cut_into_words(std::string_view text) {
  std::vector<std::string> words;
  letter_class before = letter_class::other;
  for (const char c : text) {
    const letter_class now = class_of(c);
    if (now != letter_class::other) {
      if (begins_word(before, now)) words.emplace_back();
      words.back() += syntax::to_lower(c);
    }
    before = now;
  }
  return words;
}

COVERWATCH_FUNC bool is_one_slip(std::string_view a, std::string_view b) noexcept {
  return std::max(a.size(), b.size()) >= room_for_one_slip && within_slips(a, b, 1);
}

// The first letter is seldom the one that is wrong, and it tells Increase from Decrease.
COVERWATCH_FUNC bool are_two_slips(std::string_view a, std::string_view b) noexcept {
  return std::max(a.size(), b.size()) >= room_for_two_slips && a.front() == b.front() && within_slips(a, b, 2);
}

COVERWATCH_FUNC bool has_digits(std::string_view word) noexcept { return support::is_digit(word.front()); }

// All words the same but for one.
COVERWATCH_FUNC bool differ_in_one_word(const std::vector<std::string>& a, const std::vector<std::string>& b) noexcept {
  if (a.size() != b.size()) return false;
  const auto [first, second] = std::mismatch(a.begin(), a.end(), b.begin());
  if (first == a.end() || !std::equal(first + 1, a.end(), second + 1)) return false;
  if (has_digits(*first) || has_digits(*second)) return false;
  return is_one_slip(*first, *second) || are_two_slips(*first, *second);
}

COVERWATCH_FUNC std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += each;
  return out;
}

COVERWATCH_FUNC std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), support::is_digit);
  return out;
}

COVERWATCH_FUNC likeness compare_texts(std::string_view found, std::string_view wanted) {
  if (found == wanted) return likeness::none;
  const std::vector<std::string> a = cut_into_words(found), b = cut_into_words(wanted);
  const std::string whole = joined(a), other = joined(b);
  const std::string digits = digits_of(whole);
  const bool has_letters = whole.size() > digits.size();  // the dots of 10.1.2.3 are no matter of spelling
  if (!has_letters || digits != digits_of(other)) return likeness::none;
  if (syntax::equals_ignoring_case(found, wanted)) return likeness::letter_case;
  if (whole == other || differ_in_one_word(a, b)) return likeness::spelling;
  const bool long_enough = std::min(whole.size(), other.size()) - digits.size() >= room_in_a_text;
  return a.size() != b.size() && long_enough && within_slips(whole, other, 1) ? likeness::spelling : likeness::none;
}

COVERWATCH_FUNC likeness compare_names(const std::string& found, const std::string& wanted) {
  if (const likeness alike = compare_texts(found, wanted); alike != likeness::none) return alike;
  const bool room = std::max(found.size(), wanted.size()) >= room_in_a_step && digits_of(found) == digits_of(wanted);
  return room && within_slips(found, wanted, 1) ? likeness::spelling : likeness::none;
}

COVERWATCH_FUNC likeness compare_selectors(const logic::selector& found, const logic::selector& wanted) {
  if (found == wanted || found.steps.size() != wanted.steps.size()) return likeness::none;
  likeness alike = likeness::letter_case;
  bool misspelt = false;
  for (std::size_t i = 0; i < found.steps.size(); ++i) {
    if (found.steps[i] == wanted.steps[i]) continue;
    const auto* a = std::get_if<logic::name_step>(&found.steps[i]);
    const auto* b = std::get_if<logic::name_step>(&wanted.steps[i]);
    const likeness each = a == nullptr || b == nullptr ? likeness::none : compare_names(a->name, b->name);
    if (each == likeness::none || (misspelt && each == likeness::spelling)) return likeness::none;
    if (each == likeness::spelling) alike = likeness::spelling, misspelt = true;
  }
  return alike;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
