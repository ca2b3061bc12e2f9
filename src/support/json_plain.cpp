// SPDX-License-Identifier: Apache-2.0
// The strict reader's rules once more, for texts whose strings are known to be good and where they end. No byte of a
// string is looked at. The last byte of the text is a bracket, so that everything else has a byte behind it.
#include "support/ascii.hpp"
#include "support/json.hpp"
#include "support/load.hpp"

#include <array>

namespace coverwatch::inline COVERWATCH_ABI::support::json {

// Each function starts at the first byte of what it reads and leaves `at` behind it.
struct plain_reading {
  const char* const text;
  const char* const end;
  const std::uint32_t* quote;
  const char* at = text;
  std::size_t depth = 0;
  bool in_object = false;
  std::array<std::uint64_t, (max_depth + 63) / 64> outer_is_object{};  // a bit for each open bracket

  void skip_space() noexcept {
    while (*at == ' ') ++at;
  }

  // A quote that is not listed stands behind a backslash outside strings.
  bool string() noexcept {
    if (text + quote[0] != at) return false;
    at = text + quote[1] + 1;
    quote += 2;
    return true;
  }

  bool digits() noexcept {
    const char* const first = at;
    while (is_digit(*at)) ++at;
    return at != first;
  }

  bool number() noexcept {
    if (*at == '-') ++at;
    if (*at == '0') {
      ++at;
    } else if (!digits()) {
      return false;
    }
    if (*at == '.') {
      ++at;
      if (!digits()) return false;
    }
    if (*at == 'e' || *at == 'E') {
      ++at;
      if (*at == '+' || *at == '-') ++at;
      if (!digits()) return false;
    }
    return true;
  }

  bool literal(std::uint32_t first_four, std::size_t size) noexcept {
    if (static_cast<std::size_t>(end - at) <= size || load_four(at) != first_four) return false;
    if (size == 5 && at[4] != 'e') return false;
    at += size;
    return true;
  }

  bool scalar() noexcept {
    switch (*at) {
      case '"': return string();
      case 't': return literal(0x65757274, 4);  // true
      case 'n': return literal(0x6c6c756e, 4);  // null
      case 'f': return literal(0x736c6166, 5);  // fals
      default: return number();
    }
  }

  bool open() noexcept {
    if (depth == max_depth) return false;
    const std::uint64_t bit = std::uint64_t{1} << depth % 64;
    std::uint64_t& word = outer_is_object[depth++ / 64];
    word = in_object ? word | bit : word & ~bit;
    in_object = *at == '{';
    ++at;
    return true;
  }

  void close() noexcept {
    ++at;
    --depth;
    in_object = (outer_is_object[depth / 64] >> depth % 64 & 1) != 0;
  }

  char closing() const noexcept { return in_object ? '}' : ']'; }

  bool key() noexcept {
    if (!string()) return false;
    skip_space();
    if (*at != ':') return false;
    ++at;
    skip_space();
    return true;
  }

  // From the first value in brackets, or behind a comma.
  bool object() noexcept {
    if (!open()) return false;
    skip_space();
    if (*at == closing()) return ++at == end;
    for (;;) {
      if (in_object && !key()) return false;
      if (*at == '{' || *at == '[') {
        if (!open()) return false;
        skip_space();
        if (*at != closing()) continue;
        close();
        if (at == end) return false;
      } else if (!scalar()) {
        return false;
      }
      for (;;) {  // behind a value; the text ends inside the outermost brackets, or right behind them
        skip_space();
        if (*at != closing()) break;
        close();
        if (depth == 0) return at == end;
        if (at == end) return false;
      }
      if (*at != ',') return false;
      ++at;
      skip_space();
    }
  }
};

COVERWATCH_FUNC bool is_valid_plain_object(std::string_view text, const std::uint32_t* quotes) noexcept {
  return plain_reading{text.data(), text.data() + text.size(), quotes}.object();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support::json
