// SPDX-License-Identifier: Apache-2.0
// Two ways over an event, token by token, for the walk: by an outline of the event where this machine can draw one
// fast, and by simdjson's list of tokens elsewhere. Both stand on the first byte of a token, or at the end; both may
// meet anything, always come further, and check nothing but what they must to go on.
//
// A cursor has: next_member() to go over the members of an object that nobody wants, here(), step() past a token of one
// byte, take_key() of a member with its colon, take_string(), take_scalar(), skip() over one value, place() and
// back_to() it. Keys, strings and scalars are given as they stand. `false` means that the event is no JSON.
#pragma once

#include "match/workspace.hpp"
#include "program/program.hpp"
#include "support/ascii.hpp"
#include "support/outline.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

using support::is_json_space;

// What ends a number or a literal.
inline constexpr std::array<bool, 256> ends_scalar = [] {
  std::array<bool, 256> ends{};
  for (const char c : {' ', '\n', '\r', '\t', ',', ':', '"', '{', '}', '[', ']'})
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

// How a walk over the members of an object ends.
enum class member_end : std::uint8_t { wanted, none_left, broken };

// Quotes are taken from the list of them in their order, so that finding one neither waits for the one before nor asks
// where a block ends. There is an even number of them: behind one that begins a string there is one that ends it.
// The event's last byte is a closing bracket: where something else stands, there is a byte behind it.
class outline_walk {
 public:
  using mark = std::size_t;

  outline_walk(std::string_view event, const workspace& w) noexcept
      : text_(event.data()),
        size_(event.size()),
        outline_(w.outline.data(), size_),
        quotes_(w.quotes.data()),
        quote_(quotes_) {
    skip_space();
  }

  char here() const noexcept { return at_ < size_ ? text_[at_] : '\0'; }
  mark place() const noexcept { return at_; }
  void back_to(mark place) noexcept {
    at_ = place;
    take_quotes_from(place);
  }

  void step() noexcept {
    ++at_;
    skip_space();
  }

  bool take_key(std::string_view& key) noexcept {
    if (!take_quotes(key)) return false;
    skip_space_inside();
    if (text_[at_] != ':') return false;
    ++at_;
    skip_space_inside();
    return true;
  }

  // From a key on, over all members whose keys `find` says none to, and strings, of which `met_string` is told, to
  // behind the colon of the first other one that is `wanted`, which is then `found`; or behind the object. `met_string`
  // ends it by saying false. Most of the time of a walk is spent here, so everything is at hand.
  template <class Find, class MetString>
  member_end next_member(const Find find, const MetString met_string, std::uint32_t& found) {
    std::size_t at = at_;
    const std::uint32_t* quote = quote_;
    const char* const text = text_;
    const std::size_t size = size_;
    const auto skip_space = [&]() noexcept {
      while (is_json_space(text[at])) ++at;
    };
    for (;;) {
      const std::size_t begin = quote[0], end = quote[1];
      if (begin != at) return member_end::broken;
      quote += 2;
      at = end + 1;
      if (text[at] != ':') {
        skip_space();
        if (text[at] != ':') return member_end::broken;
      }
      ++at;
      skip_space();
      const char first = text[at];
      const std::uint32_t child = find(std::string_view(text + begin + 1, end - begin - 1));
      if (first == '"') {
        const std::size_t from = quote[0], to = quote[1];
        if (from != at) return member_end::broken;
        quote += 2;
        at = to + 1;
        if (child != program::none && !met_string(child, std::string_view(text + from + 1, to - from - 1))) {
          return member_end::broken;
        }
      } else if (child != program::none) {
        found = child;
        at_ = at;
        quote_ = quote;
        return member_end::wanted;
      } else if (first == '{' || first == '[') {
        at = outline_.behind_brackets(at);
        if (at == 0 || at == size) return member_end::broken;
        quote = quotes_ + outline_.quotes_before(at);
      } else {
        if (ends_scalar[static_cast<unsigned char>(first)]) return member_end::broken;
        if ((first == 't' || first == 'f' || first == 'n') && at + 5 < size) at += first == 'f' ? 4 : 3;
        do {
          ++at;
        } while (!ends_scalar[static_cast<unsigned char>(text[at])]);
      }
      if (text[at] != ',') {
        skip_space();
        if (text[at] != ',') break;
      }
      ++at;
      skip_space();
    }
    if (text[at] != '}') return member_end::broken;
    at_ = at;
    quote_ = quote;
    step();
    return member_end::none_left;
  }

  bool take_string(std::string_view& content) noexcept {
    if (!take_quotes(content)) return false;
    skip_space_inside();
    return true;
  }

  std::string_view take_scalar() noexcept {
    if (at_ >= size_) return {};
    const std::size_t begin = at_;
    while (!ends_scalar[static_cast<unsigned char>(text_[at_])]) ++at_;
    const std::size_t end = at_;
    skip_space_inside();
    return {text_ + begin, end - begin};
  }

  bool skip() noexcept {
    const char first = here();
    if (first == '"') {
      std::string_view content;
      return take_string(content);
    }
    if (first == '{' || first == '[') return skip_brackets();
    return !take_scalar().empty();
  }

 private:
  // What stands between this quote and the next. A quote with a backslash in front of it, outside strings, is not the
  // next one of the outline.
  bool take_quotes(std::string_view& content) noexcept {
    const std::size_t begin = quote_[0], end = quote_[1];
    if (begin != at_) return false;
    quote_ += 2;
    content = {text_ + begin + 1, end - begin - 1};
    at_ = end + 1;
    return true;
  }

  bool skip_brackets() noexcept {
    const std::size_t behind = outline_.behind_brackets(at_);
    if (behind == 0) return false;
    at_ = behind;
    skip_space();
    take_quotes_from(behind);
    return true;
  }

  void skip_space() noexcept {
    while (at_ < size_ && is_json_space(text_[at_])) ++at_;
  }

  // Where a byte is known to stand.
  void skip_space_inside() noexcept {
    while (is_json_space(text_[at_])) ++at_;
  }

  void take_quotes_from(std::size_t at) noexcept {
    if (at < size_) quote_ = quotes_ + outline_.quotes_before(at);
  }

  const char* text_;
  std::size_t size_;
  support::outline_cursor outline_;
  const std::uint32_t* quotes_;
  const std::uint32_t* quote_;  // the next one
  std::size_t at_ = 0;
};

// What the first byte of a token does to the depth of brackets.
inline constexpr std::array<std::int8_t, 256> nesting = [] {
  std::array<std::int8_t, 256> change{};
  change['{'] = change['['] = 1;
  change['}'] = change[']'] = -1;
  return change;
}();

class token_walk {
 public:
  using mark = std::size_t;

  token_walk(std::string_view event, const workspace& w) noexcept : event_(event), tokens_(w.structure.tokens()) {}

  char here() const noexcept { return at_ < tokens_.size() ? event_[tokens_[at_]] : '\0'; }
  mark place() const noexcept { return at_; }
  void back_to(mark place) noexcept { at_ = place; }
  void step() noexcept { ++at_; }

  template <class Find, class MetString>
  member_end next_member(const Find& find, const MetString& met_string, std::uint32_t& found) {
    for (;;) {
      std::string_view key, content;
      if (!take_key(key)) return member_end::broken;
      found = find(key);
      if (found != program::none && here() != '"') return member_end::wanted;
      if (found == program::none ? !skip() : !take_string(content) || !met_string(found, content)) {
        return member_end::broken;
      }
      const char c = here();
      step();
      if (c == '}') return member_end::none_left;
      if (c != ',') return member_end::broken;
    }
  }

  bool take_key(std::string_view& key) noexcept {
    if (here() != '"' || !take_string(key) || here() != ':') return false;
    step();
    return true;
  }

  bool take_string(std::string_view& content) noexcept {
    const std::string_view token = take_scalar();
    if (token.size() < 2 || token.back() != '"') return false;
    content = token.substr(1, token.size() - 2);
    return true;
  }

  // White space behind a token is not part of it.
  std::string_view take_scalar() noexcept {
    if (at_ >= tokens_.size()) return {};
    const std::size_t begin = tokens_[at_];
    std::size_t end = at_ + 1 < tokens_.size() ? tokens_[at_ + 1] : event_.size();
    while (end > begin + 1 && is_json_space(event_[end - 1])) --end;
    ++at_;
    return event_.substr(begin, end - begin);
  }

  // Nested brackets are counted, not checked.
  bool skip() noexcept {
    std::ptrdiff_t depth = 0;
    std::size_t at = at_;
    do {
      if (at >= tokens_.size()) return false;
      depth += nesting[static_cast<unsigned char>(event_[tokens_[at++]])];
    } while (depth > 0);
    at_ = at;
    return depth == 0;
  }

 private:
  std::string_view event_;
  std::span<const std::uint32_t> tokens_;
  std::size_t at_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
