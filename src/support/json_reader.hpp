// SPDX-License-Identifier: Apache-2.0
// The one parser of JSON texts (RFC 8259). In go bytes and a consumer, out come calls to the consumer in text order and
// the first thing that is wrong. Building a document and merely validating differ in the consumer alone, so they cannot
// disagree. No recursion: the open brackets are a bit each. Never allocates by itself.
//
// A consumer has: open(kind, begin), close(end), key(raw, escaped), scalar(kind, raw, escaped, begin, end). The `raw`
// of a key or string stands between its quotes; `escaped` says whether it holds a backslash.
#pragma once

#include "support/ascii.hpp"
#include "support/json.hpp"
#include "support/load.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::support::json {

// A byte that may stand in a string as itself and is no part of a longer character.
constexpr bool is_plain(unsigned char byte) noexcept {
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

// The high bit of each byte that is not plain. A borrow can only run from such a byte into later ones, so the lowest
// bit that is set is always right, and none is set exactly when all eight are plain.
constexpr std::uint64_t not_plain(std::uint64_t word) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t control_or_quote = (word ^ 0x02 * each) - 0x21 * each;  // the quote takes the place of 0x20
  const std::uint64_t backslash = (word ^ 0x5c * each) - each;
  return (word | control_or_quote | backslash) & 0x80 * each;
}

// The first byte from `at` on that is not plain, or `end`.
inline const char* skip_plain(const char* at, const char* end) noexcept {
  for (; end - at >= 8; at += 8)
    if (const std::uint64_t found = not_plain(load_eight(at)); found != 0) return at + std::countr_zero(found) / 8;
  while (at != end && is_plain(static_cast<unsigned char>(*at))) ++at;
  return at;
}

template <class Consumer>
class reader {
 public:
  // Begins at `offset`, or at the end of the text if that is less.
  reader(std::string_view text, std::size_t offset, Consumer& consumer) noexcept
      : begin_(text.data()),
        at_(begin_ + std::min(offset, text.size())),
        end_(begin_ + text.size()),
        consumer_(consumer) {}

  // One value, after white space. False on an error.
  bool read_value() {
    step next = to_value();
    while (next == step::behind_value || next == step::to_value || next == step::to_key) {
      if (next == step::behind_value) {
        next = behind_value();
      } else {
        next = next == step::to_key ? to_key() : to_value();
      }
    }
    return next == step::done;
  }

  // Nothing but white space up to the end of the text. False on an error.
  bool read_end() noexcept {
    skip_space();
    return at_ == end_ || refuse(errc::trailing_text, at_);
  }

  std::size_t offset() const noexcept { return offset_of(at_); }
  const error& reason() const noexcept { return reason_; }

 private:
  enum class step : std::uint8_t { to_value, to_key, behind_value, done, failed };

  std::size_t offset_of(const char* at) const noexcept { return static_cast<std::size_t>(at - begin_); }

  bool refuse(errc code, const char* at) noexcept {
    reason_ = {code, offset_of(at)};
    return false;
  }
  step fail(errc code, const char* at) noexcept {
    refuse(code, at);
    return step::failed;
  }

  void skip_space() noexcept {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  step to_value() {
    skip_space();
    if (at_ == end_) return fail(depth_ == 0 ? errc::empty : errc::unexpected_end, at_);
    switch (*at_) {
      case '"': return string();
      case '{': return open(kind::object);
      case '[': return open(kind::array);
      case 't': return literal(kind::true_, "true");
      case 'f': return literal(kind::false_, "false");
      case 'n': return literal(kind::null, "null");
      default: return is_digit(*at_) || *at_ == '-' ? number() : fail(misfit(*at_), at_);
    }
  }

  // The error for a byte that begins no value.
  static errc misfit(char c) noexcept {
    if (is_ascii_letter(c)) return errc::bad_literal;
    return c == '+' || c == '.' ? errc::bad_number : errc::unexpected;
  }

  step open(kind what) {
    if (depth_ == max_depth) return fail(errc::too_deep, at_);
    outer_is_object_[depth_++] = in_object_;
    in_object_ = what == kind::object;
    consumer_.open(what, offset());
    ++at_;
    skip_space();
    if (at_ == end_) return fail(errc::unexpected_end, at_);
    if (*at_ == (in_object_ ? '}' : ']')) return close();
    return in_object_ ? step::to_key : step::to_value;
  }

  step close() {
    ++at_;
    in_object_ = outer_is_object_[--depth_];
    consumer_.close(offset());
    return step::behind_value;
  }

  step behind_value() {
    if (depth_ == 0) return step::done;
    skip_space();
    if (at_ == end_) return fail(errc::unexpected_end, at_);
    if (*at_ == ',') {
      ++at_;
      return in_object_ ? step::to_key : step::to_value;
    }
    return *at_ == (in_object_ ? '}' : ']') ? close() : fail(errc::unexpected, at_);
  }

  step to_key() {
    skip_space();
    if (at_ == end_) return fail(errc::unexpected_end, at_);
    if (*at_ != '"') return fail(errc::unexpected, at_);
    const char* const content = at_ + 1;
    bool escaped = false;
    if (!scan_string(escaped)) return step::failed;
    consumer_.key(between(content, at_ - 1), escaped);
    skip_space();
    if (at_ == end_) return fail(errc::unexpected_end, at_);
    if (*at_ != ':') return fail(errc::unexpected, at_);
    ++at_;
    return to_value();
  }

  static std::string_view between(const char* from, const char* to) noexcept {
    return std::string_view(from, static_cast<std::size_t>(to - from));
  }

  step string() {
    const char* const quote = at_;
    bool escaped = false;
    if (!scan_string(escaped)) return step::failed;
    consumer_.scalar(kind::string, between(quote + 1, at_ - 1), escaped, offset_of(quote), offset());
    return step::behind_value;
  }

  // From the opening quote to behind the closing one.
  bool scan_string(bool& escaped) noexcept {
    ++at_;
    for (;;) {
      at_ = skip_plain(at_, end_);
      if (at_ == end_) return refuse(errc::unexpected_end, at_);
      if (*at_ == '"') {
        ++at_;
        return true;
      }
      if (*at_ == '\\') {
        escaped = true;
        if (!scan_escape()) return false;
      } else if (!scan_character()) {
        return false;
      }
    }
  }

  bool scan_escape() noexcept {
    ++at_;
    if (at_ == end_) return refuse(errc::unexpected_end, at_);
    if (*at_ == 'u') return scan_hex();
    if (std::string_view("\"\\/bfnrt").find(*at_) == std::string_view::npos) return refuse(errc::bad_escape, at_);
    ++at_;
    return true;
  }

  bool scan_hex() noexcept {
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_ == end_) return refuse(errc::unexpected_end, at_);
      if (hex_digit(*at_) < 0) return refuse(errc::bad_escape, at_);
    }
    return true;
  }

  // A byte that is neither plain nor a quote nor a backslash.
  bool scan_character() noexcept {
    if (static_cast<unsigned char>(*at_) < 0x20) return refuse(errc::control_character, at_);
    const std::size_t length = well_formed_length(between(at_, end_), 0, false);
    at_ += length;
    return length != 0 || refuse(errc::bad_utf8, at_);
  }

  step literal(kind what, std::string_view word) {
    const char* const first = at_;
    for (const char letter : word) {
      if (at_ == end_ || *at_ != letter) return fail(errc::bad_literal, at_);
      ++at_;
    }
    consumer_.scalar(what, word, false, offset_of(first), offset());
    return step::behind_value;
  }

  step number() {
    const char* const first = at_;
    if (*at_ == '-') ++at_;
    const bool zero = at_ != end_ && *at_ == '0';
    if (zero) ++at_;
    const bool digits = skip_digits();
    if (zero == digits) return fail(errc::bad_number, zero ? first + (*first == '-') + 1 : at_);
    if (at_ != end_ && *at_ == '.') {
      ++at_;
      if (!skip_digits()) return fail(errc::bad_number, at_);
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
      ++at_;
      if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      if (!skip_digits()) return fail(errc::bad_number, at_);
    }
    consumer_.scalar(kind::number, between(first, at_), false, offset_of(first), offset());
    return step::behind_value;
  }

  bool skip_digits() noexcept {
    const char* const first = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return at_ != first;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  Consumer& consumer_;
  std::size_t depth_ = 0;
  bool in_object_ = false;
  std::bitset<max_depth> outer_is_object_;  // for each open bracket, what stands around it
  error reason_{};
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support::json
