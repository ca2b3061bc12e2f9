// SPDX-License-Identifier: Apache-2.0
// In go the automatons of a question, out come the characters to try, the most plausible first. The classes of several
// regular expressions are the meets of the classes of each.
#include "domain/text_letters.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC unsigned letter_rank(char32_t c) noexcept {
  if (c >= 0x80) return (c >= 0xd800 && c < 0xe000 ? 0x400000u : c < 0xa0 ? 0x300000u : 0x1000u) + c;
  const unsigned code = c;
  if (c >= U'a' && c <= U'z') return code;
  if (c >= U'A' && c <= U'Z') return 0x100u + code;
  if (c >= U'0' && c <= U'9') return 0x200u + code;
  if (c > U' ' && c < 0x7f) return 0x300u + code;
  return (c == U' ' ? 0x400u : 0x500u) + code;
}

inline constexpr unsigned no_letter_class = 0xffffffff;

// All characters below 256, by rank.
COVERWATCH_FUNC std::array<unsigned char, 256> low_letters_by_rank() noexcept {
  std::array<unsigned char, 256> order{};
  for (unsigned i = 0; i < order.size(); ++i) order[i] = static_cast<unsigned char>(i);
  std::sort(order.begin(), order.end(),
            [](unsigned char a, unsigned char b) { return letter_rank(a) < letter_rank(b); });
  return order;
}

COVERWATCH_FUNC const std::array<unsigned char, 256>& ranked_low_letters() noexcept {
  static const std::array<unsigned char, 256> order = low_letters_by_rank();
  return order;
}

COVERWATCH_FUNC void text_letters::add(const wildcard_automaton& wildcard) {
  low_named_ |= wildcard.low_letters();
  high_named_ += wildcard.high_letters();
}

COVERWATCH_FUNC void text_letters::add(std::string_view listed) {
  for (const char32_t c : characters_of(listed)) {
    if (c < 256) {
      low_named_.set(c);
    } else {
      high_named_.push_back(c);
    }
  }
}

COVERWATCH_FUNC void text_letters::add(const regex_automaton& regex) {
  const std::size_t others = regex.class_count();
  if (classes_.empty()) classes_.resize(regex.classes().size());
  std::vector<std::uint32_t> number(class_count_ * others, no_letter_class);  // of each pair that occurs
  std::uint32_t count = 0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    std::uint32_t& n = number[classes_[c] * others + regex.classes()[c]];
    if (n == no_letter_class) n = count++;
    classes_[c] = n;
  }
  class_count_ = count;
}

COVERWATCH_FUNC char32_t text_letters::unnamed_high() const noexcept {
  char32_t c = 0x100;
  while (high_named_.find(c) != std::u32string::npos) ++c;
  return c;
}

COVERWATCH_FUNC void text_letters::choose(alphabet which) {
  const auto& order = ranked_low_letters();
  const auto is_unnamed = [this](unsigned char c) { return !low_named_[c]; };
  const auto* first = std::find_if(order.begin(), order.end(), is_unnamed);
  unnamed_ = first == order.end() ? unnamed_high() : *first;
  if (classes_.empty()) {
    chosen_.push_back(unnamed_);
    return;
  }
  std::vector<bool> has_one(class_count_);
  for (const unsigned char c : order) {
    if (low_named_[c] || has_one[classes_[c]]) continue;
    has_one[classes_[c]] = true;
    chosen_.push_back(c);
  }
  for (const unsigned char c : order)
    if (!has_one[classes_[c]] && classes_[c] != classes_[256]) chosen_.push_back(c);
  if (!has_one[classes_[256]]) chosen_.push_back(unnamed_high());
  for (char32_t byte = 0x80; which == alphabet::stray_bytes && byte < 256; ++byte) {
    if (has_one[classes_[byte]]) continue;  // the byte does what that one does
    has_one[classes_[byte]] = true;
    chosen_.push_back(first_stray_byte + byte);
  }
  const auto by_rank = [](char32_t a, char32_t b) { return letter_rank(a) < letter_rank(b); };
  std::sort(chosen_.begin(), chosen_.end(), by_rank);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
